"""What a merged cell means for the rows that it covers."""

from __future__ import annotations

from camifield.formats.reading.cells import Cell
from camifield.formats.reading.spans import Span, SpanFilling, is_whole_number, rows_across


def filled(rows: list[list[Cell]], *spans: Span) -> tuple[list[list[Cell]], SpanFilling]:
    """Rows from 1, with merged cells repeated."""
    filling = SpanFilling(spans)
    for number, cells in enumerate(rows, 1):
        filling.fill(number, cells)
    return rows, filling


def test_a_text_is_repeated_and_a_count_is_not() -> None:
    """Protects both: the place of three records, and the total that was said once."""
    rows, filling = filled([["a", 40.0], ["", ""], ["", ""], ["", ""]], Span(1, 0, 3, 0), Span(1, 1, 3, 1))
    assert rows == [["a", 40.0], ["a", ""], ["a", ""], ["", ""]]
    assert (filling.filled, filling.left) == (2, 2)


def test_what_stands_under_a_merged_cell_stays() -> None:
    """Protects hidden values: a cell that holds something is never overwritten; short rows are lengthened."""
    rows, _ = filled([["", "a"], ["", "b"], []], Span(1, 1, 3, 1))
    assert rows == [["", "a"], ["", "b"], ["", "a"]]


def test_cells_merged_to_the_side_are_not_repeated() -> None:
    """Protects notes merged across a row, which belong to no column but their first."""
    rows, filling = filled([["note", "", ""], ["", "", ""]], Span(1, 0, 1, 2))
    assert rows == [["note", "", ""], ["", "", ""]]
    assert not filling.is_needed


def test_whole_numbers() -> None:
    """Protects the rule by which a count is known: typed or written, but not a date, a fraction or a yes."""
    assert [is_whole_number(cell) for cell in (3, 3.0, " 12 ", 3.5, "3.5", True, "", "a")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        False,
    ]


def test_rows_that_one_cell_crosses() -> None:
    """Protects sections of a table: one row, wide enough."""
    assert rows_across([Span(3, 0, 3, 4), Span(5, 0, 5, 1), Span(7, 0, 8, 4)], 3) == {3}
