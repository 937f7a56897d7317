"""What this laptop holds of every feed, counted once: a checkpoint in the tables, and the few commits that came after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from camifield.revisions.vectors import NOTHING_HELD, PRINT_BYTES, Mark
from camifield.store.feeds import COUNTED, KEPT_WHOLE, last_number
from camifield.store.missing_words import feeds_missing, missing
from camifield.store.notes import read_note, write_note

_QUARANTINED = f"SELECT feed, seq, id FROM {KEPT_WHOLE}"  # noqa: S608 (own words)
Row = tuple[bytes, int, bytes]


def vector(connection: sqlite3.Connection) -> dict[bytes, Mark]:
    """Everything that need not be sent here again: the log, what is set aside, and what is whole in quarantine.

    What stands here without its words does not count (`missing_words`).
    """
    found = _checkpoint(connection)
    found = _with(found, _logged_since(connection, _counted_to(connection)))
    found = _with(found, connection.execute(_QUARANTINED).fetchall())
    return _recounted(connection, found, ("commits", "aside", KEPT_WHOLE), frozenset())


def giving_vector(connection: sqlite3.Connection) -> dict[bytes, Mark]:
    """What can be given to others: the log alone, and of it what has all its words."""
    found = _with(_checkpoint(connection), _logged_since(connection, _counted_to(connection)))
    aside = {row[0] for row in connection.execute("SELECT DISTINCT feed FROM aside").fetchall()}
    return _recounted(connection, found, ("commits",), aside)


def _recounted(
    connection: sqlite3.Connection, found: dict[bytes, Mark], tables: Sequence[str], feeds: Collection[bytes]
) -> dict[bytes, Mark]:
    """The same, with these feeds counted in these tables, and those of which words are missing without such commits."""
    without = missing(connection)
    for feed in {*feeds, *feeds_missing(connection, without)}:
        found.pop(feed, None)
        for table in tables:
            sql = f"SELECT feed, seq, id FROM {table} WHERE feed = ?"  # noqa: S608 (own words)
            found = _with(found, (row for row in connection.execute(sql, (feed,)) if row[2] not in without))
    return found


def mark_through(connection: sqlite3.Connection, feed: bytes, seq: int, *, giving: bool = False) -> Mark:
    """What is held of one feed up to a seq; with `giving`, of the log alone."""
    found, without = NOTHING_HELD, missing(connection)
    for table in ("commits",) if giving else ("commits", "aside", KEPT_WHOLE):
        sql = f"SELECT seq, id FROM {table} WHERE feed = ? AND seq <= ?"  # noqa: S608 (own words)
        for at, name in connection.execute(sql, (feed, seq)).fetchall():
            found = found if name in without else found.with_commit(at, name)
    return found


def count_on(connection: sqlite3.Connection) -> None:
    """Bring the checkpoint up to the last commit. Runs inside the caller's transaction, before anything leaves the log."""
    counted = _counted_to(connection)
    rows = _logged_since(connection, counted)
    if not rows:
        return
    fresh = _with(_checkpoint(connection), rows)
    feeds = {feed for feed, _, _ in rows}
    connection.executemany(
        "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)",
        [
            (feed, mark.highest, mark.held, mark.fingerprint.to_bytes(PRINT_BYTES, "big"))
            for feed, mark in fresh.items()
            if feed in feeds
        ],
    )
    write_note(connection, COUNTED, last_number(connection))


def forget(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Take commits out of the checkpoint that leave the log for the quarantine, where they are counted anew."""
    found = _checkpoint(connection)
    for feed in {feed for feed, _, _ in rows}:
        kept = connection.execute(
            "SELECT feed, seq, id FROM commits WHERE feed = ? UNION ALL SELECT feed, seq, id FROM aside WHERE feed = ?",
            (feed, feed),
        ).fetchall()
        mark = _with({}, kept).get(feed, NOTHING_HELD)
        if mark.held:
            connection.execute(
                "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)",
                (feed, mark.highest, mark.held, mark.fingerprint.to_bytes(PRINT_BYTES, "big")),
            )
        elif feed in found:
            connection.execute("DELETE FROM held WHERE feed = ?", (feed,))


def _counted_to(connection: sqlite3.Connection) -> int:
    return int(read_note(connection, COUNTED) or 0)


def _checkpoint(connection: sqlite3.Connection) -> dict[bytes, Mark]:
    rows = connection.execute("SELECT feed, highest, held, fingerprint FROM held").fetchall()
    return {
        feed: Mark(highest, held, int.from_bytes(printed, "big")) for feed, highest, held, printed in rows
    }


def _logged_since(connection: sqlite3.Connection, n: int) -> list[Row]:
    return connection.execute("SELECT feed, seq, id FROM commits WHERE n > ?", (n,)).fetchall()


def _with(found: dict[bytes, Mark], rows: Iterable[Row]) -> dict[bytes, Mark]:
    for feed, seq, name in rows:
        found[feed] = found.get(feed, NOTHING_HELD).with_commit(seq, name)
    return found
