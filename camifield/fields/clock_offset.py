"""By how much a clock was wrong: kept in milliseconds, told as people say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import Asking
from camifield.fields.number import Number
from camifield.fields.values import Value
from camifield.i18n.words import Words

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
# A year of the Gregorian calendar, so that "26 years" is what a reader expects of 2000 and 2026.
YEAR_MS = 365_2425 * DAY_MS // 10_000
UNITS = (("years", YEAR_MS), ("days", DAY_MS), ("hours", HOUR_MS), ("minutes", MINUTE_MS))
LONGEST_MS = 10_000 * YEAR_MS


@dataclass(frozen=True, kw_only=True)
class ClockOffset(Number):
    """Milliseconds to add to what a clock said; negative where it ran ahead."""

    unit: str = "ms"
    least: int | None = -LONGEST_MS
    most: int | None = LONGEST_MS

    editor: ClassVar[str] = "number"

    def text(self, value: Value, asking: Asking) -> str:
        return offset_words(int(str(value)), asking.words)


def length_words(length_ms: int, words: Words, *, units: int = 2) -> str:
    """A length of time in its largest units: "26 years 71 days"; what is under a minute is told as one.

    What a calendar takes for whole years is told so: 3,652 and 3,653 days are "10 years".
    """
    told: list[str] = []
    for name, count in _counted(max(abs(length_ms), MINUTE_MS))[:units]:
        told.append(words.say(f"clock.{name}", count=count))
    return " ".join(told)


def _counted(left: int) -> list[tuple[str, int]]:
    """The largest unit, and the next smaller one where there is any of it, rounded to whole ones."""
    if 365 * DAY_MS <= left < YEAR_MS:
        left = YEAR_MS
    place = next(place for place, (_, size) in enumerate(UNITS) if left >= size)
    (name, size), smaller = UNITS[place], UNITS[place + 1 : place + 2]
    count, rest = divmod(left, size)
    for next_name, next_size in smaller:
        more = rest // next_size if name != "years" else round(rest / next_size)
        if name == "years" and more * next_size > size - 2 * DAY_MS:
            count, more = count + 1, 0
        if more > (name == "years"):
            return [(name, count), (next_name, more)]
    return [(name, count)]


def offset_words(offset_ms: int, words: Words) -> str:
    """What a correction does to a clock: "26 years 71 days later", "2 hours earlier", or that it was right."""
    if not offset_ms:
        return words.say("clock.was_right")
    key = "clock.later" if offset_ms > 0 else "clock.earlier"
    return words.say(key, length=length_words(offset_ms, words))
