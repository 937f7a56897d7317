"""Counting one column without looking at each cell in Python: few values are counted, many are searched as one text.

A column of few different values is counted exactly and looked at once, at its end. When the different values grow
many, its blocks are joined into one text each and searched by patterns, at the speed of the library written in C.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from camifield.formats.reading.blanks import USUAL_SPELLINGS, BlankKind, blank_kind
from camifield.formats.reading.cells import BLANK, Cell, cell_text
from camifield.formats.reading.dates import TIME_LINES, DateEvidence
from camifield.formats.reading.numbers import NUMBER_LINES, MarkEvidence, are_plain_numbers, straightened

_FEW = 400
_MOST_SHOWN = 200
# A column that has shown this many texts and hardly a number, date or time is text: its rest is only counted.
_ENOUGH_TEXT = 20_000
_KINDS = ("number", "date", "time")


class ColumnTally:
    """The running count of one column. `close` once, after the last block, and before the facts are read.

    `skipped`: rows before the first one that was long enough; `is_typed`: False where every cell is text.
    """

    def __init__(self, *, skipped: int = 0, is_typed: bool = True) -> None:
        self.filled = 0
        self.numbers = 0
        self.dates = 0
        self.times = 0
        self.typed_numbers = 0
        self.typed_dates = 0
        self.typed_times = 0
        self.typed_booleans = 0
        self.nothings: dict[BlankKind, int] = {}
        self.marks = MarkEvidence.none()
        self.dates_seen = DateEvidence()
        self._has_typed_day_over_12 = False
        self._few: Counter[Cell] | None = Counter()
        if skipped:
            self.skip(skipped)
        self._values: dict[str, int] | None = None
        self._is_typed = is_typed
        self._number_types: set[type] = set()
        self._is_text = False
        self._last_kind = "number"

    @property
    def typed(self) -> int:
        """Cells that the workbook keeps as a number, date, time or yes/no."""
        return self.typed_numbers + self.typed_dates + self.typed_times + self.typed_booleans

    @property
    def has_half_read_dates(self) -> bool:
        """Typed dates, none after the 12th, beside texts such as 25/05/2023.

        The sign of a spreadsheet that took the month first wherever it could: its typed dates are likely turned round.
        """
        dates = self.dates_seen
        proof = dates.day_first or dates.day_second
        return bool(self.typed_dates and proof and not self._has_typed_day_over_12)

    def values(self) -> Mapping[str, int] | None:
        """Every different value and its count, or None when there are many."""
        return self._values

    def skip(self, count: int) -> None:
        """That many rows were too short to have this column."""
        if self._few is not None:
            self._few[BLANK] += count

    def add(self, cells: Sequence[Cell]) -> None:
        """The next cells of the column."""
        if self._few is not None:
            # To a counter True is 1: a column with both is counted by types instead.
            is_mixed = self._is_typed and self._mixes_flags(cells)
            if not is_mixed:
                self._few.update(cells)
            if is_mixed or len(self._few) > _FEW:
                few, self._few = self._few, None
                self._take_counted(few)
            if not is_mixed:
                return
        blanks = cells.count(BLANK)
        self.filled += len(cells) - blanks
        if blanks == len(cells):
            return
        kinds = set(map(type, cells))
        texts: Sequence[str]
        if kinds == {str}:
            texts = cells  # pyright: ignore[reportAssignmentType] -- every cell's type was looked at just above
        else:
            texts = [cell for cell in cells if isinstance(cell, str)]
            self._take_many_typed(cells)
        if texts and not self._is_text:
            self._take_texts(texts)

    def _mixes_flags(self, cells: Sequence[Cell]) -> bool:
        """Whether the column, with these cells, holds both yes/no and numbers."""
        self._number_types |= {bool, int, float}.intersection(map(type, cells))
        return bool in self._number_types and len(self._number_types) > 1

    def close(self) -> None:
        """The column is at its end."""
        if self._few is None:
            return
        few, self._few = self._few, None
        self._take_counted(few)
        values: dict[str, int] = {}
        for cell, count in few.items():
            text = cell_text(cell)
            if text.strip():
                values[text] = values.get(text, 0) + count
        self._values = values if len(values) <= _MOST_SHOWN else None

    def _take_counted(self, few: Counter[Cell]) -> None:
        """Values with their counts: each text is looked at by itself, and counts as often as it stands in the column."""
        self.filled += few.total() - few[BLANK]
        texts = {cell: count for cell, count in few.items() if isinstance(cell, str)}
        self._take_typed(Counter({cell: few[cell] for cell in few if not isinstance(cell, str)}))
        for text, count in texts.items():
            self._take_one(text, count)

    def _take_one(self, text: str, count: int) -> None:
        kind = blank_kind(text)
        if kind == "blank":
            self.filled -= count if text else 0
            return
        if kind != "value":
            self.nothings[kind] = self.nothings.get(kind, 0) + count
            if kind != "zero":
                return
        line = straightened(text.replace("\n", " ").replace("\r", " "))
        if self.dates_seen.look(line, times=count):
            self.dates += count
        elif NUMBER_LINES.match(line):
            self.numbers += count
            self.marks.look(line)
        elif TIME_LINES.match(line):
            self.times += count

    def _take_texts(self, texts: Sequence[str]) -> None:
        """Many texts at once, as the lines of one."""
        self._count_nothings(texts)
        joined = "\n".join(texts)
        if joined.count("\n") != len(texts) - 1:
            joined = "\n".join([text.replace("\n", " ") for text in texts])
        joined = straightened(joined)
        said = len(texts) - texts.count(BLANK)
        for kind in (self._last_kind, *(kind for kind in _KINDS if kind != self._last_kind)):
            found = self._find(kind, joined, said)
            if found:
                self._last_kind = kind
            said -= found
            if said <= 0:
                break
        known = self.numbers + self.dates + self.times
        self._is_text = self.filled > _ENOUGH_TEXT and known * 50 < self.filled

    def _find(self, kind: str, joined: str, said: int) -> int:
        """How many of the `said` filled lines are of a kind. No line is of two."""
        if kind == "number":
            if are_plain_numbers(joined, self.marks.own_decimal):
                self.numbers += said
                return said
            numbers = NUMBER_LINES.findall(joined)
            if numbers:
                self.numbers += len(numbers)
                self.marks.look("\n".join(numbers))
            return len(numbers)
        if kind == "date":
            found = self.dates_seen.look(joined, most=said)
            self.dates += found
            return found
        found = len(TIME_LINES.findall(joined))
        self.times += found
        return found

    def _count_nothings(self, texts: Sequence[str]) -> None:
        for spelling in USUAL_SPELLINGS.intersection(texts):
            count = texts.count(spelling)
            kind = blank_kind(spelling)
            if kind == "blank":
                self.filled -= count
            else:
                self.nothings[kind] = self.nothings.get(kind, 0) + count

    def _take_many_typed(self, cells: Sequence[Cell]) -> None:
        kinds = Counter(map(type, cells))
        self.typed_booleans += kinds[bool]
        self.typed_numbers += kinds[int] + kinds[float]
        self.typed_times += kinds[time] + kinds[timedelta]
        self.typed_dates += kinds[date] + kinds[datetime]
        zeros = cells.count(0) - (cells.count(False) if kinds[bool] and not kinds[int] + kinds[float] else 0)
        if zeros:
            self.nothings["zero"] = self.nothings.get("zero", 0) + zeros
        if not self._has_typed_day_over_12 and (kinds[date] or kinds[datetime]):
            self._has_typed_day_over_12 = any(cell.day > 12 for cell in cells if isinstance(cell, date))

    def _take_typed(self, cells: Counter[Cell]) -> None:
        for cell, count in cells.items():
            if isinstance(cell, bool):
                self.typed_booleans += count
            elif isinstance(cell, int | float):
                self.typed_numbers += count
                if not cell:
                    self.nothings["zero"] = self.nothings.get("zero", 0) + count
            elif isinstance(cell, time | timedelta):
                self.typed_times += count
            elif isinstance(cell, date):
                self.typed_dates += count
                if cell.day > 12:
                    self._has_typed_day_over_12 = True
