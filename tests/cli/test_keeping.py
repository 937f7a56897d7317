"""`camifield backup`, `check` and `sample`: what is kept can be copied, looked over and put back without a window."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from camifield.settings import default_project_folder
from tests.cli.terminal import Answer, Terminal
from tests.media.pictures import drawn, packed


def test_backup_and_restore(terminal: Terminal, tmp_path: Path) -> None:
    """A backup brings back what there was when it was made, and what came since is put away, not lost."""
    terminal.sighting()
    made = terminal.json("backup", "--to", str(tmp_path / "stick"))
    assert Path(made["file"]).is_file()
    assert Path(made["file"]).parent == tmp_path / "stick"
    terminal.sighting()
    terminal.sighting("count=-1")
    assert terminal.json("list")["count"] == 2
    back = terminal.json("backup", "--restore", made["file"])
    assert back["records"] == made["records"]
    assert terminal.json("list")["count"] == 1
    assert terminal.json("list", "--drafts")["count"] == 1
    assert terminal("check").code == 0
    assert terminal.sighting().code == 0


def test_backups_are_listed(terminal: Terminal) -> None:
    """Each backup is listed with when, why and what it holds; a file that is none is listed as such."""
    assert terminal.json("backup", "--list")["backups"] == []
    terminal("backup")
    (terminal.project / "backups" / "torn.cfbackup").write_bytes(b"PK\x03\x04")
    found = terminal.json("backup", "--list")["backups"]
    assert [one.get("why", one.get("problem")) for one in found] == ["asked", "backup-is-damaged"]
    told = terminal("backup", "--list").out
    assert "made by hand" in told
    assert "2 backups" in told


@pytest.mark.parametrize("content", [None, b"not a backup"])
def test_restore_of_nothing(terminal: Terminal, tmp_path: Path, content: bytes | None) -> None:
    """A backup that is not there, or is none, changes nothing."""
    terminal.sighting()
    path = tmp_path / "some.cfbackup"
    if content is not None:
        path.write_bytes(content)
    answer = terminal("backup", "--restore", str(path), "--json")
    assert answer.code == 1
    assert answer.problem["problem"].startswith("backup-")
    assert terminal.json("list")["count"] == 1
    assert terminal("backup", "--restore", str(path), "--list").code == 2


def test_check_of_a_good_project(terminal: Terminal, tmp_path: Path) -> None:
    """A project with records, drafts, a photo and a backup is looked over and found well."""
    picture = tmp_path / "cat.jpg"
    picture.write_bytes(packed(drawn(40, 30)))
    terminal.sighting("--photo", str(picture))
    terminal.sighting("count=-1")
    terminal("backup", "--photos")
    found = terminal.json("check", "--backups")
    assert found["good"] is True
    assert (found["records"], found["photos"], found["drafts"]["count"]) == (2, 1, 1)
    assert found["search_index_checked"] is True
    assert [one["problem"] for one in found["backups"]] == [None]
    assert "All is well." in terminal("check").out


def faulty(answer: Answer, said: str) -> None:
    """The check found it, says so in words, and ends with exit code 1."""
    assert answer.code == 1
    assert said in answer.out
    assert "Something is not as it should be" in answer.out


def test_check_finds_a_missing_photo(terminal: Terminal, tmp_path: Path) -> None:
    """A photo that somebody deleted is a fault."""
    picture = tmp_path / "cat.jpg"
    picture.write_bytes(packed(drawn(40, 30)))
    terminal.sighting("--photo", str(picture))
    next(path for path in (terminal.project / "photos").rglob("*") if path.is_file()).unlink()
    faulty(terminal("check"), "A photo is missing or damaged")


def test_check_finds_a_changed_row(terminal: Terminal) -> None:
    """A row that somebody changed behind the program's back no longer agrees with the signed log."""
    terminal.sighting("count=2")
    with closing(sqlite3.connect(terminal.project / "store.sqlite")) as store, store:
        store.execute("UPDATE sighting SET count = '200'")
    faulty(terminal("check"), "sighting")
    answer = terminal("check", "--json")
    assert answer.code == 1
    assert answer.json["good"] is False
    assert [one["code"] for one in answer.json["faults"]] == ["row-differs"]


def test_check_finds_a_torn_backup(terminal: Terminal) -> None:
    """--backups reads a backup to its end, where a damage inside shows."""
    path = Path(terminal.json("backup")["file"])
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    faulty(terminal("check", "--backups"), path.name)


def test_sample(terminal: Terminal) -> None:
    """The sample is made once beside the project, is never mixed with it, and can be listed like any other."""
    first = terminal.json("sample")
    assert first["records"] > 100
    assert terminal.json("sample") == first
    assert Path(first["folder"]).is_relative_to(terminal.project)
    sample = terminal.at(Path(first["folder"]))
    assert sample.json("list")["count"] > 100
    assert terminal.json("list")["count"] == 0


def test_default_folder(own_home: Path) -> None:
    """Without a word about it, the project is in the platform's place for data."""
    assert default_project_folder().is_relative_to(own_home)
