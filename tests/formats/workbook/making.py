"""Small workbooks of one sheet, made through the real writer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from camifield.formats.workbook.plan import Cell, Column, Lines, Notes, Plan, Sheet, Type, Written
from camifield.formats.workbook.writing import write_workbook
from camifield.progress import Progress

NOTES: Lines = [("What this is", "A small workbook."), ("Rows", 2)]


def sheet(
    rows: Sequence[Sequence[Cell]], types: Sequence[Type], *, title: str = "Rows", name: str = "rows"
) -> Sheet:
    """A sheet with columns c0, c1 ... of these types."""
    columns = [Column(f"c{at}", f"Column {at}", type_) for at, type_ in enumerate(types)]
    return Sheet(title, columns, lambda: iter(rows), len(rows), name)


def write(path: Path, *sheets: Sheet, lines: Lines = NOTES) -> Written:
    """Write these sheets after an About sheet."""
    return write_workbook(path, Plan(sheets, Notes("About", lambda _: lines)), Progress())
