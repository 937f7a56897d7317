"""What SQLite raises is told as a Problem that a person can act on; transactions are whole or nothing."""

from __future__ import annotations

import gc
import sqlite3
import threading
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.store import connection as opened
from camifield.store.connection import (
    Connections,
    connect,
    problem_of,
    told_as_problems,
    transaction,
    uncollected,
)


def error_with(code: int, name: str = "SQLITE_X") -> sqlite3.OperationalError:
    """An error as sqlite3 raises it."""
    error = sqlite3.OperationalError("words")
    error.sqlite_errorcode = code
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, "disk-is-full"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk-failed"),
        (sqlite3.SQLITE_IOERR_FSYNC, "disk-failed"),
        (sqlite3.SQLITE_CORRUPT, "store-is-damaged"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "store-is-damaged"),
        (sqlite3.SQLITE_NOTADB, "store-is-not-ours"),
        (sqlite3.SQLITE_BUSY, "store-is-busy"),
        (sqlite3.SQLITE_LOCKED, "store-is-busy"),
        (sqlite3.SQLITE_READONLY, "store-is-read-only"),
        (sqlite3.SQLITE_READONLY_ROLLBACK, "store-was-interrupted"),
        (sqlite3.SQLITE_CANTOPEN, "store-cannot-be-opened"),
    ],
)
def test_each_error_has_its_problem(tmp_path: Path, code: int, expected: str) -> None:
    """The code is stable, and the file is named."""
    problem = problem_of(error_with(code), tmp_path / "store.sqlite")
    assert problem is not None
    assert (problem.code, problem.where.file) == (expected, str(tmp_path / "store.sqlite"))


def test_a_write_error_on_a_full_disk_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems tell a full disk as a failed write: how much room there is decides."""
    monkeypatch.setattr(opened, "ALMOST_FULL_BYTES", 1 << 80)
    problem = problem_of(error_with(sqlite3.SQLITE_IOERR_WRITE), tmp_path / "store.sqlite")
    assert problem is not None
    assert problem.code == "disk-is-full"


def test_a_fault_of_the_program_stays_a_fault(tmp_path: Path) -> None:
    """Bad SQL is for a report, not for a person."""
    with pytest.raises(sqlite3.OperationalError, match="no such table"), told_as_problems(tmp_path):
        sqlite3.connect(":memory:").execute("SELECT * FROM no_such_table")


def test_an_interrupted_transaction_leaves_nothing(tmp_path: Path) -> None:
    """Whatever is raised inside, the rows are as before and the connection can go on."""
    writer = connect(tmp_path / "a.sqlite", writing=True)
    writer.execute("CREATE TABLE t (x)")

    def interrupted() -> None:
        with transaction(writer):
            writer.execute("INSERT INTO t VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with transaction(writer):
        writer.execute("INSERT INTO t VALUES (2)")
    assert writer.execute("SELECT x FROM t").fetchall() == [(2,)]
    writer.close()


def test_no_garbage_is_looked_for_within_a_transaction(tmp_path: Path) -> None:
    """Protects whoever waits for the lock; afterwards, also after a failure, things are as they were."""
    connection = connect(tmp_path / "s.sqlite", writing=True)
    with transaction(connection):
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), transaction(connection):
        raise ZeroDivisionError
    assert gc.isenabled()
    gc.disable()
    try:
        with transaction(connection):
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    connection.close()


def test_garbage_is_looked_for_again_when_the_last_of_several_is_done() -> None:
    """Protects a meeting: one thread opens what comes next while the other ends its transaction, in either order."""
    first, second = uncollected(), uncollected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """Reading code that tried to change something would be found at once."""
    connect(tmp_path / "a.sqlite", writing=True).close()
    reader = connect(tmp_path / "a.sqlite", writing=False)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("CREATE TABLE t (x)")
    reader.close()


def test_reading_a_file_that_is_not_there_makes_none(tmp_path: Path) -> None:
    """Only a writer makes a file."""
    with pytest.raises(Problem, match="store-cannot-be-opened"):
        connect(tmp_path / "a.sqlite", writing=False)
    assert list(tmp_path.iterdir()) == []


def test_connections_are_one_a_thread_and_all_closed(tmp_path: Path) -> None:
    """A thread keeps its reader; closing closes everybody's."""
    connect(tmp_path / "a.sqlite", writing=True).close()
    connections = Connections(tmp_path / "a.sqlite", is_writable=True)
    others: list[sqlite3.Connection] = []
    thread = threading.Thread(target=lambda: others.append(connections.reader()))
    thread.start()
    thread.join()
    mine = connections.reader()
    assert mine is connections.reader()
    assert mine is not others[0]
    assert connections.writer() is connections.writer()
    connections.close()
    for closed in (mine, others[0]):
        with pytest.raises(sqlite3.ProgrammingError):
            closed.execute("SELECT 1")


def test_nothing_writable_is_given_for_a_store_for_reading(tmp_path: Path) -> None:
    """A store that may only be read has no writer at all."""
    connect(tmp_path / "a.sqlite", writing=True).close()
    connections = Connections(tmp_path / "a.sqlite", is_writable=False)
    with pytest.raises(Problem, match="store-is-read-only"):
        connections.writer()
    connections.close()


@pytest.mark.parametrize("name", ["with blanks", "Ысык-Көл", "雪豹", "100% sure?", "a#b", "it's"])
def test_a_project_may_lie_anywhere(tmp_path: Path, name: str) -> None:
    """A path with blanks, Cyrillic or signs that mean something in a URI is a path."""
    (tmp_path / name).mkdir()
    connect(tmp_path / name / "a.sqlite", writing=True).close()
    assert (tmp_path / name / "a.sqlite").exists()


def test_drives_and_network_shares_are_written_as_sqlite_wants_them() -> None:
    """On Windows a share's host belongs into the path: SQLite refuses a URI with an authority."""

    class Somewhere:
        def __init__(self, plain: str) -> None:
            self._plain = plain

        def absolute(self) -> Somewhere:
            return self

        def as_posix(self) -> str:
            return self._plain

    for plain, expected in (
        ("C:/Users/Анна", "file:///C:/Users/%D0%90%D0%BD%D0%BD%D0%B0"),
        ("//host/share/a", "file:////host/share/a"),
        ("/home/a b", "file:///home/a%20b"),
    ):
        assert opened._uri(Somewhere(plain)) == expected  # pyright: ignore
