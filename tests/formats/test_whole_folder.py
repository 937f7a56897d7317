"""A folder is there whole under a fresh name, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.whole_folder import free_name, whole_folder
from camifield.progress import Stopped


def test_it_appears_when_all_is_in_it(tmp_path: Path) -> None:
    """Nobody who looks meanwhile takes half of it for the whole."""
    path = tmp_path / "photos"
    with whole_folder(path) as folder:
        (folder / "a.jpg").write_bytes(b"a")
        assert not path.exists()
    assert [one.name for one in path.iterdir()] == ["a.jpg"]
    assert [one.name for one in tmp_path.iterdir()] == ["photos"]


def test_stop_leaves_nothing(tmp_path: Path) -> None:
    """A stopped export leaves no folder with some of the photos."""

    def write(folder: Path) -> None:
        (folder / "a.jpg").write_bytes(b"a")
        raise Stopped

    with pytest.raises(Stopped), whole_folder(tmp_path / "photos") as folder:
        write(folder)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_one_is_not_left(tmp_path: Path) -> None:
    """Records without photos make no folder."""
    with whole_folder(tmp_path / "photos"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    """Originals of an earlier export are never mixed with copies for somebody else."""
    path = tmp_path / "photos"
    assert free_name(path) == path
    path.mkdir()
    (tmp_path / "photos-2").mkdir()
    assert free_name(path).name == "photos-3"


def test_what_the_disk_refuses_is_a_problem(tmp_path: Path) -> None:
    """A stick pulled out is told in words."""
    with pytest.raises(Problem) as caught, whole_folder(tmp_path / "gone" / "photos"):
        pass
    assert caught.value.code == "file-not-written"
