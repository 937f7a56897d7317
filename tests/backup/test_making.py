"""A backup is whole or not there: made while people work, checked, within its budget, and nothing half is left behind."""

from __future__ import annotations

import sqlite3
import stat
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from camifield.backup import making
from camifield.backup.archive import check
from camifield.backup.making import make_backup
from camifield.clock import SteppedClock
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress, Stopped
from camifield.store.connection import connect, transaction
from camifield.store.layout import LAYOUT
from tests.backup.projects import about, add_records, files_in, make_project


class StopsAt(Progress):
    """Somebody presses Stop when the work says it is doing `doing`."""

    def __init__(self, doing: str) -> None:
        super().__init__()
        self._doing = doing

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        if doing == self._doing:
            self.stop()
        super().step(done, total, doing)


def test_a_backup_holds_the_project_and_says_so(tmp_path: Path) -> None:
    """One file with store, drafts and keys, readable by its owner only, and a manifest that adds up."""
    folder = make_project(tmp_path / "проект 1")
    made = make_backup(folder, SteppedClock(), about(why="daily"))
    assert made.path.name == "20260314T030000Z-M7.cfbackup"
    assert stat.S_IMODE(made.path.stat().st_mode) & 0o077 == 0
    facts = made.manifest
    assert (facts.records, facts.drafts, facts.photos, facts.why, facts.sequence) == (20, 1, 0, "daily", 1)
    assert (facts.project, facts.laptop, facts.layout, facts.left_out) == (about().project, "M7", LAYOUT, ())
    with zipfile.ZipFile(made.path) as archive:
        assert sorted(archive.namelist()) == ["drafts.sqlite", "keys", "manifest.json", "store.sqlite"]
        assert archive.read("keys") == folder.read("keys")
    assert check(made.path) == facts
    assert files_in(folder, "backups") == [made.path.name]


def test_two_in_one_second_are_two(tmp_path: Path) -> None:
    """The backup before a risky act never takes the place of the daily one."""
    folder = make_project(tmp_path)
    paths = {make_backup(folder, SteppedClock(), about()).path.name for _ in range(3)}
    assert len(paths) == 3


def test_it_is_made_while_somebody_saves(tmp_path: Path) -> None:
    """Saves go on during a backup, and the copy is one moment of the store, not a mixture."""
    folder = make_project(tmp_path, records=3_000, text="ирбис " * 200)
    saved, stop = [0], threading.Event()

    def keep_saving() -> None:
        with closing(connect(folder.path("store.sqlite"), writing=True)) as connection:
            while not stop.is_set():
                with transaction(connection):
                    for table in ("one", "two"):
                        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (table, saved[0]))
                saved[0] += 1
                stop.wait(0.001)

    worker = threading.Thread(target=keep_saving)
    worker.start()
    try:
        made = make_backup(folder, SteppedClock(), about())
    finally:
        stop.set()
        worker.join()
    assert saved[0] > 0
    with zipfile.ZipFile(made.path) as archive:
        archive.extract("store.sqlite", tmp_path / "out")
    with closing(sqlite3.connect(tmp_path / "out" / "store.sqlite")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        values = {value for (value,) in copy.execute("SELECT value FROM meta WHERE key IN ('one', 'two')")}
        assert len(values) <= 1


def test_photos_go_along_when_asked(tmp_path: Path) -> None:
    """A backup to another disk carries the photos; one that the disk spoilt is named and stops nothing."""
    folder = make_project(tmp_path / "project")
    (shelf,) = folder.path("photos").iterdir()
    spoilt = shelf / (shelf.name + "0" * 62)
    spoilt.write_bytes(b"no longer what it was")
    (shelf / "desktop.ini").write_text("not ours")
    made = make_backup(folder, SteppedClock(), about(), target=tmp_path / "stick", with_photos=True)
    assert made.path.parent == tmp_path / "stick"
    assert made.manifest.photos == 1
    assert made.manifest.left_out == (f"photos/{spoilt.name}",)
    check(made.path)


def test_damaged_drafts_are_left_out_and_a_damaged_store_stops_it(tmp_path: Path) -> None:
    """The records are saved even when the drafts cannot be; a damaged store never becomes "the last good backup"."""
    folder = make_project(tmp_path, records=2_000, text="ирбис " * 200)
    folder.path("drafts.sqlite").write_bytes(b"\7" * 9_000)
    assert make_backup(folder, SteppedClock(), about()).manifest.left_out == ("drafts.sqlite",)
    store = folder.path("store.sqlite")
    content = bytearray(store.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xff" * 8192
    store.write_bytes(content)
    before = files_in(folder, "backups")
    with pytest.raises(Problem) as caught:
        make_backup(folder, SteppedClock(), about(), budget=0)
    assert (caught.value.code, caught.value.where.file) == ("store-is-damaged", str(store))
    assert files_in(folder, "backups") == before


@pytest.mark.parametrize("doing", ["backup.copying", "backup.packing", "backup.checking"])
def test_stop_leaves_no_half_file(tmp_path: Path, doing: str) -> None:
    """Stop at any stage leaves the older backups and nothing else."""
    folder = make_project(tmp_path)
    kept = make_backup(folder, SteppedClock(), about())
    with pytest.raises(Stopped):
        make_backup(folder, SteppedClock(), about(), budget=0, progress=StopsAt(doing))
    assert files_in(folder, "backups") == [kept.path.name]
    assert [path.name for path in folder.path("backups").iterdir()] == [kept.path.name]


def test_what_a_crash_left_is_cleared_away(tmp_path: Path) -> None:
    """A flat battery during a backup leaves working files; the next backup removes its own and nobody else's."""
    folder = make_project(tmp_path)
    backups = folder.make("backups")
    mine = backups.make(about().working_name)
    mine.write(b"half", "store.sqlite")
    backups.write(b"half", f"{about().working_name}.part")
    backups.write(b"half", f"{about(2).working_name}.part")
    made = make_backup(folder, SteppedClock(), about())
    assert files_in(folder, "backups") == sorted([f"{about(2).working_name}.part", made.path.name])


def test_a_full_disk_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With too little room there is a Problem with numbers, no half file, and the last good backup is still there."""
    folder = make_project(tmp_path)
    kept = make_backup(folder, SteppedClock(), about())
    usage = making.shutil.disk_usage(tmp_path)
    nearly_full = type(usage)(usage.total, usage.total - 9_000_000, 9_000_000)

    def usage_of(path: Path) -> object:
        return nearly_full

    monkeypatch.setattr(making.shutil, "disk_usage", usage_of)
    with pytest.raises(Problem) as caught:
        make_backup(folder, SteppedClock(), about())
    assert caught.value.code == "backup-has-no-room"
    assert caught.value.parameters["free"] == 9
    assert files_in(folder, "backups") == [kept.path.name]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A target that is a file, or a stick that is gone, is a Problem with its name."""
    folder = make_project(tmp_path / "project")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem) as caught:
        make_backup(folder, SteppedClock(), about(), target=tmp_path / "file")
    assert (caught.value.code, caught.value.parameters) == (
        "backup-not-written",
        {"folder": str(tmp_path / "file")},
    )


def test_a_project_without_a_store_makes_no_backup(tmp_path: Path) -> None:
    """Nothing is not backed up as if it were something."""
    with pytest.raises(Problem) as caught:
        make_backup(Folder(tmp_path), SteppedClock(), about())
    assert caught.value.code == "store-cannot-be-opened"


def test_the_budget_removes_only_this_laptops_backups_of_this_project(tmp_path: Path) -> None:
    """A stick that several laptops share keeps everybody else's backups, whatever the budget."""
    stick = tmp_path / "stick"
    first, second = make_project(tmp_path / "one", 1), make_project(tmp_path / "two", 2)
    other = make_backup(second, SteppedClock(), about(2), target=stick)
    clock = SteppedClock()
    old = make_backup(first, clock, about(), target=stick)
    add_records(first, 1)
    new = make_backup(first, clock, about(), target=stick, budget=0)
    assert new.removed == (old.path,)
    assert sorted(path.name for path in stick.iterdir()) == sorted([other.path.name, new.path.name])


def test_the_backup_that_is_put_back_next_is_spared(tmp_path: Path) -> None:
    """The backup of the present before a restore must not make room by removing the very one that was chosen."""
    folder = make_project(tmp_path)
    chosen = make_backup(folder, SteppedClock(), about())
    other = make_backup(folder, SteppedClock(), about())
    made = make_backup(folder, SteppedClock(), about(why="before-restore"), budget=0, spare=[chosen.path])
    assert made.removed == (other.path,)
    assert chosen.path.exists()
