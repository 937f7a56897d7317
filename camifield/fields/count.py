"""A count in one box: 12, ~12, 12+, 10-15 or ?, kept as that short text; its parts are derived for tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Suggestion, error
from camifield.fields.reading.counts import CountReading, read_count
from camifield.fields.values import Cell, Entry, Value, text_of

UNKNOWN = "?"


@dataclass(frozen=True, kw_only=True)
class Count(Field):
    """How many were seen. Zero is allowed here; the kind says when it may stand."""

    most: int = 300_000
    unit: str = ""

    editor: ClassVar[str] = "count"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del asking
        text = cleaned(entry)
        if not text:
            return BLANK
        reading = read_count(text)
        if reading.value is None:
            mend = (Suggestion({at: reading.suggestion}, reading.suggestion),) if reading.suggestion else ()
            return Answer(None, (error(reading.reason or "count-not-understood", at, *mend, text=text),))
        if (reading.most or reading.individual_count or 0) > self.most:
            return Answer(None, (error("number-too-large", at, most=self.most, text=text),))
        return Answer(reading.value)

    def text(self, value: Value, asking: Asking) -> str:
        del asking
        return str(value).replace("-", "–")


def part_of_count(name: str, of: str = "count") -> Callable[[Mapping[str, Value]], Cell]:
    """A derived column: one of individual_count, count_type, least, most of the kept count `of`."""

    def compute(values: Mapping[str, Value]) -> Cell:
        kept = text_of(values, of)
        return getattr(reading_of(kept), name) if kept else None

    return compute


def reading_of(kept: str) -> CountReading:
    """The parts of a kept count."""
    return read_count(kept)


def bounds(kept: str) -> tuple[int, int] | None:
    """The least and most that a kept count allows; None when it was not counted."""
    reading = read_count(kept)
    low = reading.least if reading.least is not None else reading.individual_count
    high = reading.most if reading.most is not None else reading.individual_count
    if low is None:
        return None
    return low, high if high is not None else 10**9
