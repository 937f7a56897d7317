"""What a change of the roster does to commits that are in the log already: revoked ones leave it, roles count anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from camifield.revisions.headers import Stream, read_header
from camifield.revisions.membership import LastAccepted, Link
from camifield.revisions.roster import Roster
from camifield.revisions.roster_records import strays
from camifield.store import log
from camifield.store.folds import fold_records
from camifield.store.sheaf import KindLayouts
from camifield.store.vectors import count_on, forget
from camifield.store.withdrawing import Gone, records_of, take_out

NOTHING = Gone(frozenset(), frozenset())


def recall(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    before: Roster,
    after: Roster,
    *,
    own_feeds: Collection[bytes],
    now_ms: int,
) -> Gone:
    """What a changed roster means for the log: see `withdraw`; and people of another role are judged anew."""
    gone = withdraw(
        connection, layouts, after, [*after.feeds, *after.adopted], own_feeds=own_feeds, now_ms=now_ms
    )
    changed = [
        person for person, member in before.members.items() if after.members.get(person, member) != member
    ]
    return _judge_again(connection, layouts, changed, gone)


def withdraw(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    roster: Roster,
    feeds: Iterable[bytes],
    *,
    own_feeds: Collection[bytes],
    now_ms: int,
) -> Gone:
    """Move to quarantine what of these feeds is believed no longer: revoked, or beyond what was adopted.

    This laptop's own feeds stay as they are: a revoked laptop keeps its records in sight. In a transaction.
    """
    numbers: list[int] = []
    rows: list[tuple[bytes, int, bytes]] = []
    for feed in feeds:
        last = roster.last_of(feed)
        if last is not None and feed not in own_feeds:
            for n, link in _strays(connection, last):
                numbers.append(n)
                rows.append((feed, link.seq, link.commit))
    if not numbers:
        return NOTHING
    count_on(connection)
    connection.executemany(
        "INSERT INTO quarantine SELECT id, feed, seq, 'revoked', ?, header, signature, payload"
        " FROM commits WHERE n = ?",
        [(now_ms, n) for n in numbers],
    )
    gone = take_out(connection, layouts, numbers)
    forget(connection, rows)
    return gone


def _strays(connection: sqlite3.Connection, last: LastAccepted) -> list[tuple[int, Link]]:
    """(number, place in the feed) of the commits in the log that are not the last accepted one's own past."""
    rows = connection.execute(
        "SELECT n, id, seq, header FROM commits WHERE feed = ?", (last.feed,)
    ).fetchall()
    links = {n: Link(name, seq, read_header(header).previous) for n, name, seq, header in rows}
    out = strays(last, links.values())
    return [(n, link) for n, link in links.items() if link.commit in out]


def _judge_again(
    connection: sqlite3.Connection, layouts: KindLayouts, people: Collection[bytes], gone: Gone
) -> Gone:
    records: set[bytes] = set()
    for person in people:
        rows = connection.execute(
            "SELECT n FROM commits WHERE author = ? AND stream <> ?", (person, int(Stream.ROSTER))
        ).fetchall()
        records.update(records_of(connection, [row[0] for row in rows if log.holds(connection, row[0])]))
    if not records:
        return gone
    fold_records(connection, layouts, records)
    return Gone(gone.records | records, gone.kinds)
