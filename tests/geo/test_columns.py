"""Protects the columns of whole numbers that tracks and areas are kept in: none is lost, and none is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.geo.columns import packed_columns, unpacked_columns

NUMBERS = st.lists(st.integers(-(2**62), 2**62), max_size=40)


@given(NUMBERS, NUMBERS)
def test_columns_come_back(first: list[int], second: list[int]) -> None:
    """Any whole numbers of a receiver or a map, and columns without any."""
    text = packed_columns("1:", (first, second))
    assert text.isascii()
    assert unpacked_columns("1:", text, 2, 40, 2_000) == [first, second]


@pytest.mark.parametrize(("count", "most", "most_bytes"), [(1, 9, 99), (3, 9, 99), (2, 2, 99), (2, 9, 4)])
def test_more_or_less_than_was_promised_is_refused(count: int, most: int, most_bytes: int) -> None:
    """A column too many or too few, a column too long, and more bytes than the reader would hold."""
    text = packed_columns("1:", ([1, 2, 3], [4, 5, 6]))
    with pytest.raises(ValueError):  # noqa: PT011 (each names its own reason)
        unpacked_columns("1:", text, count, most, most_bytes)
