"""What parts the cells of a text table: a comma, a semicolon, a tab, a bar, or nothing when it has one column."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

CANDIDATES = (";", "\t", "|", ",")
# A delimiter that is in no text: the table has one column.
NO_DELIMITER = "\x1f"
_LOOKED_AT = 400
_MOST_TITLES = 6
_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?\Z", re.IGNORECASE)
_LONGEST_CELL = 32_000_000  # the csv module's own limit of 131,072 is less than the outline of one reserve


@dataclass(frozen=True, slots=True)
class Delimiter:
    """The sign between cells, and whether the file's first line said it (``sep=;``, as Excel writes and reads it)."""

    sign: str
    is_said: bool = False


def find_delimiter(sample: str) -> Delimiter:
    """The delimiter of a table from its first lines (whole lines, at most some hundred thousand characters)."""
    first = sample.split("\n", 1)[0]
    said = _SEP_LINE.match(first)
    if said:
        return Delimiter(said[1], is_said=True)
    shapes = {sign: _shape(sample, sign) for sign in CANDIDATES}
    steady = [sign for sign in CANDIDATES if shapes[sign].share >= 0.8]
    # The headings are parted too: a sign that begins further down is a list inside a cell, or a decimal comma.
    first_row = min((shapes[sign].start for sign in steady), default=0)
    steady = [sign for sign in steady if shapes[sign].start == first_row]
    # A semicolon or tab in every row is no chance; a comma in every row may be the decimal sign between them.
    for sign in steady:
        if sign != "," and not ("," in steady and shapes[","].width >= 3 * shapes[sign].width):
            return Delimiter(sign)
    if steady:
        return Delimiter(steady[-1])
    best = max(CANDIDATES, key=lambda sign: shapes[sign].worth)
    return Delimiter(best if shapes[best].is_table else NO_DELIMITER)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a sample falls into cells.

    The commonest width of rows of two cells and more, and the share of rows that have it; the share of rows with two
    cells at least; the first such row; and whether that row, likely the headings, is as wide as any.
    """

    width: int = 1
    share: float = 0.0
    parted: float = 0.0
    start: int = 0
    is_first_widest: bool = False

    @property
    def worth(self) -> float:
        return self.share * math.log2(self.width) if self.width > 1 else 0.0

    @property
    def is_table(self) -> bool:
        least = 0.7 if self.is_first_widest or not self.start else 0.9
        is_form = self.width >= 4 and self.is_first_widest and self.share >= 0.3
        return self.width > 1 and (self.share >= 0.5 or self.parted >= least or is_form)


def _shape(sample: str, sign: str) -> _Shape:
    allow_long_cells()
    try:
        rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _LOOKED_AT))
    except csv.Error:
        return _Shape()
    widths = Counter(len(row) for row in rows if len(row) > 1 and any(map(str.strip, row)))
    if not widths:
        return _Shape()
    width = max(widths, key=lambda width: (widths[width], width))
    start = next(at for at, row in enumerate(rows) if len(row) > 1)
    # One comma in every remark under the heading "remarks" makes no table of two columns: titles stand apart.
    if width == 2 and start and rows[start - 1]:
        return _Shape()
    # Titles above a table are rows of one cell, and no evidence against it.
    filled = [row for row in (rows[start:] if start <= _MOST_TITLES else rows) if any(map(str.strip, row))]
    return _Shape(
        width=width,
        share=widths[width] / len(filled),
        parted=widths.total() / len(filled),
        start=start,
        is_first_widest=len(rows[start]) == max(widths),
    )


def allow_long_cells() -> None:
    """Let the csv module read cells as long as real ones are. It keeps its limit for the whole process."""
    if csv.field_size_limit() < _LONGEST_CELL:
        csv.field_size_limit(_LONGEST_CELL)
