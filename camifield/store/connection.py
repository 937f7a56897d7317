"""Connections to a project's SQLite files: opened with the same settings everywhere, their errors told as Problems."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from camifield.errors import Problem, Where

BUSY_MS = 10_000
WRITER_CACHE_KIB = 65_536
READER_CACHE_KIB = 16_384
ALMOST_FULL_BYTES = 1 << 20

_DAMAGED = {sqlite3.SQLITE_CORRUPT}
_FULL = {sqlite3.SQLITE_FULL}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_NOT_A_STORE = {sqlite3.SQLITE_NOTADB}


def connect(path: Path, *, writing: bool, cache_kib: int = READER_CACHE_KIB) -> sqlite3.Connection:
    """Open a file with the settings that make a save durable. Raises Problem when SQLite cannot open or read it.

    A connection that does not write still opens the file for writing where it can: only so can SQLite roll
    back what an interrupted save left behind. `query_only` then keeps it from changing anything.
    """
    with told_as_problems(path):
        connection = sqlite3.connect(
            f"{_uri(path)}?mode=rw{'c' if writing else ''}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            timeout=BUSY_MS / 1000,
        )
        try:
            _settle(connection, writing=writing, cache_kib=cache_kib)
        except BaseException:
            connection.close()
            raise
    return connection


def _uri(path: Path) -> str:
    """The file as SQLite's URI: drives, network shares (whose host SQLite wants in the path), blanks and any script."""
    plain = path.absolute().as_posix()
    return "file://" + quote(plain if plain.startswith("/") else f"/{plain}", safe="/:")


def _settle(connection: sqlite3.Connection, *, writing: bool, cache_kib: int) -> None:
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute(f"PRAGMA cache_size=-{cache_kib}")
    connection.execute("PRAGMA cache_spill=OFF")  # nothing reaches the file before the commit does
    connection.execute("PRAGMA temp_store=MEMORY")
    if writing:
        # Not WAL: people who copy the file forget its -wal, and SQLite before 3.51.3 can corrupt in that mode.
        connection.execute("PRAGMA journal_mode=TRUNCATE")
        connection.execute("PRAGMA synchronous=FULL")
    else:
        connection.execute("PRAGMA query_only=ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None, None, None]:
    """Everything inside is saved durably, or nothing is."""
    with uncollected():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def uncollected() -> Generator[None, None, None]:
    """Keep the search for garbage out of a transaction, or of other work on some hundred records at once.

    These are so many objects that Python would look through all of its memory every few hundred records, and find
    nothing: that is a tenth of the time, and a wait in the middle of a lock. Threads may do so at the same time, and
    end in any order: the search begins again when the last of them is done.
    """
    _pause.begin()
    try:
        yield
    finally:
        _pause.end()


class _Pause:
    """How many blocks want the search for garbage kept out, and whether it was on before the first of them."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._blocks = 0
        self._was_enabled = False

    def begin(self) -> None:
        with self._guard:
            if self._blocks == 0:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._blocks += 1

    def end(self) -> None:
        with self._guard:
            self._blocks -= 1
            if self._blocks == 0 and self._was_enabled:
                gc.enable()


_pause = _Pause()


@contextmanager
def told_as_problems(path: Path) -> Generator[None, None, None]:
    """Turn what SQLite raises inside into a Problem that names the file and says what a person can do."""
    try:
        yield
    except sqlite3.Error as error:
        found = problem_of(error, path)
        if found is None:
            raise
        raise found from error


def problem_of(error: sqlite3.Error, path: Path) -> Problem | None:
    """The Problem behind an error of SQLite; None for an error that can only be a fault of this program."""
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    where = Where(file=str(path))
    primary = extended & 0xFF
    if primary in _FULL:
        return Problem("disk-is-full", where=where)
    if primary == sqlite3.SQLITE_IOERR:
        code = "disk-is-full" if _is_almost_full(path) else "disk-failed"
        return Problem(code, where=where, parameters={"detail": _name_of(error)})
    if primary in _NOT_A_STORE:
        return Problem("store-is-not-ours", where=where)
    if primary in _DAMAGED:
        return Problem("store-is-damaged", where=where, parameters={"detail": _name_of(error)})
    if primary in _BUSY:
        return Problem("store-is-busy", where=where)
    if extended in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY):
        return Problem("store-was-interrupted", where=where)
    if primary in _READ_ONLY:
        return Problem("store-is-read-only", where=where)
    if primary == sqlite3.SQLITE_CANTOPEN:
        return Problem("store-cannot-be-opened", where=where)
    return None


def _name_of(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", error))


def _is_almost_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < ALMOST_FULL_BYTES
    except OSError:
        return False


class Connections:
    """One connection that writes and one that reads for each thread, all on one file; closed together.

    Nobody but SQLite may open the file while these live: closing a plain handle would drop its locks (POSIX).
    """

    def __init__(self, path: Path, *, is_writable: bool) -> None:
        self.path = path
        self.is_writable = is_writable
        self.writing = threading.RLock()
        self._own = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._writer: sqlite3.Connection | None = None

    def reader(self) -> sqlite3.Connection:
        """This thread's connection for reading. Fetch every read to its end at once: an open one blocks a save."""
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = self._keep(connect(self.path, writing=False))
            self._own.connection = found
        return found

    def writer(self) -> sqlite3.Connection:
        """The one connection that writes; hold `writing` while using it. Raises Problem when nothing may be written."""
        if not self.is_writable:
            raise Problem("store-is-read-only", where=Where(file=str(self.path)))
        if self._writer is None:
            self._writer = self._keep(connect(self.path, writing=True, cache_kib=WRITER_CACHE_KIB))
        return self._writer

    def _keep(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        with self._guard:
            self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection."""
        with self.writing, self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._writer = None
            self._own = threading.local()
