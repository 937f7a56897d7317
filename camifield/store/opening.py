"""Finding out what a file is before anything is done with it: ours, new, another program's, damaged, or newer."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.store import layout
from camifield.store.connection import WRITER_CACHE_KIB, connect, told_as_problems, transaction
from camifield.store.lock import ProjectLock, may_write
from camifield.store.mark import Mark
from camifield.store.migrations import layout_of, migrate

STORE = "store.sqlite"


class Opened(NamedTuple):
    """What opening found.

    `read_only_because` is the code of a Problem, "" when the store can be written: store-is-newer,
    store-is-read-only, store-is-older (and on a disk where it cannot be brought up to date), store-is-for-reading.
    """

    path: Path
    read_only_because: str
    is_new: bool


def prepare(folder: Folder, progress: Progress | None = None) -> Opened:
    """Make, migrate or merely recognise the store of a folder; the caller holds the project's lock.

    A store that is gone or empty where the high-water mark tells of commits is not made anew: that would look
    as if every record had been deleted.

    Raises Problem: store-is-missing, store-is-not-ours, store-is-damaged, store-was-interrupted, disk-is-full.
    """
    path = folder.path(STORE)
    is_writable = may_write(folder.root)
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and (not is_writable or Mark(folder).seqs):
        raise Problem("store-is-missing", where=Where(file=str(path)))
    with told_as_problems(path):
        connection = connect(path, writing=is_writable, cache_kib=WRITER_CACHE_KIB)
        try:
            if is_new:
                with transaction(connection):
                    layout.make(connection)
                return Opened(path, "", is_new=True)
            return _recognised(connection, path, is_writable=is_writable, progress=progress)
        finally:
            connection.close()


def look(folder: Folder) -> Opened:
    """Recognise the store of a folder and change nothing, for reading beside another process. Raises as `prepare`."""
    path = folder.path(STORE)
    if not path.exists() or path.stat().st_size == 0:
        raise Problem("store-is-missing", where=Where(file=str(path)))
    with told_as_problems(path):
        connection = connect(path, writing=False)
        try:
            check_ours(connection, path)
            is_newer = layout_of(connection) > layout.LAYOUT
        finally:
            connection.close()
    return Opened(path, "store-is-newer" if is_newer else "store-is-for-reading", is_new=False)


def _recognised(
    connection: sqlite3.Connection, path: Path, *, is_writable: bool, progress: Progress | None
) -> Opened:
    check_ours(connection, path)
    found = layout_of(connection)
    if found > layout.LAYOUT:
        return Opened(path, "store-is-newer", is_new=False)
    if not is_writable:
        return Opened(
            path, "store-is-read-only" if found == layout.LAYOUT else "store-is-older", is_new=False
        )
    migrate(connection, progress)
    return Opened(path, "", is_new=False)


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raises Problem `store-is-not-ours` for another program's file, `store-is-damaged` for a torn one of ours."""
    where = Where(file=str(path))
    if connection.execute("PRAGMA application_id").fetchone()[0] != layout.APPLICATION_ID:
        raise Problem("store-is-not-ours", where=where)
    if not _is_whole(connection, path):
        raise Problem("store-is-damaged", where=where, parameters={"detail": "length"})
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master").fetchall()}
    if layout_of(connection) <= layout.LAYOUT and not {"commits", "meta", "record", "card"} <= tables:
        raise Problem("store-is-damaged", where=where, parameters={"detail": "tables"})


def _is_whole(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is as long as it says. SQLite notices a missing page, but reads half a page as zeros."""
    connection.execute("BEGIN")
    try:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        page_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # holds writers off while we look
        return bool(path.stat().st_size >= pages * page_bytes)
    finally:
        connection.execute("COMMIT")


def take_lock(folder: Folder, wait_s: float) -> ProjectLock | None:
    """The project's lock, or None where nothing can be written and so nobody can write. Raises Problem.

    Makes the folder when it is not there: the first thing that is ever done in a project.
    """
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem("store-cannot-be-opened", where=Where(file=str(folder.root))) from error
    if not may_write(folder.root):
        return None
    lock = ProjectLock(folder)
    lock.take(wait_s)
    return lock
