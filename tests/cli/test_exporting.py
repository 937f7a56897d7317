"""`camifield export`: exact or generalised is always said, nothing is written over, and the account is told."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.cli.terminal import Terminal


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    """A project with two snow leopards, one of them with a position."""
    terminal.sighting("date=14.03.2023", "place=42.31860 76.90412")
    terminal.sighting("date=14.03.2024", "locality=Sary-Jaz")
    return terminal


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of one of our CSV files, by the keys in its first line; the labels in the second are passed over."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))[1:]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say how exactly places are told"),
        (["--exact", "--generalised"], "Say how exactly places are told"),
        (["--generalised"], "--for"),
        (["--generalised", "--for", "Bern"], "--purpose"),
        (["--generalised", "--for", " ", "--purpose", "map"], "--for"),
        (["--exact", "--for", "Bern"], "--generalised"),
        (["--generalised", "--for", "Bern", "--purpose", "map", "--people"], "--people goes with --exact"),
        (["--exact", "--kind", "person"], "Choose from"),
    ],
)
def test_exactness_must_be_said(filled: Terminal, tmp_path: Path, arguments: list[str], said: str) -> None:
    """Neither exact nor coarse places go out because somebody forgot a word."""
    answer = filled("export", str(tmp_path / "out.xlsx"), *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert list(tmp_path.glob("out*")) == []


def test_exact_workbook_is_a_handing_over(filled: Terminal, tmp_path: Path) -> None:
    """After an exact export nothing is left that was not handed over; a generalised one changes nothing of that."""
    book = tmp_path / "out.xlsx"
    generalised = ("--generalised", "--for", "Bern", "--purpose", "range map")
    assert filled("export", str(tmp_path / "coarse.xlsx"), *generalised).code == 0
    assert filled.json("list", "--new")["count"] == 2
    done = filled.json("export", str(book), "--exact")
    assert (done["count"], done["records"], done["places"]) == (2, {"sighting": 2}, "exact")
    assert done["files"] == [str(book)]
    assert filled.json("list", "--new")["count"] == 0
    workbook = openpyxl.load_workbook(book, read_only=True)
    assert len(workbook.sheetnames) >= 3
    workbook.close()


def test_generalised_places_are_coarse(filled: Terminal, tmp_path: Path) -> None:
    """Anyone else gets a snow leopard's place coarsely, in the file and in the account."""
    arguments = ("--generalised", "--for", "Bern", "--purpose", "range map")
    done = filled.json("export", str(tmp_path / "out.csv"), *arguments)
    assert done["places"] == "generalised"
    assert done["generalised"] + done["hidden"] >= 1
    text = (tmp_path / "out-sighting.csv").read_text("utf-8-sig")
    assert "42.31860" not in text
    assert "42.3186" not in text


def test_filters_choose(filled: Terminal, tmp_path: Path) -> None:
    """The same filters as of a list choose what goes into the file."""
    filled.json("export", str(tmp_path / "out.csv"), "--exact", "--from", "2024", "--words", "sary")
    rows = rows_of(tmp_path / "out-sighting.csv")
    assert [row["locality"] for row in rows] == ["Sary-Jaz"]


def test_positions_in_one_more_writing(filled: Terminal, tmp_path: Path) -> None:
    """A column more on demand, in the words of the file's language; a file of points has none."""
    filled.json("export", str(tmp_path / "out.csv"), "--exact", "--coordinates", "sk42", "--language", "ru")
    with (tmp_path / "out-sighting.csv").open(encoding="utf-8-sig", newline="") as file:
        labels, *rows = csv.DictReader(file, delimiter=";")
    assert labels["position_written"] == "Координаты, СК-42"
    told = {row["decimal_latitude"]: row["position_written"] for row in rows}
    assert told == {"42,3186": "СК-42 X=4688835 Y=13657021", "": ""}
    refused = filled("export", str(tmp_path / "out.gpx"), "--exact", "--coordinates", "utm")
    assert refused.code == 2
    assert "another writing" in refused.err


def test_language_and_separator(filled: Terminal, tmp_path: Path) -> None:
    """A Russian file is parted by semicolons, as a Russian Excel wants it, unless said otherwise."""
    filled.json("export", str(tmp_path / "ru.csv"), "--exact", "--language", "ru")
    assert ";" in (tmp_path / "ru-sighting.csv").read_text("utf-8-sig").splitlines()[0]
    filled.json("export", str(tmp_path / "ru2.csv"), "--exact", "--language", "ru", "--separator", ",")
    assert ";" not in (tmp_path / "ru2-sighting.csv").read_text("utf-8-sig").splitlines()[0]


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_nothing_is_written_over(filled: Terminal, tmp_path: Path, name: str) -> None:
    """A file that is there stays, unless --overwrite is said."""
    path = tmp_path / name
    assert filled("export", str(path), "--exact").code == 0
    written = next(tmp_path.glob("out*"))
    before = written.read_bytes()
    again = filled("export", str(path), "--exact", "--from", "2024", "--json")
    assert (again.code, again.problem["problem"]) == (1, "file-is-there")
    assert written.read_bytes() == before
    assert filled("export", str(path), "--exact", "--from", "2024", "--overwrite").code == 0
    assert written.read_bytes() != before


@pytest.mark.parametrize(("name", "code"), [("out.pdf", 2), ("nowhere/out.xlsx", 1)])
def test_impossible_files(filled: Terminal, tmp_path: Path, name: str, code: int) -> None:
    """An ending that is neither, and a folder that is not there, are told before anything is read."""
    assert filled("export", str(tmp_path / name), "--exact").code == code


def test_people_in_a_file_apart(filled: Terminal, tmp_path: Path) -> None:
    """Names of people go out only when asked for, and in a file of their own."""
    done = filled.json("export", str(tmp_path / "out.xlsx"), "--exact", "--people")
    assert len(done["files"]) == 2
    assert all(Path(file).is_file() for file in done["files"])
    again = filled("export", str(tmp_path / "other.xlsx"), "--exact", "--people")
    assert again.code == 0
    (tmp_path / "other.xlsx").unlink()
    kept = filled("export", str(tmp_path / "other.xlsx"), "--exact", "--people", "--json")
    assert (kept.code, kept.problem["problem"]) == (1, "file-is-there")


@pytest.mark.parametrize("there", ["out-about.csv", "out-conflict.csv", "out-people.xlsx"])
def test_every_file_that_would_be_written_is_looked_at(filled: Terminal, tmp_path: Path, there: str) -> None:
    """CSV files come with an account and a file of names: none of them is lost; a kind without records is not written."""
    old = tmp_path / there
    old.write_text("old")
    answer = filled("export", str(tmp_path / "out.csv"), "--exact", "--people", "--json")
    is_written = there != "out-conflict.csv"
    assert answer.code == int(is_written)
    assert old.read_text() == "old"
    if is_written:
        assert answer.problem["problem"] == "file-is-there"
        assert sorted(one.name for one in tmp_path.glob("out*")) == [there]


def test_nothing_chosen_writes_nothing(filled: Terminal, tmp_path: Path) -> None:
    """When no record answers the filter no empty workbook goes out; that is told and is no problem."""
    done = filled.json("export", str(tmp_path / "out.xlsx"), "--exact", "--from", "2025")
    assert (done["count"], done["files"]) == (0, [])
    assert list(tmp_path.glob("out*")) == []
    assert (
        "No record is chosen" in filled("export", str(tmp_path / "out.xlsx"), "--exact", "--from", "2025").out
    )
