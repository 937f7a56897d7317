"""Times of day as they stand in notebooks and registers."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.fields.reading.times import read_time


@pytest.mark.parametrize(
    "text",
    [
        "09:20", "9:20", "9.20", "9,20", "9-20", "0920", "920", "9h20", "9 h 20", "9:20:15", "9:20 am", "9 ч 20 мин",
        "9ч20", "в 9:20", "time 9:20", "9 цаг 20 минут", "сағат 9:20", "9時20分", "9点20分", "۰۹:۲۰", "０９：２０",
    ],
)  # fmt: skip
def test_one_time_is_one_time_in_every_writing(text: str) -> None:
    """Twenty past nine is 09:20, however it is written."""
    reading = read_time(text)
    assert (reading.value, reading.precision, reading.is_about, reading.reason) == (
        "09:20",
        "minute",
        False,
        "",
    )


@pytest.mark.parametrize(
    ("text", "value", "is_about", "part"),
    [
        ("18時30分頃", "18:30", True, ""),
        ("около 18:30", "18:30", True, ""),
        ("about 6 pm", "18:00", True, ""),
        ("~9:20", "09:20", True, ""),
        ("18点半", "18:30", False, ""),
        ("下午3点", "15:00", False, "afternoon"),
        ("6 p.m.", "18:00", False, ""),
        ("12 am", "00:00", False, ""),
        ("12 pm", "12:00", False, ""),
        ("9 утра", "09:00", False, "morning"),
        ("3 часа дня", "15:00", False, "afternoon"),
        ("6 вечера", "18:00", False, "dusk"),
        ("11 ночи", "23:00", False, "night"),
        ("2 часа ночи", "02:00", False, "night"),
        ("12 ночи", "00:00", False, "night"),
        ("утром 9.20", "09:20", False, "morning"),
        ("өглөө 9 цагт", "09:00", False, "morning"),
        ("орой 6 цаг", "18:00", False, "dusk"),
        ("утром", None, False, "morning"),
        ("ночью", None, False, "night"),
        ("шөнө", None, False, "night"),
        ("at dawn", None, False, "dawn"),
        ("не знаю", None, False, "unknown"),
        ("?", None, False, "unknown"),
    ],
)
def test_about_and_parts_of_the_day_are_kept(text: str, value: str | None, is_about: bool, part: str) -> None:
    """What a witness says of the hour is kept as it is: about, in the morning, at six in the evening."""
    reading = read_time(text)
    assert (reading.value, reading.is_about, reading.part_of_day, reading.reason) == (
        value,
        is_about,
        part,
        "",
    )


@pytest.mark.parametrize(
    ("text", "value", "until"),
    [
        ("8:30-9:00", "08:30", "09:00"),
        ("с 8:30 до 9:00", "08:30", "09:00"),
        ("8時30分～9時頃", "08:30", "09:00"),
        ("8-9", "08:00", "09:00"),
    ],
)
def test_a_span_keeps_both_ends(text: str, value: str, until: str) -> None:
    """From half past eight to nine is not half past eight alone."""
    reading = read_time(text)
    assert (reading.value, reading.until) == (value, until)


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("", "time-not-understood", ""),
        ("abc", "time-not-understood", ""),
        ("9:20?", "time-not-understood", ""),
        ("9" * 300, "time-not-understood", ""),
        ("25:00", "hour-out-of-range", ""),
        ("2460", "hour-out-of-range", ""),
        ("09:75", "minute-out-of-range", ""),
        ("0.3888888889", "time-is-day-fraction", "09:20"),
    ],
)
def test_what_is_no_time_is_refused_with_its_reason(text: str, reason: str, suggestion: str) -> None:
    """Every reason code is reached, and a spreadsheet's own number comes with the time that it means."""
    reading = read_time(text)
    assert (reading.value, reading.reason, reading.suggestion) == (None, reason, suggestion)


@given(st.times(), st.sampled_from(["%H:%M", "%H.%M", "%H%M", "%H:%M:%S", "%I:%M %p", "%Hh%M", "%H時%M分"]))
def test_every_minute_is_read_back(at: time, pattern: str) -> None:
    """No minute of the day is lost or moved by being written and read."""
    assert read_time(at.strftime(pattern)).value == at.strftime("%H:%M")


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands in a cell gives a time, a part of the day or a reason."""
    reading = read_time(text)
    assert bool(reading.reason) == (reading.value is None and not reading.part_of_day)
