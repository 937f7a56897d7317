"""What was handed over and what was not yet: records that changed since the last export that held them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from camifield.store.clocks import corrections
from camifield.store.layout import SERIAL_MASK

_FEW_OTHERS = 20_000  # records of other kinds that are counted one by one


class Handover(NamedTuple):
    """One export that was finished: when (milliseconds since 1970), what it was, and how many records it held."""

    at_ms: int
    what: str
    records: int


class Batch(NamedTuple):
    """One import, or one action on many records: who, when (wrong clocks put right), what it was, and how many changes
    it made.
    """

    id: bytes
    at_ms: int
    author: bytes
    action: int
    changes: int


def mark_handed_over(
    connection: sqlite3.Connection, cards: Iterable[int], up_to: int, what: str, at_ms: int
) -> int:
    """Note an export of these cards, read when `up_to` was the last commit; how many records it held.

    What was saved after `up_to` stays unsent. Runs inside the caller's transaction.
    """
    serials = [card & SERIAL_MASK for card in cards]
    for start in range(0, len(serials), 10_000):
        some: Sequence[int] = serials[start : start + 10_000]
        connection.execute(
            "DELETE FROM unsent WHERE serial IN (SELECT r.serial FROM json_each(?) j"
            " CROSS JOIN record r ON r.serial = j.value WHERE r.last_n <= ?)",
            (json.dumps(some), up_to),
        )
    row = (at_ms, what, len(serials), up_to)
    connection.execute("INSERT INTO handover (at_ms, what, records, up_to) VALUES (?, ?, ?, ?)", row)
    return len(serials)


def unsent_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Kind -> how many living records of it were not handed over since they were last changed."""
    kinds = [row[0] for row in connection.execute("SELECT DISTINCT kind FROM tally ORDER BY kind").fetchall()]
    if not kinds:
        return {}
    counts = ", ".join(
        "count(*) FILTER (WHERE kind = ?)" for _ in kinds
    )  # grouping would sort a million rows
    found = connection.execute(f"SELECT {counts} FROM unsent", kinds).fetchone()  # noqa: S608 - question marks only
    return {kind: number for kind, number in zip(kinds, found, strict=True) if number}


def unsent_count(
    connection: sqlite3.Connection, kinds: Sequence[str], at_most: int | None = None
) -> int | None:
    """How many living records of these kinds were not handed over since they were last changed.

    None where there are more than `at_most` rows to look at, which some starts cannot spare. The rows of everything
    are counted, and the few of the other kinds (people, places) taken off: SQLite counts rows that it need not read
    five times as fast.
    """
    if at_most is not None:
        first = "SELECT count(*) FROM (SELECT 1 FROM unsent LIMIT ?)"
        (few,) = connection.execute(first, (at_most + 1,)).fetchone()
        if few > at_most:
            return None
    tally = "SELECT kind, sum(records) FROM tally WHERE deleted = 0 GROUP BY kind"
    others = {kind: records for kind, records in connection.execute(tally).fetchall() if kind not in kinds}
    if sum(others.values()) > _FEW_OTHERS or not others.keys() <= _tables(connection):
        return sum(number for kind, number in unsent_counts(connection).items() if kind in kinds)
    (total,) = connection.execute("SELECT count(*) FROM unsent").fetchone()
    for kind in others:
        of_kind = f'SELECT count(*) FROM "{kind}" t CROSS JOIN unsent u ON u.serial = t.serial'  # noqa: S608 - a table
        (number,) = connection.execute(of_kind).fetchone()
        total -= number
    return int(total)


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def last_handover(connection: sqlite3.Connection) -> Handover | None:
    """The latest export that was finished; None before the first."""
    row = connection.execute("SELECT at_ms, what, records FROM handover ORDER BY id DESC LIMIT 1").fetchone()
    return Handover(*row) if row else None


def batches(connection: sqlite3.Connection) -> list[Batch]:
    """Every import and action on many records, the latest first."""
    rows = connection.execute(
        "SELECT c.batch, c.at_ms, c.author, c.action, b.parts, c.feed, c.seq"
        " FROM (SELECT min(n) AS n, sum(parts) AS parts FROM commits WHERE batch IS NOT NULL AND stream <> 2"
        " GROUP BY batch) b CROSS JOIN commits c ON c.n = b.n ORDER BY c.n DESC"
    ).fetchall()
    decided = corrections(connection)
    return [
        Batch(batch, decided.at(feed, seq, at_ms), author, action, parts)
        for batch, at_ms, author, action, parts, feed, seq in rows
    ]


def ids_of_batch(connection: sqlite3.Connection, batch: bytes) -> list[bytes]:
    """The ids of those commits: what an undo of the import takes back."""
    rows = connection.execute("SELECT id FROM commits WHERE batch = ? ORDER BY n", (batch,)).fetchall()
    return [row[0] for row in rows]
