"""The way in: what a file is, who it is, how far the reading is, and how to stop it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.reading.sheets import ReadingChoice
from camifield.formats.reading.tables import open_table
from camifield.progress import Progress, Step, Stopped
from tests.formats.reading.making import code_of, sheet_of, texts_of, workbook, written


def test_a_table_knows_its_file(tmp_path: Path) -> None:
    """Protects provenance: name, size and hash of the very bytes that were read."""
    path = written(tmp_path / "Встречи 2023.csv", "дата,вид\n2023-05-12,волк\n")
    found = open_table(str(path))
    assert (found.file.name, found.file.size) == ("Встречи 2023.csv", path.stat().st_size)
    assert found.file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [("Встречи 2023", 2)]
    assert found.notices == []


def test_an_xlsx_named_csv_is_opened_and_told(tmp_path: Path) -> None:
    """Protects renamed workbooks: they are read as what they are, and the person is told."""
    found = open_table(workbook(tmp_path / "a.csv", ["a", "b"], [1, 2]))
    assert (found.container, found.text) == ("xlsx", None)
    assert [(notice.code, dict(notice.parameters)) for notice in found.notices] == [
        ("name-says-otherwise", {"is": "xlsx", "says": ".csv"})
    ]
    assert texts_of(found.sheet()) == [("1", "2")]


def test_a_csv_named_xls_is_opened(tmp_path: Path) -> None:
    """Protects tables of text under the name of a workbook."""
    found = open_table(written(tmp_path / "a.xls", "a\tb\n1\t2\n"))
    assert found.container == "text"
    assert [notice.code for notice in found.notices] == ["name-says-otherwise"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Protects the window from the system's errors: absent, a folder, forbidden."""
    assert code_of(tmp_path / "none.csv")[0] == "file-not-found"
    assert code_of(tmp_path)[0] == "file-is-a-folder"
    locked = written(tmp_path / "a.csv", "a,b\n")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):
        assert code_of(locked)[0] == "file-cannot-be-opened"
    locked.chmod(0o600)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_long_step_is_told_and_can_be_stopped(tmp_path: Path, kind: str) -> None:
    """Protects the bar and the Stop button: opening, understanding and reading all step, and all stop."""
    rows = [[f"M7-{number:04}", number] for number in range(6_000)]
    path = tmp_path / f"a.{kind}"
    if kind == "csv":
        written(path, "id,n\n" + "".join(f"{name},{number}\n" for name, number in rows))
    else:
        workbook(path, ["id", "n"], *rows)
    progress = Progress()
    found = open_table(path, progress=progress)
    assert progress.latest.doing.startswith("reading.")
    sheet = found.sheet(progress=progress)
    sheet.facts(progress)
    assert progress.latest == Step(6_001, 6_001, "reading.rows")
    reading = sheet.rows(progress)
    next(reading)
    progress.stop()
    with pytest.raises(Stopped):
        list(reading)
    with pytest.raises(Stopped):
        open_table(path, progress=progress)


def test_a_choice_stands_for_the_table_or_for_one_sheet(tmp_path: Path) -> None:
    """Protects what a person decided: given at opening it holds for all sheets, given to a sheet for that one."""
    path = written(tmp_path / "a.csv", "a,b\nx,05/06/2023\ny,07/08/2023\nz,09/10/2023\nw,11/12/2023\n")
    assert sheet_of(path).needs_date_order
    found = open_table(path, choice=ReadingChoice(date_order="mdy"))
    assert found.sheet().facts()[1].date_order == "mdy"
    assert not found.sheet().needs_date_order
    other = found.sheet(choice=ReadingChoice(heading_row=0))
    assert other.headings == ["A", "B"]
    assert other.needs_date_order


def test_a_decimal_sign_may_be_asked_and_chosen(tmp_path: Path) -> None:
    """Protects 1,234 in a file that proves nothing: it is asked, and the answer decides."""
    path = written(tmp_path / "a.csv", "a\tb\nx\t1,234\ny\t5,678\n")
    assert sheet_of(path).needs_decimal
    assert not sheet_of(path, decimal=",").needs_decimal


def test_rows_above_the_headings_are_kept(tmp_path: Path) -> None:
    """Protects what stands above a table (its title, keys of our own workbooks): it can be looked at."""
    sheet = sheet_of(written(tmp_path / "a.csv", "Отчёт,,\n,,\nдата,вид,n\n2023-05-12,волк,3\n"))
    assert [(row.number, row.texts[0]) for row in sheet.above] == [(1, "Отчёт"), (2, "")]


def test_facts_are_of_records_only(tmp_path: Path) -> None:
    """Protects what is shown of a column: totals, repeated headings and notes are not among its values."""
    text = "вид,n\nволк,3\nвид,n\nархар,4\n,\nИтого,7\n"
    sheet = sheet_of(written(tmp_path / "a.csv", text))
    assert [sheet.row_role(row).role for row in sheet.rows()] == ["data", "heading", "data", "blank", "total"]
    assert sheet.facts()[0].values == {"волк": 1, "архар": 1}


def test_codes_say_where(tmp_path: Path) -> None:
    """Protects messages: every Problem names the file."""
    with pytest.raises(Problem) as caught:
        open_table(written(tmp_path / "a.csv", b"\xff\xd8\xff\xe0" + bytes(100)))
    assert caught.value.where.file == "a.csv"
