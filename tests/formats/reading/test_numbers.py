"""Numbers as people write them become one decimal string, by the signs that their whole column proves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.cells import Cell
from camifield.formats.reading.numbers import (
    NUMBER_LINES,
    Mark,
    MarkEvidence,
    are_plain_numbers,
    number_text,
    straightened,
)


@dataclass
class Marks:
    """A column that proves a decimal sign."""

    decimal: Mark | None


COMMA, POINT = Marks(","), Marks(".")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"), ("-12", "-12"), ("+12", "12"), ("\u221212", "-12"), ("\u20137", "-7"), ("007", "7"), ("-0", "0"), ("0.00", "0"),
        ("12.50", "12.5"), ("12,5", "12.5"), (".5", "0.5"), ("5.", "5"), ("1 234,5", "1234.5"), ("1\u00a0234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"), ("1'234.5", "1234.5"), ("1\u2019234", "1234"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"), ("1,234,567", "1234567"), ("1,00,000", "100000"), ("12,34,567.5", "1234567.5"),
        ("1.72E+09", "1720000000"), ("5.54e-3", "0.00554"), ("\u0661\u0662\u066b\u0665", "12.5"), ("\u06f1\u06f2\u06f3\u06f4", "1234"),
        ("\u0967\u0968", "12"), ("\uff11\uff12\uff0e\uff15", "12.5"), (" 12 ", "12"), ("0,345", "0.345"), ("43,25654", "43.25654"),
        ("1.234", "1.234"), ("12345678901234567890.123", "12345678901234567890.123"), ("\u200e12\u200f", "12"),
    ],
)  # fmt: skip
def test_a_number_by_itself(text: str, number: str) -> None:
    """Protects every kind of digit, minus, space and sign that people type; nothing goes through a float."""
    assert number_text(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "NA", "12 m", "~12", "12+", "10-15", "50%", "1,23,4", "1.2.3", "12.05.2023", "1e999", "one", "1 2", "0x1F", "1_000",
     "--1", "1.234,567.8", "\u4e09", "1,234", "2023-05-12", "12:30", "nan", "inf", "1 23 456"],
)  # fmt: skip
def test_what_is_no_number_or_not_surely_one(text: str) -> None:
    """Protects against guessing: units, ranges, dates and a comma that could be either are left to those who know more."""
    assert number_text(text) is None


@pytest.mark.parametrize(
    ("text", "marks", "number"),
    [
        ("1,234", COMMA, "1.234"), ("1,234", POINT, "1234"), ("1.234", COMMA, "1234"), ("1.234", POINT, "1.234"),
        ("43.5", COMMA, "43.5"), ("43,5", POINT, "43.5"), ("1.234,5", POINT, "1234.5"), ("1,234", Marks(None), None),
    ],
)  # fmt: skip
def test_the_column_decides_only_what_the_number_does_not(
    text: str, marks: Marks, number: str | None
) -> None:
    """Protects 43.5 in a column of decimal commas: three digits after one sign is the only doubt there is."""
    assert number_text(text, marks) == number


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1.234, "1.234"),
        (12.0, "12"),
        (7, "7"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (True, None),
        (date(2024, 5, 3), None),
    ],
)
def test_a_typed_number_is_never_in_doubt(cell: Cell, number: str | None) -> None:
    """Protects typed numbers beside written ones: 1.234 typed is no thousand, in whatever column."""
    assert number_text(cell, COMMA) == number


def grouped(whole: str, sign: str) -> str:
    """Digits in groups of three."""
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", sign, whole)


@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12),
    writing=st.sampled_from([(".", ""), (",", ""), (".", ","), (",", "."), (",", " "), (",", "\u00a0"), (".", " "), (".", "'")]),
    digits=st.sampled_from(["0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669", "\u0966\u0967\u0968\u0969\u096a\u096b\u096c\u096d\u096e\u096f"]),
)  # fmt: skip
def test_written_and_read_is_the_same_number(number: Decimal, writing: tuple[Mark, str], digits: str) -> None:
    """Protects every number in every way of writing it, once its column's decimal sign is known."""
    decimal, thousands = writing
    whole, _, fraction = format(abs(number), "f").partition(".")
    text = ("-" if number < 0 else "") + grouped(whole, thousands) + (decimal + fraction if fraction else "")
    read = number_text(text.translate(str.maketrans("0123456789", digits)), Marks(decimal))
    assert read is not None
    assert Decimal(read) == number


@pytest.mark.parametrize(
    ("column", "decimal"),
    [
        (["43,25654", "76,9"], ","), (["43.25654", "76.9"], "."), (["1,234", "12,345", "1,234,567"], "."), (["1,234", "0,345"], ","),
        (["1,234", "1234,567"], ","), (["1.234", "2.345.678"], ","), (["1,234.50", "2,100"], "."), (["1 234,5", "2,100"], ","),
        (["1,00,000", "2,345"], "."), (["1,234", "2,345"], None), (["12", "15"], None), (["1.234,5"], ","), (["5,", "1,234"], ","),
        (["43.5", "43,5"], None),
    ],
)  # fmt: skip
def test_the_whole_column_proves_its_decimal_sign(column: list[str], decimal: str | None) -> None:
    """Protects the decision between decimal comma and thousands comma: one plain witness decides for the column."""
    evidence = MarkEvidence.none()
    evidence.look("\n".join(column))
    assert evidence.own_decimal == decimal


def test_a_column_that_could_be_either_is_open() -> None:
    """Protects the question to the person: it is asked of 1,234 alone, and of nothing that is proven."""
    evidence = MarkEvidence.none()
    evidence.look("1,234\n5,678")
    assert evidence.is_open
    evidence.look("5,6")
    assert not evidence.is_open


@given(
    st.lists(st.from_regex(r"-?\d{0,5}([.,]\d{1,4})?", fullmatch=True), min_size=1),
    st.sampled_from([".", ",", None]),
)
def test_the_quick_look_agrees_with_the_careful_one(lines: list[str], decimal: Mark | None) -> None:
    """Protects the fast path of long columns: what it calls plain numbers are numbers or blanks, every one."""
    joined = "\n".join(lines)
    if are_plain_numbers(joined, decimal):
        assert len(NUMBER_LINES.findall(joined)) == sum(1 for line in lines if line)


@given(st.text())
def test_straightening_keeps_the_lines(text: str) -> None:
    """Protects counts by lines: no text gains or loses a line when its digits are folded."""
    assert straightened(text).count("\n") == text.count("\n")
