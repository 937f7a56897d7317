"""An old workbook is looked through before anybody trusts what it says of its own size."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.old_workbooks import DamagedWorkbookError, old_workbook_extents
from tests.formats.reading.making import code_of, sheet_of, texts_of, written

FIXTURES = Path(__file__).parent / "fixtures"  # made by LibreOffice 7.4 from tables of our own
HERD = (FIXTURES / "herd.xls").read_bytes()
DIMENSIONS = struct.pack("<HHIIHHH", 0x0200, 14, 0, 7, 0, 6, 0)


def test_every_sheet_has_its_extent() -> None:
    """Protects the match of extents to sheets: two sheets, each as far as its cells go."""
    assert [(extent.rows, extent.columns) for extent in old_workbook_extents(HERD)] == [(7, 6), (2, 2)]


def test_broken_formulas_are_found() -> None:
    """Protects #N/A and #DIV/0! in old workbooks from being blank cells."""
    path = FIXTURES / "errors.xls"
    assert old_workbook_extents(path.read_bytes())[0].errors == {(2, 1): "#N/A", (4, 1): "#DIV/0!"}
    sheet = sheet_of(path)
    assert texts_of(sheet) == [("1", "#N/A"), ("2", "3"), ("3", "#DIV/0!")]
    assert [(notice.code, notice.row) for notice in sheet.notices] == [("formula-errors", 2)]


@pytest.mark.parametrize(
    "dimensions",
    [(0, 0xFFFFFFFF, 0, 6), (0, 7, 0, 0xFFFF), (9, 7, 0, 6), (0, 7, 9, 6), (0, 70_000, 0, 6)],
)
def test_declared_sizes_that_cannot_be_are_damage(
    tmp_path: Path, dimensions: tuple[int, int, int, int]
) -> None:
    """Protects the process: memory is set aside for what is declared, and a terabyte of it ends the program."""
    assert HERD.count(DIMENSIONS) == 1
    wrong = HERD.replace(DIMENSIONS, struct.pack("<HHIIHHH", 0x0200, 14, *dimensions, 0))
    with pytest.raises(DamagedWorkbookError):
        old_workbook_extents(wrong)
    assert code_of(written(tmp_path / "a.xls", wrong))[0] == "file-is-damaged"


def test_a_cell_beyond_the_last_column_is_damage(tmp_path: Path) -> None:
    """Protects memory from one wrong byte in the place of a cell."""
    # NUMBER or RK of the latitude 43.25654 in row 4, column 5: record, length, row, column.
    place = struct.pack("<HHHH", 0x0203, 14, 3, 4)
    assert HERD.count(place) == 1
    wrong = HERD.replace(place, struct.pack("<HHHH", 0x0203, 14, 3, 43_522))
    assert code_of(written(tmp_path / "a.xls", wrong))[0] == "file-is-damaged"


def test_too_many_strings_are_damage(tmp_path: Path) -> None:
    """Protects memory from a workbook that declares more strings than it has bytes."""
    at = HERD.index(struct.pack("<H", 0x00FC), 512)
    while struct.unpack_from("<H", HERD, at + 2)[0] < 50 or struct.unpack_from("<I", HERD, at + 8)[0] > 100:
        at = HERD.index(struct.pack("<H", 0x00FC), at + 1)
    wrong = HERD[: at + 8] + struct.pack("<I", 0x7FFFFFFF) + HERD[at + 12 :]
    assert code_of(written(tmp_path / "a.xls", wrong))[0] == "file-is-damaged"


@given(st.lists(st.tuples(st.integers(8, len(HERD) - 1), st.integers(0, 255)), min_size=1, max_size=60))
def test_any_damage_gives_extents_or_an_error(changes: list[tuple[int, int]]) -> None:
    """Protects the look itself: no loop without end, no crash, and never an extent wider than such a file can be."""
    data = bytearray(HERD)
    for at, byte in changes:
        data[at] = byte
    try:
        extents = old_workbook_extents(bytes(data))
    except (DamagedWorkbookError, struct.error):
        return
    assert all(extent.rows <= 65_536 and extent.columns <= 256 for extent in extents)
