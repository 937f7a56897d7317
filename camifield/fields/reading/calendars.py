"""Dates of other calendars turned into our own: Solar Hijri, Bikram Sambat, and the era years of Japan and Taiwan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from camifield.fields.reading.bikram_sambat import FIRST_DAYS, MONTH_LENGTHS

Calendar = Literal["gregorian", "solar_hijri", "solar_hijri_af", "bikram_sambat", "era"]

SOLAR_YEARS = range(
    1300, 1451
)  # where the rule of 33 years below gives the years that Iran and Afghanistan keep
SURE_SOLAR_YEARS = range(1370, 1431)  # a year that nobody who writes records can mean otherwise
BIKRAM_YEARS = range(2000, 2084)
_LEAP_IN_33 = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NEW_YEAR_1400 = date(2021, 3, 21)

# The first day of each era; a year counts from 1, and the year 1 ends with December (the Meiji era is left out).
_ERAS = {
    "r": date(2019, 5, 1), "令和": date(2019, 5, 1),
    "h": date(1989, 1, 8), "平成": date(1989, 1, 8),
    "s": date(1926, 12, 25), "昭和": date(1926, 12, 25),
    "民國": date(1912, 1, 1), "民国": date(1912, 1, 1),
}  # fmt: skip


def from_solar_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Solar Hijri one; None when there is no such day or the year is out of SOLAR_YEARS.

    Months 1 to 6 have 31 days, 7 to 11 have 30, month 12 has 29 or, in leap years, 30. Afghanistan counts alike.
    """
    if year not in SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= solar_month_length(year, month):
        return None
    in_year = sum(solar_month_length(year, earlier) for earlier in range(1, month)) + day - 1
    return _solar_new_year(year) + timedelta(days=in_year)


def solar_month_length(year: int, month: int) -> int:
    """The days of a Solar Hijri month."""
    if month <= 6:
        return 31
    return 30 if month <= 11 or year % 33 in _LEAP_IN_33 else 29


def from_bikram_sambat(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Bikram Sambat one (Nepal); None when there is no such day or the year is not known."""
    length = bikram_month_length(year, month)
    if length is None or not 1 <= day <= length:
        return None
    first_year = max(known for known in FIRST_DAYS if known <= year)
    days = sum(29 * 12 + sum(map(int, MONTH_LENGTHS[earlier])) for earlier in range(first_year, year))
    days += sum(29 + int(digit) for digit in MONTH_LENGTHS[year][: month - 1])
    return FIRST_DAYS[first_year] + timedelta(days=days + day - 1)


def bikram_month_length(year: int, month: int) -> int | None:
    """The days of a Bikram Sambat month; None for a month or a year that is not known."""
    lengths = MONTH_LENGTHS.get(year, "")
    return 29 + int(lengths[month - 1]) if lengths and 1 <= month <= 12 else None


def from_era(era: str, year: int) -> int | None:
    """The Gregorian year of an era's year: R4 and 令和4 are 2022. None for an unknown era or a year 0."""
    first = _ERAS.get(era)
    return first.year + year - 1 if first and year >= 1 else None


def era_began(era: str) -> date:
    """The first day of a known era; an earlier day belongs to the era before."""
    return _ERAS[era]


def _solar_new_year(year: int) -> date:
    """The first day of a Solar Hijri year, counted from 1400."""
    step = 1 if year >= 1400 else -1
    leap_days = sum(y % 33 in _LEAP_IN_33 for y in range(min(year, 1400), max(year, 1400)))
    return _NEW_YEAR_1400 + timedelta(days=365 * (year - 1400) + step * leap_days)
