"""Other calendars against dates that are known from elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from camifield.fields.reading.bikram_sambat import MONTH_LENGTHS
from camifield.fields.reading.calendars import (
    bikram_month_length,
    from_bikram_sambat,
    from_era,
    from_solar_hijri,
    solar_month_length,
)


@pytest.mark.parametrize(
    ("typed", "gregorian"),
    [
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1404, 6, 31), date(2025, 9, 22)),
        ((1404, 7, 1), date(2025, 9, 23)),
        ((1405, 1, 1), date(2026, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1404, 7, 31), None),
        ((1404, 12, 30), None),
        ((1404, 0, 1), None),
        ((1404, 13, 1), None),
        ((1299, 1, 1), None),
    ],
)
def test_solar_hijri_days_are_the_known_ones(typed: tuple[int, int, int], gregorian: date | None) -> None:
    """New years, leap days and the day of a revolution fall where Iran's own calendar has them."""
    assert from_solar_hijri(*typed) == gregorian


def test_solar_hijri_leap_years_are_the_known_ones() -> None:
    """The rule of 33 years gives the leap years from 1380 to 1424 that are published."""
    leap = [year for year in range(1380, 1425) if solar_month_length(year, 12) == 30]
    assert leap == [1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424]


@pytest.mark.parametrize(
    ("typed", "gregorian"),
    [
        ((2000, 1, 1), date(1943, 4, 14)),
        ((2072, 1, 12), date(2015, 4, 25)),
        ((2080, 12, 30), date(2024, 4, 12)),
        ((2081, 1, 1), date(2024, 4, 13)),
        ((2081, 2, 32), date(2024, 6, 14)),
        ((2082, 4, 1), date(2025, 7, 17)),
        ((2083, 1, 1), date(2026, 4, 14)),
        ((2081, 3, 32), None),
        ((2062, 1, 1), None),
        ((2084, 1, 1), None),
        ((2081, 13, 1), None),
    ],
)
def test_bikram_sambat_days_are_the_known_ones(typed: tuple[int, int, int], gregorian: date | None) -> None:
    """The day of an earthquake and of fiscal years fall where Nepal's calendar has them; unsure years are refused."""
    assert from_bikram_sambat(*typed) == gregorian


def test_bikram_sambat_years_follow_each_other() -> None:
    """Each year begins the day after the one before ends, across the year that is left out too."""
    for year in MONTH_LENGTHS:
        last = from_bikram_sambat(year, 12, bikram_month_length(year, 12) or 0)
        following = from_bikram_sambat(year + 1, 1, 1)
        if last is not None and following is not None:
            assert following - last == timedelta(days=1)
    gap = (from_bikram_sambat(2063, 1, 1) or date.min) - (from_bikram_sambat(2061, 12, 1) or date.min)
    assert gap == timedelta(days=365 + (bikram_month_length(2061, 12) or 0))


@pytest.mark.parametrize(
    ("era", "year", "gregorian"),
    [("r", 4, 2022), ("令和", 1, 2019), ("h", 31, 2019), ("x", 1, None), ("r", 0, None)],
)
def test_era_years_count_from_one(era: str, year: int, gregorian: int | None) -> None:
    """The first year of an era is 1 and not 0; an unknown era is no year."""
    assert from_era(era, year) == gregorian
