"""Meetings with other laptops as the store remembers them: what came with each, and setting it aside as one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from camifield.revisions.commits import Commit
from camifield.revisions.headers import Action, Stream
from camifield.store import log
from camifield.store.folds import begin_refold_again, fold_commits
from camifield.store.removal import Gone, ids_at, later_changed, take_out
from camifield.store.roster_effects import withdraw
from camifield.store.rosters import roster_of
from camifield.store.sheaf import KindLayouts
from camifield.store.states import StateReader
from camifield.store.vectors import count_on

PIECE = 100  # commits a transaction, or fewer: no more than this many changes
MOST_PARTS = 500
AFTER = "after"


class MeetingState(StrEnum):
    """How far a meeting has come. The half ways tell, after a crash, what is to be finished."""

    BEGUN = "begun"
    DONE = "done"
    LEAVING = "leaving"
    ASIDE = "aside"
    RETURNING = "returning"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One exchange with others.

    `road` is bundle, folder or hub, `place` the file or folder as a person calls it. `facts` is plain JSON for the
    screens: whom we met, what came and what went, and under AFTER the number of the last commit that the log held
    before it. `commits` is how many of its commits are in the log now.
    """

    id: bytes
    at_ms: int
    road: str
    place: str
    state: MeetingState = MeetingState.BEGUN
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    commits: int = 0


def put(connection: sqlite3.Connection, meeting: Meeting) -> None:
    """Remember a meeting, or what became of it. Runs inside the caller's transaction."""
    facts = json.dumps(dict(meeting.facts), ensure_ascii=False, sort_keys=True)
    row = (meeting.id, meeting.at_ms, meeting.road, meeting.place, str(meeting.state), facts)
    connection.execute("INSERT OR REPLACE INTO meeting VALUES (?, ?, ?, ?, ?, ?)", row)


def read(connection: sqlite3.Connection) -> list[Meeting]:
    """Every meeting, the latest first: by what the log held when it began, for a clock may have gone back since."""
    rows = connection.execute(
        "SELECT m.id, m.at_ms, m.road, m.place, m.state, m.facts,"
        " (SELECT count(*) FROM came JOIN commits USING (n) WHERE came.meeting = m.id)"
        " FROM meeting m"
    ).fetchall()
    found = [
        Meeting(name, at_ms, road, place, MeetingState(state), json.loads(facts), commits)
        for name, at_ms, road, place, state, facts, commits in rows
    ]
    return sorted(found, key=lambda one: (one.facts.get(AFTER, 0), one.at_ms, one.id), reverse=True)


def set_state(connection: sqlite3.Connection, meeting: bytes, state: MeetingState) -> None:
    """Say how far a meeting has come."""
    connection.execute("UPDATE meeting SET state = ? WHERE id = ?", (str(state), meeting))


def set_aside_some(
    connection: sqlite3.Connection, layouts: KindLayouts, meeting: bytes, own_feeds: Collection[bytes]
) -> Gone | None:
    """Set aside the next commits of a meeting, inside the caller's transaction; None when none are left.

    The roster's commits stay: whom we trust is no matter of one meeting. So do commits of this laptop's own feeds,
    which came home, and erasures. The newest go first, so that nothing stands without what it was built on.
    """
    count_on(connection)
    marks = ",".join("?" * len(own_feeds))
    rows = connection.execute(
        "SELECT n, parts FROM came JOIN commits USING (n)"  # noqa: S608 - question marks only
        " WHERE meeting = ? AND stream <> ? AND action <> ?"
        f" AND feed NOT IN ({marks}) ORDER BY n DESC LIMIT ?",
        (meeting, int(Stream.ROSTER), int(Action.ERASE), *own_feeds, PIECE),
    ).fetchall()
    numbers = _fitting(rows)
    if not numbers:
        return None
    connection.executemany(
        "INSERT INTO aside SELECT n, id, feed, seq, ?, header, signature, payload FROM commits WHERE n = ?",
        [(meeting, n) for n in numbers],
    )
    return take_out(connection, layouts, numbers)


def _fitting(rows: Sequence[tuple[int, int]]) -> list[int]:
    """The first of these (number, parts) that one short transaction can move; at least one."""
    found: list[int] = []
    parts = 0
    for n, count in rows:
        parts += count
        if found and parts > MOST_PARTS:
            break
        found.append(n)
    return found


def take_back_some(connection: sqlite3.Connection, layouts: KindLayouts, meeting: bytes) -> Gone | None:
    """Take the next set-aside commits of a meeting back into the log, under their old numbers; None when none are left.

    What is believed no longer, because its laptop was revoked meanwhile, goes on to quarantine.
    """
    rows = connection.execute(
        "SELECT n, header, signature, payload FROM aside WHERE meeting = ? ORDER BY n LIMIT ?",
        (meeting, PIECE),
    ).fetchall()
    if not rows:
        return None
    opened: dict[int, Commit] = {
        n: log.read_kept(header, signature, payload) for n, header, signature, payload in rows
    }
    fitting = _fitting([(n, len(commit.parts)) for n, commit in opened.items()])
    numbered = [(n, opened[n]) for n in fitting]
    connection.executemany("DELETE FROM aside WHERE n = ?", [(n,) for n, _ in numbered])
    log.insert(connection, numbered)
    begin_refold_again(connection)
    states = fold_commits(connection, layouts, numbered)
    back = Gone(frozenset(state.id for state in states), frozenset(state.kind for state in states))
    met = connection.execute("SELECT at_ms FROM meeting WHERE id = ?", (meeting,)).fetchone()
    feeds = {commit.header.feed for _, commit in numbered}
    roster, came_ms = roster_of(connection), met[0] if met else 0
    return Gone.of([back, withdraw(connection, layouts, roster, feeds, own_feeds=(), now_ms=came_ms)])


def built_on(connection: sqlite3.Connection, meeting: bytes) -> list[bytes]:
    """The records that somebody changed here after the meeting, on top of what it brought."""
    numbers = [
        row[0] for row in connection.execute("SELECT n FROM came WHERE meeting = ?", (meeting,)).fetchall()
    ]
    reader = StateReader(connection)
    found: list[bytes] = []
    for serials in later_changed(connection, numbers):
        states = reader.states(serials)
        brought = ids_at(connection, numbers)
        for serial, writes in reader.writes_of(serials).items():
            builds = any(
                brought.intersection(write.bases) and write.commit not in brought
                for of_stream in writes.values()
                for write in of_stream
            )
            if builds and serial in states:
                found.append(states[serial].id)
    return found
