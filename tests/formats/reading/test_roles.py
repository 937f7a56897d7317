"""Totals, repeated headings, blanks and notes are named; whatever might be a record is a record."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.cells import Cell, Row
from camifield.formats.reading.headings import Headings
from camifield.formats.reading.roles import RoleFinding, RowRole

TEXTS = ("Дата", "Вид", "Число", "Широта", "Примечание")
FINDING = RoleFinding(
    Headings(2, TEXTS, tuple((text,) for text in TEXTS), others=frozenset({3})),
    across=frozenset({40}),
    first_dense=2,
)


def role(*cells: Cell, number: int = 10) -> RowRole:
    """The role of a row in a table of five columns with its headings in row 2."""
    return FINDING.role(Row(number, cells))


@pytest.mark.parametrize(
    "cells",
    [
        ["Итого", "", "45", "", ""], ["ИТОГО:", "", "45"], ["", "Всего", "45", "", ""], ["Итого по району", "", "45"], ["Total", "", 45.0],
        ["TOTAL:", "", "45"], ["Grand total", "", "1 234"], ["Subtotal", "", "3"], ["Total sheep", "", "45"], ["合計", "", "45"], ["合计", "", "45"],
        ["小計", "", "4"], ["Нийт", "", "45"], ["Барлығы", "", "45"], ["مجموع", "", "۴۵"], ["जम्मा", "", "४५"], ["Среднее", "", "4,5"],
        ["* Итого", "", "45"], ["Итого:", "", "", "", ""], ["Всего голов", "-", "45"], ["2023", "Итого", "45"], ["", "", "Итого", "45", ""],
    ],
)  # fmt: skip
def test_totals_are_no_records(cells: list[Cell]) -> None:
    """Protects sums: a row that only adds up others is not counted as an animal."""
    assert role(*cells).role == "total"


@pytest.mark.parametrize(
    "cells",
    [
        ["12.05.2023", "волк", "3", "43,25", ""], ["Итого", "волк", "3", "", "у ручья"], ["Total", "2023-05-12", "3"], ["Totally new", "", "4"],
        ["Суммар", "", "4"], ["Жалпы тау", "", "4"], ["Нийтлэг зүйл", "", "4"], ["", "волк", "", "", ""], ["", "", "", "", "видел волка"],
        ["12.05.2023", "", "", "", ""], ["Sumbe", "", "1"], ["Meander", "1", "2"], ["Ноты", "", "3"], ["", "Примечательный случай", "", "", ""],
        ["Жамбылский район", "", "", "", ""], ["計画1", "", "3"], ["Всеголодный", "", "1"], ["?", "волк", "2", "", ""], ["12.05.2023", "Дата", "3", "", ""],
    ],
)  # fmt: skip
def test_what_may_be_a_record_is_one(cells: list[Cell]) -> None:
    """Protects real records from their looks: names that begin like a total, rows with one filled cell."""
    assert role(*cells).role == "data"


@pytest.mark.parametrize("cells", [[], ["", "", ""], [" ", "\u00a0", "\t"], ["\u200b", "", "\x1a"]])
def test_blank_rows(cells: list[Cell]) -> None:
    """Protects counts from rows that hold nothing but white space."""
    assert role(*cells) == ("blank", "empty")


@pytest.mark.parametrize(
    "cells", [TEXTS, ("ДАТА", "вид", "Число", "Широта", ""), ("Дата", "Вид", "Число", "", "")]
)
def test_repeated_headings(cells: Sequence[str]) -> None:
    """Protects tables printed on many pages: headings said again are no records."""
    assert role(*cells) == ("heading", "said-again")


def test_rows_beside_the_headings() -> None:
    """Protects labels under keys and numbers of columns, which were found with the headings."""
    assert role("1", "2", "3", "4", "5", number=3) == ("heading", "column-numbers")
    assert role("a", "b", "c", "d", "e", number=3) == ("heading", "said-again")


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("Примечание: по опросным данным", 30, "note-word"), ("* по опросным данным", 30, "note-word"), ("Source: survey of 2023", 30, "note-word"),
        ("Исполнитель Иванов И.И.", 30, "note-word"), ("注：仅供参考", 30, "note-word"), ("1) без учёта молодняка", 30, "note-word"),
        ("Участок Сарыжаз", 40, "merged-across"), ("Отчёт за 2023 год", 1, "title"),
    ],
)  # fmt: skip
def test_notes(text: str, number: int, reason: str) -> None:
    """Protects counts from footnotes, signatures, titles and the names of sections merged across the table."""
    assert role(text, "", "", "", "", number=number) == ("note", reason)


def test_a_lone_cell_in_doubt_says_so() -> None:
    """Protects the person's eye: a row that is kept although it looks poor is marked as doubtful."""
    assert role("Жамбылский район", "", "", "", "") == ("data", "in-doubt")


def test_a_table_of_one_column_has_no_notes() -> None:
    """Protects lists: in a table of one or two columns a row with one filled cell is a record."""
    finding = RoleFinding(Headings(1, ("Вид",), (("Вид",),)), first_dense=1)
    assert finding.role(Row(2, ("Примечание: волк",))).role == "data"
    assert finding.role(Row(3, ("вид",))).role == "heading"


@given(
    st.lists(
        st.lists(st.sampled_from(["", "Итого", "волк", "3", "Дата", "Вид", "* note", "12.05.2023", "合計", " ", "_x", "всегда"]), min_size=5, max_size=5),
        min_size=1,
        max_size=30,
    )
)  # fmt: skip
def test_the_quick_look_at_a_block_agrees_with_each_row(rows: list[list[str]]) -> None:
    """Protects the fast path: a block that is called plain holds records only, row by row."""
    if FINDING.are_all_plain(10, list(zip(*rows, strict=True))):
        assert {role(*row, number=number).role for number, row in enumerate(rows, 10)} == {"data"}
