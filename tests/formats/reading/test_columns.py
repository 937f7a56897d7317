"""What a whole column says of itself: kind, decimal sign, order of dates, and what to ask a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.cells import Cell, Row
from camifield.formats.reading.columns import ColumnFacts, ColumnGathering, transposed
from camifield.formats.reading.dates import DateOrder
from camifield.formats.reading.numbers import Mark

LETTERS = "ABCDEFGHIJ"


def facts_of(
    *columns: Sequence[Cell],
    decimal: Mark | None = None,
    date_order: DateOrder | None = None,
    suggests_comma: bool = False,
    block: int = 100,
) -> list[ColumnFacts]:
    """The facts of columns, gathered block by block; rows are numbered from 2."""
    gathering = ColumnGathering([f"h{index}" for index in range(len(columns))], LETTERS)
    for start in range(0, len(columns[0]), block):
        cut = [column[start : start + block] for column in columns]
        gathering.add(cut, range(start + 2, start + 2 + len(cut[0])))
    return gathering.facts(decimal=decimal, date_order=date_order, suggests_comma=suggests_comma)


def fact_of(
    *cells: Cell,
    decimal: Mark | None = None,
    date_order: DateOrder | None = None,
    suggests_comma: bool = False,
) -> ColumnFacts:
    """The facts of one column."""
    return facts_of(cells, decimal=decimal, date_order=date_order, suggests_comma=suggests_comma)[0]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2", "NA", "", "-"], "number"), (["1", "2", "нет", "0"], "number"), (["волк", "архар"], "text"), (["", " "], "empty"), ([], "empty"),
        (["2023-05-12", "R4.5.16"], "date"), (["14:30", "18時30分頃"], "time"), ([True, False], "boolean"), ([1.0, 2.5, "3"], "number"),
        ([date(2023, 5, 12), "13.05.2023"], "date"), ([datetime(2023, 5, 12, 4), ""], "date"), ([time(4, 5)], "time"), (["NA", "NA"], "text"),
        (["1", "2", "3", "4", "~5", "волк", "x"], "text"), (["1", "2", "3", "4", "~5"], "number"), (["43 15 23", "43.1"], "text"),
    ],
)  # fmt: skip
def test_the_kind_of_a_column(cells: list[Cell], kind: str) -> None:
    """Protects the preview: what most of the cells that say anything are, the column is."""
    assert fact_of(*cells).kind == kind


def test_ways_of_saying_nothing_are_counted_apart() -> None:
    """Protects 1, 0 and NA in survey tables: found, walked and nothing, not walked."""
    facts = fact_of("1", "0", "NA", "0", "", "-", "не знают", "1", " ")
    assert facts.filled == 7
    assert facts.blanks == {"zero": 2, "not_available": 1, "dash": 1, "unknown": 1}
    assert facts.numbers == 4
    assert facts.values == {"1": 2, "0": 2, "NA": 1, "-": 1, "не знают": 1}


def test_samples_are_the_first_three_that_differ() -> None:
    """Protects the question to a person: three different rows, with the numbers the person finds them by."""
    facts = fact_of("", "05/06/2023", "05/06/2023", "07/08/2023", " ", "01/02/2023", "03/03/2023")
    assert facts.samples == ((3, "05/06/2023"), (5, "07/08/2023"), (7, "01/02/2023"))


@pytest.mark.parametrize(
    ("cells", "decimal", "thousands"),
    [
        (["43,25", "1.234,5"], ",", "."), (["43.25", "1,234.5"], ".", ","), (["1 234,5"], ",", " "), (["12", "15"], None, None),
        (["1.234", "12.567"], ".", None),
    ],
)  # fmt: skip
def test_the_decimal_sign(cells: list[Cell], decimal: str | None, thousands: str | None) -> None:
    """Protects numbers from a wrong sign: it is proven, or the plain reading of a point, or none."""
    facts = fact_of(*cells)
    assert (facts.decimal, facts.thousands, facts.needs_decimal) == (decimal, thousands, False)


def test_an_open_comma_is_asked_of_the_neighbours_then_of_a_person() -> None:
    """Protects 1,234: decided by other columns of the file, else by the person, else asked."""
    assert fact_of("1,234", "5,678").needs_decimal
    by_choice = fact_of("1,234", "5,678", decimal=",")
    assert (by_choice.decimal, by_choice.needs_decimal) == (",", False)
    beside_comma = facts_of(["1,234", "5,678"], ["43,25", "43,3"])[0]
    assert (beside_comma.decimal, beside_comma.needs_decimal) == (",", False)
    beside_point = facts_of(["1,234", "5,678"], ["43.25", "43.3"])[0]
    assert (beside_point.decimal, beside_point.thousands) == (".", ",")


def test_a_point_in_a_file_of_commas_is_asked() -> None:
    """Protects 1.234 where a comma is the decimal sign: it may be a thousand."""
    assert facts_of(["1.234", "5.678"], ["43,25", "43,3"])[0].decimal == ","
    assert fact_of("1.234", "5.678", suggests_comma=True).needs_decimal


def test_dates_borrow_their_order_or_ask() -> None:
    """Protects 05/06/2023: a neighbour's proof or a person decides for the file, and it is asked once only."""
    assert fact_of("05/06/2023", "07/08/2023").needs_date_order
    chosen = fact_of("05/06/2023", date_order="mdy")
    assert (chosen.date_order, chosen.needs_date_order) == ("mdy", False)
    start, end = facts_of(["05/06/2023", "07/08/2023"], ["25/06/2023", "07/08/2023"])
    assert (start.date_order, start.needs_date_order, end.date_order) == ("dmy", False, "dmy")
    one, two, _ = facts_of(["05/06/2023"], ["25/06/2023"], ["06/25/2023"])
    assert one.needs_date_order
    assert two.date_order == "dmy"


def test_both_orders_in_one_column_are_told() -> None:
    """Protects against dates that a spreadsheet turned round in part: the person is asked and told why."""
    facts = fact_of("25/05/2023", "05/25/2023")
    assert (facts.has_both_orders, facts.needs_date_order) == (True, True)


def test_half_read_dates_are_told() -> None:
    """Protects against typed dates up to the 12th beside written ones after it: they are likely turned round."""
    assert fact_of(date(2023, 6, 5), "25/05/2023", date(2023, 1, 12)).has_half_read_dates
    assert not fact_of(date(2023, 6, 15), "25/05/2023").has_half_read_dates
    assert not fact_of(date(2023, 6, 5), "нет даты").has_half_read_dates


def test_wider_rows_make_columns_with_letters() -> None:
    """Protects ragged rows: cells beyond the headings are columns too, and are counted over the whole file."""
    gathering = ColumnGathering(["a"], LETTERS)
    gathering.add(transposed([Row(2, ("1",)), Row(3, ("2",))], 1), [2, 3])
    gathering.add(transposed([Row(4, ("3", "x")), Row(5, ("4",))], 1), [4, 5])
    gathering.add(transposed([Row(6, ("5",))], 1), [6])
    first, second = gathering.facts(decimal=None, date_order=None, suggests_comma=False)
    assert (first.heading, first.filled, second.heading, second.filled) == ("a", 5, "B", 1)
    assert second.values == {"x": 1}


WORDS = st.sampled_from(
    ["", " ", "1", "0", "-5", "43,25", "43.25", "1,234", "1 234", "NA", "н/д", "нет", "?", "-", "волк", "25/05/2023", "05/06/2023", "2023-05-12",
     "R4.5.16", "14:30", "двор\nдом", "१२", "12 May 2023", "0.0"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=60), st.integers(min_value=1, max_value=7))
def test_few_values_and_many_are_counted_alike(cells: list[str], block: int) -> None:
    """Protects the two roads through a column: counted by value, or searched block by block, the facts are the same."""
    few = facts_of(cells, block=block)[0]
    # Five hundred different texts in front turn the column to the road for many values.
    front = [f"слово {chr(0x430 + number // 30)}{chr(0x430 + number % 30)}" for number in range(500)]
    many = facts_of([*front, *cells], block=block)[0]
    assert many.values is None
    assert many.filled == few.filled + 500
    assert (many.numbers, many.dates, many.times) == (few.numbers, few.dates, few.times)
    assert dict(many.blanks) == dict(few.blanks)
    assert (many.decimal, many.date_order, many.has_both_orders) == (
        few.decimal,
        few.date_order,
        few.has_both_orders,
    )


@given(
    st.lists(
        st.one_of(
            st.booleans(),
            st.integers(0, 3),
            st.floats(0, 2),
            st.dates(),
            st.times(),
            st.just(""),
            st.just("x"),
        ),
        max_size=40,
    )
)
def test_typed_cells_are_counted_alike(cells: list[Cell]) -> None:
    """Protects workbooks in the same way: a long column of typed cells counts as a short one does."""
    few = facts_of(cells)[0]
    front: list[Cell] = [f"слово {number}" for number in range(500)]
    many = facts_of([*front, *cells])[0]
    assert (many.typed, many.numbers, many.dates, many.times) == (
        few.typed,
        few.numbers,
        few.dates,
        few.times,
    )


def test_rows_are_turned_to_columns() -> None:
    """Protects ragged blocks: short rows are filled up, none is cut."""
    assert transposed([Row(1, ("a",)), Row(2, ("b", "c", "d"))], 2) == [("a", "b"), ("", "c"), ("", "d")]
    assert transposed([], 2) == [(), ()]
