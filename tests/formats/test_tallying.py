"""Sums of lines beside their record: what was not told is blank, what was counted as none is zero."""

from __future__ import annotations

from camifield.fields.values import Cell
from camifield.formats.tallying import Tally, tallied

SHEEP = {"ewe": "sheep", "lamb": "sheep"}
TALLY = Tally("losses", "animal", ("killed", "missing"), lambda code: SHEEP.get(code, code))
LINES: list[tuple[Cell, ...]] = [
    (b"a", "ewe", 3, None),
    (b"a", "lamb", 2, 0),
    (b"b", "goat", None, 1),
    (b"b", None, 5, 5),
    (None, "ewe", 7, 7),
]


def test_classes_of_one_kind_are_added_up() -> None:
    """Ewes and lambs are sheep: officers ask how many sheep."""
    found = tallied(LINES, TALLY)
    assert found.codes == ["sheep", "goat"]
    assert found.cells(b"a", TALLY) == [5, 0, None, None]
    assert found.cells(b"b", TALLY) == [None, None, None, 1]


def test_a_record_without_lines_is_blank() -> None:
    """No line is not none: nobody asked, or nobody knew."""
    assert tallied(LINES, TALLY).cells(b"c", TALLY) == [None] * 4
    assert tallied([], TALLY).cells(b"a", TALLY) == []


def test_lines_without_an_animal_or_a_record_are_in_no_sum() -> None:
    """A half-filled line of a stranger's version makes no column without a name."""
    assert "" not in tallied(LINES, TALLY).codes


def test_keys_are_the_same_in_every_language() -> None:
    """The key above the column is what brings a corrected sheet back."""
    assert TALLY.key("sheep", "killed") == "losses.sheep.killed"
