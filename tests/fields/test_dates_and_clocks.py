"""A date is held against the laptop's clock only as far as that clock can be right."""

from __future__ import annotations

from datetime import date

import pytest

from camifield.fields.date import PartialDate
from camifield.fields.field import Asking


def findings(text: str, today: date, *, is_import: bool = False) -> list[tuple[str, bool]]:
    """What is found of a typed date on a day: each finding's code, and whether it stops completing the record."""
    asking = Asking(today, is_import=is_import)
    return [(one.code, one.is_error) for one in PartialDate().read(text, "event_date", asking).findings]


def test_a_date_that_has_not_come_is_an_error_where_the_clock_can_be_right() -> None:
    """A wrong year is caught when it is typed."""
    assert findings("16.03.2027", date(2026, 3, 14)) == [("date-in-future", True)]


@pytest.mark.parametrize("text", ["15.03.2026", "14.03.2027"])
def test_a_slow_clock_stops_nobody_who_types(text: str) -> None:
    """A time zone a day off or a clock months behind is asked about; the rows of a table wait as drafts."""
    assert findings(text, date(2026, 3, 14)) == [("date-after-clock", False)]
    assert findings(text, date(2026, 3, 14), is_import=True) == [("date-in-future", True)]


@pytest.mark.parametrize("today", [date(2000, 1, 1), date(2016, 11, 22), date(2025, 12, 31)])
def test_a_clock_from_before_the_program_stops_nobody(today: date) -> None:
    """A flat battery puts a laptop back by years: the day is asked about, and saved all the same."""
    assert findings("14.03.2026", today) == [("date-after-clock", False)]
