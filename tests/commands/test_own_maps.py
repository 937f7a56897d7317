"""Maps that are copied here: whole or not at all, never at the cost of the disk, and only our own copies are ever deleted."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands import own_maps
from camifield.commands.own_maps import copy_map, is_copy, path_of, remove_copy, told_path
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress, Stopped
from camifield.project.project import Project
from tests.making import make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    made = make_project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A file of some megabytes on a stick; what is in it does not matter here."""
    path = tmp_path / "stick" / "Долина <1>.MBTiles"
    path.parent.mkdir()
    path.write_bytes(bytes(range(256)) * 40_000)
    return path


def kept(project: Project) -> list[str]:
    """What lies in the folder of maps."""
    return list(project.folder.names("maps"))


def test_a_copy_is_whole_and_called_by_the_program(project: Project, brought: Path) -> None:
    """The name of a file never becomes a path of ours; its bytes do not change."""
    copy = copy_map(project, brought, Progress())
    assert copy.read_bytes() == brought.read_bytes()
    assert copy.suffix == ".mbtiles"
    assert copy.stem.isalnum()
    assert copy.stem.isascii()
    assert is_copy(project, copy)
    remove_copy(project, copy)
    assert kept(project) == []


def test_a_file_elsewhere_is_never_deleted(project: Project, brought: Path) -> None:
    """Whoever takes a map away that was used where it lies still has it."""
    assert not is_copy(project, brought)
    remove_copy(project, brought)
    assert brought.exists()


def test_stop_leaves_nothing_behind(project: Project, brought: Path) -> None:
    """Half a map is none, and takes no room."""
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        copy_map(project, brought, progress)
    assert kept(project) == []


def _little_room(_folder: Folder) -> int:
    return 150_000_000


def test_a_map_does_not_take_the_room_that_records_need(
    project: Project, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some of the disk stays free; what a map would need is said."""
    monkeypatch.setattr(Folder, "free_bytes", _little_room)
    with pytest.raises(Problem) as raised:
        copy_map(project, brought, Progress())
    assert (raised.value.code, raised.value.parameters["megabytes"]) == ("map-has-no-room", 11)
    assert kept(project) == []


def test_a_disk_that_becomes_full_meanwhile_is_a_problem(
    project: Project, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may take the room: nothing of the map is left."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(own_maps, "_write", full)
    with pytest.raises(Problem) as raised:
        copy_map(project, brought, Progress())
    assert raised.value.code == "map-has-no-room"
    assert kept(project) == []


def test_what_a_power_cut_left_goes_with_the_next_copy(project: Project, brought: Path) -> None:
    """Half a gigabyte that nobody sees would stay for ever."""
    folder = project.folder.make("maps")
    folder.path(".0123.mbtiles.99.part").write_bytes(b"half")
    copy = copy_map(project, brought, Progress())
    assert kept(project) == [copy.name]


def test_a_stick_that_is_gone_is_a_problem(project: Project, brought: Path) -> None:
    """Pulled out between the question and the answer."""
    brought.unlink()
    with pytest.raises(Problem) as raised:
        copy_map(project, brought, Progress())
    assert raised.value.code == "map-not-readable"


def test_a_program_on_a_stick_finds_its_maps_under_another_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies with the program is named from there; everything else by its whole path."""
    first, second = tmp_path / "E", tmp_path / "F"
    monkeypatch.setattr(own_maps, "portable_folder", lambda: first)
    told = told_path(first / "project" / "maps" / "a.mbtiles")
    elsewhere = told_path(tmp_path / "b.mbtiles")
    monkeypatch.setattr(own_maps, "portable_folder", lambda: second)
    assert path_of(told) == second / "project" / "maps" / "a.mbtiles"
    assert path_of(elsewhere) == tmp_path / "b.mbtiles"
