"""One moment from the three texts that a record keeps of it."""

from __future__ import annotations

import pytest

from camifield.fields.reading.moments import moment_ms


@pytest.mark.parametrize(
    ("day", "at", "offset", "found"),
    [
        ("2026-03-12", "09:20", "+06:00", 1_773_285_600_000),
        ("1970-01-01", "00:00", "+00:00", 0),
        ("1970-01-01", "05:45", "+05:45", 0),
        ("2026-03", "09:20", "+06:00", None),
        ("2026-03-12", "", "+06:00", None),
        ("2026-03-12", "09:20", "", None),
        ("None", "None", "None", None),
        ("0001-01-01", "00:30", "+14:00", None),
        ("9999-12-31", "23:30", "-10:00", None),
    ],
)
def test_a_moment_needs_a_day_a_time_and_an_offset(day: str, at: str, offset: str, found: int | None) -> None:
    """A month, or an hour without its offset, is no moment: nothing is guessed of it."""
    assert moment_ms(day, at, offset) == found
