"""Commits on their way to others: read from the log as they were signed, feed by feed, in pieces that fit memory."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from camifield.revisions.headers import Stream
from camifield.store import log
from camifield.store.missing_words import missing
from camifield.store.proofs import Carried

MOST_COMMITS = 500
LARGEST_PIECE = 2 << 20
# Of one seq there are two where a copied laptop wrote in the feed.
_PLACES = "SELECT seq, id, n FROM commits WHERE feed = ? AND (seq, id) > (?, ?) AND seq <= ? ORDER BY seq, id LIMIT ?"
_COMMIT = "SELECT header, signature, payload FROM commits WHERE n = ?"
FEW_PARTS = 1_000


def carried(
    reader: Callable[[], sqlite3.Connection], feed: bytes, after: int, through: int
) -> Iterator[list[Carried]]:
    """The log's commits of a feed with a seq above `after`, up to `through`, in order: at most 500 and 2 MiB a piece.

    What stands in it without its words is left out (`missing_words`).
    """
    last, without = (after + 1, b""), missing(reader())
    while rows := _places_after(reader(), feed, last, through):
        piece: list[Carried] = []
        size = 0
        for seq, name, n in rows:
            row = None if name in without else reader().execute(_COMMIT, (n,)).fetchone()
            if row is not None:  # else it just left the log, by what came meanwhile
                header, signature, kept = row
                payload = log.unpacked(kept)
                if piece and size + len(payload) > LARGEST_PIECE:
                    break
                piece.append(Carried(header, signature, payload))
                size += len(payload)
            last = (seq, name)
        if piece:
            yield piece


def _places_after(
    connection: sqlite3.Connection, feed: bytes, last: tuple[int, bytes], through: int
) -> list[tuple[int, bytes, int]]:
    """(seq, id, number) of the commits that come next, without the commits: those of an import are large."""
    return connection.execute(_PLACES, (feed, *last, through, MOST_COMMITS)).fetchall()


def streams_of_feeds(connection: sqlite3.Connection) -> dict[bytes, Stream]:
    """The stream of every feed in the log."""
    found: dict[bytes, Stream] = {}
    feed = b""
    while True:
        row = connection.execute(
            "SELECT feed, stream FROM commits WHERE feed > ? ORDER BY feed LIMIT 1", (feed,)
        ).fetchone()
        if row is None:
            return found
        feed = row[0]
        found[feed] = Stream(row[1])


def count_records(
    connection: sqlite3.Connection, stretches: Sequence[tuple[bytes, int, int]]
) -> dict[str, int]:
    """How many records of each kind the log's commits of these stretches touch; a stretch is (feed, after, through).

    Few parts are looked at in their commits; for many the table of revisions is read through once, by SQLite alone.
    """
    sql = "SELECT n, parts FROM commits WHERE feed = ? AND seq > ? AND seq <= ?"
    rows = [row for stretch in stretches for row in connection.execute(sql, stretch).fetchall()]
    numbers = sorted({n for n, _ in rows})
    if sum(parts for _, parts in rows) <= FEW_PARTS:
        kinds = {part.record: part.kind for n in numbers for part in log.commit_at(connection, n).parts}
        return dict(Counter(kinds.values()))
    # The inner walk goes along the key of `revision`, so that a record comes once without being sorted.
    sql = (
        "SELECT r.kind, count(*) FROM (SELECT DISTINCT serial FROM revision"
        " WHERE n IN (SELECT value FROM json_each(?))) v"
        " CROSS JOIN record r ON r.serial = v.serial GROUP BY r.kind"
    )
    return dict(connection.execute(sql, (json.dumps(numbers),)).fetchall())
