"""What people and disks do wrong, each with its own message and exit code, in words that say what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from camifield.project.opening import open_project
from tests.cli.terminal import Terminal, in_own_process

A_YEAR_AND_A_DAY = (date.today() + timedelta(days=368)).isoformat()


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ([f"date={A_YEAR_AND_A_DAY}"], "date-in-future", "has not come yet"),
        (["place=0 0"], "null-island", "ocean off Africa"),
        (["place=0, 0"], "null-island", "ocean off Africa"),
        (["place=95 76.9"], "latitude-out-of-range", "Latitude lies between -90 and 90"),
        (["count=-1"], "count-negative", "cannot be below zero"),
        (["count=1000000000"], "number-too-large", "cannot be above 300000"),
        (["count=5", "males=4", "females=4"], "classes-over-total", "add up to 8"),
        (["occurrence=absent"], "effort-needed", "needs the search behind it"),
    ],
)
def test_impossible_answers(terminal: Terminal, answers: list[str], code: str, said: str) -> None:
    """Each impossible answer is kept as a draft with its sentence, and never becomes a record."""
    answer = terminal.sighting(*answers)
    assert answer.code == 3
    assert answer.json["records"] == []
    findings = answer.json["drafts"][0]["findings"]
    sentences = {one["code"]: one["sentence"] for one in findings if one["weight"] == "error"}
    assert said in sentences[code]
    strict = terminal.sighting(*answers, "--strict")
    assert strict.code == 1
    assert code in [one["code"] for one in strict.problem["findings"]]


def said(terminal: Terminal, code: str, *arguments: str) -> None:
    """Reading, writing and checking all end with this problem, in words and not with a bare code."""
    for verb in (
        ["list"],
        ["record", "person", "name=Ann"],
        ["check"],
        ["backup"],
        *([arguments] if arguments else []),
    ):
        answer = terminal(*verb, "--json", *(["--wait", "0"] if verb[0] in ("record", "backup") else []))
        assert answer.code == 1, verb
        assert answer.out == "", verb
        assert answer.problem["problem"] == code, verb
        assert answer.problem["what"], verb
        assert answer.problem["do"], verb
        assert code not in answer.problem["what"], verb


def test_no_project(empty: Terminal) -> None:
    """Looking never makes a project: a mistyped folder is told and stays as it was."""
    for verb in (
        ["list"],
        ["show", "M7-0001"],
        ["check"],
        ["backup"],
        ["backup", "--list"],
        ["undo", "--list"],
    ):
        answer = empty(*verb)
        assert answer.code == 1
        assert "There is no project in" in answer.err
    assert not empty.project.exists()


def test_another_programs_file(empty: Terminal) -> None:
    """A database of another program in the project's place is named as such and left untouched."""
    empty.project.mkdir()
    path = empty.project / "store.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmark (url)")
    before = path.read_bytes()
    said(empty, "store-is-not-ours")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(empty: Terminal) -> None:
    """Nor is a text file in its place written over."""
    empty.project.mkdir()
    (empty.project / "store.sqlite").write_text("dear diary, " * 1000)
    said(empty, "store-is-not-ours")


def test_truncated_store(terminal: Terminal) -> None:
    """A store that lost its end is called damaged, and nothing is built on what is left of it."""
    path = terminal.project / "store.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    said(terminal, "store-is-damaged")


def test_lost_store(terminal: Terminal) -> None:
    """A project whose store is gone is not begun anew: that would look as if every record had been deleted."""
    (terminal.project / "store.sqlite").unlink()
    said(terminal, "store-is-missing")


def test_newer_layout(terminal: Terminal) -> None:
    """A store of a newer version can be read, with a word about it, and not written."""
    assert terminal.sighting().code == 0
    with closing(sqlite3.connect(terminal.project / "store.sqlite")) as store:
        (layout,) = store.execute("PRAGMA user_version").fetchone()
        store.execute(f"PRAGMA user_version={layout + 1}")
    read = terminal("list")
    assert read.code == 0
    assert "1 record" in read.out
    assert "newer version" in read.err
    written = terminal.sighting()
    assert (written.code, written.problem["problem"]) == (1, "store-is-newer")


def test_locked_by_another_process(terminal: Terminal) -> None:
    """While the window has the project, terminals read beside it; one that would write waits, and then says so."""
    assert terminal.sighting().code == 0
    with closing(open_project(terminal.project)):
        project = ["--project", str(terminal.project)]
        assert in_own_process(*project, "list").code == 0
        written = in_own_process(*project, "record", "person", "name=Ann", "--wait", "0", "--json")
        assert (written.code, written.problem["problem"]) == (1, "store-is-open-elsewhere")
        checked = in_own_process(*project, "check")
        assert checked.code == 0
        assert "search index was not looked into" in checked.out
    assert in_own_process(*project, "record", "person", "name=Ann").code == 0


def test_a_file_where_the_folder_should_be(empty: Terminal) -> None:
    """A file in the place of the folder is told, not tripped over."""
    empty.project.write_text("")
    answer = empty("record", "person", "name=Ann", "--json")
    assert (answer.code, answer.problem["problem"]) == (1, "store-cannot-be-opened")
    assert empty("list", "--json").problem["problem"] == "project-is-missing"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8),
        ("nothing.csv", b""),
        ("broken.xlsx", b"PK\x03\x04" + b"\0" * 200),
    ],
)
def test_no_table(terminal: Terminal, tmp_path: Path, name: str, content: bytes) -> None:
    """What is no table is told in words, and leaves nothing behind."""
    path = tmp_path / name
    path.write_bytes(content)
    answer = terminal("import", str(path), "--json")
    assert answer.code == 1
    assert answer.out == ""
    assert answer.problem["what"]
    assert answer.problem["problem"] not in ("program-mistake", "unknown")
    assert answer.problem["problem"] not in answer.problem["what"]
    assert terminal.json("undo", "--list")["batches"] == []
