"""Taking commits out of the log again, and folding what is left of their records: for what is set aside or refused later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from camifield.store import log
from camifield.store.folds import fold_records
from camifield.store.sheaf import KindLayouts
from camifield.store.states import MOST_AT_ONCE, StateReader


class Gone(NamedTuple):
    """The records whose rows changed, and their kinds."""

    records: frozenset[bytes]
    kinds: frozenset[str]

    @classmethod
    def of(cls, pieces: Sequence[Gone]) -> Gone:
        """Several pieces as one."""
        return cls(
            frozenset[bytes]().union(*(one.records for one in pieces)),
            frozenset[str]().union(*(one.kinds for one in pieces)),
        )


def take_out(connection: sqlite3.Connection, layouts: KindLayouts, numbers: Sequence[int]) -> Gone:
    """Delete these commits from the log and fold their records from what is left. Inside the caller's transaction.

    A record of which nothing is left has no rows any more. The caller keeps the commits elsewhere.
    """
    places = [(record, n) for n in numbers for record in _records_at(connection, n)]
    records = list(dict.fromkeys(record for record, _ in places))
    serials = StateReader(connection).serials(records)
    connection.executemany(
        "DELETE FROM revision WHERE serial = ? AND n = ?",
        [(serials[record], n) for record, n in places if record in serials],
    )
    connection.executemany("DELETE FROM commits WHERE n = ?", [(n,) for n in numbers])
    return Gone(frozenset(records), fold_records(connection, layouts, records))


def records_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[bytes]:
    """The records that these commits touch, each once."""
    return list(dict.fromkeys(record for n in numbers for record in _records_at(connection, n)))


def _records_at(connection: sqlite3.Connection, n: int) -> list[bytes]:
    commit = log.commit_at(connection, n)
    return [] if log.is_roster(commit) else [part.record for part in commit.parts]


def later_changed(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[list[int]]:
    """The serials of records that these commits touch and a later commit changed, some hundred at a time."""
    there = frozenset(numbers)
    for start in range(0, len(numbers), MOST_AT_ONCE):
        some = [n for n in numbers[start : start + MOST_AT_ONCE] if log.holds(connection, n)]
        serials = sorted(StateReader(connection).serials(records_of(connection, some)).values())
        for at in range(0, len(serials), MOST_AT_ONCE):
            piece = serials[at : at + MOST_AT_ONCE]
            marks = ",".join("?" * len(piece))
            sql = f"SELECT serial, last_n FROM record WHERE serial IN ({marks})"  # noqa: S608 - question marks only
            rows = connection.execute(sql, piece).fetchall()
            if later := [serial for serial, last_n in rows if last_n not in there]:
                yield later


def ids_at(connection: sqlite3.Connection, numbers: Sequence[int]) -> set[bytes]:
    """The ids of these commits, so far as they are in the log."""
    found: set[bytes] = set()
    for start in range(0, len(numbers), MOST_AT_ONCE):
        some = numbers[start : start + MOST_AT_ONCE]
        sql = f"SELECT id FROM commits WHERE n IN ({','.join('?' * len(some))})"  # noqa: S608 - question marks only
        found.update(row[0] for row in connection.execute(sql, some).fetchall())
    return found
