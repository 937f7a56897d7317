"""Well-made text is read strictly; a stray quotation mark costs one row its cells and no other row anything."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.csv_rows import MOST_LINES, forgiving_rows, strict_rows


def forgiven(text: str) -> tuple[list[list[str]], list[int]]:
    """All rows of a text, and the numbers of those that were broken."""
    broken: list[int] = []
    rows = list(forgiving_rows(io.StringIO(text, newline=""), ",", broken.append))
    return rows, broken


@given(
    st.lists(st.lists(st.text(alphabet='ab",\n\r 12', max_size=8), min_size=1, max_size=4).filter(lambda row: row != [""]), max_size=12),
    st.booleans(),
)  # fmt: skip
def test_of_well_made_text_both_read_the_same(rows: list[list[str]], quotes_all: bool) -> None:
    """Protects the careful road: it changes nothing where nothing is wrong."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL if quotes_all else csv.QUOTE_MINIMAL).writerows(rows)
    assert list(strict_rows(io.StringIO(out.getvalue(), newline=""), ",")) == rows
    assert forgiven(out.getvalue()) == (rows, [])


@pytest.mark.parametrize(
    ("text", "rows", "broken"),
    [
        ('a\n"b\nc\nd', [["a"], ["b"], ["c"], ["d"]], [2]),
        ('"a"x,1\nb,2\n', [["ax", "1"], ["b", "2"]], [1]),
        ('"a",1\n"b,2\n"c",3\n', [["a", "1"], ["b,2"], ["c", "3"]], [2]),
        ('"a\nb",1\n"c\nd,2\n"e\nf",3\n', [["a\nb", "1"], ["c"], ["d", "2"], ["e\nf", "3"]], [2]),
        ('1,"\n', [["1", ""]], [1]),
        ('\n"', [[], [""]], [2]),
    ],
)
def test_a_broken_record_is_its_first_line(text: str, rows: list[list[str]], broken: list[int]) -> None:
    """Protects the rows behind a stray mark, cells of several lines among them."""
    assert forgiven(text) == (rows, broken)


def test_a_record_of_too_many_lines_is_broken() -> None:
    """Protects rows between two stray marks that happen to make a pair."""
    text = 'a,"b\n' + "c,d\n" * MOST_LINES + 'e",f\n'
    rows, broken = forgiven(text)
    assert (len(rows), broken) == (MOST_LINES + 2, [1])
    assert rows[-1] == ['e"', "f"]


@given(st.text(alphabet='ab",\n', max_size=60))
def test_no_line_is_lost(text: str) -> None:
    """Protects every letter: whatever the marks, all letters of the text are in its rows, in their order."""
    rows, _ = forgiven(text)
    letters = "".join(character for character in text if character in "ab")
    assert (
        "".join(character for row in rows for cell in row for character in cell if character in "ab")
        == letters
    )
