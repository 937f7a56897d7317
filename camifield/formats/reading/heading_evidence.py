"""What speaks for and against a row being the headings of a sheet: its look, and the kinds of cell below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from camifield.formats.reading.blanks import blank_kind
from camifield.formats.reading.cells import Cell, Row, bare, cell_text
from camifield.formats.reading.dates import TIME_LINES, DateEvidence
from camifield.formats.reading.numbers import NUMBER_LINES, straightened

TYPED = ("number", "date")
_LOOKED_AT = 60
_LONGEST_HEADING = 300
_SIGNS_AS_HEADINGS = ("/", "?")  # the column of slashes in the files of capture software


class Grid:
    """The first rows as texts and as kinds of cell: blank, number, date, nothing (NA, a dash), text."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.numbers = [row.number for row in rows]
        self.texts = [[bare(cell_text(cell)) for cell in row.cells] for row in rows]
        self.kinds = [[_kind(cell) for cell in row.cells] for row in rows]
        self.filled = [[at for at, text in enumerate(texts) if text] for texts in self.texts]
        extents = Counter(filled[-1] + 1 for filled in self.filled if len(filled) > 1)
        widest = max((filled[-1] + 1 for filled in self.filled if filled), default=0)
        self.width = extents.most_common(1)[0][0] if extents else widest
        self.widest = widest

    def first_dense(self) -> int | None:
        """The first row that fills at least half of the table's width: everything above it is titles and notes."""
        least = max(min(2, self.width), (self.width + 1) // 2)
        for at, filled in enumerate(self.filled[:_LOOKED_AT]):
            if filled and len(filled) >= least:
                return at
        return None

    def text(self, at: int, column: int) -> str:
        return self.texts[at][column] if 0 <= at < len(self.texts) and column < len(self.texts[at]) else ""

    def below(self, at: int, column: int) -> list[str]:
        """The kinds of the filled cells under a row, but for those that say nothing."""
        kinds = (row[column] for row in self.kinds[at + 1 :] if column < len(row))
        return [kind for kind in kinds if kind not in ("blank", "nothing")]

    def typed_below(self, at: int, column: int) -> str:
        """number or date when nearly all cells under a row are that, else text, else nothing at all."""
        kinds = self.below(at, column)
        if not kinds:
            return ""
        kind, count = Counter(kinds).most_common(1)[0]
        return kind if kind in TYPED and count >= 0.7 * len(kinds) else "text"


def _kind(cell: Cell) -> str:
    if not isinstance(cell, str):
        return "number" if isinstance(cell, int | float) else "date"
    text = bare(cell)
    kind = blank_kind(text)
    if kind == "blank":
        return "blank"
    if kind not in ("value", "zero", "none"):  # "No" is as often a heading (number) as an answer
        return "text" if text in _SIGNS_AS_HEADINGS else "nothing"
    line = straightened(text.replace("\n", " "))
    if DateEvidence().look(line) or TIME_LINES.match(line):
        return "date"
    return "number" if NUMBER_LINES.match(line) else "text"


def weigh(grid: Grid, at: int) -> float:
    """How much speaks for a row being headings: 1 and more is proof, below 0 it is data, 0 to 1 is its look alone."""
    filled = grid.filled[at]
    labels = [column for column in filled if is_label(grid, at, column)]
    sequence = _is_sequence(grid, at, [column for column in filled if grid.kinds[at][column] in TYPED])
    if len(labels) < 0.6 * len(filled) and not sequence:
        return -1
    repeated = sum(1 for column in labels if _stands_below(grid, at, column))
    against = (
        0 if sequence else sum(1 for c in filled if grid.kinds[at][c] == grid.typed_below(at, c) != "text")
    )
    against += sum(1 for column in filled if grid.kinds[at][column] == "nothing" and column)
    contrast = sum(1 for column in labels if grid.typed_below(at, column) in TYPED) + 2 * sequence
    if contrast or against or repeated:
        return contrast - 2 * against - repeated
    if len({grid.text(at, column).casefold() for column in labels}) < len(labels):
        return -1
    return 0.5 if grid.width > 1 or _is_short_name(grid.text(at, filled[0])) else 0


def is_label(grid: Grid, at: int, column: int) -> bool:
    """Whether a cell holds words that may name a column."""
    text = grid.text(at, column)
    return grid.kinds[at][column] == "text" and len(text) <= _LONGEST_HEADING


def _is_short_name(text: str) -> bool:
    return len(text) <= 40 and len(text.split()) <= 3 and not text.endswith((".", "?", "!"))


def _stands_below(grid: Grid, at: int, column: int) -> bool:
    """Whether the same text stands further down in its column, in a row that is not the headings said again."""
    text = grid.text(at, column).casefold()
    for row in range(at + 1, len(grid.texts)):
        if grid.text(row, column).casefold() == text:
            same = sum(1 for c in grid.filled[at] if grid.text(row, c) == grid.text(at, c))
            if same < 0.8 * len(grid.filled[at]):
                return True
    return False


def _is_sequence(grid: Grid, at: int, columns: list[int]) -> bool:
    """Numbers as headings: 1, 2, 3, 4 ... or years, in even steps, where the rows below are no such row."""

    def steps(row: int) -> set[float]:
        values = [grid.text(row, column) for column in columns]
        if not all(value.isdecimal() for value in values):
            return set()
        return {int(after) - int(before) for before, after in pairwise(values)}

    own = steps(at) if len(columns) >= 3 else set[float]()
    if len(own) != 1 or own == {0}:
        return False
    if len(columns) == 3 and not all(1950 <= int(grid.text(at, column)) <= 2100 for column in columns):
        return False
    following = [row for row in range(at + 1, min(at + 6, len(grid.texts))) if grid.filled[row]]
    return bool(following) and all(steps(row) != own for row in following)
