"""What the tables know of commits without opening one: where each feed stands, and which commits are held."""

from __future__ import annotations

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.
import sqlite3
from collections.abc import Sequence
from typing import Final, NamedTuple

from camifield.store.missing_words import missing
from camifield.store.notes import read_note, write_note

# The note of the number up to which the vector's checkpoint counts: moved on before any commit leaves the log.
COUNTED: Final = "held"

INCOMPLETE: Final = "erased-unexplained"
# What of the quarantine counts as held. Where words are missing that others may still have, it is asked for again.
KEPT_WHOLE: Final = f"(SELECT * FROM quarantine WHERE reason <> '{INCOMPLETE}')"


# The note of the own feeds of which commits came from elsewhere, until new feeds are begun or need not be.
CAME_HOME: Final = "came-home"


class Head(NamedTuple):
    """Where a feed stands: the number and id of its last commit; 0 and b"" for a feed that has none."""

    seq: int
    id: bytes


class Held(NamedTuple):
    """What the tables remember of a commit without opening it."""

    n: int
    id: bytes
    feed: bytes
    stream: int
    seq: int
    author: bytes
    batch: bytes | None
    at_ms: int
    action: int
    parts: int


def held(connection: sqlite3.Connection, n: int) -> Held:
    """What the tables remember of one commit. Raises KeyError."""
    sql = f"SELECT {', '.join(Held._fields)} FROM commits WHERE n = ?"
    row = connection.execute(sql, (n,)).fetchone()
    if row is None:
        raise KeyError(n)
    return Held(*row)


def head_of_feed(connection: sqlite3.Connection, feed: bytes) -> Head:
    """The last commit of a feed."""
    sql = "SELECT seq, id FROM commits WHERE feed = ? ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql, (feed,)).fetchone()
    return Head(*row) if row else Head(0, b"")


def furthest_of_feed(connection: sqlite3.Connection, feed: bytes) -> Head:
    """The last commit of a feed that was let in here, in the log or set aside: what is set aside is believed all the same."""
    sql = (
        "SELECT seq, id FROM commits WHERE feed = ? UNION ALL SELECT seq, id FROM aside WHERE feed = ?"
        " ORDER BY seq DESC LIMIT 1"
    )
    row = connection.execute(sql, (feed, feed)).fetchone()
    return Head(*row) if row else Head(0, b"")


def highest_lamport(connection: sqlite3.Connection) -> int:
    """The highest lamport number among the last commits of all feeds; 0 for an empty log.

    Numbers rise along a feed, and feeds are few: jumping from feed to feed spares an index that every save
    would have to write.
    """
    highest, feed = 0, b""
    while True:
        sql = "SELECT feed FROM commits WHERE feed > ? ORDER BY feed LIMIT 1"
        row = connection.execute(sql, (feed,)).fetchone()
        if row is None:
            return highest
        feed = row[0]
        last = "SELECT lamport FROM commits WHERE feed = ? ORDER BY seq DESC LIMIT 1"
        highest = max(highest, connection.execute(last, (feed,)).fetchone()[0])


def came_home(connection: sqlite3.Connection) -> frozenset[bytes]:
    """The own feeds of which commits came that were not here, and for which nothing was done yet."""
    noted = read_note(connection, CAME_HOME) or ""
    return frozenset(map(bytes.fromhex, noted.split()))


def note_came_home(connection: sqlite3.Connection, feeds: frozenset[bytes]) -> None:
    """Remember such feeds, so that a crash before new ones are begun loses nothing. Inside the caller's transaction."""
    every = sorted(feed.hex() for feed in feeds | came_home(connection))
    write_note(connection, CAME_HOME, " ".join(every))


def last_number(connection: sqlite3.Connection) -> int:
    """The highest number that any commit ever had, also of one that is set aside or was withdrawn; 0 for an empty log.

    A number is never given twice: the vector's checkpoint, meetings and exports speak of commits by their numbers.
    """
    sql = (
        "SELECT max(coalesce((SELECT max(n) FROM commits), 0), coalesce((SELECT max(n) FROM aside), 0),"
        " coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?), 0))"
    )
    return int(connection.execute(sql, (COUNTED,)).fetchone()[0])


def ids_held(connection: sqlite3.Connection, ids: Sequence[bytes]) -> set[bytes]:
    """Those of the ids that are here already: in the log, set aside, or in quarantine and whole (see `KEPT_WHOLE`).

    One that stands here without its words is not (`missing_words`).
    """
    found: set[bytes] = set()
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ",".join("?" * len(some))
        sql = " UNION ALL ".join(
            f"SELECT id FROM {table} WHERE id IN ({marks})" for table in ("commits", "aside", KEPT_WHOLE)
        )
        found.update(row[0] for row in connection.execute(sql, (*some, *some, *some)).fetchall())
    return found - missing(connection)


def numbers_of(connection: sqlite3.Connection, ids: Sequence[bytes]) -> list[int]:
    """The numbers of those commits that the log holds, in order."""
    found: list[int] = []
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        rows = connection.execute(f"SELECT n FROM commits WHERE id IN ({','.join('?' * len(some))})", some)
        found.extend(row[0] for row in rows.fetchall())
    return sorted(found)


def authors_of(connection: sqlite3.Connection, ids: Sequence[bytes]) -> set[bytes]:
    """Who signed these commits, so far as the log holds them."""
    found: set[bytes] = set()
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ",".join("?" * len(some))
        rows = connection.execute(f"SELECT author FROM commits WHERE id IN ({marks})", some).fetchall()
        found.update(row[0] for row in rows)
    return found
