"""How far a clock was off, as people say it."""

from __future__ import annotations

import pytest

from camifield.fields.clock_offset import DAY_MS, HOUR_MS, MINUTE_MS, YEAR_MS, length_words, offset_words
from camifield.i18n.words import Words
from tests.making import ENGLISH


@pytest.mark.parametrize(
    ("length_ms", "told"),
    [
        (26 * YEAR_MS + 71 * DAY_MS + 3 * HOUR_MS, "26 years 71 days"),
        (2 * DAY_MS + 5 * HOUR_MS + 59 * MINUTE_MS, "2 days 5 hours"),
        (3_652 * DAY_MS, "10 years"),
        (3_653 * DAY_MS, "10 years"),
        (365 * DAY_MS, "1 year"),
        (364 * DAY_MS, "364 days"),
        (26 * YEAR_MS - 5 * DAY_MS, "25 years 360 days"),
        (3 * HOUR_MS, "3 hours"),
        (DAY_MS + 4 * MINUTE_MS, "1 day"),
        (1_000, "1 minute"),
        (-HOUR_MS - MINUTE_MS, "1 hour 1 minute"),
    ],
)
def test_the_two_largest_units_are_told(length_ms: int, told: str) -> None:
    """Whoever reads it grasps a length; seconds of 26 years would say nothing."""
    assert length_words(length_ms, ENGLISH) == told


def test_a_bound_is_told_in_one_unit() -> None:
    """At least ten years: the days of it would be a claim that nobody makes."""
    assert length_words(3_652 * DAY_MS, ENGLISH, units=1) == "10 years"
    assert length_words(4 * DAY_MS + 5 * HOUR_MS, ENGLISH, units=1) == "4 days"
    assert length_words(3_652 * DAY_MS, Words("ru"), units=1) == "10 лет"
    assert length_words(3_652 * DAY_MS, Words("mn"), units=1) == "10 жил"


def test_the_direction_is_told() -> None:
    """Later, earlier, or that nothing was wrong: three things that must not be mixed up."""
    assert offset_words(HOUR_MS, ENGLISH) == "1 hour later"
    assert offset_words(-HOUR_MS, ENGLISH) == "1 hour earlier"
    assert offset_words(0, ENGLISH) == "the clock was right"
