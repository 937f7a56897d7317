"""Files that take their place together or not at all, whatever the disk does."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.whole_files import whole_files
from camifield.progress import Stopped
from tests.formats.small_disks import no_file_over, small_disk


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(one.name for one in folder.iterdir())


def test_several_files_appear_together(tmp_path: Path) -> None:
    """Nothing is seen of a hand-over until all its files are complete."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    with whole_files() as files:
        files.part(first).write_text("one")
        assert not first.exists()
        files.part(second).write_text("two")
    assert (first.read_text(), second.read_text()) == ("one", "two")
    assert names(tmp_path) == ["a.csv", "b.csv"]


def test_what_stops_the_second_takes_back_the_first(tmp_path: Path) -> None:
    """Stopped between two files of one hand-over, the folder is as it was: no new herds beside old attacks."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old")

    def hand_over() -> None:
        with whole_files() as files:
            files.part(first).write_text("new")
            files.part(second).write_text("half")
            raise Stopped

    with pytest.raises(Stopped):
        hand_over()
    assert first.read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


def write(path: Path, size: int = 200_000) -> None:
    """Write a file of this size."""
    with whole_files() as files:
        files.part(path).write_bytes(os.urandom(size))


def test_a_full_disk_is_told_as_such_and_leaves_nothing(tmp_path: Path) -> None:
    """The half file would take the last room; the old one stays."""
    disk = tmp_path / "disk"
    with small_disk(disk, 120_000):
        (disk / "book.xlsx").write_bytes(b"old")
        with pytest.raises(Problem) as caught:
            write(disk / "book.xlsx")
        assert (caught.value.code, caught.value.where.file) == ("disk-is-full", str(disk / "book.xlsx"))
        assert names(disk) == ["book.xlsx"]
        assert (disk / "book.xlsx").read_bytes() == b"old"


def test_a_file_too_large_for_the_disk_is_told_as_no_room(tmp_path: Path) -> None:
    """A memory stick that takes no file over 4 GB says so in words of its own; to a person it is full."""
    with no_file_over(50_000), pytest.raises(Problem, match="disk-is-full"):
        write(tmp_path / "book.xlsx")
    assert names(tmp_path) == []


@pytest.mark.parametrize("place", ["absent/book.xlsx", "taken", "file/book.xlsx"])
def test_a_place_where_nothing_can_be_written_is_told_with_its_name(tmp_path: Path, place: str) -> None:
    """A folder that is gone, a folder of the file's own name, a file in the place of the folder: each is a plain problem."""
    (tmp_path / "taken").mkdir()
    (tmp_path / "file").write_text("old")
    with pytest.raises(Problem) as caught:
        write(tmp_path / place)
    assert (caught.value.code, caught.value.where.file) == ("file-not-written", str(tmp_path / place))
    assert names(tmp_path) == ["file", "taken"]


@pytest.fixture(name="shared")
def a_shared_folder() -> Generator[Path, None, None]:
    """A folder that everybody may write in."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@contextmanager
def without_rights() -> Generator[None, None, None]:
    """As a person without rights: root may write everywhere, and would meet no refusal. Windows has no root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="the mode of a folder closes nothing on Windows")
def test_a_folder_where_nobody_may_write_is_told(shared: Path) -> None:
    """A folder of somebody else's, or a stick with its switch set: what lies there stays."""
    closed = shared / "closed"
    closed.mkdir()
    (closed / "book.xlsx").write_text("old")
    closed.chmod(0o555)
    try:
        with without_rights(), pytest.raises(Problem, match="file-not-written"):
            write(closed / "book.xlsx", 10)
    finally:
        closed.chmod(0o755)
    assert names(closed) == ["book.xlsx"]
    assert (closed / "book.xlsx").read_text() == "old"


def test_a_write_protected_file_is_not_replaced(shared: Path) -> None:
    """Somebody protected last year's file on purpose; on Windows the same look finds a file that Excel holds open."""
    path, beside = shared / "book.xlsx", shared / "beside.xlsx"
    path.write_text("old")
    path.chmod(0o444)
    with without_rights():
        with pytest.raises(Problem, match="file-not-written"):
            write(path, 10)
        write(beside, 10)
    assert path.read_text() == "old"
    assert names(shared) == ["beside.xlsx", "book.xlsx"]
