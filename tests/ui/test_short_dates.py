"""Short dates say their year only where it is not the present one."""

from __future__ import annotations

from datetime import date

from camifield.i18n.words import Words
from ui.short_dates import oldest_line, short_date

TODAY = date(2026, 3, 14)


def test_another_year_is_named() -> None:
    """A record of last winter is not taken for one of this week."""
    assert short_date(date(2026, 3, 9), Words("en"), TODAY) == "9 March"
    assert short_date(date(2025, 12, 9), Words("en"), TODAY) == "9 December 2025"
    assert short_date(date(2016, 3, 14), Words("ru"), TODAY) == "14 марта 2016 года"
    assert "2016" in oldest_line(date(2016, 3, 14), Words("en"), TODAY)
    assert oldest_line(None, Words("en"), TODAY) == ""
