"""Stretches of time are the ones that people mean by their names."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from tests.making import ENGLISH
from ui.filters.periods import offered, own_days, seasons

TODAY = date(2026, 3, 17)


def test_a_winter_is_three_months_of_two_years() -> None:
    """ "Winter 2025–26" holds December, January and the whole of February."""
    named = {one.shown: (one.first, one.last) for one in seasons(TODAY, ENGLISH)}
    assert named["Winter 2025–26"] == (date(2025, 12, 1), date(2026, 2, 28))
    assert named["Spring 2026"] == (date(2026, 3, 1), date(2026, 5, 31))
    assert list(named)[:2] == ["Spring 2026", "Winter 2025–26"]


def test_seasons_follow_each_other_without_a_gap() -> None:
    """Every day of the last year and a half lies in exactly one season."""
    found = list(seasons(date(2024, 2, 29), ENGLISH))
    for later, earlier in pairwise(found):
        assert later.first is not None
        assert earlier.last is not None
        assert (later.first - earlier.last).days == 1


def test_an_old_project_is_offered_its_own_years() -> None:
    """Seasons and years end where the records do: nobody looks for an empty year."""
    shown = [one.shown for one in offered(TODAY, date(2023, 8, 2), date(2022, 5, 1), ENGLISH)]
    assert "Summer 2023" in shown
    assert [one for one in shown if one.startswith("Year")] == ["Year 2023", "Year 2022"]


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("14.03.2024", "16.03.2024", date(2024, 3, 14), date(2024, 3, 16)),
        ("March 2024", "", date(2024, 3, 1), None),
        ("", "2024", None, date(2024, 12, 31)),
        ("16.03.2024", "14.03.2024", date(2024, 3, 14), date(2024, 3, 16)),
    ],
)
def test_own_days_are_read_in_any_precision(
    start: str, end: str, first: date | None, last: date | None
) -> None:
    """A month or a year typed as an end means all of it, and days typed the wrong way round still mean the same."""
    period = own_days(start, end, TODAY, "dmy", ENGLISH).period
    assert period is not None
    assert (period.first, period.last) == (first, last)


def test_what_is_no_date_is_said() -> None:
    """A slip of the finger must not silently show everything."""
    assert own_days("14.13.2024", "", TODAY, "dmy", ENGLISH).wrong == "14.13.2024"
    assert own_days("", " ", TODAY, "dmy", ENGLISH).period is None
