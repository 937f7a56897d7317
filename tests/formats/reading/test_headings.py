"""The row of headings is found past titles and blanks, over one row or two, and a record is never taken for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.cells import Cell
from camifield.formats.reading.headings import Headings, find_headings
from camifield.formats.reading.spans import Span
from tests.formats.reading.making import rows_of


def found(*rows: Sequence[Cell], spans: Sequence[Span] = (), chosen: int | None = None) -> Headings:
    """The headings of a sheet of these rows."""
    return find_headings(rows_of(*rows), spans, chosen=chosen)


RECORDS = [
    ["12.05.2023", "волк", "3", "43,25"],
    ["13.05.2023", "архар", "12", "43,31"],
    ["14.05.2023", "волк", "1", "43,30"],
]
HEADINGS = ["Дата", "Вид", "Число", "Широта"]


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ([], 1),
        ([["Отчёт за 2023 год", "", "", ""]], 2),
        ([["Отчёт за 2023 год", "", "", ""], ["", "", "", ""]], 3),
        ([["# made by hand"], [], ["Алматинская область", "", "", ""], []], 5),
        ([["", "", "", ""], ["", "", "", ""]], 3),
        ([["Отчёт", "", ""]], 2),
    ],
)
def test_titles_and_blank_rows_are_passed(above: list[list[Cell]], row: int) -> None:
    """Protects tables under the title of a report: the headings are where they are, and nothing above is a record."""
    headings = found(*above, HEADINGS, *RECORDS)
    assert headings.row == row
    assert headings.texts == tuple(HEADINGS)
    assert headings.is_certain


@pytest.mark.parametrize(
    "rows",
    [
        RECORDS,
        [["AA17", "0", "0", "NA"], ["AA18", "0", "1", "0"], ["AA19", "1", "0", "NA"]],
        [["волк", "следы"], ["архар", "встреча"], ["волк", "встреча"]],
        [["Farkas", "Farkas", date(2018, 1, 7)], ["Farkas", "Flora", date(2018, 1, 7)]],
        [["SLT014", 745288.0, 4832200.0], ["SLT023", 741565.5, 4836709.9]],
        [["A1", "wolf", "NA", "NA", "12"], ["A2", "ibex", "3", "NA", "1"], ["A3", "ibex", "3", "4", "1"]],
        [["What does it say", "", ""], ["1", "2", "3"], ["4", "5", "6"]],
    ],
)
def test_a_sheet_without_headings_gets_letters(rows: list[list[Cell]]) -> None:
    """Protects the first record of a table that has no headings: it is a record, and columns are called A, B, C."""
    headings = found(*rows)
    assert headings.row is None
    assert headings.texts == ("A", "B", "C", "D", "E")[: max(map(len, rows))]


def test_headings_of_texts_over_texts_are_believed_and_shown_as_doubtful() -> None:
    """Protects tables of words only: their first row is taken for headings, and the person is asked to look."""
    headings = found(["harem", "name"], ["Soos", "Sima"], ["Soos", "Kati"], ["Farkas", "Flora"])
    assert (headings.row, headings.is_certain) == (1, False)


@pytest.mark.parametrize(
    "line", ["enter & export in harem column", "Saw three wolves near the river.", "Are dates in order?"]
)
def test_a_sheet_of_sentences_has_no_headings(line: str) -> None:
    """Protects sheets of remarks beside the data: their first sentence is no heading."""
    assert found([line], ["and another sentence, as long as this"]).row is None


@pytest.mark.parametrize(
    "first",
    [
        ["Occupancy Data", *map(str, range(1, 41))],
        ["Species", "2019", "2020", "2021", "2022"],
        ["id", 1.0, 2.0, 3.0, 4.0],
    ],
)
def test_numbers_in_even_steps_are_headings(first: list[Cell]) -> None:
    """Protects survey tables whose columns are segments 1 to 40, or years: the row of numbers is no record."""
    rows = [[f"AA{row}", *(["0", "1", "NA", "0"] * 10)[: len(first) - 1]] for row in range(20)]
    assert found(first, *rows).row == 1


def test_even_steps_in_every_row_are_data() -> None:
    """Protects records that happen to count up: only a row unlike those below it is headings."""
    rows: list[list[Cell]] = [[str(n), str(n + 1), str(n + 2), str(n + 3), str(n + 4)] for n in range(10)]
    assert found(*rows).row is None


def test_odd_signs_are_headings_too() -> None:
    """Protects the files of capture software: #ID begins a heading and no remark, / is the heading of slashes."""
    headings = found(
        ["#ID", "X", "Y", "/", "Water"],
        ["S14", "745288", "4832200", "/", "No"],
        ["S23", "741565.5", "4836709.9", "/", "yes"],
    )
    assert headings.row == 1
    assert headings.texts == ("#ID", "X", "Y", "/", "Water")


def test_two_rows_merged_in_a_workbook_are_joined() -> None:
    """Protects official forms: "Число" over "самцы" and "самки" makes two columns with both words."""
    headings = found(
        ["Дата", "Число", "", "Примечание"],
        ["", "самцы", "самки", ""],
        ["2023-05-12", "3", "4", "у ручья"],
        ["2023-05-13", "1", "0", ""],
        spans=[Span(1, 0, 2, 0), Span(1, 1, 1, 2), Span(1, 3, 2, 3)],
    )
    assert headings.row == 2
    assert headings.texts == ("Дата", "Число / самцы", "Число / самки", "Примечание")
    assert headings.parts[1] == ("Число", "самцы")


@pytest.mark.parametrize(
    ("upper", "lower", "texts"),
    [
        (
            ["Дата", "Число", "", "Где"],
            ["", "самцы", "самки", ""],
            ("Дата", "Число / самцы", "Число / самки", "Где"),
        ),
        (
            ["", "Count", "", ""],
            ["Date", "male", "female", ""],
            ("Date", "Count / male", "Count / female", "D"),
        ),
    ],
)
def test_two_rows_without_merging_are_joined(
    upper: list[Cell], lower: list[Cell], texts: tuple[str, ...]
) -> None:
    """Protects the same forms saved as CSV, where nothing tells of merged cells."""
    rows: list[list[Cell]] = [["2023-05-12", "3", "4", "у ручья"], ["2023-05-13", "1", "0", "на скале"]]
    headings = found(upper, lower, *rows)
    assert headings.row == 2
    assert headings.texts == texts


def test_a_title_merged_across_is_no_group() -> None:
    """Protects headings from the title above them, merged over the whole table."""
    headings = found(["Отчёт", "", "", ""], HEADINGS, *RECORDS, spans=[Span(1, 0, 1, 3)])
    assert headings.texts == tuple(HEADINGS)


def test_labels_under_keys_are_the_same_headings_again() -> None:
    """Protects workbooks with keys above labels (our own): the keys are the headings, the labels no record."""
    headings = found(["date", "species", "count", "lat"], HEADINGS, *RECORDS)
    assert (headings.row, headings.texts) == (1, ("date", "species", "count", "lat"))
    assert headings.others == {2}
    assert headings.other_texts == tuple(HEADINGS)


def test_numbers_of_columns_under_headings_are_no_record() -> None:
    """Protects state forms, where a row 1, 2, 3, 4, 5 stands under the headings."""
    headings = found([*HEADINGS, "Долгота"], ["1", "2", "3", "4", "5"], *([*row, "76,9"] for row in RECORDS))
    assert headings.others == {2}


def test_equal_headings_are_told_apart() -> None:
    """Protects mappings by heading: no two columns have one name, and a column without a heading has its letter."""
    headings = found(
        ["Count", "Count", "", "Count (2)", "Count"], ["1", "2", "3", "4", "5"], ["2", "2", "3", "4", "5"]
    )
    assert headings.texts == ("Count", "Count (3)", "C", "Count (2)", "Count (4)")


def test_headings_are_tidied() -> None:
    """Protects matching: line breaks and double spaces inside a heading are one space."""
    assert found([" Date \n of  visit", "N\u00a0individuals"], ["2023-05-12", "3"]).texts == (
        "Date of visit",
        "N individuals",
    )


@pytest.mark.parametrize(
    ("chosen", "row", "texts"), [(2, 2, ("x", "y")), (0, None, ("A", "B")), (99, None, ("A", "B"))]
)
def test_a_person_has_the_last_word(chosen: int, row: int | None, texts: tuple[str, ...]) -> None:
    """Protects the choice of another row, or of none."""
    headings = found(["a", "b"], ["x", "y"], ["1", "2"], chosen=chosen)
    assert (headings.row, headings.texts, headings.is_certain) == (row, texts, True)


@pytest.mark.parametrize("rows", [[], [[]], [["", ""]]])
def test_an_empty_sheet_has_no_headings(rows: list[list[Cell]]) -> None:
    """Protects against a crash on a sheet without a filled cell."""
    assert found(*rows).row is None


def test_a_template_without_records_keeps_its_headings() -> None:
    """Protects templates nobody filled: headings alone are headings."""
    assert found(HEADINGS).row == 1


@given(
    st.lists(
        st.lists(
            st.one_of(st.text(max_size=8), st.integers(), st.floats(), st.dates(), st.booleans()), max_size=6
        ),
        max_size=12,
    )
)
def test_any_sheet_gets_distinct_headings(rows: list[list[Cell]]) -> None:
    """Protects against a crash on odd sheets; whatever the cells, each column has one name of its own."""
    headings = found(*rows)
    assert len(set(headings.texts)) == len(headings.texts)
    assert len(headings.parts) == len(headings.texts)
