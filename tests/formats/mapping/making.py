"""Tables made for the tests of mapping, written to files as people write them, and opened by the real reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl

from camifield.fields.field import Asking
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.outcomes import Judge, Outcome
from camifield.formats.mapping.proposing import Proposal, propose
from camifield.formats.reading.cells import Row
from camifield.formats.reading.roles import RowRole
from camifield.formats.reading.sheets import Sheet
from camifield.formats.reading.tables import open_table

TODAY = date(2026, 3, 14)
DATA = RowRole("data", "record")

# The register in the drawing of the import page: a wide table of losses, decimal comma, total at the foot.
LOSSES = (
    ("№", "Дата", "Аил", "Хищник", "овцы", "козы", "широта", "долгота", "Прим.", "х/н"),
    ("1", "03.01.2023", "Тосор", "волк", "3", "–", "42,1610", "77,2410", "у загона", "да"),
    ("2", "11.01.2023", "Тосор", "волк", "1", "2", "42,1611", "77,2388", "", "да"),
    ("3", "29.02.2023", "Сары-Булак", "рысь ?", "", "1", "42,1612", "77,0102", "ночью", "нет"),
    ("4", "14.02.2023", "Тамга", "снежный барс", "5", "0", "42,1613", "77,5461", "", "да"),
    ("5", "17.02.2023", "Тосор", "волк", "48", "–", "42,1614", "77,2401", "3 загона", "да"),
    ("6", "02.03.2023", "Барскоон", "волк", "2", "1", "42,1615", "-199,3", "", "да"),
    ("7", "05.03.2023", "Тамга", "не знают", "НД", "2", "42,1616", "77,5390", "", "нет"),
    ("", "", "ИТОГО", "", "59", "6", "", "", "", ""),
)


def asking(country: str | None = "KG", **changes: object) -> Asking:
    """The questions of an import on a fixed day; whoever is named is somebody."""
    found = Asking(TODAY, country=country, is_import=True, find=_somebody)
    return replace(found, **changes) if changes else found


def _somebody(kind: str, text: str) -> Sequence[bytes]:
    return [text.encode().ljust(16, b".")[:16]] if kind == "person" else []


def write_text(
    folder: Path,
    rows: Iterable[Sequence[str]],
    *,
    name: str = "table.csv",
    between: str = ";",
    encoding: str = "utf-8",
) -> Path:
    """A text file of these rows."""
    path = folder / name
    path.write_bytes("".join(between.join(row) + "\r\n" for row in rows).encode(encoding))
    return path


def write_workbook(
    folder: Path, sheets: dict[str, Iterable[Sequence[object]]], name: str = "table.xlsx"
) -> Path:
    """A workbook of these sheets, its cells typed as Python has them."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def sheet_of(path: Path, which: str | int = 0) -> Sheet:
    """A sheet of a file."""
    return open_table(path).sheet(which)


def sheet(folder: Path, rows: Iterable[Sequence[str]], **changes: str) -> Sheet:
    """The only sheet of a text file made of these rows."""
    return sheet_of(write_text(folder, rows, **changes))


def proposed(
    found: Sheet, kind: str | None = None, *, country: str | None = "KG", name: str = "table.csv"
) -> Proposal:
    """What the program proposes for a sheet."""
    return propose(found, kind, asking(country), file_name=name)


def target_of(mapping: TableMapping, heading: str) -> str:
    """Where the column under this heading goes."""
    return next(one.target for one in mapping.columns if one.heading == heading)


def judged(found: Sheet, mapping: TableMapping, *, country: str | None = "KG") -> list[Outcome]:
    """What every row of a sheet becomes."""
    judge = Judge(mapping, asking(country), ("table.csv", ""))
    return [judge.judge(row, found.row_role(row)) for row in found.rows()]


def row(*texts: str, number: int = 2) -> Row:
    """A row of texts."""
    return Row(number, texts)
