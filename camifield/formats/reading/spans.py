"""Merged cells: where one cell covers many, and what its text means for the rows that it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from camifield.formats.reading.cells import BLANK, Cell
from camifield.formats.reading.notices import Notice


class Span(NamedTuple):
    """A merged area: `top` and `bottom` are rows of the file (1-based), `left` and `right` columns (0-based); all within it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left + 1


class SpanFilling:
    """Repeats a cell that was merged down over several rows in each of them, as the person who merged it meant.

    A whole number is left where it stands: it may be a count, and a count that is said once must not be counted
    three times. `filled` and `left` say how many cells were and were not repeated.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self.filled = 0
        self.left = 0
        self._starting: dict[int, list[Span]] = {}
        for span in spans:
            if span.bottom > span.top:
                self._starting.setdefault(span.top, []).append(span)
        self._open: list[tuple[Span, Cell]] = []

    @property
    def is_needed(self) -> bool:
        return bool(self._starting)

    @property
    def notices(self) -> list[Notice]:
        """What a person should know of the cells that were repeated and of those that were not."""
        found: list[Notice] = []
        if self.filled:
            found.append(Notice("merged-cells-repeated", {"count": self.filled}))
        if self.left:
            found.append(Notice("merged-numbers-not-repeated", {"count": self.left}))
        return found

    def filled_block(self, first: int, block: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
        """Copies of a block of rows, the first one's number being `first`, filled."""
        copies = [list(cells) for cells in block]
        for number, cells in enumerate(copies, first):
            self.fill(number, cells)
        return copies

    def fill(self, number: int, cells: list[Cell]) -> None:
        """Fill one row in place. Rows come in their order, all of them."""
        if self._open:
            self._open = [(span, cell) for span, cell in self._open if span.bottom >= number]
            for span, cell in self._open:
                self._put(span, cell, cells)
        for span in self._starting.get(number, ()):
            cell = cells[span.left] if span.left < len(cells) else BLANK
            if cell != BLANK:
                self._open.append((span, cell))

    def _put(self, span: Span, cell: Cell, cells: list[Cell]) -> None:
        if span.left < len(cells) and cells[span.left] != BLANK:
            return
        if is_whole_number(cell):
            self.left += 1
            return
        cells.extend([BLANK] * (span.left + 1 - len(cells)))
        cells[span.left] = cell
        self.filled += 1


def is_whole_number(cell: Cell) -> bool:
    """Whether a cell may be a count: a whole number, typed or written."""
    if isinstance(cell, str):
        return cell.strip().isdecimal()
    return not isinstance(cell, bool) and isinstance(cell, int | float) and float(cell).is_integer()


def rows_across(spans: Sequence[Span], least: int) -> frozenset[int]:
    """The rows that one merged cell crosses for at least that many columns."""
    return frozenset(span.top for span in spans if span.width >= least and span.top == span.bottom)
