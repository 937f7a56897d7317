"""What the log says of the laptops' clocks: every claim of a time with its place, and what people decided about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from camifield.revisions.clocks import NO_CORRECTIONS, Correction, Corrections
from camifield.store.layout import day_of_card
from camifield.store.typed_tables import columns_in

ID_BYTES = 16
KIND = "clock_correction"  # `camifield.kinds`: what folds it is asked for by its table alone
# The last two items of a header are numbers below 24, a byte each: the clock's quality, and the action.
QUALITY = "substr(c.header, -2, 1)"
SURE = "(x'02', x'03')"  # GPS and hub, of `camifield.clock.Quality`


class Stamp(NamedTuple):
    """When a save was made, as the laptop's clock said. `is_sure`: the time came from a GPS or a hub."""

    feed: bytes
    seq: int
    lamport: int
    at_ms: int
    is_sure: bool


class Begun(NamedTuple):
    """A record that a save began, and the day of its event as `date.toordinal` counts; 0 for the undated."""

    record: bytes
    kind: str
    feed: bytes
    seq: int
    at_ms: int
    day: int


class Save(NamedTuple):
    """Where a save stands in the log: its feed, its place there, and what the clock said."""

    feed: bytes
    seq: int
    at_ms: int


def corrections(connection: sqlite3.Connection) -> Corrections:
    """Every decision on a clock that stands. None in a store that has not learned the kind."""
    if not columns_in(connection, KIND):
        return NO_CORRECTIONS
    rows = connection.execute(
        "SELECT t.id, t.feed, t.from_seq, t.to_seq, t.offset_ms, coalesce(t.reason, ''), r.heads_open"
        " FROM clock_correction t CROSS JOIN record r ON r.serial = t.serial WHERE t.deleted = 0"
        " AND t.feed IS NOT NULL AND t.from_seq IS NOT NULL AND t.to_seq IS NOT NULL AND t.offset_ms IS NOT NULL"
    ).fetchall()
    return Corrections(filter(None, (_correction(connection, *row) for row in rows)))


def _correction(
    connection: sqlite3.Connection,
    record: bytes,
    feed: str,
    first: int,
    last: int,
    offset_ms: int,
    reason: str,
    heads: bytes,
) -> Correction | None:
    """None for what no version of this program writes."""
    try:
        of_feed = bytes.fromhex(feed)
    except ValueError:
        return None
    ids = [heads[start : start + ID_BYTES] for start in range(0, len(heads), ID_BYTES)]
    marks = ",".join("?" * len(ids))
    sql = f"SELECT lamport, id, author FROM commits WHERE id IN ({marks})"  # noqa: S608 - question marks only
    said = connection.execute(sql, ids).fetchall()
    if not said:
        return None
    lamport, commit, author = max(said)
    return Correction(record, of_feed, first, last, offset_ms, reason, author, lamport, commit)


def stamps(connection: sqlite3.Connection) -> list[Stamp]:
    """Every save of the open and restricted streams that this version can read."""
    sql = (
        f"SELECT c.feed, c.seq, c.lamport, c.at_ms, {QUALITY} IN {SURE} FROM commits c"  # noqa: S608 - own words
        " WHERE c.stream <> 0 AND c.author <> x''"
    )
    rows = connection.execute(sql).fetchall()
    return [Stamp(feed, seq, lamport, at_ms, bool(sure)) for feed, seq, lamport, at_ms, sure in rows]


def roster_lamports(connection: sqlite3.Connection) -> list[int]:
    """The lamport numbers of the roster's commits: saves may have been built on these too."""
    return [row[0] for row in connection.execute("SELECT lamport FROM commits WHERE stream = 0").fetchall()]


def begun_in(connection: sqlite3.Connection, feed: bytes, first: int, last: int) -> list[Begun]:
    """The living records that saves of one stretch of a feed began, in the order of the saves."""
    rows = connection.execute(
        "SELECT r.id, r.kind, c.feed, c.seq, c.at_ms, r.card FROM commits c"
        " CROSS JOIN revision v ON v.n = c.n CROSS JOIN record r ON r.serial = v.serial"
        " WHERE c.feed = ? AND c.seq BETWEEN ? AND ? AND r.author = c.author AND r.created_ms = c.at_ms"
        " AND r.deleted = 0 AND r.card IS NOT NULL GROUP BY r.serial ORDER BY c.seq, r.serial",
        (feed, first, last),
    ).fetchall()
    return [
        Begun(record, kind, of_feed, seq, at_ms, day_of_card(card))
        for record, kind, of_feed, seq, at_ms, card in rows
    ]


def first_and_last_saves(
    connection: sqlite3.Connection, records: Collection[bytes]
) -> Mapping[bytes, tuple[Save, Save]]:
    """Record -> its first save and its last, by (lamport, commit); those of records that are not here are left out."""
    found: dict[bytes, tuple[Save, Save]] = {}
    for record, group in _saves_of(connection, sorted(records)):
        found[record] = (found[record][0] if record in found else group, group)
    return found


def _saves_of(connection: sqlite3.Connection, records: Sequence[bytes]) -> Iterator[tuple[bytes, Save]]:
    for start in range(0, len(records), 500):
        some = records[start : start + 500]
        sql = (
            "SELECT r.id, c.feed, c.seq, c.at_ms FROM record r CROSS JOIN revision v ON v.serial = r.serial"  # noqa: S608 - question marks only
            f" CROSS JOIN commits c ON c.n = v.n WHERE r.id IN ({','.join('?' * len(some))})"
            " ORDER BY c.lamport, c.id"
        )
        for record, feed, seq, at_ms in connection.execute(sql, some).fetchall():
            yield record, Save(feed, seq, at_ms)
