"""What each column of a sheet holds, found over the whole column in one pass: kind, decimal sign, order of dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from camifield.formats.reading.blanks import BlankKind
from camifield.formats.reading.cells import BLANK, Cell, Row, cell_text
from camifield.formats.reading.dates import DateOrder
from camifield.formats.reading.numbers import Mark, MarkEvidence
from camifield.formats.reading.tallies import ColumnTally

ColumnKind = Literal["empty", "number", "date", "time", "boolean", "text"]
_MOST_SAMPLES = 3
_SAMPLED = 50_000  # rows after which a column of one or two values is not looked through for a third
_Word = TypeVar("_Word")
# A column is of a kind when this share of its values is: a few words among numbers do not make a column of text.
_SHARE = 0.8


class Sample(NamedTuple):
    """One cell to show a person: the row's number in the file and the text."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What one whole column says of itself. Counts are of cells in rows that are data (see `row_role`).

    `filled` counts cells that are not empty; `blanks` counts those that are filled but say nothing, by kind ("NA",
    "-"), and zeros; `typed` counts dates, numbers and the like that a workbook stores as such. `decimal` is None when
    the column has no numbers with a sign in doubt, or when nothing decides (`needs_decimal`). `values` holds every
    different value with its count when they are few, else None. `samples` are three rows to show beside a question.
    """

    index: int
    heading: str
    kind: ColumnKind
    filled: int
    numbers: int
    dates: int
    times: int
    typed: int
    blanks: Mapping[BlankKind, int]
    decimal: Mark | None
    thousands: Literal[".", ",", " "] | None
    needs_decimal: bool
    date_order: DateOrder | None
    needs_date_order: bool
    has_both_orders: bool
    has_half_read_dates: bool
    values: Mapping[str, int] | None
    samples: tuple[Sample, ...]


class ColumnGathering:
    """Takes a sheet's data rows, block by block, and gives the facts of its columns."""

    def __init__(
        self, headings: Sequence[str], name_of_extra: Sequence[str], *, is_typed: bool = True
    ) -> None:
        self._is_typed = is_typed
        self._headings = list(headings)
        self._names = name_of_extra
        self._tallies: list[ColumnTally] = [ColumnTally(is_typed=is_typed) for _ in headings]
        self._samples: list[list[Sample]] = [[] for _ in headings]
        self._lacking = set(range(len(self._tallies)))
        self._before = 0

    def add(self, columns: Sequence[Sequence[Cell]], numbers: Sequence[int]) -> None:
        """One block: for each column its cells, and the rows' numbers in the file. Wider than before makes new columns."""
        while len(self._tallies) < len(columns):
            self._lacking.add(len(self._tallies))
            self._tallies.append(ColumnTally(skipped=self._before, is_typed=self._is_typed))
            self._samples.append([])
        for tally, cells in zip(self._tallies, columns, strict=False):
            tally.add(cells)
        for tally in self._tallies[len(columns) :]:
            tally.skip(len(numbers))
        self._before += len(numbers)
        for index in sorted(self._lacking):
            if index < len(columns):
                self._take_samples(index, columns[index], numbers)

    def _take_samples(self, index: int, cells: Sequence[Cell], numbers: Sequence[int]) -> None:
        samples = self._samples[index]
        known = {sample.text for sample in samples}
        new = {cell for cell in set(cells) if cell_text(cell).strip() and cell_text(cell) not in known}
        found = sorted((cells.index(cell), cell_text(cell)) for cell in new)
        samples += [Sample(numbers[at], text) for at, text in found[: _MOST_SAMPLES - len(samples)]]
        if len(samples) == _MOST_SAMPLES or self._before > _SAMPLED:
            self._lacking.discard(index)

    def facts(
        self, *, decimal: Mark | None, date_order: DateOrder | None, suggests_comma: bool
    ) -> list[ColumnFacts]:
        """The facts. `decimal`, `date_order`: what a person chose, if they did; `suggests_comma`: cells are parted by ";"."""
        for tally in self._tallies:
            tally.close()
        decimal_of = _Decimals(
            [tally.marks for tally in self._tallies], decimal, suggests_comma=suggests_comma
        )
        proven: list[DateOrder | None] = [tally.dates_seen.proven for tally in self._tallies if tally.dates]
        borrowed = date_order or _only(proven)
        return [
            self._facts_of(index, tally, decimal_of, borrowed) for index, tally in enumerate(self._tallies)
        ]

    def _facts_of(
        self, index: int, tally: ColumnTally, decimals: _Decimals, borrowed: DateOrder | None
    ) -> ColumnFacts:
        mark = decimals.of(tally.marks) if tally.numbers else None
        dates = tally.dates_seen
        order = dates.order(borrowed)
        kind = _kind(tally)
        return ColumnFacts(
            index=index,
            heading=self._headings[index] if index < len(self._headings) else self._names[index],
            kind=kind,
            filled=tally.filled,
            numbers=tally.numbers + tally.typed_numbers,
            dates=tally.dates + tally.typed_dates,
            times=tally.times + tally.typed_times,
            typed=tally.typed,
            blanks=dict(tally.nothings),
            decimal=mark,
            thousands=_thousands(tally.marks, mark),
            needs_decimal=kind == "number" and mark is None and tally.marks.is_open,
            date_order=order,
            needs_date_order=kind == "date" and dates.is_open and borrowed is None,
            has_both_orders=dates.is_contradictory,
            has_half_read_dates=tally.has_half_read_dates,
            values=tally.values(),
            samples=tuple(self._samples[index]),
        )


class _Decimals:
    """The decimal sign of each column: its own proof, else what a person chose, else what its neighbours prove."""

    def __init__(
        self, evidence: Sequence[MarkEvidence], chosen: Mark | None, *, suggests_comma: bool
    ) -> None:
        proven: list[Mark | None] = [one.own_decimal for one in evidence]
        self._proven_comma = "," in proven
        self._chosen: Mark | None = chosen
        self._neighbours: Mark | None = _only(proven)
        self._suggests_comma = suggests_comma

    def of(self, marks: MarkEvidence) -> Mark | None:
        own = marks.own_decimal
        if own is not None:
            return own
        if self._chosen is not None:
            return self._chosen
        if not marks.either:
            return None
        if self._neighbours is not None:
            return self._neighbours
        # 1.234 alone: a point parts thousands only where a comma is the decimal sign, and nothing here says so.
        return "." if marks.either == {"."} and not self._proven_comma and not self._suggests_comma else None


def _only(found: Sequence[_Word | None]) -> _Word | None:
    """The one thing that all agree on who say anything; None when they differ or are silent."""
    said = [one for one in found if one is not None]
    return said[0] if said and all(one == said[0] for one in said) else None


def _thousands(marks: MarkEvidence, decimal: Mark | None) -> Literal[".", ",", " "] | None:
    if marks.has_space_groups:
        return " "
    if decimal == "." and ("," in marks.thousands or "," in marks.either):
        return ","
    return "." if decimal == "," and ("." in marks.thousands or "." in marks.either) else None


def _kind(tally: ColumnTally) -> ColumnKind:
    if not tally.filled:
        return "empty"
    said = tally.filled - sum(count for kind, count in tally.nothings.items() if kind != "zero")
    if said <= 0:
        return "text"
    counts: tuple[tuple[ColumnKind, int], ...] = (
        ("boolean", tally.typed_booleans),
        ("number", tally.numbers + tally.typed_numbers),
        ("date", tally.dates + tally.typed_dates),
        ("time", tally.times + tally.typed_times),
    )
    kind, count = max(counts, key=lambda pair: pair[1])
    return kind if count >= _SHARE * said else "text"


def transposed(rows: Sequence[Row], width: int) -> list[Sequence[Cell]]:
    """The cells of rows, column by column; short rows are filled up with blanks to the longest, at least `width`."""
    longest = max([width, *{len(row.cells) for row in rows}])
    short = (BLANK,) * longest
    cells = [
        row.cells if len(row.cells) == longest else (*row.cells, *short[len(row.cells) :]) for row in rows
    ]
    return list(zip(*cells, strict=True)) if cells else [() for _ in range(longest)]
