"""The latest signed word of each device on what it holds, and what follows from it: which records are here alone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from camifield.revisions.vectors import NOTHING_HELD, Mark, Vector, read_vector, write_vector
from camifield.store import log
from camifield.store.clocks import corrections, stamps
from camifield.store.vectors import mark_through, vector

AT_ONCE = 500
EMPTY: Vector = {}


class StoredReceipt(NamedTuple):
    """What a device said it holds: `at_ms` by its clock, `seen_ms` when we saw it by ours; `signed` is its proof."""

    device: bytes
    at_ms: int
    seen_ms: int
    vector: Vector
    signed: bytes


class OnlyHere(NamedTuple):
    """Living records with a change that no receipt of another laptop covers: how many of each kind, and the day of
    the oldest such change (milliseconds since 1970, wrong clocks put right; None without any).
    """

    counts: Mapping[str, int]
    oldest_ms: int | None


def keep(connection: sqlite3.Connection, receipt: StoredReceipt) -> bool:
    """Keep a receipt unless a later one of that device is here; whether it was kept. Inside the caller's transaction.

    A laptop that was put back holds less than it said before, and is believed: its clock then went on. One whose
    clock fell back to the year 2000 is believed when it holds something that it did not hold before.
    """
    row = connection.execute(
        "SELECT at_ms, vector FROM receipt WHERE device = ?", (receipt.device,)
    ).fetchone()
    if row is not None and receipt.at_ms <= row[0]:
        before = read_vector(row[1])
        if all(mark.held <= before.get(feed, NOTHING_HELD).held for feed, mark in receipt.vector.items()):
            return False
    connection.execute(
        "INSERT OR REPLACE INTO receipt VALUES (?, ?, ?, ?, ?)",
        (receipt.device, receipt.at_ms, receipt.seen_ms, write_vector(receipt.vector), receipt.signed),
    )
    return True


def read(connection: sqlite3.Connection) -> list[StoredReceipt]:
    """The latest receipt of every device, the one we saw last first."""
    rows = connection.execute(
        "SELECT device, at_ms, seen_ms, vector, signed FROM receipt ORDER BY seen_ms DESC, device"
    ).fetchall()
    return [
        StoredReceipt(device, at_ms, seen_ms, read_vector(data), signed)
        for device, at_ms, seen_ms, data, signed in rows
    ]


def covered(connection: sqlite3.Connection, theirs: Vector, mine: Mapping[bytes, Mark]) -> dict[bytes, int]:
    """Feed -> the seq up to which they surely hold everything that is here; nothing for feeds of which that is unsure."""
    found: dict[bytes, int] = {}
    for feed, mark in mine.items():
        told = theirs.get(feed, NOTHING_HELD)
        if not told.held:
            continue
        if told == mark or mark_through(connection, feed, told.highest) == told:
            found[feed] = told.highest
        elif _are_ahead(told, mark):
            found[feed] = mark.highest
    return found


def _are_ahead(told: Mark, mine: Mark) -> bool:
    """Whether they hold all of a feed and more than we do. With as many of the same end, they hold others: a copy's."""
    holds_more = told.highest > mine.highest or told.held > mine.held
    return told.highest >= mine.highest and told.held >= told.highest and holds_more


def only_here(connection: sqlite3.Connection, own_devices: Collection[bytes]) -> OnlyHere:
    """What would be lost with this laptop: receipts of the laptop's own devices say nothing about that."""
    mine = vector(connection)
    through: dict[bytes, int] = {}
    for receipt in read(connection):
        if receipt.device not in own_devices:
            for feed, seq in covered(connection, receipt.vector, mine).items():
                through[feed] = max(seq, through.get(feed, 0))
    return _uncovered(connection, mine, through)


def not_covered_by(connection: sqlite3.Connection, device: bytes) -> OnlyHere:
    """What a device does not hold yet of what is here, by its latest receipt: everything when it gave none."""
    mine = vector(connection)
    theirs: Vector = next((one.vector for one in read(connection) if one.device == device), EMPTY)
    return _uncovered(connection, mine, covered(connection, theirs, mine))


def _uncovered(
    connection: sqlite3.Connection, mine: Mapping[bytes, Mark], through: Mapping[bytes, int]
) -> OnlyHere:
    if not any(through.values()):
        return _everything(connection)
    oldest: int | None = None
    records: set[bytes] = set()
    decided = corrections(connection)
    for feed in mine:
        rows = connection.execute(
            "SELECT n, seq, at_ms FROM commits WHERE feed = ? AND seq > ? AND stream <> 0 ORDER BY seq",
            (feed, through.get(feed, 0)),
        ).fetchall()
        for n, seq, claimed_ms in rows:
            at_ms = decided.at(feed, seq, claimed_ms)
            oldest = at_ms if oldest is None else min(oldest, at_ms)
            records.update(part.record for part in log.commit_at(connection, n).parts)
    counts: Counter[str] = Counter()
    ids = sorted(records)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        sql = f"SELECT kind FROM record WHERE deleted = 0 AND id IN ({','.join('?' * len(some))})"  # noqa: S608
        counts.update(row[0] for row in connection.execute(sql, some).fetchall())
    return OnlyHere(dict(sorted(counts.items())), oldest)


def _everything(connection: sqlite3.Connection) -> OnlyHere:
    """Nobody else holds anything: counted without opening the log."""
    sql = "SELECT kind, sum(records) FROM tally WHERE deleted = 0 GROUP BY kind HAVING sum(records) > 0 ORDER BY kind"
    counts = dict(connection.execute(sql).fetchall())
    oldest = connection.execute("SELECT min(created_ms) FROM record").fetchone()[0]
    if decided := corrections(connection):
        oldest = min((decided.at(one.feed, one.seq, one.at_ms) for one in stamps(connection)), default=None)
    return OnlyHere(counts, oldest)
