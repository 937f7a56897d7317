"""Numbers in the writings of fourteen countries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.fields.reading.numbers import read_number


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1234.5", None, "1234.5"),
        ("1234,5", None, "1234.5"),
        ("1 234,5", None, "1234.5"),
        ("1\u00a0234,5", None, "1234.5"),
        ("1\u202f234.5", None, "1234.5"),
        ("12,34,567.891", None, "1234567.891"),
        ("1,234,567", None, "1234567"),
        ("1.234.567,8", None, "1234567.8"),
        ("1'234.5", None, "1234.5"),
        ("۱٬۲۳۴٫۵", None, "1234.5"),
        ("१२३.४५", None, "123.45"),
        ("１２．５", None, "12.5"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("1.234", ".", "1.234"),
        ("1.5", ",", "1.5"),
        ("1/5", "/", "1.5"),
        ("-5", None, "-5"),
        ("−5,5", None, "-5.5"),
        ("+5", None, "5"),
        ("007", None, "7"),
        ("0,123", None, "0.123"),
        ("0.50", None, "0.50"),
        (".5", None, "0.5"),
        ("5.", None, "5"),
        ("-0", None, "0"),
        ("-0.00", None, "0.00"),
    ],
)
def test_a_number_is_read_in_its_countrys_writing(text: str, decimal: str | None, value: str) -> None:
    """Marks, groups and digits of every script give one decimal string, its decimals as typed."""
    assert read_number(text, decimal=decimal).value == value


@pytest.mark.parametrize(
    ("text", "decimal", "reason", "candidates"),
    [
        ("1,234", None, "decimal-mark-unclear", ("1.234", "1234")),
        ("-1.234", ",", "decimal-mark-unclear", ("-1.234", "-1234")),
        ("", None, "not-a-number", ()),
        ("abc", None, "not-a-number", ()),
        ("5 km", None, "not-a-number", ()),
        ("1.2.3", None, "not-a-number", ()),
        ("1 23", None, "not-a-number", ()),
        ("1,23.45", None, "not-a-number", ()),
        ("1.234,5,6", None, "not-a-number", ()),
        ("7" * 41, None, "not-a-number", ()),
        ("1e5", None, "number-in-powers", ()),
        ("1,72E+09", None, "number-in-powers", ()),
    ],
)
def test_what_is_no_number_is_refused_or_asked(
    text: str, decimal: str | None, reason: str, candidates: tuple[str, ...]
) -> None:
    """One mark before three digits could be either, and is asked; other nonsense has a reason."""
    reading = read_number(text, decimal=decimal)
    assert (reading.value, reading.reason, reading.candidates) == (None, reason, candidates)


@given(
    st.decimals(-(10**12), 10**12, places=3),
    st.sampled_from([(".", ","), (".", " "), (",", "."), (",", " "), (".", "'")]),
)
def test_every_number_is_read_back(number: Decimal, marks: tuple[str, str]) -> None:
    """A number written with any pair of marks reads back as itself when the decimal mark is known."""
    mark, group = marks
    written = f"{number:,.3f}".replace(",", "\0").replace(".", mark).replace("\0", group)
    assert Decimal(read_number(written, decimal=mark).value or "NaN") == number


@given(st.text(max_size=30), st.sampled_from([None, ".", ",", "/"]))
def test_no_text_breaks_the_reader(text: str, decimal: str | None) -> None:
    """Whatever stands in a cell gives a finite number or a reason."""
    reading = read_number(text, decimal=decimal)
    assert (reading.value is None) == bool(reading.reason)
    assert Decimal(reading.value or "0").is_finite()


@given(st.from_regex(r"[0-9]{1,45}", fullmatch=True), st.sampled_from([None, ".", ",", "/"]))
def test_bare_digits_say_the_same_as_with_a_plus(text: str, decimal: str | None) -> None:
    """Protects the short road that most numbers of a table take: it must answer as the long one does."""
    if len(text) < 40:  # with its plus, a text of forty is one too long
        assert read_number(text, decimal=decimal) == read_number(f"+{text}", decimal=decimal)
    else:
        assert (read_number(text, decimal=decimal).value is None) is (len(text) > 40)
