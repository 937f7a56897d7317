"""A handed-over workbook as its reader finds it: sheets by their table's name, rows as cells by their keys."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from tests.formats.workbook.package import Package, check

Cells = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One sheet: its title, its keys and labels, and its rows; blank cells are left out of a row."""

    title: str
    keys: list[str]
    labels: list[str]
    rows: list[Cells]

    def by(self, key: str) -> dict[str, Cells]:
        """The rows by one of their cells."""
        return {str(row[key]): row for row in self.rows}


def pages(path: Path, package: Package | None = None) -> dict[str, Page]:
    """Table name -> sheet, after the package was found to be one that Excel opens; read with calamine."""
    package = package or check(path)
    book: Any = CalamineWorkbook.from_path(str(path))  # pyright: ignore[reportUnknownMemberType]
    found: dict[str, Page] = {}
    for title, part in package.sheets.items():
        for table in package.tables(part):
            keys, labels, *rows = book.get_sheet_by_name(title).to_python()
            found[table.name] = Page(title, keys, labels, [_cells(keys, row) for row in rows])
    return found


def _cells(keys: list[str], row: list[Any]) -> Cells:
    return {key: cell for key, cell in zip(keys, row, strict=False) if cell != ""}


def about(path: Path) -> dict[str, Any]:
    """The lines of the first sheet, read with openpyxl."""
    page = openpyxl.load_workbook(path).worksheets[0]
    return {str(label): text for label, text in page.iter_rows(values_only=True, max_col=2)}


def everything_in(path: Path) -> str:
    """All that the file holds, as text: of a workbook every part of its zip, names of parts included."""
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as file:
        parts: Mapping[str, bytes] = {name: file.read(name) for name in file.namelist()}
    return "\n".join(f"{name}\n{part.decode('utf-8', 'replace')}" for name, part in parts.items())
