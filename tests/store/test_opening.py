"""Opening what a folder holds: new, ours, another program's, torn, newer, write-protected, interrupted, or in use."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.store import layout
from camifield.store.query import CardQuery
from camifield.store.store import Store
from tests.store.making import SNOW_LEOPARD, Laptop

NOBODY = 65534


def closed_project(root: Path) -> Folder:
    """A project with one record, closed."""
    laptop = Laptop(root)
    laptop.save(SNOW_LEOPARD)
    laptop.close()
    return laptop.folder


def test_a_new_folder_gets_a_store_of_this_layout(tmp_path: Path) -> None:
    """The first start makes everything without asking, with the settings that durability rests on."""
    with Store.open(Folder(tmp_path / "a" / "b")) as store:
        assert store.is_new
        assert store.count() == 0
        assert store.project is None
        writer = store._connections.writer()  # pyright: ignore[reportPrivateUsage]
        settings = {
            name: writer.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "cache_spill", "application_id", "user_version")
        }
    assert settings == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "cache_spill": 0,
        "application_id": layout.APPLICATION_ID,
        "user_version": layout.LAYOUT,
    }


def test_a_second_open_is_the_same_store(tmp_path: Path) -> None:
    """Closing gives the lock back and loses nothing."""
    folder = closed_project(tmp_path)
    with Store.open(folder) as store:
        assert not store.is_new
        assert store.is_read_only_because == ""
        assert [card.number for card in store.cards()] == ["M7-0147"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0 a photo" * 500,
        b"species;count\nsnl;2\n",
        b"PK\x03\x04" + bytes(5000),
        bytes(8192),
        b"x",
    ],
    ids=["jpeg", "csv", "zip", "zeros", "one byte"],
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """Another program's file under our name is named as such, and not one byte of it changes."""
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        Store.open(Folder(tmp_path))
    assert caught.value.code == "store-is-not-ours"
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """A SQLite file that we did not make is not ours, even when it holds a table of our names."""
    path = tmp_path / "store.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE card (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Problem) as caught:
        Store.open(Folder(tmp_path))
    assert caught.value.code == "store-is-not-ours"
    assert path.read_bytes() == before


@pytest.mark.parametrize("keep", [0.02, 0.3, 0.5, 0.9, 0.999])
def test_a_torn_store_is_named_damaged(tmp_path: Path, keep: float) -> None:
    """A store that lost its end, on a stick that was pulled out, is not opened as if it were whole."""
    folder = closed_project(tmp_path)
    path = tmp_path / "store.sqlite"
    os.truncate(path, int(path.stat().st_size * keep))
    with pytest.raises(Problem) as caught:
        Store.open(folder)
    assert caught.value.code == "store-is-damaged"


def test_a_store_that_lost_everything_is_missing_not_new(tmp_path: Path) -> None:
    """An empty or absent file beside a high-water mark is a loss to be told, not a project to begin."""
    folder = closed_project(tmp_path)
    path = tmp_path / "store.sqlite"
    os.truncate(path, 0)
    with pytest.raises(Problem, match="store-is-missing"):
        Store.open(folder)
    path.unlink()
    with pytest.raises(Problem, match="store-is-missing"):
        Store.open(folder)


def test_overwritten_pages_are_a_problem_not_a_crash(tmp_path: Path) -> None:
    """Damage in the middle is found by the check, and whatever trips over it says what it is."""
    folder = closed_project(tmp_path)
    path = tmp_path / "store.sqlite"
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(4096 * 6))
    try:
        with Store.open(folder) as store:
            store.cards(CardQuery(words="перевал"))
            store.records_of_kind("trace")
            damage = None
    except Problem as problem:
        damage = problem
    assert damage is not None
    assert damage.code == "store-is-damaged"


def test_a_newer_layout_opens_for_reading(tmp_path: Path) -> None:
    """A laptop with an older program still shows the records, says why it will not write, and changes nothing."""
    folder = closed_project(tmp_path)
    path = tmp_path / "store.sqlite"
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version={layout.LAYOUT + 1}")
    newer.close()
    before = path.read_bytes()
    with Store.open(folder) as store:
        assert store.is_read_only_because == "store-is-newer"
        store.learn({})
        assert [card.number for card in store.cards()] == ["M7-0147"]
        with pytest.raises(Problem, match="store-is-newer"):
            store.note_photos([], 0)
    assert path.read_bytes() == before


def test_a_newer_layout_that_baffles_us_says_so(tmp_path: Path) -> None:
    """When a newer store has no table that we look for, that is the same plain message and no traceback."""
    folder = closed_project(tmp_path)
    newer = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    newer.execute("DROP TABLE card")
    newer.execute(f"PRAGMA user_version={layout.LAYOUT + 1}")
    newer.close()
    with Store.open(folder) as store, pytest.raises(Problem, match="store-is-newer"):
        store.cards()


def test_reading_beside_another_process_takes_no_lock(tmp_path: Path) -> None:
    """The terminal can list records while the window is open, and cannot write."""
    laptop = Laptop(tmp_path)
    laptop.save(SNOW_LEOPARD)
    with Store.open(laptop.folder, for_reading=True) as beside:
        assert beside.is_read_only_because == "store-is-for-reading"
        assert len(beside.cards()) == 1
        laptop.save({**SNOW_LEOPARD, "event_date": "2026-03-15"})
        assert len(beside.cards()) == 2
        with pytest.raises(Problem, match="store-is-for-reading"):
            beside.note_photos([], 0)
    laptop.close()
    with pytest.raises(Problem, match="store-is-missing"):
        Store.open(Folder(tmp_path / "nowhere"), for_reading=True)


def as_nobody(job: Callable[[], int]) -> int:
    """Run a job in a child without root's rights; its exit code. Write protection means nothing to root."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # Python 3.12 warns of threads; the child only reads
        child = os.fork()
    if child == 0:
        code = 99
        try:
            if os.getuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            code = job()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(os.name == "nt", reason="write protection of a folder is another thing on Windows")
def test_a_write_protected_folder_opens_for_reading(tmp_path: Path) -> None:
    """A project on a locked SD card or another user's disk can be read and searched."""
    root = tmp_path / "project"
    folder = closed_project(root)
    open_up(tmp_path)
    for path in root.iterdir():
        path.chmod(0o444)
    root.chmod(0o555)

    def job() -> int:
        with Store.open(folder) as store:
            assert store.is_read_only_because == "store-is-read-only"
            assert len(store.cards(CardQuery(words="перевал"))) == 1
            try:
                store.note_photos([], 0)
            except Problem as problem:
                return 0 if problem.code == "store-is-read-only" else 2
        return 3

    try:
        assert as_nobody(job) == 0
    finally:
        root.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="write protection of a folder is another thing on Windows")
def test_an_interrupted_save_on_a_write_protected_disk_is_told(tmp_path: Path) -> None:
    """A journal that cannot be rolled back must stop the reading: what is in the file may be half a save."""
    root = tmp_path / "project"
    folder = closed_project(root)
    leave_hot_journal(root)
    open_up(tmp_path)
    for path in root.iterdir():
        path.chmod(0o444)
    root.chmod(0o555)

    def job() -> int:
        try:
            Store.open(folder).close()
        except Problem as problem:
            return 0 if problem.code == "store-was-interrupted" else 2
        return 3

    try:
        assert as_nobody(job) == 0
    finally:
        root.chmod(0o755)


def test_an_interrupted_save_is_rolled_back_at_the_next_start(tmp_path: Path) -> None:
    """Half a save never shows: the journal that a killed process left is played back."""
    folder = closed_project(tmp_path)
    leave_hot_journal(tmp_path)
    with Store.open(folder) as store:
        assert [card.number for card in store.cards()] == ["M7-0147"]


def open_up(path: Path) -> None:
    """Let another user walk to a test's folder."""
    for parent in (path, *path.parents):
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)


def leave_hot_journal(root: Path) -> None:
    """Kill a process in the middle of writing pages, so that its journal stays behind."""
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA journal_mode=TRUNCATE'); c.execute('PRAGMA cache_size=2'); c.execute('PRAGMA cache_spill=1')\n"
        "c.execute('BEGIN IMMEDIATE'); c.execute(\"UPDATE card SET number = 'torn'\")\n"
        "c.executemany('INSERT INTO handover (at_ms, what, records, up_to) VALUES (1, ?, 1, 1)', [('x' * 3000,)] * 200)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(root / "store.sqlite")], check=False)
    assert (root / "store.sqlite-journal").stat().st_size > 0
