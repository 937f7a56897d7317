"""From the log into the tables: folding the records that commits touch, and folding records again when their commits changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from camifield.revisions.commits import Commit
from camifield.store import log
from camifield.store.sheaf import KindLayouts, Sheaf
from camifield.store.states import MOST_AT_ONCE, State, StateReader, Stored

REFOLD: Final = "refold"  # the note of how far an interrupted refold of everything has come


def fold_commits(
    connection: sqlite3.Connection, layouts: KindLayouts, commits: Iterable[tuple[int, Commit]]
) -> list[State]:
    """Fold the records that these stored commits touch, from all their parts; their states afterwards."""
    reader = StateReader(connection)
    touched: dict[bytes, list[Stored]] = {}
    for n, commit in commits:
        if not log.is_roster(commit):
            for position, part in enumerate(commit.parts):
                touched.setdefault(part.record, []).append(Stored(n, position, commit, part))
    known = reader.serials(list(touched))
    first = next_serial(connection)
    fresh = {
        record: serial for serial, record in enumerate((r for r in touched if r not in known), start=first)
    }
    revisions = [(record, one.n, one.position) for record, found in touched.items() for one in found]
    add_revisions(connection, revisions, {**known, **fresh})
    states = [*reader.states(known.values()).values()]
    sheaf = Sheaf(layouts)
    for state in states:
        sheaf.replace(state)
    for record, serial in fresh.items():
        states.append(reader.state_of(serial, touched[record]))
        sheaf.add(states[-1])
    sheaf.write(connection)
    return states


def fold_records(
    connection: sqlite3.Connection, layouts: KindLayouts, records: Collection[bytes]
) -> frozenset[str]:
    """Fold these records anew, because something that was in the log already changed; their kinds.

    Runs inside the caller's transaction. A refold of everything that was interrupted begins again: it looks only at
    commits that came after its beginning.
    """
    begin_refold_again(connection)
    serials = StateReader(connection).serials(sorted(records)).values()
    return fold_serials(connection, layouts, sorted(serials))


def fold_serials(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    serials: Sequence[int],
    *,
    mark_unsent: bool = True,
) -> frozenset[str]:
    """Fold these records anew from the log into the tables in use; their kinds, of before and now.

    Runs inside the caller's transaction. A record of which the log holds nothing any more has no rows afterwards.
    """
    kinds: set[str] = set()
    reader = StateReader(connection)
    for start in range(0, len(serials), MOST_AT_ONCE):
        some = serials[start : start + MOST_AT_ONCE]
        left = reader.states(some)
        sheaf = Sheaf(layouts)
        for state in left.values():
            sheaf.replace(state)
            kinds.update((state.kind, state.was_kind))
        for state in reader.emptied([serial for serial in some if serial not in left]):
            sheaf.remove(state)
            kinds.add(state.was_kind)
        sheaf.write(connection, mark_unsent=mark_unsent)
    return frozenset(kinds)


def begin_refold_again(connection: sqlite3.Connection) -> None:
    """Let an interrupted refold of everything begin from the start, with other kinds than it began with: none."""
    sql = 'UPDATE meta SET value = \'{"kinds": "", "began_at": 0}\' WHERE key = ?'
    connection.execute(sql, (REFOLD,))


def next_serial(connection: sqlite3.Connection) -> int:
    """The serial of the next record that is seen for the first time."""
    return int(connection.execute("SELECT coalesce(max(serial), 0) FROM record").fetchone()[0]) + 1


def number_records(connection: sqlite3.Connection, records: Sequence[bytes]) -> dict[bytes, int]:
    """Serials for records that were never seen; their rows hold nothing until they are folded."""
    first = next_serial(connection)
    serials = {record: first + place for place, record in enumerate(records)}
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, '', 0, x'', x'', x'', 0, 0, NULL, 0, NULL)",
        [(serial, record) for record, serial in serials.items()],
    )
    return serials


def add_revisions(
    connection: sqlite3.Connection,
    revisions: Iterable[tuple[bytes, int, int]],
    serials: Mapping[bytes, int],
) -> None:
    """Remember which commit and part touched which record: (record, commit's number, place of the part)."""
    connection.executemany(
        "INSERT OR IGNORE INTO revision VALUES (?, ?, ?)",
        [(serials[record], n, position) for record, n, position in revisions],
    )
