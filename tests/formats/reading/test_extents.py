"""How far a sheet reaches is known before it is laid out: one stray cell must not take the program with it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.cells import column_letters
from camifield.formats.reading.extents import (
    Extent,
    check_strings,
    declared_rows,
    sheet_parts,
    spreadsheet_extents,
    worksheet_extent,
)
from tests.formats.reading.making import altered, code_of, sheet_of, workbook

HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def worksheet(rows: list[tuple[int, list[tuple[int, str]]]]) -> bytes:
    """The XML of a sheet: rows of (row, [(column from 0, attributes)])."""
    body = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column_letters(column)}{row}"{more}><v>1</v></c>' for column, more in cells)
        + "</row>"
        for row, cells in rows
    )
    return HEAD + body.encode() + b"</sheetData></worksheet>"


def extent_of(data: bytes, chunk: int = 1 << 20) -> Extent:
    """The extent of XML that comes in chunks of a size."""
    chunks = [data[start : start + chunk] for start in range(0, len(data), chunk)]
    return worksheet_extent(iter(chunks), iter(chunks))


@given(
    st.dictionaries(
        st.integers(1, 1_048_576),
        st.lists(st.integers(0, 16_383), min_size=1, max_size=5, unique=True),
        min_size=1,
        max_size=8,
    ),
    st.integers(min_value=40, max_value=4_000),
    st.booleans(),
)
def test_every_cell_is_within_the_extent(cells: dict[int, list[int]], chunk: int, ordered: bool) -> None:
    """Protects memory: wherever cells stand, in whatever order and however the stream is cut, the farthest is found."""
    rows = [
        (row, [(column, "") for column in columns])
        for row, columns in (sorted(cells.items()) if ordered else cells.items())
    ]
    found = extent_of(worksheet(rows), chunk)
    assert found.rows == max(cells)
    assert found.columns == max(max(columns) for columns in cells.values()) + 1


@pytest.mark.parametrize(
    ("cell", "extent"),
    [
        (b"<c r='XFD9'><v>1</v></c>", (9, 16_384)), (b'<c s="1" r="C9"><v>1</v></c>', (9, 3)), (b"<c><v>1</v></c><c><v>1</v></c>", (2, 2)),
        (b'<c r="A5"/><c/><c><v>1</v></c>', (2, 3)), (b'<c\n r="C9"><v>1</v></c>', (9, 3)), (b'<c r = "C9"><v>1</v></c>', (9, 3)), (b'<c  r="C9"><v>1</v></c>', (9, 3)), (b'<c r="XFD9"/>', (1, 1)), (b'<c r="XFD9" s="1" />', (1, 1)), (b"<c/><c r='XFD9' s='2'/>", (1, 1)),
        (b'<c r="xfd9"><v>1</v></c>', (9, 16_384)), (b'<c r="&#65;9"><v>1</v></c>', (9, 1)), (b'<c r="B9"><f>1</f></c>', (9, 2)),
    ],
)  # fmt: skip
def test_unusual_ways_of_writing_are_parsed(cell: bytes, extent: tuple[int, int]) -> None:
    """Protects against going round the look: quotes, order of attributes, cells without a name, small letters."""
    data = HEAD + b'<row r="1"><c r="A1"><v>1</v></c></row><row>' + cell + b"</row></sheetData></worksheet>"
    found = extent_of(data)
    assert (found.rows, found.columns) == extent


@pytest.mark.parametrize("name", ["D4294967295", "AAAA1", "1", "A0000000001"])
def test_a_cell_with_no_name_is_damage(name: str) -> None:
    """Protects against names that another reader counts past the end of its numbers, and so to the end of memory."""
    data = (
        HEAD
        + b'<row r="1"><c r="A1"><v>1</v></c><c r="'
        + name.encode()
        + b'"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(ValueError, match=name):
        extent_of(data)


def test_strings_that_say_to_be_too_many_are_damage(tmp_path: Path) -> None:
    """Protects memory: a workbook that declares four thousand million strings and holds two is refused."""
    check_strings(iter([b'<sst count="9999999" uniqueCount="2"><si/><si/></sst>']))
    with pytest.raises(ValueError, match="uniqueCount"):
        check_strings(iter([b"<sst unique", b'Count="4294967295"><si/></sst>']))
    path = workbook(tmp_path / "a.xlsx", ["a", "b"], [1, 2])
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("xl/sharedStrings.xml", '<sst uniqueCount="4294967295"></sst>')
    assert code_of(path)[0] == "file-is-damaged"


def test_a_prefixed_sheet_is_parsed() -> None:
    """Protects sheets of other programs, whose every name has a prefix."""
    data = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", worksheet([(3, [(5, "")])])).replace(b"xmlns=", b"xmlns:x=")
    found = extent_of(data)
    assert (found.rows, found.columns) == (3, 6)


def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    """Protects the process: a stray cell in XFD1048576 would be laid out in 550 GB; it is refused by its name."""
    path = workbook(
        tmp_path / "a.xlsx", ["a", "b"], fill=lambda sheet: sheet.cell(1_048_576, 16_384, "stray")
    )
    assert code_of(path) == ("sheet-too-wide-spread", {"corner": "XFD1048576", "limit": 25_000_000})


def test_a_million_empty_rows_are_nothing(tmp_path: Path) -> None:
    """Protects sheets that declare, or format, a million rows and fill two: they are read in no time."""

    def million(data: bytes) -> bytes:
        rows = b"".join(b'<row r="%d" ht="15"/>' % row for row in range(3, 200_000))
        return data.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"').replace(
            b"</sheetData>", rows + b"</sheetData>"
        )

    path = altered(
        workbook(tmp_path / "a.xlsx", ["a", "b"], [1, 2]), tmp_path / "b.xlsx", "sheet1.xml", million
    )
    sheet = sheet_of(path)
    assert [row.cells for row in sheet.rows()] == [(1.0, 2.0)]
    assert sheet.info.rows == 2


def test_errors_are_found_with_their_texts() -> None:
    """Protects broken formulas from being blank cells, across the cuts of the stream."""
    data = worksheet([(row, [(0, ""), (1, ' s="3" t="e"')]) for row in range(1, 60)]).replace(
        b't="e"><v>1', b't="e"><f>A1/B1</f><v>#DIV/0!'
    )
    for chunk in (100, 1_000, 1 << 20):
        assert extent_of(data, chunk).errors == {(row, 1): "#DIV/0!" for row in range(1, 60)}


CONTENT = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="a">{}</table:table>'
    '<table:table table:name="b"><table:table-row><table:table-cell office:value="1"/></table:table-row></table:table></office:document-content>'
)
FILLED = '<table:table-cell office:value-type="float"/>'


@pytest.mark.parametrize(
    ("rows", "extent"),
    [
        (f"<table:table-row>{FILLED}{FILLED}</table:table-row>", (1, 2)),
        (f'<table:table-row>{FILLED}<table:table-cell table:number-columns-repeated="16383"/></table:table-row>', (1, 1)),
        (f'<table:table-row>{FILLED}</table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>', (1, 1)),
        (f'<table:table-row table:number-rows-repeated="1000000">{FILLED}</table:table-row>', (1_000_000, 1)),
        ('<table:table-row><table:table-cell table:number-columns-repeated="9" office:value-type="float"/></table:table-row>', (1, 9)),
        (f'<table:table-row table:number-rows-repeated="7"><table:table-cell/></table:table-row><table:table-row><table:covered-table-cell/>{FILLED}</table:table-row>', (8, 2)),
    ],
)  # fmt: skip
def test_repeats_of_an_open_document(rows: str, extent: tuple[int, int]) -> None:
    """Protects memory from .ods: a filled row may say that it repeats a million times, a blank tail always does."""
    first, second = spreadsheet_extents(iter([CONTENT.format(rows).encode()]))
    assert (first.rows, first.columns) == extent
    assert (second.rows, second.columns) == (1, 1)


def test_parts_of_sheets_by_their_order() -> None:
    """Protects the match of a sheet's name and its XML, wherever the package keeps it."""
    workbook_xml = b'<workbook xmlns:r="r"><sheets><sheet name="b" sheetId="9" r:id="rId2"/><sheet name="a" r:id="rId1"/><sheet name="c" r:id="x"/></sheets></workbook>'
    relations = b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/../xl/deep/s.xml"/></Relationships>'
    assert sheet_parts(workbook_xml, relations) == ["xl/deep/s.xml", "xl/worksheets/sheet1.xml", ""]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (b'<dimension ref="A1:AD100001"/>', 100_001),
        (b'<dimension ref="A1"/>', 1),
        (b"<x/>", None),
        (b"", None),
    ],
)
def test_declared_rows(head: bytes, rows: int | None) -> None:
    """Protects the list of sheets, which says about how many rows each has."""
    assert declared_rows(iter([head])) == rows
