"""Workbooks give typed cells and true texts, and what is hidden, merged or broken in them is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from camifield.formats.reading.cells import Cell
from camifield.formats.reading.tables import open_table
from tests.formats.reading.making import altered, code_of, sheet_of, texts_of, workbook, written

XLS = Path(__file__).parent / "fixtures" / "herd.xls"  # made by LibreOffice 7.4 from a table of our own


def ods(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]]) -> Path:
    """An OpenDocument spreadsheet with typed cells."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        sheet = odf_table.Table(name=name)  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types
        for cells in rows:
            row = odf_table.TableRow()  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types
            for cell in cells:
                row.addElement(ods_cell(cell))  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types
            sheet.addElement(row)  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types
        document.spreadsheet.addElement(sheet)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue] -- odfpy has no types
    document.save(str(path))  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types
    return path


def ods_cell(cell: Cell) -> object:
    """One cell as odfpy makes it."""
    kinds: dict[type, tuple[str, str]] = {
        float: ("float", "value"),
        int: ("float", "value"),
        date: ("date", "datevalue"),
    }
    if isinstance(cell, str):
        made = odf_table.TableCell(valuetype="string") if cell else odf_table.TableCell()  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types
        made.addElement(odf_text.P(text=cell))  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types
        return made
    kind, name = kinds[type(cell)]
    return odf_table.TableCell(**{"valuetype": kind, name: str(cell)})  # pyright: ignore[reportUnknownMemberType] -- odfpy has no types


def test_types_of_cells_come_through(tmp_path: Path) -> None:
    """Protects every type that a workbook knows: value and text of each are what a person sees."""
    cells = [
        1,
        1.5,
        "x",
        True,
        date(2024, 5, 3),
        datetime(2024, 5, 3, 14, 30),
        time(6, 5),
        timedelta(hours=30),
        "12",
        "1 234,5",
    ]
    sheet = sheet_of(workbook(tmp_path / "a.xlsx", list("abcdefghij"), cells))
    (row,) = sheet.rows()
    assert row.number == 2
    assert row.cells == (
        1.0,
        1.5,
        "x",
        True,
        date(2024, 5, 3),
        datetime(2024, 5, 3, 14, 30),
        time(6, 5),
        timedelta(hours=30),
        "12",
        "1 234,5",
    )
    assert row.texts == (
        "1",
        "1.5",
        "x",
        "TRUE",
        "2024-05-03",
        "2024-05-03T14:30",
        "06:05",
        "30:00",
        "12",
        "1 234,5",
    )
    assert [facts.kind for facts in sheet.facts()] == [
        "number",
        "number",
        "text",
        "boolean",
        "date",
        "date",
        "time",
        "time",
        "number",
        "number",
    ]


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    """Protects .xls, under any name: merged headings over two rows, types, a hidden sheet, a row of totals."""
    for path in (XLS, written(tmp_path / "herd.csv", XLS.read_bytes())):
        found = open_table(path)
        assert found.container == "xls"
        assert [(sheet.name, sheet.rows, sheet.is_hidden) for sheet in found.sheets] == [
            ("Стада", 7, False),
            ("черновик", 2, True),
        ]
        sheet = found.sheet("Стада")
        assert (sheet.heading_row, sheet.headings) == (
            3,
            ["Дата", "Вид", "Число / самцы", "Число / самки", "Широта", "Проверено"],
        )
        rows = list(sheet.rows())
        assert rows[0].cells == (date(2023, 5, 12), "архар", 3, 4, 43.25654, True)
        assert rows[1].texts == ("2023-05-13T14:30", "волк", "1", "", "43,31", "FALSE")
        assert [sheet.row_role(row).role for row in rows] == ["data", "data", "data", "total"]
        assert sheet.facts()[0].date_order == "dmy"
        assert sheet.facts()[4].decimal == ","


def test_an_open_document_is_read(tmp_path: Path) -> None:
    """Protects .ods: types, several sheets, and rows counted as in the file."""
    rows: list[list[Cell]] = [
        ["вид", "n", "когда"],
        ["архар", 3, date(2023, 5, 12)],
        ["", "", ""],
        ["қар барысы", 1.5, date(2023, 5, 13)],
    ]
    found = open_table(ods(tmp_path / "a.ods", {"один": rows, "два": [["x"]]}))
    assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [("один", 4), ("два", 1)]
    sheet = found.sheet()
    assert [(row.number, row.cells) for row in sheet.rows()] == [
        (2, ("архар", 3.0, date(2023, 5, 12))),
        (3, ("", "", "")),
        (4, ("қар барысы", 1.5, date(2023, 5, 13))),
    ]


def test_rows_and_columns_before_the_first_cell_are_counted(tmp_path: Path) -> None:
    """Protects row numbers and columns of a table that begins in the middle of a sheet."""

    def fill(sheet: Worksheet) -> None:
        for column, (heading, value) in enumerate([("дата", "2023-05-12"), ("n", 3)], 3):
            sheet.cell(5, column, heading)
            sheet.cell(6, column, value)

    sheet = sheet_of(workbook(tmp_path / "a.xlsx", fill=fill))
    assert (sheet.heading_row, sheet.headings) == (5, ["A", "B", "дата", "n"])
    assert [(row.number, row.cells) for row in sheet.rows()] == [(6, ("", "", "2023-05-12", 3.0))]


def test_sheets_by_name_by_number_hidden_and_charts(tmp_path: Path) -> None:
    """Protects the list of sheets: hidden ones are named as such, charts are none, an unknown one is a Problem."""
    book = openpyxl.Workbook()
    book.create_chartsheet("chart", 0)
    hidden = book.create_sheet("hidden")
    hidden.sheet_state = "veryHidden"
    hidden.append(["a", "b"])
    hidden.append([1, 2])
    book.save(tmp_path / "a.xlsx")
    found = open_table(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.is_hidden) for sheet in found.sheets] == [("Sheet", False), ("hidden", True)]
    assert texts_of(found.sheet(1)) == texts_of(found.sheet("hidden")) == [("1", "2")]
    assert list(found.sheet("Sheet").rows()) == []
    assert code_of(tmp_path / "a.xlsx", 2) == ("sheet-not-found", {"sheet": 2})


def test_broken_formulas_are_seen(tmp_path: Path) -> None:
    """Protects against errors read as blanks: #REF! and #N/A are texts in their cells, counted, the first row named."""
    rows = [["id", "n"], [1, 2], [2, "#N/A"], [3, 4], [4, "#DIV/0!"]]
    path = workbook(tmp_path / "a.xlsx", *rows)
    sheet = sheet_of(path)
    assert texts_of(sheet) == [("1", "2"), ("2", "#N/A"), ("3", "4"), ("4", "#DIV/0!")]
    sheet.facts()
    assert [(notice.code, notice.row, notice.parameters["count"]) for notice in sheet.notices] == [
        ("formula-errors", 3, 2)
    ]

    def formula(data: bytes) -> bytes:
        return data.replace(
            b'<c r="B2" t="n"><v>2</v></c>',
            b'<c r="B2" t="e"><f>VLOOKUP(A2,Sheet2!A:B,2)</f><v>#REF!</v></c>',
        )

    assert texts_of(sheet_of(altered(path, tmp_path / "b.xlsx", "sheet1.xml", formula)))[0] == ("1", "#REF!")


def test_cells_merged_down_are_repeated_but_for_counts(tmp_path: Path) -> None:
    """Protects both ways: a place merged over three rows holds for all three, a count said once is counted once."""

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("C2:C4")
        sheet.merge_cells("D2:D4")

    rows = [
        ["место", "вид", "всего", "широта"],
        ["Сарыжаз", "архар", 40, 42.5],
        [None, "волк", None, None],
        [None, "барс", None, None],
        ["Тост", "барс", 1, 43.5],
    ]
    sheet = sheet_of(workbook(tmp_path / "a.xlsx", *rows, fill=merge))
    expected = [
        ("Сарыжаз", "архар", "40", "42.5"),
        ("Сарыжаз", "волк", "", "42.5"),
        ("Сарыжаз", "барс", "", "42.5"),
        ("Тост", "барс", "1", "43.5"),
    ]
    assert texts_of(sheet) == expected
    assert texts_of(sheet) == expected
    assert {notice.code: notice.parameters["count"] for notice in sheet.notices} == {
        "merged-cells-repeated": 4,
        "merged-numbers-not-repeated": 2,
    }


def test_a_section_merged_across_is_no_record(tmp_path: Path) -> None:
    """Protects tables cut into sections by a merged row."""
    rows = [["дата", "вид", "n"], ["Участок Сарыжаз"], ["2023-05-12", "архар", 3], ["Итого", None, 3]]
    sheet = sheet_of(workbook(tmp_path / "a.xlsx", *rows, fill=lambda sheet: sheet.merge_cells("A2:C2")))
    assert [sheet.row_role(row)[:2] for row in sheet.rows()] == [
        ("note", "merged-across"),
        ("data", "record"),
        ("total", "total-word"),
    ]
    assert [facts.filled for facts in sheet.facts()] == [1, 1, 1]


def test_the_calendar_of_1904(tmp_path: Path) -> None:
    """Protects dates of old Macs, which count days from another year."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["дата", "n"])
    sheet.append([date(2023, 5, 12), 1])
    book.save(tmp_path / "a.xlsx")
    assert texts_of(sheet_of(tmp_path / "a.xlsx")) == [("2023-05-12", "1")]


def test_readings_in_ruby_are_no_text(tmp_path: Path) -> None:
    """Protects Japanese workbooks: the small reading over a word is not a part of it."""

    def ruby(data: bytes) -> bytes:
        cell = '<c r="A2" t="inlineStr"><is><t>熊</t><rPh sb="0" eb="1"><t>クマ</t></rPh></is></c>'
        return data.replace(b'<c r="A2" t="n"><v>1</v></c>', cell.encode())

    path = altered(
        workbook(tmp_path / "a.xlsx", ["種", "n"], [1, 2]), tmp_path / "b.xlsx", "sheet1.xml", ruby
    )
    assert texts_of(sheet_of(path)) == [("熊", "2")]


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=1, max_value=60))
def test_a_damaged_workbook_is_a_problem(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int
) -> None:
    """Protects the window: bytes turned over in a workbook give a Problem or cells, never a crash of the reader."""
    folder = tmp_path_factory.mktemp("damaged")
    data = bytearray(XLS.read_bytes())
    for step in range(count):
        seed = (seed * 6364136223846793005 + 1442695040888963407 + step) % 2**64
        data[512 + (seed >> 33) % (len(data) - 512)] = seed >> 56
    assert code_of(written(folder / "a.xls", bytes(data)))[0] in (
        "",
        "file-is-damaged",
        "sheet-not-found",
        "file-is-not-a-table",
        "file-has-a-password",
        "file-is-empty",
        "sheet-too-wide-spread",
    )


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_cut_workbook_is_a_problem(tmp_path: Path, kind: str, share: float) -> None:
    """Protects half-sent workbooks of each kind: they are called damaged."""
    whole = {
        "xlsx": lambda: workbook(tmp_path / "w.xlsx", ["a", "b"], [1, 2]),
        "ods": lambda: ods(tmp_path / "w.ods", {"s": [["a", "b"]]}),
        "xls": lambda: XLS,
    }[kind]()
    data = whole.read_bytes()
    assert code_of(written(tmp_path / f"a.{kind}", data[: int(len(data) * share)]))[0] in (
        "file-is-damaged",
        "file-is-not-a-table",
    )


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(lambda text: not text.startswith("=") and "_x" not in text and not text.startswith("#")),
                st.integers(-(10**12), 10**12),
                st.floats(-1e9, 1e9).map(lambda number: round(number, 6)),
                st.dates(min_value=date(1901, 1, 1)),
                st.booleans(),
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)  # fmt: skip
def test_what_openpyxl_wrote_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Cell]]
) -> None:
    """Protects every cell of every well-made workbook: written by one library, read by another, equal."""
    path = workbook(tmp_path_factory.mktemp("xlsx") / "a.xlsx", *rows)
    read = [list(row.cells) for row in sheet_of(path, heading_row=0).rows()]
    assert read == [[float(cell) if type(cell) is int else cell for cell in row] for row in rows]
