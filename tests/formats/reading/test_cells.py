"""What a person sees in a cell, whatever type the workbook gave it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.cells import Cell, Row, bare, cell_text, column_index, column_letters


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  as it is ", "  as it is "),
        ("", ""),
        (12.0, "12"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (43.25654, "43.25654"),
        (1e-7, "0.0000001"),
        (1.72e9, "1720000000"),
        (1e21, "1000000000000000000000"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2024, 5, 3), "2024-05-03"),
        (datetime(2024, 5, 3, 14, 30), "2024-05-03T14:30"),
        (datetime(2024, 5, 3, 14, 30, 7), "2024-05-03T14:30:07"),
        (datetime(2024, 5, 3), "2024-05-03T00:00"),
        (time(6, 5), "06:05"),
        (time(6, 5, 9, 500000), "06:05:09.5"),
        (timedelta(hours=30, minutes=5), "30:05"),
        (timedelta(seconds=-90), "-0:01:30"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_a_typed_cell_reads_as_a_person_sees_it(cell: Cell, text: str) -> None:
    """Protects the text that is kept beside a value: no exponent, no .0, dates as in ISO 8601."""
    assert cell_text(cell) == text


@given(st.floats(min_value=-1e14, max_value=1e14, allow_nan=False))
def test_a_number_keeps_fifteen_digits(number: float) -> None:
    """Protects coordinates: the text of a float is that float again, to the digits a spreadsheet shows."""
    text = cell_text(number)
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(number, rel=1e-14, abs=1e-300)


def test_a_row_gives_cells_and_texts() -> None:
    """Protects the two views of a row: typed for workbooks, texts for people."""
    row = Row(7, ("a", 1.5, date(2024, 5, 3), ""))
    assert row.texts == ("a", "1.5", "2024-05-03", "")
    assert row.number == 7


def test_marks_that_nobody_sees_are_not_text() -> None:
    """Protects blank cells from byte order marks, zero-width spaces, DOS ends of file and no-break spaces."""
    assert bare("\ufeff\u200b \u00a0\x1a") == ""
    assert bare("\u00a0барс\u200b ") == "барс"


@given(st.integers(min_value=0, max_value=16_383))
def test_column_letters_and_their_index_are_inverse(index: int) -> None:
    """Protects the names of columns without headings, and the corner that a message names."""
    assert column_index(column_letters(index)) == index


def test_column_letters_are_those_of_a_spreadsheet() -> None:
    """Protects against counting from another letter."""
    assert [column_letters(index) for index in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
