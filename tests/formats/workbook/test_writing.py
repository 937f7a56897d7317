"""The written workbook: whole or not there, and the same to every program that reads it."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from camifield.errors import Problem
from camifield.formats.workbook.plan import Cell, Notes, Plan, Sheet, Type, Written
from camifield.formats.workbook.writing import letters_of, write_workbook
from camifield.progress import Progress, Stopped
from tests.formats.workbook.making import NOTES, sheet, write
from tests.formats.workbook.office import CSV_OF_ALL_SHEETS, converted
from tests.formats.workbook.package import check, unescaped

TYPES = (Type.ID, Type.TEXT, Type.WHOLE, Type.DECIMAL, Type.DEGREES, Type.DATE, Type.TIME)
ROWS: Sequence[Sequence[Cell]] = (
    ("0193-a", "Аргали видны на склоне", 12, 0.5, 42.3186, "2026-03-12", "06:30"),
    ("0193-b", "پلنگ ایرانی در کوه", 0, -1.25, -76.90412, "1999-12-31", "00:00"),
    ("0193-c", "雪豹在山上", None, None, None, "2026-03", "23:59"),
    ("0193-d", "གངས་གཟིག", -3, 1e-7, 180.0, "2026-03-12/2026-03-13", "dawn"),
    ("0193-e", "=1+1", 999_999_999, 12345.678, 0.0, "2026-21", None),
    ("0193-f", "+7 (996)", None, None, None, None, None),
    ("0193-g", "-5", None, None, None, None, None),
    ("0193-h", "@SUM(A1)", None, None, None, None, None),
    ("0193-i", "\t=cmd", None, None, None, None, None),
    ("0193-j", "＝1＋1", None, None, None, None, None),
    ("0193-k", " lead and trail ", None, None, None, None, None),
    ("0193-l", "two\nlines\n", None, None, None, None, None),
    ("0193-m", "_x0041_ and _x005F_", None, None, None, None, None),
    ("0193-n", "~12", None, None, None, None, None),
    ("0193-o", "007", None, None, None, None, None),
    ("0193-p", "😀𠀀 <b>&amp;</b>", None, None, None, None, None),
)


def read(path: Path, name: str) -> list[list[Any]]:
    """The rows of a sheet, as the reader that brings tables in finds them."""
    book: Any = CalamineWorkbook.from_path(str(path))  # pyright: ignore[reportUnknownMemberType]
    return book.get_sheet_by_name(name).to_python()


@pytest.fixture(name="book")
def a_book(tmp_path: Path) -> Path:
    """A workbook with a cell of every type and every difficult text."""
    path = tmp_path / "Книга с пробелом.xlsx"
    written = write(path, sheet(ROWS, TYPES), sheet([], TYPES, title="Nothing", name="nothing"))
    assert written.rows == {"rows": len(ROWS), "nothing": 0}
    return path


def as_typed(row: Sequence[Cell]) -> list[object]:
    """What a reader with types finds in a row: days and times are no texts there."""
    found: list[object] = []
    for cell, type_ in zip(row, TYPES, strict=True):
        if type_ is Type.DATE and isinstance(cell, str) and len(cell) == 10:
            found.append(date.fromisoformat(cell))
        elif type_ is Type.TIME and isinstance(cell, str) and ":" in cell:
            found.append(time.fromisoformat(cell))
        else:
            found.append(cell)
    return found


def plainer(cell: Any) -> object:
    """A cell of any library in one form: blank is None, whole floats are whole numbers, midnight moments are days."""
    if cell in ("", None):
        return None
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else round(cell, 9)
    if isinstance(cell, time):
        return cell.replace(microsecond=0)
    return cell


def plain_rows(rows: Iterator[Sequence[Any]] | Sequence[Sequence[Any]]) -> list[list[object]]:
    """Every cell in one form."""
    return [[plainer(cell) for cell in row] for row in rows]


WANTED = plain_rows([as_typed(row) for row in ROWS])


def test_excel_would_open_it(book: Path) -> None:
    """Every rule of the format that is known is kept, an empty sheet included."""
    package = check(book)
    assert list(package.sheets) == ["About", "Rows", "Nothing"]
    tables = [table for part in package.sheets.values() for table in package.tables(part)]
    assert [(table.name, table.reference) for table in tables] == [("rows", "A2:G18"), ("nothing", "A2:G3")]


def test_calamine_reads_equal_values(book: Path) -> None:
    """The reader that brings tables in finds real days, times and numbers, and every text as it was."""
    rows = read(book, "Rows")
    assert plain_rows(rows[2:]) == WANTED


def test_openpyxl_reads_equal_values_and_no_formula(book: Path) -> None:
    """A second library agrees; no cell is a formula, whatever sign it begins with."""
    page = openpyxl.load_workbook(book)["Rows"]
    cells = [list(row) for row in page.iter_rows(min_row=3)]
    assert not [cell.coordinate for row in cells for cell in row if cell.data_type == "f"]
    values = [
        [unescaped(cell.value) if isinstance(cell.value, str) else cell.value for cell in row]
        for row in cells
    ]
    assert plain_rows(values) == WANTED


@pytest.mark.slow
@pytest.mark.parametrize("to", ["ods", "xlsx"])
def test_libreoffice_keeps_every_value_and_type(book: Path, tmp_path: Path, to: str) -> None:
    """Opened and saved by LibreOffice, in its own format or in Excel's, the sheet says the same."""
    (found,) = converted(book, to, tmp_path / to)
    rows = plain_rows(read(found, "Rows")[2 : 2 + len(ROWS)])
    if to == "ods":  # calamine leaves out the element that stands for a tab there
        rows[8][1] = f"\t{rows[8][1]}"
    assert rows == WANTED
    if to == "xlsx":
        page = openpyxl.load_workbook(found)["Rows"]
        assert not [cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.slow
def test_libreoffice_shows_the_texts_and_not_their_results(book: Path, tmp_path: Path) -> None:
    """As a person sees the sheet: =1+1 is these four signs, and days are shown as days."""
    files = converted(book, CSV_OF_ALL_SHEETS, tmp_path / "csv")
    shown = next(file for file in files if file.stem.endswith("-Rows")).read_text("utf-8")
    assert "0193-e,=1+1,999999999,12345.678,0.000000,2026-21," in shown
    assert "0193-a,Аргали видны на склоне,12,0.5,42.318600,2026-03-12,06:30" in shown
    assert "0193-h,@SUM(A1)," in shown


def test_about_is_written_after_the_rows_it_counts(tmp_path: Path) -> None:
    """What the first sheet says was counted while writing, so it cannot say anything else than the file holds."""

    def lines(written: Written) -> list[tuple[str, Cell]]:
        return [("Rows", written.rows["rows"]), ("Cut", written.cut_texts), ("=Sum", "=1+1"), ("Blank", None)]

    path = tmp_path / "counted.xlsx"
    rows = [["x" * 40_000], ["y"]]
    write_workbook(path, Plan([sheet(rows, [Type.TEXT])], Notes("About", lines)), Progress())
    found = read(path, "About")
    assert found == [["Rows", 2.0], ["Cut", 1.0], ["=Sum", "=1+1"], ["Blank", ""]]
    assert openpyxl.load_workbook(path)["About"]["B3"].data_type == "s"
    check(path)


def test_a_table_ends_where_its_rows_end(tmp_path: Path) -> None:
    """Rows that came or went while the file was written leave no table that is longer or shorter than they are."""
    wide = Sheet("Rows", sheet([], [Type.WHOLE]).columns, lambda: iter([[1], [2], [3]]), count=2)
    path = tmp_path / "grown.xlsx"
    write(path, wide)
    (table,) = openpyxl.load_workbook(path)["Rows"].tables.values()
    assert table.ref == "A2:A5"


def test_panes_keys_and_labels_stand_where_a_pivot_expects_them(tmp_path: Path) -> None:
    """Keys above and outside the table, one row of labels in it, and both stay in sight with the first columns."""
    path = tmp_path / "panes.xlsx"
    plain = sheet(ROWS, TYPES)
    write(path, Sheet(plain.title, plain.columns, plain.rows, plain.count, "rows", fixed=3))
    page = openpyxl.load_workbook(path)["Rows"]
    assert page.freeze_panes == "D3"
    assert [cell.value for cell in page[1]] == [f"c{at}" for at in range(7)]
    assert [cell.value for cell in page[2]] == [f"Column {at}" for at in range(7)]
    (table,) = page.tables.values()
    assert (table.ref, table.headerRowCount, table.autoFilter.ref) == ("A2:G18", 1, "A2:G18")


def test_the_maker_and_the_moment_are_the_plans_own(tmp_path: Path) -> None:
    """The file's properties come from the project's clock, not from the library's."""
    path = tmp_path / "made.xlsx"
    plan = Plan(
        [sheet([], [Type.TEXT])],
        Notes("About", lambda _: NOTES),
        "CAMI Field 9",
        datetime(2026, 3, 14, 3, tzinfo=UTC),
    )
    write_workbook(path, plan, Progress())
    properties = openpyxl.load_workbook(path).properties
    assert (properties.creator, properties.created) == ("CAMI Field 9", datetime(2026, 3, 14, 3))


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_their_letters(place: int, letters: str) -> None:
    """A register has more columns than letters."""
    assert letters_of(place) == letters


TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\ufffe\uffff"), max_size=60)
ROW = st.tuples(
    TEXTS,
    st.none() | st.integers(-(10**14), 10**14) | TEXTS,
    st.none() | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14),
    st.none()
    | st.dates(date(1900, 3, 1)).map(date.isoformat)
    | st.sampled_from(("2026-03", "2026/2027", "1899-01-01")),
    st.none() | st.times().map(lambda at: f"{at:%H:%M}") | st.just("noon"),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, max_size=12))
def test_any_table_comes_back_as_it_was(tmp_path: Path, rows: list[tuple[Cell, ...]]) -> None:
    """Texts of any signs, numbers, days and times: what is written is what is read."""
    path = tmp_path / "any.xlsx"
    write(path, sheet(rows, (Type.TEXT, Type.WHOLE, Type.DECIMAL, Type.DATE, Type.TIME)))
    check(path)
    found = read(path, "Rows")[2:]
    found += [[""] * 5] * (len(rows) - len(found))
    for row, came in zip(rows, found[: len(rows)], strict=True):
        for cell, there in zip(row, came, strict=True):
            if isinstance(cell, float):
                assert isinstance(there, float)
                assert math.isclose(cell, there, rel_tol=1e-12, abs_tol=1e-300)
            elif isinstance(there, time):
                assert f"{there.replace(microsecond=0):%H:%M}" == cell
            elif isinstance(there, date):
                assert there.isoformat()[:10] == cell
            else:
                assert there == ("" if cell is None else cell)


def stopping(progress: Progress) -> Iterator[Sequence[Cell]]:
    """Rows during which somebody presses Stop."""
    for number in range(10_000):
        if number == 2_500:
            progress.stop()
        yield [number]


def test_stop_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """A person who stops an export keeps last month's file, and finds no half one beside it."""
    path = tmp_path / "book.xlsx"
    write(path, sheet([[1]], [Type.WHOLE]))
    before, progress = path.read_bytes(), Progress()
    long = Sheet("Rows", sheet([], [Type.WHOLE]).columns, lambda: stopping(progress), 10_000)
    with pytest.raises(Stopped):
        write_workbook(path, Plan([long], Notes("About", lambda _: NOTES)), progress)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["book.xlsx"]


def test_stop_is_heard_in_a_short_file_too(tmp_path: Path) -> None:
    """Stop pressed before the first row, or during the last sheet, is not ignored because the file is small."""
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        write_workbook(
            tmp_path / "book.xlsx",
            Plan([sheet([[1]], [Type.WHOLE])], Notes("About", lambda _: NOTES)),
            progress,
        )
    assert not list(tmp_path.iterdir())


def test_a_fault_in_the_rows_leaves_nothing(tmp_path: Path) -> None:
    """Whatever goes wrong while reading records, no file is left that looks like a whole one."""

    def broken() -> Iterator[Sequence[Cell]]:
        yield [1]
        raise Problem("store-is-damaged")

    with pytest.raises(Problem, match="store-is-damaged"):
        write(tmp_path / "book.xlsx", Sheet("Rows", sheet([], [Type.WHOLE]).columns, broken, 2))
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_sheet_of_more_rows_than_excel_has_is_split(tmp_path: Path) -> None:
    """A million and a half rows are on two sheets, both of which open."""
    count = 1_048_574 + 3
    columns = sheet([], [Type.WHOLE]).columns
    path = tmp_path / "large.xlsx"
    written = write(path, Sheet("Rows", columns, lambda: ([number] for number in range(count)), count))
    assert written.rows["rows"] == count
    last = read(path, "Rows (2)")
    assert [row[0] for row in last] == ["c0", "Column 0", 1_048_574.0, 1_048_575.0, 1_048_576.0]
    with zipfile.ZipFile(path) as file:
        tables = [file.read(f"xl/tables/table{number}.xml") for number in (1, 2)]
    assert [re.findall(rb'autoFilter ref="([^"]+)"', table) for table in tables] == [
        [b"A2:A1048576"],
        [b"A2:A5"],
    ]
