"""Words that were erased here for an erasure that is believed no longer: what was emptied stands, and is asked for again.

An erasure leaves the log when its author's laptop is shut out from before it; whoever had not followed it yet still
has the words. A commit that was emptied for it keeps its place here, because the rest of it, up to 499 other records,
is whole. It does not count as held and is not given on, so that the next laptop that has the words gives them.
"""

from __future__ import annotations

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from camifield.store.notes import read_note, write_note

# The note of the emptied commits whose words may come again: their ids, one blank between two.
MISSING: Final = "missing-words"
HELD_IN: Final = ("commits", "aside")


def missing(connection: sqlite3.Connection) -> frozenset[bytes]:
    """The ids of commits that stand here, in the log or set aside, without words that nothing says are to be gone."""
    return frozenset(map(bytes.fromhex, (read_note(connection, MISSING) or "").split()))


def note_missing(connection: sqlite3.Connection, ids: Iterable[bytes]) -> None:
    """Remember these, beside those that are remembered. Inside the caller's transaction."""
    _write(connection, missing(connection).union(ids))


def forget_missing(connection: sqlite3.Connection, ids: Iterable[bytes]) -> None:
    """These are whole now, or left, or their words are to be gone after all. Inside the caller's transaction."""
    known = missing(connection)
    if known and (left := known.difference(ids)) != known:
        _write(connection, left)


def _write(connection: sqlite3.Connection, ids: Collection[bytes]) -> None:
    if ids:
        write_note(connection, MISSING, " ".join(sorted(name.hex() for name in ids)))
    else:
        connection.execute("DELETE FROM meta WHERE key = ?", (MISSING,))


def held_among(connection: sqlite3.Connection, ids: Sequence[bytes]) -> dict[bytes, str]:
    """Those of the ids that stand here, and in which table: in the log, or set aside."""
    found: dict[bytes, str] = {}
    for table in HELD_IN:
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            sql = f"SELECT id FROM {table} WHERE id IN ({','.join('?' * len(some))})"
            found.update((row[0], table) for row in connection.execute(sql, some).fetchall())
    return found


def feeds_missing(connection: sqlite3.Connection, ids: Collection[bytes]) -> set[bytes]:
    """The feeds that these commits are of."""
    found: set[bytes] = set()
    for table in HELD_IN:
        for name in ids:
            row = connection.execute(f"SELECT feed FROM {table} WHERE id = ?", (name,)).fetchone()
            if row is not None:
                found.add(row[0])
    return found
