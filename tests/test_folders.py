"""Protects files that the program writes: whole under their names, or not there at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.folders import Folder


def test_a_file_appears_when_its_writing_ends_well(tmp_path: Path) -> None:
    """Protects readers of a folder from files that are still being written."""
    folder = Folder(tmp_path)
    with folder.writing("deep", "name.cfb") as out:
        out.write(b"one\r\n")
        assert not (tmp_path / "deep" / "name.cfb").exists()
        out.write(b"two\n")
    assert folder.read("deep", "name.cfb") == b"one\r\ntwo\n"
    assert list(folder.names("deep")) == ["name.cfb"]


def test_what_stood_there_stays_when_writing_fails(tmp_path: Path) -> None:
    """Protects the older file, and the disk from half of the new one."""
    folder = Folder(tmp_path)
    folder.write(b"older", "name")

    def write_half() -> None:
        with folder.writing("name") as out:
            out.write(b"newer")
            raise KeyError

    with pytest.raises(KeyError):
        write_half()
    assert folder.read("name") == b"older"
    assert list(folder.names()) == ["name"]


def test_no_name_leads_outside(tmp_path: Path) -> None:
    """Protects what lies beside the folder."""
    with pytest.raises(ValueError, match="outside"), Folder(tmp_path / "in").writing("..", "out"):
        pass
    assert list(tmp_path.iterdir()) == []
