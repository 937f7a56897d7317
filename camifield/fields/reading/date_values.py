"""Year, month and day, as far as they were written, made into a canonical date of our own calendar, or refused."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from camifield.fields.reading.calendars import (
    BIKRAM_YEARS,
    SURE_SOLAR_YEARS,
    Calendar,
    bikram_month_length,
    from_bikram_sambat,
    from_solar_hijri,
    solar_month_length,
)
from camifield.fields.reading.date_shapes import Side
from camifield.fields.reading.edtf import end_of, month_text, start_of

PLAUSIBLE_YEARS = range(1800, 2200)
EARLIEST_SHORT_YEAR = 1950
YEARS_AHEAD = (
    20  # no plan of ours is made for a later year: it is rather a year of Nepal's, which are 57 ahead
)
THIRDS = {"early": (1, 10), "middle": (11, 20), "late": (21, 0)}


class Span(NamedTuple):
    """A date that was understood: its canonical text, how fine it is (day, month, season, year, range), its calendar."""

    text: str
    precision: str
    calendar: Calendar
    is_year_assumed: bool = False

    @property
    def start(self) -> date:
        return start_of(self.text)

    @property
    def end(self) -> date:
        return end_of(self.text)


class NoDate(Exception):
    """Raised when what was written is no date; `reason` is a code and `suggestion` what was probably meant."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


def span_of(side: Side, calendar: Calendar | None, today: date) -> Span:
    """The span of one date. Raises NoDate when the year is missing, unclear or impossible, or the day does not exist."""
    if side.year is None:
        raise NoDate("year-needed")
    chosen = calendar or (
        "solar_hijri" if side.year in SURE_SOLAR_YEARS and not side.is_short else "gregorian"
    )
    year = _full_year(side.year, chosen, today) if side.is_short else side.year
    if chosen in ("solar_hijri", "solar_hijri_af"):
        return _other(side, year, chosen)
    if chosen == "bikram_sambat":
        if bikram_month_length(year, 1) is None:
            raise NoDate("calendar-year-unknown")
        return _other(side, year, chosen)
    if year not in PLAUSIBLE_YEARS or (chosen == "era" and year > today.year + 1):
        raise NoDate("year-out-of-range")
    if calendar is None and year in BIKRAM_YEARS and year >= today.year + YEARS_AHEAD:
        raise NoDate("calendar-needed")
    text = f"{year:04}"
    if side.season is not None:
        text = month_text(year, side.season)
    elif side.month is not None:
        text = month_text(year, side.month) + ("" if side.day is None else f"-{side.day:02}")
    precision = "season" if side.season else "day" if side.day else "month" if side.month else "year"
    return _checked(Span(text, precision, chosen))


def between(first: Span, last: Span) -> Span:
    """The range from the beginning of one span to the end of another. Raises NoDate when they are the wrong way round."""
    if first.start > last.start or first.end > last.end:
        raise NoDate("end-before-start")
    if first.text == last.text:
        return first
    left = first.start.isoformat() if "/" in first.text else first.text
    right = last.end.isoformat() if "/" in last.text else last.text
    return Span(f"{left}/{right}", "range", last.calendar)


def third_of(month: Span, third: str) -> Span:
    """The first or second ten days of a month, or the rest of it. Raises NoDate when the span is no month."""
    if month.precision != "month" or "/" in month.text:
        raise NoDate("date-not-understood")
    first, last = THIRDS[third]
    return Span(f"{month.text}-{first:02}/{month.text}-{last or month.end.day:02}", "range", month.calendar)


def with_latest_year(first: Side, last: Side | None, today: date) -> tuple[Side, Side | None]:
    """Both ends in the latest year in which they are not after today. Raises NoDate when no month is said either."""
    end = last or first
    if end.month is None and end.season is None:
        raise NoDate("date-not-understood")
    month = end.month if end.month is not None else 3 * ((end.season or 0) - 20)
    year = today.year if (month, end.day or 1) <= (today.month, today.day) else today.year - 1
    if last is None:
        return first._replace(year=year), None
    return first._replace(year=year - ((first.month or 0) > (last.month or 0))), last._replace(year=year)


def _other(side: Side, year: int, calendar: Calendar) -> Span:
    """A day, month, season or year of a calendar whose months are not ours: its first and last day."""
    if side.season is not None:
        months = range(3 * (side.season - 21) + 1, 3 * (side.season - 21) + 4)
    else:
        months = range(1, 13) if side.month is None else range(side.month, side.month + 1)
    first = _day(year, months[0], side.day or 1, calendar)
    if side.day is not None:
        return Span(first.isoformat(), "day", calendar)
    last = _day(year, months[-1], _length(year, months[-1], calendar), calendar)
    precision = "season" if side.season else "month" if side.month else "year"
    return Span(f"{first.isoformat()}/{last.isoformat()}", precision, calendar)


def _day(year: int, month: int, day: int, calendar: Calendar) -> date:
    convert = from_bikram_sambat if calendar == "bikram_sambat" else from_solar_hijri
    found = convert(year, month, day)
    if found is None:
        raise NoDate("no-such-date")
    return found


def _length(year: int, month: int, calendar: Calendar) -> int:
    if calendar == "bikram_sambat":
        return bikram_month_length(year, month) or 0
    return solar_month_length(year, month)


def _full_year(short: int, calendar: Calendar, today: date) -> int:
    """The four digits of a two-digit year. Raises NoDate when neither this century nor the last one is likely."""
    if calendar == "bikram_sambat":
        return 2000 + short
    if calendar in ("solar_hijri", "solar_hijri_af"):
        return 1400 + short if 1400 + short <= today.year - 621 else 1300 + short
    if 2000 + short <= today.year:
        return 2000 + short
    if 1900 + short >= EARLIEST_SHORT_YEAR:
        return 1900 + short
    raise NoDate("two-digit-year")


def _checked(span: Span) -> Span:
    """The span, when its days exist."""
    try:
        start_of(span.text)
        end_of(span.text)
    except ValueError:
        raise NoDate("no-such-date") from None
    return span
