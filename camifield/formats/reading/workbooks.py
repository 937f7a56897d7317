"""Workbooks (xlsx, xls, ods): typed cells read by calamine, after the package was made safe for it."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Generator, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Literal
from xml.parsers import expat

import python_calamine as calamine

from camifield.errors import Problem, Where
from camifield.formats.reading.cells import BLANK, Cell, column_letters
from camifield.formats.reading.extents import (
    MOST_CELLS,
    Extent,
    check_strings,
    declared_rows,
    sheet_parts,
    spreadsheet_extents,
    worksheet_extent,
)
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.old_workbooks import old_workbook_extents
from camifield.formats.reading.packages import Package
from camifield.formats.reading.scans import SourceFile
from camifield.formats.reading.sources import BLOCK, SheetInfo
from camifield.formats.reading.spans import Span
from camifield.progress import Progress

WorkbookKind = Literal["xlsx", "xls", "ods"]
# An OpenDocument of this size is parsed for its repeats in under a second; of a larger one calamine's own limit
# (100,000,000 cells) has to be trusted.
_PARSED_AT_MOST = 64_000_000
_SHARED = (
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "content.xml",
    "styles.xml",
)


class Workbook:
    """An open workbook: what its sheets are called, and each sheet's rows. Chart sheets are left out."""

    def __init__(self, path: Path, file: SourceFile, kind: WorkbookKind, progress: Progress | None) -> None:
        self._path = path
        self._file = file
        self.kind: WorkbookKind = kind
        self._package = None if kind == "xls" else Package(path)
        if self._package is not None:
            for name in _SHARED:
                self._package.prove(name)
            with _understood(path):
                check_strings(self._package.stream("xl/sharedStrings.xml"))
        self._extents: list[Extent] = self._looked_through()
        if progress is not None:
            progress.step(0, 0, "reading.workbook")
        with _understood(path):
            self._book = calamine.load_workbook(str(path))  # pyright: ignore[reportUnknownMemberType] -- its stub leaves PathLike open
            found = enumerate(self._book.sheets_metadata)
            sheets = calamine.SheetTypeEnum.WorkSheet
            self._sheets = [(at, sheet) for at, sheet in found if sheet.typ == sheets]
        if not self._sheets:
            raise Problem("file-is-empty", where=Where(file=path.name))

    @cached_property
    def infos(self) -> list[SheetInfo]:
        """The worksheets in their order. Rows are what the file declares (xlsx), or has (xls, ods)."""
        visible = calamine.SheetVisibleEnum.Visible
        return [
            SheetInfo(sheet.name, self._rows(at), is_hidden=sheet.visible != visible)
            for at, sheet in self._sheets
        ]

    def source(self, index: int, progress: Progress | None = None) -> WorkbookSheet:
        """The rows of one worksheet (0-based among `infos`). Raises Problem for a sheet too large to be laid out."""
        at, sheet = self._sheets[index]
        extent = self._extent(at, sheet.name, progress)
        if progress is not None:
            progress.step(0, 0, "reading.workbook")
        with _understood(self._path, sheet.name):
            loaded = self._book.get_sheet_by_index(at)
        return WorkbookSheet(loaded, extent, self._path.name)

    def _rows(self, at: int) -> int | None:
        if self._package is not None and self.kind == "xlsx":
            return declared_rows(self._package.stream(self._part(at)))
        with _understood(self._path):
            return _height(self._book.get_sheet_by_index(at))

    @cached_property
    def _parts(self) -> list[str]:
        if self._package is None:
            return []
        with _understood(self._path):
            return sheet_parts(
                self._package.read("xl/workbook.xml"), self._package.read("xl/_rels/workbook.xml.rels")
            )

    def _part(self, at: int) -> str:
        """The package's part of a sheet. It must be known: what is not looked through first is not read."""
        package, part = self._package, self._parts[at] if at < len(self._parts) else ""
        if package is None or not package.has(part):
            raise Problem("file-is-damaged", where=Where(file=self._path.name), parameters={"reason": part})
        return part

    def _extent(self, at: int, sheet: str, progress: Progress | None) -> Extent:
        """How far a sheet reaches: an xlsx is looked through sheet by sheet, the others were when they were opened."""
        package = self._package
        if package is None or self.kind != "xlsx":
            return self._extents[at] if at < len(self._extents) else Extent()
        part = self._part(at)
        with _understood(self._path, sheet):
            extent = worksheet_extent(package.stream(part, progress), package.stream(part, progress))
        self._refuse_wide(extent, sheet)
        return extent

    def _looked_through(self) -> list[Extent]:
        """The extents of all sheets of an xls or ods, which are laid out in memory as soon as the file is opened."""
        extents: list[Extent] = []
        with _understood(self._path):
            if self._package is None:
                extents = old_workbook_extents(self._path.read_bytes())
            elif self.kind == "ods" and self._package.size("content.xml") <= _PARSED_AT_MOST:
                extents = spreadsheet_extents(self._package.stream("content.xml"))
        for extent in extents:
            self._refuse_wide(extent, None)
        return extents

    def _refuse_wide(self, extent: Extent, sheet: str | None) -> None:
        if extent.cells > MOST_CELLS:
            corner = f"{column_letters(extent.columns - 1)}{extent.rows}"
            where = Where(file=self._path.name, sheet=sheet)
            raise Problem(
                "sheet-too-wide-spread", where=where, parameters={"corner": corner, "limit": MOST_CELLS}
            )


class WorkbookSheet:
    """The rows of one worksheet. See `SheetSource`."""

    is_typed = True

    def __init__(self, sheet: calamine.CalamineSheet, extent: Extent, file: str) -> None:
        self._file = file
        self._sheet = sheet
        self._errors = extent.errors
        self._left = sheet.start[1] if sheet.start else 0
        self.rows = _height(sheet)
        merged = sheet.merged_cell_ranges or []
        self.spans: Sequence[Span] = [
            Span(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged
        ]
        self.notices: list[Notice] = []
        if self._errors:
            first = min(row for row, _ in self._errors)
            self.notices.append(Notice("formula-errors", {"count": len(self._errors)}, row=first))

    def blocks(self, progress: Progress | None = None) -> Iterator[Sequence[Sequence[Cell]]]:
        """See `SheetSource.blocks`."""
        rows = self._sheet.iter_rows()
        error_rows = {row for row, _ in self._errors}
        before = 0
        while block := self._block(rows, before):
            for number in error_rows.intersection(range(before + 1, before + len(block) + 1)):
                self._put_errors(number, block[number - before - 1])
            before += len(block)
            if progress is not None:
                progress.step(before, self.rows, "reading.rows")
            yield block

    def _block(self, rows: Iterator[list[Cell]], before: int) -> list[list[Cell]]:
        block: list[list[Cell]] = []
        try:
            block.extend(islice(rows, BLOCK))
        except BaseException as error:
            if not _is_refusal(error):
                raise
            where = Where(file=self._file, sheet=self._sheet.name, row=before + len(block) + 1)
            raise Problem("row-cannot-be-read", where=where, parameters={"reason": str(error)}) from error
        if self._left:
            margin: list[Cell] = [BLANK] * self._left
            block = [margin + cells if cells != [BLANK] else margin for cells in block]
            block = [list(cells) for cells in block]
        return block

    def _put_errors(self, number: int, cells: list[Cell]) -> None:
        for (row, column), text in self._errors.items():
            if row == number:
                cells.extend([BLANK] * (column + 1 - len(cells)))
                cells[column] = text


def _is_refusal(error: BaseException) -> bool:
    """Whether an error is the reader's way of not understanding a cell: a panic of Rust, or a duration of a million years."""
    return isinstance(error, OverflowError | ValueError) or type(error).__name__ == "PanicException"


def _height(sheet: calamine.CalamineSheet) -> int:
    """The rows of a sheet down to its last filled one."""
    return sheet.end[0] + 1 if sheet.end else 0


@contextlib.contextmanager
def _understood(path: Path, sheet: str | None = None) -> Generator[None]:
    """Turns what the libraries say of a file that they cannot read into a Problem. A panic of calamine is no bug of ours."""
    where = Where(file=path.name, sheet=sheet)
    try:
        yield
    except calamine.PasswordError as error:
        raise Problem("file-has-a-password", where=where) from error
    except calamine.CalamineError as error:
        if "limit exceeded" in str(error):
            parameters = {"corner": "…", "limit": MOST_CELLS}
            raise Problem("sheet-too-wide-spread", where=where, parameters=parameters) from error
        raise Problem("file-is-damaged", where=where, parameters={"reason": str(error)}) from error
    except (expat.ExpatError, struct.error, ValueError, LookupError, OSError) as error:
        raise Problem("file-is-damaged", where=where, parameters={"reason": str(error)}) from error
    except BaseException as error:
        if not _is_refusal(error):
            raise
        raise Problem("file-is-damaged", where=where, parameters={"reason": str(error)}) from error
