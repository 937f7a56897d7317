"""The workbook without its rows, styled by openpyxl: headings, tables, widths, frozen panes, and one row of examples."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from camifield.formats.workbook.plan import Notes, Plan, Sheet, Type

FORMATS = {
    Type.TEXT: "@",
    Type.ID: "@",
    Type.WHOLE: "0",
    Type.DECIMAL: "General",
    Type.DEGREES: "0.000000",
    Type.DATE: "yyyy-mm-dd",
    Type.TIME: "hh:mm",
}
KEY_FONT = Font(size=8, color="808080")
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="1C5B88")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def make(plan: Plan, sheets: list[Sheet]) -> bytes:
    """The zip of the workbook, each data sheet with an example row 3 that carries the styles of its columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = plan.creator
    titles: set[str] = set()
    _add_notes(book, plan.about, titles)
    for number, sheet in enumerate(sheets, 1):
        _add_sheet(book, sheet, number, titles)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def title_of(wanted: str, taken: set[str]) -> str:
    """A sheet name Excel accepts: at most 31 characters, none of []:*?/\\, not there yet."""
    base = wanted.translate(_FORBIDDEN).strip(" '")[:31] or "Sheet"
    title, number = base, 1
    while title.casefold() in taken:
        number += 1
        title = f"{base[: 31 - len(str(number)) - 1]} {number}"
    taken.add(title.casefold())
    return title


def _add_notes(book: Workbook, notes: Notes, titles: set[str]) -> None:
    page: Any = book.create_sheet(title_of(notes.title, titles))
    page.column_dimensions["A"].width = 34
    page.column_dimensions["B"].width = 90
    for label, text in notes.lines:
        page.append([label, None])
        cell = page.cell(page.max_row, 2)
        cell.value = text
        if isinstance(text, str):
            cell.data_type = "s"  # a note that begins with = is still a note
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            cell.alignment = Alignment(horizontal="left")
        page.cell(page.max_row, 1).font = Font(bold=True)
        page.cell(page.max_row, 1).alignment = Alignment(vertical="top", wrap_text=True)


def _add_sheet(book: Workbook, sheet: Sheet, number: int, titles: set[str]) -> None:
    page: Any = book.create_sheet(title_of(sheet.title, titles))
    heads = header_labels(sheet)
    page.append([column.key for column in sheet.columns])
    page.append(heads)
    page.append(["" for _ in sheet.columns])
    page.row_dimensions[1].height = 11
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width
        page.cell(1, place).font = KEY_FONT
        head = page.cell(2, place)
        head.font, head.fill = HEAD_FONT, HEAD_FILL
        head.alignment = Alignment(wrap_text=True, vertical="center")
        if column.note:
            head.comment = Comment(column.note, "CAMI Field", width=320, height=90)
        page.cell(3, place).number_format = FORMATS[column.type]
        if column.type in (Type.TEXT, Type.ID):
            page.cell(3, place).alignment = Alignment(vertical="top")
    page.freeze_panes = "B3" if sheet.is_register else "A3"
    last = get_column_letter(len(sheet.columns))
    table = Table(displayName=f"T{number}", ref=f"A2:{last}3")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    page.add_table(table)


def header_labels(sheet: Sheet) -> list[str]:
    """The labels, made different from each other: a table does not allow two equal headings."""
    seen: dict[str, int] = {}
    labels: list[str] = []
    for column in sheet.columns:
        base = column.label or column.key
        seen[base.casefold()] = seen.get(base.casefold(), 0) + 1
        label = base if seen[base.casefold()] == 1 else f"{base} ({column.key})"
        labels.append(label)
    return labels
