"""Counts in one box: what is known of how many, and never a zero where nobody counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.fields.reading.counts import read_count
from camifield.fields.reading.unknown import means_unknown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("0", "0"),
        ("１２", "12"),
        ("۱۲", "12"),
        ("12.0", "12"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1,234", "1234"),
        ("12,34,567", "1234567"),
        ("1頭", "1"),
        ("12 голов", "12"),
        ("12 гол.", "12"),
        ("5 animals", "5"),
        ("7 толгой", "7"),
        ("10-10", "10"),
        ("~12", "~12"),
        ("≈12", "~12"),
        ("около 12", "~12"),
        ("about 12", "~12"),
        ("12 орчим", "~12"),
        ("約5頭", "~5"),
        ("12+", "12+"),
        (">12", "12+"),
        (">= 12", "12+"),
        ("at least 12", "12+"),
        ("не менее 12 голов", "12+"),
        ("дор хаяж 12", "12+"),
        ("12以上", "12+"),
        ("10-15", "10-15"),
        ("10–15", "10-15"),
        ("10 - 15", "10-15"),
        ("10…15", "10-15"),
        ("от 10 до 15", "10-15"),
        ("10 to 15", "10-15"),
        ("between 10 and 15", "10-15"),
        ("10 или 12", "10-12"),
        ("около 10-15", "10-15"),
        ("5～6頭", "5-6"),
        ("?", "?"),
        ("not known", "?"),
        ("не знаю", "?"),
        ("Неизвестно.", "?"),
        ("мэдэхгүй", "?"),
        ("不明", "?"),
    ],
)
def test_each_writing_has_its_canonical_text(text: str, value: str) -> None:
    """Notebook shorthand becomes one of five short texts."""
    assert read_count(text).value == value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12", ("exact", 12, None, None)),
        ("~12", ("estimate", 12, None, None)),
        ("12+", ("at_least", None, 12, None)),
        ("10-15", ("range", None, 10, 15)),
        ("?", ("not_counted", None, None, None)),
    ],
)
def test_the_parts_of_a_count(text: str, parts: tuple[str, int | None, int | None, int | None]) -> None:
    """The columns that reports need follow from the text, and an uncounted herd has no number at all."""
    reading = read_count(text)
    assert (reading.count_type, reading.individual_count, reading.least, reading.most) == parts


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("", "count-not-understood", ""),
        ("-", "count-not-understood", ""),
        ("abc", "count-not-understood", ""),
        ("12 rams", "count-not-understood", ""),
        ("1 1", "count-not-understood", ""),
        ("12?", "count-not-understood", ""),
        ("12 и 3", "count-not-understood", ""),
        ("10/15", "count-not-understood", ""),
        ("9" * 16, "count-not-understood", ""),
        ("1" * 5000, "count-not-understood", ""),
        ("-1", "count-negative", ""),
        ("−1", "count-negative", ""),
        ("12,5", "not-a-whole-number", ""),
        ("1e9", "number-in-powers", ""),
        ("1.2E+03", "number-in-powers", ""),
        ("<10", "count-at-most", "1-10"),
        ("до 10", "count-at-most", "1-10"),
        ("up to 1", "count-at-most", "1"),
        ("15-10", "count-reversed", "10-15"),
    ],
)
def test_what_is_no_count_is_refused_with_its_reason(text: str, reason: str, suggestion: str) -> None:
    """Every reason code is reached; what was probably meant is suggested and would be understood."""
    reading = read_count(text)
    assert (reading.value, reading.reason, reading.suggestion) == (None, reason, suggestion)
    assert not suggestion or read_count(suggestion).value == suggestion


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.sampled_from(["{0}", "~{0}", "{0}+", "{0}-{1}"]))
def test_a_canonical_count_reads_back_as_itself(number: int, more: int, shape: str) -> None:
    """Opening a record and saving it changes no count."""
    text = shape.format(number, number + more)
    assert read_count(text).value == text


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands in a cell gives a count or a reason, and what is understood is canonical."""
    reading = read_count(text)
    assert (reading.value is None) == bool(reading.reason)
    if reading.value:
        assert read_count(reading.value) == reading


def test_not_known_is_told_from_nothing_and_from_zero() -> None:
    """Blank, unknown and zero are three things."""
    assert means_unknown("Не знаю")
    assert not means_unknown("")
    assert not means_unknown("0")
    assert not means_unknown("-")
