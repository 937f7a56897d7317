"""What a change of the roster does to commits that are in the log already: revoked ones leave it, roles count anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from camifield.revisions.headers import Stream, read_header
from camifield.revisions.membership import LastAccepted, Link
from camifield.revisions.roster import Roster
from camifield.revisions.roster_records import strays
from camifield.store.folds import fold_records
from camifield.store.missing_words import forget_missing
from camifield.store.removal import Gone, records_of, take_out
from camifield.store.same_people import note_same_people
from camifield.store.sheaf import KindLayouts
from camifield.store.vectors import count_on, forget

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
    note_same_people(connection, after.same)
    records = set(records_judged_anew(connection, before, after))
    if not records:
        return gone
    return Gone(gone.records | records, gone.kinds | fold_records(connection, layouts, records))


def records_judged_anew(connection: sqlite3.Connection, before: Roster, after: Roster) -> list[bytes]:
    """The records that people touched of whom a changed roster says another role, or one for the first time."""
    # Whoever is in neither had nothing let in before.
    people = before.members.keys() | before.histories.keys() | {one.person for one in before.adopted.values()}
    changed = [person for person in people if _is_another(person, before, after)]
    if not changed:
        return []
    changed = sorted(before.signing_as(changed) | after.signing_as(changed))
    marks = ",".join("?" * len(changed))
    sql = f"SELECT n FROM commits WHERE author IN ({marks}) AND stream <> ?"  # noqa: S608 - question marks only
    rows = connection.execute(sql, (*changed, int(Stream.ROSTER))).fetchall()
    return records_of(connection, [row[0] for row in rows])


def _is_another(person: bytes, before: Roster, after: Roster) -> bool:
    """Whether they have another role now, or are another member."""
    was, now = before.person_of(person), after.person_of(person)
    return was != now or before.history_of(person) != after.history_of(person)


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
            for n, link in strays_of(connection, last):
                numbers.append(n)
                rows.append((feed, link.seq, link.commit))
    if not numbers:
        return NOTHING
    count_on(connection)
    connection.executemany(
        "INSERT OR REPLACE INTO quarantine SELECT id, feed, seq, 'revoked', ?, header, signature, payload"
        " FROM commits WHERE n = ?",
        [(now_ms, n) for n in numbers],
    )
    gone = take_out(connection, layouts, numbers)
    forget(connection, rows)
    forget_missing(connection, [commit for _, _, commit in rows])  # let in again, it must be whole
    return gone


def strays_of(
    connection: sqlite3.Connection, last: LastAccepted, coming: Iterable[Link] = ()
) -> list[tuple[int, Link]]:
    """(number, place in the feed) of the commits in the log that are not the last accepted one's own past.

    Those that are coming, and not in the log yet, have the number 0.
    """
    rows = connection.execute(
        "SELECT n, id, seq, header FROM commits WHERE feed = ?", (last.feed,)
    ).fetchall()
    links = {n: Link(name, seq, read_header(header).previous) for n, name, seq, header in rows}
    coming = list(coming)
    out = strays(last, [*links.values(), *coming])
    numbered = [*links.items(), *((0, link) for link in coming)]
    return [(n, link) for n, link in numbered if link.commit in out]
