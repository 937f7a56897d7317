"""Taking in commits that others signed: checked against the roster, kept once, folded like everything else."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from camifield.revisions.commits import Commit
from camifield.store import log
from camifield.store.checking_in import Carried, Refused, by_stream, check, check_roster, not_held
from camifield.store.erasing import erase, late_erasures
from camifield.store.recalling import NOTHING, recall, withdraw
from camifield.store.rosters import commits_of, roster_of
from camifield.store.sheaf import KindLayouts, Sheaf
from camifield.store.states import State, StateReader, Stored
from camifield.store.withdrawing import Gone
from camifield.store.writing import add_revisions, next_serial


@dataclass(frozen=True, slots=True)
class Received:
    """What a meeting brought. `quarantined` is commit id -> the reason, a stable word.

    `came_home` are this laptop's own feeds of which commits came that it does not hold: where it writes in one of
    them now, the store is a copy or an older one, and must begin new feeds. `roster_changed` says that people, roles or laptops did;
    `has_erased` says that words were erased, and what lies beside the store must follow (`erasing.to_clean_up`).
    """

    records: frozenset[bytes] = frozenset()
    kinds: frozenset[str] = frozenset()
    commits: int = 0
    known: int = 0
    quarantined: Mapping[bytes, str] = field(default_factory=dict[bytes, str])
    came_home: frozenset[bytes] = frozenset()
    roster_changed: bool = False
    has_erased: bool = False


def receive(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    carried: Sequence[Carried],
    *,
    project: bytes,
    own_feeds: Collection[bytes],
    now_ms: int,
    meeting: bytes = b"",
) -> Received:
    """Check and take in these commits, in any order and number. Runs inside the caller's transaction.

    Everything is checked before anything is written. Raises Problem ``commit-damaged``, ``commit-not-signed`` or
    ``commit-too-large`` for bytes that are no honest commit; one that the roster refuses goes into quarantine,
    and comes out of it when a later roster accepts it. `meeting` is remembered with what came.
    """
    fresh, known = not_held(connection, carried)
    of_roster, others = by_stream(fresh)
    before = roster = roster_of(connection)
    waiting: dict[bytes, Carried] = {}
    numbers: list[int] = []
    refused: list[Refused] = []
    gone = NOTHING
    if of_roster:
        waiting_roster, waiting = by_stream(_quarantined(connection))
        about = check_roster({**waiting_roster, **of_roster}, commits_of(connection), project)
        _release(connection, about.accepted, waiting_roster)
        refused.extend(one for one in about.refused if one.id not in waiting_roster)
        numbers, roster = log.append(connection, about.accepted), about.roster
        gone = recall(connection, layouts, before, roster, own_feeds=own_feeds, now_ms=now_ms)
    late = late_erasures(connection, before, roster)
    if late:
        erase(connection, layouts, late)
    checked = check(connection, {**waiting, **others}, roster)
    if checked.erasing and not of_roster:  # an erasure explains what came without words before it
        waiting = by_stream(_quarantined(connection))[1]
        checked = check(connection, {**waiting, **others}, roster)
    _release(connection, checked.accepted, waiting)
    refused.extend(one for one in checked.refused if one.id not in waiting)
    _quarantine(connection, refused, now_ms)
    added = log.append(connection, checked.accepted)
    states = fold_commits(connection, layouts, list(zip(added, checked.accepted, strict=True)))
    cut_short = {
        feed for commit in checked.accepted if roster.last_of(feed := commit.header.feed) is not None
    }
    if cut_short:  # a copied laptop may have written beside what is believed of it
        gone = Gone.of(
            [gone, withdraw(connection, layouts, roster, cut_short, own_feeds=own_feeds, now_ms=now_ms)]
        )
    if checked.erasing:
        erase(connection, layouts, checked.erasing)
    if meeting:
        came = [(meeting, n) for n in (*numbers, *added)]
        connection.executemany("INSERT OR IGNORE INTO came VALUES (?, ?)", came)
    return Received(
        gone.records.union(state.id for state in states),
        gone.kinds.union(state.kind for state in states),
        len(added) + len(numbers),
        known,
        {one.id: one.reason for one in refused},
        frozenset(one.header.feed for one in checked.accepted if one.id not in waiting).intersection(
            own_feeds
        ),
        bool(numbers),
        bool(checked.erasing or late),
    )


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


def number_records(connection: sqlite3.Connection, records: Sequence[bytes]) -> dict[bytes, int]:
    """Serials for records that were never seen; their rows hold nothing until they are folded."""
    first = next_serial(connection)
    serials = {record: first + place for place, record in enumerate(records)}
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, '', 0, x'', x'', x'', 0, 0, NULL, 0, NULL)",
        [(serial, record) for record, serial in serials.items()],
    )
    return serials


def _quarantined(connection: sqlite3.Connection) -> dict[bytes, Carried]:
    rows = connection.execute("SELECT id, header, signature, payload FROM quarantine").fetchall()
    return {name: Carried(header, signature, log.unpacked(kept)) for name, header, signature, kept in rows}


def _release(
    connection: sqlite3.Connection, accepted: Iterable[Commit], waiting: Mapping[bytes, Carried]
) -> None:
    """Take out of quarantine what is let in by now."""
    let_in = [(commit.id,) for commit in accepted if commit.id in waiting]
    connection.executemany("DELETE FROM quarantine WHERE id = ?", let_in)


def _quarantine(connection: sqlite3.Connection, refused: Sequence[Refused], now_ms: int) -> None:
    connection.executemany(
        "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.id,
                one.header.feed,
                one.header.seq,
                one.reason,
                now_ms,
                one.carried.header,
                one.carried.signature,
                log.packed(one.carried.payload),
            )
            for one in refused
        ],
    )
