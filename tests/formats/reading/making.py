"""Files for the tests of reading: text in any encoding, workbooks of each kind, and packages that lie."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from camifield.errors import Problem
from camifield.formats.reading.cells import Cell, Row
from camifield.formats.reading.sheets import ReadingChoice, Sheet
from camifield.formats.reading.tables import open_table

Filling = Callable[[Worksheet], object]


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """A file with this content; line ends stay as they are."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def csv_text(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Rows as the csv module writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def workbook(path: Path, *rows: Sequence[object], fill: Filling | None = None) -> Path:
    """An xlsx of one sheet, filled row by row and then as `fill` likes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if fill is not None:
        fill(sheet)
    book.save(path)
    return path


def altered(source: Path, target: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a package in which the parts whose names end so are changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename.endswith(part) else data)
    return target


def sheet_of(path: Path, **choice: object) -> Sheet:
    """The first sheet of a file, with a person's choices."""
    return open_table(path, choice=ReadingChoice(**choice)).sheet()  # pyright: ignore[reportArgumentType] -- names are the tests' own


def texts_of(sheet: Sheet) -> list[tuple[str, ...]]:
    """All rows under the headings, as texts."""
    return [row.texts for row in sheet.rows()]


def rows_of(*rows: Sequence[Cell]) -> list[Row]:
    """Rows numbered from 1."""
    return [Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)]


def code_of(path: Path, which: int = 0) -> tuple[str, dict[str, object]]:
    """The Problem that opening a file and reading its sheet to the end gives: its code and parameters."""
    try:
        sheet = open_table(path).sheet(which)
        sheet.facts()
        for _ in sheet.rows():
            pass
    except Problem as problem:
        return problem.code, dict(problem.parameters)
    return "", {}
