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


# A step is never edited once it was released; a mistake in it is mended by the next.
STEPS: tuple[Step, ...] = ()


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
