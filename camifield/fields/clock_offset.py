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


def length_words(length_ms: int, words: Words) -> str:
    """A length of time in its two largest units: "26 years 71 days"; what is under a minute is told as one."""
    left = max(abs(length_ms), MINUTE_MS)
    told: list[str] = []
    for name, size in UNITS:
        count, rest = divmod(left, size)
        if count and len(told) < 2:
            told.append(words.say(f"clock.{name}", count=count))
        elif told:
            break
        left = rest
    return " ".join(told)


def offset_words(offset_ms: int, words: Words) -> str:
    """What a correction does to a clock: "26 years 71 days later", "2 hours earlier", or that it was right."""
    if not offset_ms:
        return words.say("clock.was_right")
    key = "clock.later" if offset_ms > 0 else "clock.earlier"
    return words.say(key, length=length_words(offset_ms, words))
