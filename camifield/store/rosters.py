"""The roster as the tables need it: read from the log once for each set of roster commits, however often it is asked."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from camifield.revisions.roster import Roster
from camifield.store import log
from camifield.store.notes import PROJECT, read_note

MOST_REMEMBERED = 8


class _Key:
    """Names one roster by the commits it is made of; the connection is only there to read them at the first time."""

    __slots__ = ("connection", "names", "project")

    def __init__(self, connection: sqlite3.Connection, project: bytes, names: bytes) -> None:
        self.connection: sqlite3.Connection | None = connection
        self.project = project
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and (self.project, self.names) == (other.project, other.names)

    def __hash__(self) -> int:
        return hash((self.project, self.names))


def roster_of(connection: sqlite3.Connection) -> Roster:
    """The roster of the store's own project as its log has it now."""
    noted = read_note(connection, PROJECT)
    project = bytes.fromhex(noted) if noted else b""
    names = connection.execute("SELECT id FROM commits WHERE stream = 0 ORDER BY n").fetchall()
    key = _Key(connection, project, b"".join(row[0] for row in names))
    try:
        return _read(key)
    finally:
        key.connection = None  # what is remembered holds no connection


@lru_cache(maxsize=MOST_REMEMBERED)
def _read(key: _Key) -> Roster:
    if key.connection is None:
        raise AssertionError("a key that is looked up has its connection")
    return Roster.from_commits(key.project, log.roster_commits(key.connection))
