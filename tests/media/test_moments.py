"""Two clocks of a camera, and lengths of time as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.media.exif import Camera
from camifield.media.moments import Clocks, clocks_of, read_span

SIX_HOURS = timedelta(hours=6)


def test_both_clocks_are_read() -> None:
    """The camera's own is local and has no zone unless it says so; the satellites' is UTC."""
    found = clocks_of(Camera("2026:03:12 23:40:01 +08:00", gps_at="2026-03-12T15:40:03Z"))
    assert found == Clocks(
        datetime(2026, 3, 12, 23, 40, 1), timedelta(hours=8), datetime(2026, 3, 12, 15, 40, 3, tzinfo=UTC)
    )
    assert found.behind(SIX_HOURS) == timedelta(0)


@pytest.mark.parametrize(
    ("camera", "satellites", "behind"),
    [
        ("2026:03:11 11:20:00", "2026-03-12T03:20:00Z", timedelta(hours=22)),
        ("2026:03:12 10:20:00", "2026-03-12T03:20:00Z", timedelta(hours=-1)),
        ("2026:03:12 09:17:00", "2026-03-12T03:20:00Z", timedelta(0)),
        ("2026:03:12 09:17:00", None, None),
        (None, "2026-03-12T03:20:00Z", None),
    ],
)
def test_how_far_a_camera_was_behind(
    camera: str | None, satellites: str | None, behind: timedelta | None
) -> None:
    """At six hours from UTC; some minutes are no difference, and one clock alone says nothing of the other."""
    assert clocks_of(Camera(camera, gps_at=satellites)).behind(SIX_HOURS) == behind


@pytest.mark.parametrize(
    "taken",
    ["yesterday", "2026:13:12 09:17:00", "2026:03:12", "1980:01:01 00:00:00", "2026:03:12 25:00:00", ""],
)
def test_what_is_no_time_says_nothing(taken: str) -> None:
    """Damaged notes, and a clock that began anew with a fresh battery, give no date to a record."""
    assert clocks_of(Camera(taken)).camera in (None, datetime(2026, 3, 12))


def test_a_receiver_that_counts_weeks_wrongly_is_not_believed() -> None:
    """Old receivers fall back by 1,024 weeks; 1999 is not when the photo was taken."""
    assert clocks_of(Camera(gps_at="1999-07-25T03:20:00Z")).satellites is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22", 22),
        ("22 h", 22),
        ("22:30", 22.5),
        ("1 d 2 h", 26),
        ("1 сут 2 ч 30 мин", 26.5),
        ("2,5 ч", 2.5),
        ("90 min", 1.5),
        ("3 days", 72),
        ("2 цаг", 2),
    ],
)
def test_a_length_of_time_is_understood(text: str, hours: float) -> None:
    """As people write it in three languages."""
    assert read_span(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "0", "h", "-3 h", "22:75", "3 weeks", "1e9", "9" * 30, "999999 d"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    """Nothing is guessed of a text that may mean anything."""
    assert read_span(text) is None


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    """Whatever is typed, the answer is a length or None."""
    assert read_span(text) is None or read_span(text) != timedelta(0)
