"""The roster as the tables and meetings need it: its commits are read from the log once, however often it is asked."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from camifield.revisions.commits import Commit
from camifield.revisions.roster import Roster
from camifield.store import log
from camifield.store.notes import PROJECT, read_note

MOST_REMEMBERED = 8


class _Key:
    """Names these commits by their ids; the connection is only there to read them at the first time."""

    __slots__ = ("connection", "names")

    def __init__(self, connection: sqlite3.Connection, names: bytes) -> None:
        self.connection: sqlite3.Connection | None = connection
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.names == other.names

    def __hash__(self) -> int:
        return hash(self.names)


def roster_of(connection: sqlite3.Connection) -> Roster:
    """The roster of the store's own project as its log has it now."""
    noted = read_note(connection, PROJECT)
    return Roster.from_commits(bytes.fromhex(noted) if noted else b"", commits_of(connection))


def commits_of(connection: sqlite3.Connection) -> tuple[Commit, ...]:
    """Every commit of the roster's stream, in the order in which they came."""
    names = connection.execute("SELECT id FROM commits WHERE stream = 0 ORDER BY n").fetchall()
    key = _Key(connection, b"".join(row[0] for row in names))
    try:
        return _read(key)
    finally:
        key.connection = None  # what is remembered holds no connection


@lru_cache(maxsize=MOST_REMEMBERED)
def _read(key: _Key) -> tuple[Commit, ...]:
    if key.connection is None:
        raise AssertionError("a key that is looked up has its connection")
    return tuple(log.roster_commits(key.connection))
