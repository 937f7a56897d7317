"""Offsets from UTC as written, and of named zones on a day."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.fields.reading.offsets import offset_of, offset_text, read_offset, zone_offset


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+06:00", "+06:00"),
        ("+6", "+06:00"),
        ("UTC+5:45", "+05:45"),
        ("utc +05.45", "+05:45"),
        ("GMT-3", "-03:00"),
        ("−03:30", "-03:30"),
        ("+0530", "+05:30"),
        ("Z", "+00:00"),
        ("UTC", "+00:00"),
        ("+14:00", "+14:00"),
        ("+15:00", None),
        ("-13", None),
        ("+05:60", None),
        ("6", None),
        ("МСК", None),
        ("", None),
        ("+1" * 50, None),
    ],
)
def test_an_offset_is_read_or_refused(text: str, value: str | None) -> None:
    """Quarter hours as in Nepal are read; names, bare numbers and impossible offsets are not."""
    assert read_offset(text) == value


@given(st.integers(-12 * 60, 14 * 60))
def test_every_offset_is_read_back(minutes: int) -> None:
    """An offset written canonically reads back as itself."""
    written = offset_text(timedelta(minutes=minutes))
    assert read_offset(written) == written
    assert offset_of(written) == timedelta(minutes=minutes)


def test_only_a_canonical_offset_is_turned_into_a_difference() -> None:
    """A typed text never slips into arithmetic."""
    with pytest.raises(ValueError, match="UTC"):
        offset_of("UTC+6")


@pytest.mark.parametrize(
    ("zone", "day", "value"),
    [
        ("Asia/Almaty", date(2023, 6, 1), "+06:00"),
        ("Asia/Almaty", date(2024, 6, 1), "+05:00"),
        ("Asia/Tehran", date(2021, 7, 1), "+04:30"),
        ("Asia/Tehran", date(2024, 7, 1), "+03:30"),
        ("Asia/Kathmandu", date(2024, 7, 1), "+05:45"),
        ("Asia/Nowhere", date(2024, 7, 1), None),
        ("../../etc/passwd", date(2024, 7, 1), None),
        ("", date(2024, 7, 1), None),
    ],
)
def test_a_zone_has_the_offset_of_that_day(zone: str, day: date, value: str | None) -> None:
    """Kazakhstan moved its clocks in 2024 and Iran gave up summer time: the offset belongs to the date."""
    assert zone_offset(zone, day) == value


def test_the_hour_counts_on_the_day_of_a_change() -> None:
    """On the night when clocks change the time of the record decides."""
    night = date(2024, 3, 1)
    assert zone_offset("Asia/Almaty", date(2024, 2, 29), time(12)) == "+06:00"
    assert zone_offset("Asia/Almaty", night, time(1)) == "+05:00"
