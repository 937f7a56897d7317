"""From older layouts to this one: numbered steps that touch only the log's tables, each durable before the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from camifield.progress import Progress
from camifield.store.connection import transaction
from camifield.store.layout import LAYOUT


class Step(NamedTuple):
    """What leads to layout `to` from the one before. Folded tables are never migrated: they are folded anew."""

    to: int
    change: Callable[[sqlite3.Connection], None]


# What layout 2 added, as it was added: `layout.MEETING_TABLES` may go on to grow, this never does.
_MEETINGS = (
    "CREATE TABLE held (feed BLOB PRIMARY KEY, highest INTEGER NOT NULL, held INTEGER NOT NULL,"
    " fingerprint BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE meeting (id BLOB PRIMARY KEY, at_ms INTEGER NOT NULL, road TEXT NOT NULL, place TEXT NOT NULL,"
    " state TEXT NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE came (meeting BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (meeting, n)) WITHOUT ROWID",
    "CREATE TABLE aside (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, feed BLOB NOT NULL, seq INTEGER NOT NULL,"
    " meeting BLOB NOT NULL, header BLOB NOT NULL, signature BLOB NOT NULL, payload BLOB NOT NULL)",
    "CREATE INDEX aside_of_feed ON aside (feed, seq)",
    "CREATE TABLE receipt (device BLOB PRIMARY KEY, at_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL,"
    " vector BLOB NOT NULL, signed BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE erased (id BLOB NOT NULL, part INTEGER NOT NULL, PRIMARY KEY (id, part)) WITHOUT ROWID",
)


def _add_meetings(connection: sqlite3.Connection) -> None:
    for statement in _MEETINGS:
        connection.execute(statement)


# A step is never edited once it was released; a mistake in it is mended by the next.
STEPS: tuple[Step, ...] = (Step(2, _add_meetings),)


def layout_of(connection: sqlite3.Connection) -> int:
    """The layout that the file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, progress: Progress | None = None, steps: Sequence[Step] = STEPS
) -> int:
    """Bring the file to the newest layout; how many steps were taken. Interrupted, it goes on where it was."""
    waiting = [step for step in steps if step.to > layout_of(connection)]
    for done, step in enumerate(waiting):
        if progress is not None:
            progress.step(done, len(waiting), "store.migrating")
        with transaction(connection):
            step.change(connection)
            connection.execute(f"PRAGMA user_version={step.to}")
    return len(waiting)


def newest(steps: Sequence[Step] = STEPS) -> int:
    """The layout that the steps lead to; always LAYOUT for the released ones (a test holds them together)."""
    return steps[-1].to if steps else LAYOUT
