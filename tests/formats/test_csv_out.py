"""CSV that Excel opens rightly, and that our own reader reads back as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camifield.formats.csv_guard import unguarded
from camifield.formats.csv_out import shown, write_csv
from camifield.formats.workbook.plan import Cell, Sheet, Type
from camifield.progress import Progress, Stopped
from tests.formats.reading.making import sheet_of
from tests.formats.workbook.making import sheet
from tests.formats.workbook.office import UTF_8, converted

TYPES = (Type.TEXT, Type.WHOLE, Type.DEGREES, Type.DATE, Type.TIME)
ROWS: Sequence[Sequence[Cell]] = (
    ('Аргали; на "склоне"', 12, 42.3186, "2026-03-12", "06:30"),
    ("=1+1", 0, -76.5, "2026-03", None),
    ("two\nlines", None, None, "2026-03-12/2026-03-13", "dawn"),
    ("پلنگ, 雪豹, གངས་གཟིག", None, 0.0, None, None),
    ("007", None, None, None, None),
)


def read(path: Path, separator: str) -> list[list[str]]:
    """The file as any reader of CSV sees it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator, strict=True))


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_file_is_what_excel_expects(tmp_path: Path, separator: str) -> None:
    """The mark of UTF-8, line ends of two signs, the separator that goes with the reader's decimal sign."""
    path = tmp_path / "rows.csv"
    assert write_csv(path, sheet(ROWS, TYPES), Progress(), separator=separator) == len(ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfc0")
    assert path.read_bytes().endswith(b"\r\n")
    point = "." if separator == "," else ","
    rows = read(path, separator)
    assert rows[:2] == [[f"c{at}" for at in range(5)], [f"Column {at}" for at in range(5)]]
    assert rows[2:] == [
        ['Аргали; на "склоне"', "12", f"42{point}3186", "2026-03-12", "06:30"],
        ["'=1+1", "0", f"-76{point}5", "'2026-03", ""],
        ["two\nlines", "", "", "2026-03-12/2026-03-13", "dawn"],
        ["پلنگ, 雪豹, གངས་གཟིག", "", f"0{point}0", "", ""],
        ["'007", "", "", "", ""],
    ]


@pytest.mark.parametrize("separator", [",", ";"])
def test_our_own_reader_reads_it_back(tmp_path: Path, separator: str) -> None:
    """The road in finds the encoding, the separator and the rows of a file that we wrote."""
    path = tmp_path / "rows.csv"
    write_csv(path, sheet(ROWS, TYPES), Progress(), separator=separator)
    rows = [row.texts[: len(TYPES)] for row in sheet_of(path).rows()][-len(ROWS) :]
    assert [list(row) for row in rows] == read(path, separator)[2:]
    assert unguarded(rows[1][0]) == "=1+1"


@pytest.mark.slow
def test_libreoffice_runs_nothing_of_it(tmp_path: Path) -> None:
    """Opened by another spreadsheet, the file holds no formula and every text of any script."""
    path = tmp_path / "rows.csv"
    write_csv(path, sheet(ROWS, TYPES), Progress())
    (found,) = converted(path, "fods", tmp_path / "out", opened_as=UTF_8)
    text = found.read_text("utf-8")
    assert "table:formula" not in text
    assert "'=1+1" in text.replace("&apos;", "'")
    assert "پلنگ, 雪豹, གངས་གཟིག" in text


@pytest.mark.parametrize(
    ("cell", "type_", "text"),
    [
        (None, Type.TEXT, ""),
        (0, Type.WHOLE, "0"),
        (-3, Type.WHOLE, "-3"),
        ("12", Type.TEXT, "12"),
        ("a\0b\r\nc\rd", Type.TEXT, "ab\nc\nd"),
        ("2026-03-12", Type.TEXT, "'2026-03-12"),
        ("2026-03-12", Type.DATE, "2026-03-12"),
        ("06:30", Type.TIME, "06:30"),
        ("6:30", Type.TIME, "'6:30"),
    ],
)
def test_cells_by_the_type_of_their_column(cell: Cell, type_: Type, text: str) -> None:
    """A day in a column of days becomes a day when it is opened; in a column of texts it stays what it is."""
    assert shown(cell, ",", type_) == text


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.integers() | st.none(), st.floats(allow_nan=False) | st.none())
    )
)
def test_any_rows_come_back(tmp_path: Path, rows: list[tuple[Cell, ...]]) -> None:
    """Quotation marks, separators and line breaks in texts tear no row apart."""
    path = tmp_path / "any.csv"
    write_csv(path, sheet(rows, (Type.TEXT, Type.WHOLE, Type.DECIMAL)), Progress(), separator=";")
    found = read(path, ";")[2:]
    assert len(found) == len(rows)
    for row, (text, whole, decimal) in zip(rows, found, strict=True):
        kept = str(row[0]).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
        assert unguarded(text) == kept.encode("utf-8", "replace").decode()
        assert whole == ("" if row[1] is None else str(row[1]))
        assert decimal == ("" if row[2] is None else repr(row[2]).replace(".", ","))


def test_stop_is_heard(tmp_path: Path) -> None:
    """A long file can be stopped while it is written."""
    progress = Progress()

    def rows() -> Iterator[Sequence[Cell]]:
        for number in range(10_000):
            if number == 2_500:
                progress.stop()
            yield [number]

    long = Sheet("Rows", sheet([], [Type.WHOLE]).columns, rows, 10_000)
    with pytest.raises(Stopped):
        write_csv(tmp_path / "rows.csv", long, progress)
