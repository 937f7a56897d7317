"""Taking in commits that others signed: checked against the roster, kept once, folded like everything else."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from camifield.revisions.roster import Roster
from camifield.store import log
from camifield.store.ahead import NONE_OPENED, Ahead, Opened
from camifield.store.connection import transaction
from camifield.store.erasing import disown_unfounded, erase, erasures_in_log, fill
from camifield.store.feeds import note_came_home
from camifield.store.folds import fold_commits
from camifield.store.missing_words import held_among
from camifield.store.proofs import Carried, Proven, Refused, not_held, prove
from camifield.store.quarantine import Quarantine
from camifield.store.removal import Gone
from camifield.store.roster_effects import NOTHING, recall, withdraw
from camifield.store.rosters import commits_of, roster_of
from camifield.store.sheaf import KindLayouts


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


def receive_durably(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    carried: Sequence[Carried],
    ahead: Ahead,
    following: Sequence[Carried],
    *,
    project: bytes,
    own_feeds: Collection[bytes],
    now_ms: int,
    meeting: bytes = b"",
) -> Received:
    """`receive` in a transaction of its own; while the disk is waited for, `ahead` opens what will be handed in next."""
    opened = ahead.end()
    with transaction(connection):
        received = receive(
            connection,
            layouts,
            carried,
            project=project,
            own_feeds=own_feeds,
            now_ms=now_ms,
            meeting=meeting,
            opened=opened,
        )
        ahead.begin(following, roster_of(connection))
    ahead.wait()
    return received


def receive(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    carried: Sequence[Carried],
    *,
    project: bytes,
    own_feeds: Collection[bytes],
    now_ms: int,
    meeting: bytes = b"",
    opened: Opened = NONE_OPENED,
) -> Received:
    """Check and take in these commits, in any order and number. Runs inside the caller's transaction.

    Everything is checked before anything is written. Raises Problem ``commit-damaged``, ``commit-not-signed`` or
    ``commit-too-large`` for bytes that are no honest commit; one that the roster refuses goes into quarantine,
    and comes out of it when a later roster accepts it. `meeting` is remembered with what came.
    `opened` are commits that were opened before their turn (`ahead.py`).
    """
    fresh, known = not_held(connection, carried)
    before = roster_of(connection)
    proven = prove(
        connection,
        fresh,
        project=project,
        roster=before,
        held_roster=commits_of(connection),
        quarantine=lambda: Quarantine(connection),
        opened=opened,
    )
    let_in = [commit.id for commit in (*proven.of_roster, *proven.accepted)]
    _release(connection, [*let_in, *proven.unfit])
    refused = _quarantine(connection, proven.refused, fresh, now_ms)
    written = _write(connection, layouts, before, proven, own_feeds=own_feeds, now_ms=now_ms)
    came = [one for one in proven.accepted if one.id in fresh and one.id not in written.filled]
    came_home = {one.header.feed for one in came}.intersection(own_feeds)
    if came_home:
        note_came_home(connection, frozenset(came_home))
    if meeting:
        rows = [(meeting, n) for n in written.numbers]
        connection.executemany("INSERT OR IGNORE INTO came VALUES (?, ?)", rows)
    return Received(
        written.records,
        written.kinds,
        len(written.numbers) + len(written.filled),
        known,
        {one.id: one.reason for one in refused},
        frozenset(came_home),
        bool(proven.of_roster),
        bool(proven.erasing),
    )


class _Written(NamedTuple):
    """The numbers of the commits that were written, and the records and kinds whose rows changed by it.

    `filled` are those that stood here without their words and have them now.
    """

    numbers: list[int]
    filled: frozenset[bytes]
    records: frozenset[bytes]
    kinds: frozenset[str]


def _write(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    before: Roster,
    proven: Proven,
    *,
    own_feeds: Collection[bytes],
    now_ms: int,
) -> _Written:
    """Append what was let in, the roster first, and make the tables follow: also what leaves by it, and what is erased."""
    roster, gone = proven.roster, NOTHING
    numbers = log.append(connection, proven.of_roster)
    if numbers:
        gone = recall(connection, layouts, before, roster, own_feeds=own_feeds, now_ms=now_ms)
    standing = held_among(connection, [commit.id for commit in proven.accepted])
    coming = [commit for commit in proven.accepted if commit.id not in standing]
    added = log.append(connection, coming)
    states = fold_commits(connection, layouts, list(zip(added, coming, strict=True)))
    filled = fill(connection, layouts, [commit for commit in proven.accepted if commit.id in standing])
    cut_short = {feed for commit in proven.accepted if roster.last_of(feed := commit.header.feed) is not None}
    if cut_short:  # a copied laptop may have written beside what is believed of it
        more = withdraw(connection, layouts, roster, cut_short, own_feeds=own_feeds, now_ms=now_ms)
        gone = Gone.of([gone, more])
    if proven.erasing:
        erase(connection, layouts, proven.erasing & erasures_in_log(connection, roster))
    if numbers or cut_short:
        disown_unfounded(connection, roster)
    return _Written(
        [*numbers, *added],
        frozenset(standing),
        gone.records.union((state.id for state in states), filled.records),
        gone.kinds.union((state.kind for state in states), filled.kinds),
    )


def _release(connection: sqlite3.Connection, ids: Iterable[bytes]) -> None:
    """Take out of quarantine what is let in by now, and what turned out to be false."""
    connection.executemany("DELETE FROM quarantine WHERE id = ?", [(name,) for name in ids])


def _quarantine(
    connection: sqlite3.Connection, refused: Sequence[Refused], fresh: Mapping[bytes, Carried], now_ms: int
) -> list[Refused]:
    """Keep those that just came, and say of the others why they are refused by now; the former."""
    came = [one for one in refused if one.id in fresh]
    connection.executemany(
        "UPDATE quarantine SET reason = ? WHERE id = ? AND reason <> ?",
        [(one.reason, one.id, one.reason) for one in refused if one.id not in fresh],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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
            for one in came
        ],
    )
    return came
