"""What a workbook is to hold: sheets that are split where Excel's rows end, texts shortened as Excel counts."""

from __future__ import annotations

import pytest

from camifield.formats.workbook.plan import LONGEST_TITLE, Type, shortened, split
from tests.formats.workbook.making import sheet


def test_a_sheet_within_the_limit_is_left_alone() -> None:
    """The usual sheet keeps its name."""
    small = sheet([[1], [2]], [Type.WHOLE])
    assert list(split(small, most=2)) == [small]


def test_a_longer_sheet_becomes_numbered_ones_with_every_row_once() -> None:
    """A million records and more are handed over whole, in their order, on several sheets."""
    rows = [[number] for number in range(7)]
    parts = list(split(sheet(rows, [Type.WHOLE], title="Animal or sign, seen or told of"), most=3))
    assert [part.title for part in parts] == [f"Animal or sign, seen or tol ({n})" for n in (1, 2, 3)]
    assert all(len(part.title) <= LONGEST_TITLE for part in parts)
    assert [part.count for part in parts] == [3, 3, 1]
    assert [row for part in parts for row in part.rows()] == rows


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "abc"),
        ("😀😀", 3, "😀"),
        ("😀😀", 4, "😀😀"),
        ("я😀", 2, "я"),
        ("", 3, ""),
    ],
)
def test_shortening_counts_as_excel_counts(text: str, most: int, wanted: str) -> None:
    """A sign beyond the first 65,536 takes two of a cell's units, and is never cut in half."""
    assert shortened(text, most) == wanted
