"""Whole copies of SQLite files while they are in use, their check, and setting files aside: the ground of backups."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.store.connection import connect, told_as_problems

PUT_AWAY = "put-away"
PUT_AWAY_BEFORE = "set-aside"
"""The same folder as first versions called it: what lies there is still found when somebody is erased."""
# What SQLite may have left beside a file. A journal that is left behind would be rolled into the next file of the name.
COMPANIONS = ("-journal", "-wal", "-shm")

PAGES_A_STEP = 1_024  # 4 MiB: a save waits for one step at most
_CALM_RESTARTS = 3
# An import that runs beside leaves only short gaps: look for one often. Five thousand looks are ten seconds.
_MOST_WAITS = 5_000
_BUSY_PAUSE_S = 0.002


def copy_database(
    source: Path,
    target: Path,
    watch: Callable[[int, int], None] = lambda _done, _total: None,
    pages: int = PAGES_A_STEP,
) -> None:
    """Copy a SQLite file page by page while others read and write it; `target` is one moment of it, whole.

    `watch(done, total)` hears of pages, and may raise to stop; the unfinished target is then removed. A writer
    waits for one step. When writers begin the copy anew three times, the rest is done in a single step.
    Raises Problem as every reading of the store does: ``disk-is-full``, ``store-is-damaged``, ``store-is-busy``.
    """
    try:
        with told_as_problems(source), closing(connect(source, writing=False)) as opened:
            opened.execute(
                "PRAGMA busy_timeout=0"
            )  # SQLite's own waiting sleeps ever longer and misses the gaps
            try:
                _copy(opened, target, _Watched(watch), pages)
            except _TooManyRestarts:
                # A read held open for the whole copy: writers wait for it, as long as `busy_timeout` lets them.
                _copy(opened, target, _Watched(watch), -1)
        _settle(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def check_database(path: Path, watch: Callable[[], None] = lambda: None) -> None:
    """Read every page of a SQLite file that nobody has open. Raises Problem ``store-is-damaged`` with what was found.

    `watch` is called every so often and may raise to stop.
    """
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            watch()
        except BaseException as reason:  # handed over: SQLite would swallow it
            stopped.append(reason)
            return 1
        return 0

    with told_as_problems(path), closing(connect(path, writing=False)) as connection:
        connection.set_progress_handler(look, 20_000)
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchall()
        except sqlite3.OperationalError:
            if stopped:
                raise stopped[0] from None
            raise
    if found != [("ok",)]:
        raise Problem(
            "store-is-damaged", where=Where(file=str(path)), parameters={"detail": str(found[0][0])}
        )


# People, places, areas, the team's own words and decisions on clocks are kept as records are, but nobody calls them so.
COUNT_RECORDS = """SELECT count(*) FROM record
    WHERE deleted = 0 AND kind NOT IN ('person', 'place', 'own_species', 'own_term', 'clock_correction', 'area')"""


class Facts(NamedTuple):
    """What a file of the program says of itself: whose it is, its layout, its living records or drafts, its last commit.

    The records are those that people call so: what happened in the field, and patrols.
    """

    application: int
    layout: int
    records: int
    drafts: int
    last_commit: int


def facts_of(path: Path) -> Facts:
    """Look into a SQLite file that may be the store or the drafts; what it does not have counts as 0."""
    with told_as_problems(path), closing(connect(path, writing=False)) as connection:

        def number(table: str, asked: str) -> int:
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            return int(connection.execute(asked).fetchone()[0] or 0) if known else 0

        return Facts(
            application=int(connection.execute("PRAGMA application_id").fetchone()[0]),
            layout=int(connection.execute("PRAGMA user_version").fetchone()[0]),
            records=number("record", COUNT_RECORDS),
            drafts=number("draft", "SELECT count(*) FROM draft WHERE discarded_ms IS NULL"),
            last_commit=number("commits", "SELECT max(n) FROM commits"),
        )


def put_away(folder: Folder, stamp: str, names: Sequence[str]) -> None:
    """Move files with whatever SQLite left beside them to ``put-away/<stamp>/``. Doing it again does no harm.

    Nobody may have them open. A name that is not there, or was moved before, is passed over.
    """
    place = folder.make(PUT_AWAY, stamp)
    for name in names:
        for one in (name, *(name + companion for companion in COMPANIONS)):
            if folder.exists(one) and not place.exists(one):
                os.replace(folder.path(one), place.path(one))
    for changed in (place.root, place.root.parent, folder.root):
        settle_names(changed)


def settle_names(directory: Path) -> None:
    """Bring the names in a folder to the disk, where the system has such a step (Windows needs none)."""
    with suppress(OSError):  # some sticks and shares refuse; they have no safer way
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def free_stamp(folder: Folder, stamp: str) -> str:
    """The stamp, or the stamp with a number, under which nothing was put away before."""
    found, number = stamp, 1
    while folder.exists(PUT_AWAY, found):
        number += 1
        found = f"{stamp}-{number}"
    return found


def _blank(target: Path) -> sqlite3.Connection:
    """A new file to copy into. It is thrown away unless the whole copy succeeds, so it needs no journal."""
    copy = sqlite3.connect(target, isolation_level=None, check_same_thread=False)
    copy.execute("PRAGMA journal_mode=OFF")
    copy.execute("PRAGMA synchronous=OFF")
    return copy


def _copy(opened: sqlite3.Connection, target: Path, progress: _Watched, pages: int) -> None:
    target.unlink(missing_ok=True)
    with closing(_blank(target)) as copy:
        opened.backup(copy, pages=pages, progress=progress, sleep=_BUSY_PAUSE_S)


class _TooManyRestarts(Exception):
    """Raised when writers never leave the copy time to finish in small steps."""


class _Watched:
    """Follows a copy: passes on how far it is, and notices when it begins anew or cannot get at the file."""

    def __init__(self, watch: Callable[[int, int], None]) -> None:
        self._watch = watch
        self._least_left: int | None = None
        self._restarts = 0
        self._waits = 0

    def __call__(self, status: int, left: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self._waits += 1
        elif self._least_left is None or left < self._least_left:
            self._least_left, self._waits = left, 0
        else:
            self._restarts += 1
        if self._restarts > _CALM_RESTARTS and left:
            raise _TooManyRestarts
        if self._waits > _MOST_WAITS:
            raise Problem("store-is-busy")
        self._watch(total - left, total)


def _settle(path: Path) -> None:
    """Bring a finished file from the system's memory to the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
