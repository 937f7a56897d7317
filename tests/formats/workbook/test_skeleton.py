"""The parts of a workbook that are not its rows: names that Excel accepts, whatever the words are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.workbook.plan import Column, Sheet, Type
from camifield.formats.workbook.skeleton import header_labels, table_name, title_of
from tests.formats.workbook.making import sheet, write
from tests.formats.workbook.package import LIKE_A_CELL, check


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("Attack or damage – Losses", "Attack or damage – Losses"),
        ("a/b [c]: d*?\\", "a b c d"),
        ("'quoted'", "quoted"),
        ("Нападение или ущерб – Потери скота", "Нападение или ущерб – Потери ск"),
        ("123456789012345678901234567890 'x", "123456789012345678901234567890"),
        ("History", "Sheet"),
        ("\x01?", "Sheet"),
        ("", "Sheet"),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_sheet_names_are_such_as_excel_takes(wanted: str, title: str) -> None:
    """A longer name, a colon or an apostrophe at the end would make Excel repair the file."""
    assert title_of(wanted, set()) == title


@given(st.lists(st.text(max_size=40), max_size=12))
def test_no_two_sheets_have_one_name(wanted: list[str]) -> None:
    """Excel does not tell capitals apart; our titles come from words in any language."""
    taken: set[str] = set()
    titles = [title_of(one, taken) for one in wanted]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title.encode("utf-16-le")) <= 62 for title in titles)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("sighting", "sighting"),
        ("conflict_losses", "conflict_losses"),
        ("T1", "table_T1"),
        ("R1C1", "table_R1C1"),
        ("R", "table_R"),
        ("1st_rows", "table_1st_rows"),
        ("строки", "______"),
    ],
)
def test_table_names_are_never_those_of_cells(wanted: str, name: str) -> None:
    """A table called T1 would be the cell in column T: Excel refuses the file's tables."""
    found = table_name(wanted, set())
    assert found == name
    assert not LIKE_A_CELL.fullmatch(found)


def test_two_tables_never_share_a_name() -> None:
    """The parts of a split sheet are tables of their own."""
    taken: set[str] = set()
    assert [table_name("sighting", taken) for _ in range(3)] == ["sighting", "sighting_2", "sighting_3"]


def columns(*labels: str) -> Sheet:
    """A sheet with these labels."""
    found = [Column(f"key{at}", label) for at, label in enumerate(labels)]
    return Sheet("Rows", found, lambda: iter(()), 0)


def test_equal_labels_are_told_apart_by_their_keys() -> None:
    """The numbers of living and of dead males are both called "males"; a table needs two names."""
    assert header_labels(columns("males", "Males", "place", "males (key1)", "males")) == [
        "males", "Males (2)", "place", "males (key1)", "males (key4)",
    ]  # fmt: skip


def test_labels_stand_on_one_line_and_are_never_blank() -> None:
    """A heading with a line break in it must be spelt in two ways in the file; a blank one is not allowed."""
    assert header_labels(columns("two\r\nlines ", "", "x\x01y")) == ["two lines", "key1", "x y"]


@given(st.lists(st.text(max_size=300), min_size=1, max_size=8))
def test_headings_are_different_and_not_too_long(labels: list[str]) -> None:
    """Whatever the words are, the table's headings are what Excel takes."""
    found = header_labels(columns(*labels))
    assert len({label.casefold() for label in found}) == len(labels)
    assert all(0 < len(label.encode("utf-16-le", "replace")) // 2 <= 255 for label in found)


def test_headings_and_notes_of_any_text_make_a_file_that_opens(tmp_path: Path) -> None:
    """A heading that begins with = is a heading; a note with a control character does not stop the export."""
    path = tmp_path / "odd.xlsx"
    odd = [
        Column("=k", "=1+1", note="a\x01b"),
        Column("@", "＝SUM", Type.DATE, note="two\nlines"),
        Column("x", "&<>\"'"),
    ]
    write(path, Sheet("=odd", odd, lambda: iter([["1", "2026-03-12", None]]), 1))
    package = check(path)
    (table,) = package.tables(package.sheets["=odd"])
    assert table.headings == ("=1+1", "＝SUM", "&<>\"'")


def test_many_sheets_of_one_title_and_name_go_together(tmp_path: Path) -> None:
    """Two sheets that would be called alike are numbered, and so are their tables."""
    path = tmp_path / "alike.xlsx"
    one = sheet([["a"]], [Type.TEXT], title="A very long title of a sheet with lines")
    write(path, one, one, one)
    package = check(path)
    assert list(package.sheets)[1:] == [
        "A very long title of a sheet wi", "A very long title of a sheet 2", "A very long title of a sheet 3",
    ]  # fmt: skip
    names = [table.name for part in package.sheets.values() for table in package.tables(part)]
    assert names == ["rows", "rows_2", "rows_3"]
