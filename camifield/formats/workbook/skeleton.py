"""The workbook without its rows, styled by openpyxl: headings, tables, widths, frozen panes, and one row of examples."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.writer.excel import ExcelWriter

from camifield.formats.workbook.plan import LONGEST_TITLE, Notes, Plan, Sheet, Type, shortened

FORMATS = {
    Type.TEXT: "@",
    Type.ID: "@",
    Type.WHOLE: "0",
    Type.DECIMAL: "General",
    Type.DEGREES: "0.000000",
    Type.DATE: "yyyy-mm-dd",
    Type.TIME: "hh:mm",
}
FONT = "Calibri"  # openpyxl's own for plain cells; a font without a name is drawn with serifs elsewhere
KEY_FONT = Font(name=FONT, size=8, color="808080")
HEAD_FONT = Font(name=FONT, size=11, bold=True, color="FFFFFF")
LABEL_FONT = Font(name=FONT, size=11, bold=True)
HEAD_FILL = PatternFill("solid", fgColor="1C5B88")
NOTES_WIDTH = 90
LONGEST_HEADING = 255  # what a column of a table may be called (Excel specifications and limits)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RESERVED = "history"  # Excel keeps this name for itself


def make(plan: Plan, sheets: list[Sheet]) -> bytes:
    """The zip of the workbook; each data sheet has an example row 3 that carries the styles of its columns, About a row 1."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = plan.creator
    if plan.made_at is not None:
        made = plan.made_at.astimezone(UTC).replace(tzinfo=None)
        book.properties.created = book.properties.modified = made
    titles: set[str] = set()
    _add_notes(book, plan.about, titles)
    names: set[str] = set()
    for sheet in sheets:
        _add_sheet(book, sheet, titles, names)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        writer: Any = _InMemory(book, archive)
        writer.save()
    return out.getvalue()


class _InMemory(ExcelWriter):
    """openpyxl's own writer, but for the files that it makes in the system's folder for temporary ones.

    These would be another disk that can be full, and its error no OSError but lxml's.
    """

    def write_worksheet(self, ws: Any) -> None:
        """As openpyxl 3.1.5 does it, with the sheet's XML in memory."""
        book: Any = self
        ws._drawing = SpreadsheetDrawing()
        xml = BytesIO()
        writer: Any = WorksheetWriter(ws, xml)
        writer.write()
        ws._rels = writer._rels
        book._archive.writestr(ws.path[1:], xml.getvalue())
        book.manifest.append(ws)


def title_of(wanted: str, taken: set[str]) -> str:
    """A sheet name Excel accepts: at most 31 UTF-16 units, none of []:*?/\\, no apostrophe at its ends, not there yet."""
    base = _trimmed(" ".join(_FORBIDDEN.sub(" ", wanted).split()), LONGEST_TITLE)
    if not base or base.casefold() == _RESERVED:
        base = "Sheet"
    title, number = base, 1
    while title.casefold() in taken:
        number += 1
        end = f" {number}"
        title = f"{_trimmed(base, LONGEST_TITLE - len(end))}{end}"
    taken.add(title.casefold())
    return title


def _trimmed(text: str, most: int) -> str:
    return shortened(text.strip(" '"), most).strip(" '")


def table_name(wanted: str, taken: set[str]) -> str:
    """A table's name: letters, digits and low lines, never like a cell (T1) or a word of Excel's own, not there yet."""
    base = re.sub(r"[^A-Za-z0-9_]", "_", wanted) or "rows"
    if not re.search(r"[A-Za-z_]{4}", base) or base[0].isdigit():
        base = f"table_{base}"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}_{number}"
    taken.add(name.casefold())
    return name


def _add_notes(book: Workbook, notes: Notes, titles: set[str]) -> None:
    page: Any = book.create_sheet(title_of(notes.title, titles))
    page.column_dimensions["A"].width = 34
    page.column_dimensions["B"].width = NOTES_WIDTH
    page.sheet_properties.pageSetUpPr = PageSetupProperties(
        fitToPage=True
    )  # one page wide when it is printed
    page.page_setup.fitToHeight = 0
    page.append(["", ""])
    page.cell(1, 1).font = LABEL_FONT
    page.cell(1, 1).alignment = Alignment(vertical="top", wrap_text=True)
    page.cell(1, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _add_sheet(book: Workbook, sheet: Sheet, titles: set[str], names: set[str]) -> None:
    page: Any = book.create_sheet(title_of(sheet.title, titles))
    page.append([column.key for column in sheet.columns])
    page.append(header_labels(sheet))
    page.append(["" for _ in sheet.columns])
    page.row_dimensions[1].height = 11
    page.row_dimensions[2].height = _height_of_heads(sheet)
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width
        page.cell(1, place).font = KEY_FONT
        page.cell(1, place).data_type = "s"
        head = page.cell(2, place)
        head.font, head.fill = HEAD_FONT, HEAD_FILL
        head.data_type = "s"  # a heading that begins with = is still a heading
        head.alignment = Alignment(wrap_text=True, vertical="center")
        if column.note:
            head.comment = Comment(_NOT_XML.sub("", column.note), "CAMI Field", width=320, height=90)
        page.cell(3, place).number_format = FORMATS[column.type]
        page.cell(3, place).alignment = Alignment(vertical="top")
    page.freeze_panes = page.cell(3, sheet.fixed + 1)
    last = get_column_letter(len(sheet.columns))
    table = Table(displayName=table_name(sheet.name, names), ref=f"A2:{last}3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    page.add_table(table)


def _height_of_heads(sheet: Sheet) -> int:
    """Points enough for the longest label in its column's width: at most five lines of bold text, with the filter's sign."""
    lines = max(1 + int(len(column.label) * 1.2 + 3) // int(column.width) for column in sheet.columns)
    return 15 * min(max(lines, 2), 5)


def header_labels(sheet: Sheet) -> list[str]:
    """The labels on one line each, made different from each other: a table does not allow two equal headings."""
    plain = [_plain(column.label) or _plain(column.key) for column in sheet.columns]
    times = Counter(label.casefold() for label in plain)
    taken = {label.casefold() for label in plain if times[label.casefold()] == 1}
    labels: list[str] = []
    met: set[str] = set()
    for label, column in zip(plain, sheet.columns, strict=True):
        found = label
        if label.casefold() in met:
            end = f" ({_plain(column.key)})"
            found, number = shortened(label, LONGEST_HEADING - len(end)) + end, 1
            while found.casefold() in taken:
                number += 1
                end = f" ({number})"
                found = shortened(label, LONGEST_HEADING - len(end)) + end
        met.add(label.casefold())
        taken.add(found.casefold())
        labels.append(found)
    return labels


def _plain(text: str) -> str:
    return shortened(" ".join(_NOT_XML.sub(" ", text).split()), LONGEST_HEADING)
