"""Stretches of time that a person picks records by: seasons, years, the last days, or days of their own. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from camifield.fields.reading.dates import end_of, read_date, start_of
from camifield.i18n import writing
from camifield.i18n.words import Words

SEASONS = 6
YEARS = 5
LATELY = (7, 30)
# Months of a season; a winter is named after both its years.
NAMES = {2: "winter", 5: "spring", 8: "summer", 11: "autumn"}


@dataclass(frozen=True, slots=True)
class Period:
    """Days that follow each other, both ends included; None is open. `key` names it among those offered."""

    key: str
    shown: str
    first: date | None = None
    last: date | None = None


def offered(today: date, newest: date | None, oldest: date | None, words: Words) -> list[Period]:
    """What is worth offering: the last days, the seasons and the years that can hold records."""
    found = [
        Period(
            f"days-{days}",
            words.say("records.last_days", count=days),
            today - timedelta(days=days - 1),
            today,
        )
        for days in LATELY
    ]
    latest = min(today, newest) if newest else today
    found += seasons(latest, words)
    first_year = max(oldest.year if oldest else latest.year, latest.year - YEARS + 1)
    found += [
        Period(f"year-{year}", words.say("records.year", year=year), date(year, 1, 1), date(year, 12, 31))
        for year in range(latest.year, first_year - 1, -1)
    ]
    return found


def seasons(latest: date, words: Words) -> Iterator[Period]:
    """The season of a day and those before it, newest first: December to February, March to May, and so on."""
    first = date(latest.year, latest.month, 1)
    while first.month % 3:
        first = _month_before(first)
    for _ in range(SEASONS):
        last = first
        for _ in range(3):
            last = date(last.year + last.month // 12, last.month % 12 + 1, 1)
        last -= timedelta(days=1)
        name = NAMES[last.month]
        year = f"{first.year}–{last.year % 100:02}" if name == "winter" else str(first.year)
        yield Period(f"{name}-{first.year}", words.say(f"records.{name}", year=year), first, last)
        for _ in range(3):
            first = _month_before(first)


def _month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Read:
    """Typed days: the period they mean, or the text that was not understood."""

    period: Period | None = None
    wrong: str = ""


def own_days(start: str, end: str, today: date, order: str | None, words: Words) -> Read:
    """The period between two typed dates of any precision; either may be blank. Both blank: no period."""
    ends: list[date | None] = []
    for text, bound in ((start, start_of), (end, end_of)):
        reading = read_date(text, order=order, today=today) if text.strip() else None
        if reading is not None and reading.value is None:
            return Read(wrong=text.strip())
        ends.append(bound(reading.value) if reading is not None and reading.value else None)
    first, last = ends
    if first is None and last is None:
        return Read()
    if first is not None and last is not None and first > last:
        first, last = start_of(last.isoformat()), end_of(first.isoformat())
    return Read(Period("own", _days_text(first, last, words), first, last))


def _days_text(first: date | None, last: date | None, words: Words) -> str:
    shown = [
        writing.date_text(day.isoformat(), words.language, "medium") if day else "" for day in (first, last)
    ]
    if first is None:
        return words.say("records.days_until", last=shown[1])
    if last is None:
        return words.say("records.days_from", first=shown[0])
    return shown[0] if first == last else words.say("date.range", first=shown[0], last=shown[1])
