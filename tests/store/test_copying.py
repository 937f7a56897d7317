"""Copies of a file in use are whole, damage is found, and what is put away is never overwritten."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.store.connection import connect, transaction
from camifield.store.copying import (
    COMPANIONS,
    Facts,
    check_database,
    copy_database,
    facts_of,
    free_stamp,
    put_away,
)
from camifield.store.layout import APPLICATION_ID, LAYOUT
from tests.backup.projects import add_records, records_in


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with a store of some hundred pages."""
    folder = Folder(tmp_path)
    add_records(folder, 500, "ирбис " * 100)
    return folder


def test_a_copy_is_the_whole_file(folder: Folder) -> None:
    """Every page arrives, in small steps that are told, and the source is not touched."""
    before = folder.read("store.sqlite")
    told: list[tuple[int, int]] = []
    copy_database(
        folder.path("store.sqlite"),
        folder.path("copy"),
        lambda done, total: told.append((done, total)),
        pages=16,
    )
    assert told[-1][0] == told[-1][1] == len(before) // 4096
    assert len(told) > 5
    assert folder.read("store.sqlite") == before
    assert facts_of(folder.path("copy")) == Facts(APPLICATION_ID, LAYOUT, 500, 0, 0)


def test_a_writer_that_never_rests_does_not_stop_the_copy(folder: Folder) -> None:
    """A save between any two steps makes the copy begin anew; after a few times it is done in one go."""
    with closing(connect(folder.path("store.sqlite"), writing=True)) as writer:
        steps = [0]

        def save_between(_done: int, _total: int) -> None:
            steps[0] += 1
            with transaction(writer):
                writer.execute("INSERT OR REPLACE INTO meta VALUES ('turn', ?)", (steps[0],))

        copy_database(folder.path("store.sqlite"), folder.path("copy"), save_between, pages=16)
    assert 4 <= steps[0] < 10
    check_database(folder.path("copy"))
    with closing(sqlite3.connect(folder.path("copy"))) as copy:
        assert copy.execute("SELECT value FROM meta WHERE key = 'turn'").fetchone()[0] > 0


def test_a_copy_that_was_stopped_is_removed(folder: Folder) -> None:
    """Nothing half is left for anybody to take for a store."""

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_database(folder.path("store.sqlite"), folder.path("copy"), stop, pages=16)
    assert not folder.exists("copy")


def test_a_file_that_somebody_keeps_locked_is_told_as_busy(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backup does not wait for ever on a program that holds the store."""
    monkeypatch.setattr("camifield.store.copying._MOST_WAITS", 5)
    with closing(connect(folder.path("store.sqlite"), writing=True)) as writer:
        held = False

        def hold(_done: int, _total: int) -> None:
            nonlocal held
            if not held:
                writer.execute("BEGIN EXCLUSIVE")
                held = True

        with pytest.raises(Problem) as caught:
            copy_database(folder.path("store.sqlite"), folder.path("copy"), hold, pages=16)
        writer.execute("ROLLBACK")
    assert caught.value.code == "store-is-busy"


def test_damage_is_found_and_a_whole_file_passes(folder: Folder) -> None:
    """Every page is read: a few bad bytes in the middle are enough to be told."""
    path = folder.path("store.sqlite")
    check_database(path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 100] = b"\xff" * 100
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        check_database(path)
    assert caught.value.code == "store-is-damaged"
    path.write_bytes(b"\7" * 9_000)
    with pytest.raises(Problem) as caught:
        check_database(path)
    assert caught.value.code == "store-is-not-ours"


def test_a_long_check_can_be_stopped(folder: Folder) -> None:
    """A person may stop the check of a large store; what stopped it is what is raised."""
    with closing(connect(folder.path("store.sqlite"), writing=True)) as writer, transaction(writer):
        writer.execute(
            "CREATE TABLE many AS WITH n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n LIMIT 200000) SELECT x FROM n"
        )

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_database(folder.path("store.sqlite"), stop)


def test_files_are_put_away_with_what_sqlite_left_beside_them(folder: Folder) -> None:
    """A journal goes with its file; doing it again moves nothing that came since."""
    for companion in COMPANIONS:
        folder.write(b"left", f"store.sqlite{companion}")
    for _ in range(2):
        put_away(folder, "stamp", ("store.sqlite", "nothing"))
        folder.write(b"new", "store.sqlite")
    kept = sorted(path.name for path in folder.path("put-away", "stamp").iterdir())
    assert kept == sorted(["store.sqlite", *(f"store.sqlite{companion}" for companion in COMPANIONS)])
    assert folder.read("store.sqlite") == b"new"
    assert free_stamp(folder, "stamp") == "stamp-2"
    assert free_stamp(folder, "other") == "other"


def test_records_are_counted_in_the_copy(folder: Folder) -> None:
    """The facts of a backup are those of its own copy."""
    assert records_in(folder) == facts_of(folder.path("store.sqlite")).records == 500
