"""Taking in commits that others signed: checked against the roster, kept once, folded like everything else."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from camifield.errors import Problem
from camifield.revisions.commits import LARGEST_PAYLOAD, Commit, open_commit
from camifield.revisions.enrolment import open_roster
from camifield.revisions.headers import Header, Stream, read_header
from camifield.revisions.roster import Roster
from camifield.security.hashing import commit_id
from camifield.store import log
from camifield.store.feeds import ids_held
from camifield.store.sheaf import KindLayouts, Sheaf
from camifield.store.states import State, StateReader
from camifield.store.writing import add_revisions

_ASKS_THE_AUTHOR = ("author-wrong", "author-unknown")


class Carried(NamedTuple):
    """A commit as it travels: the three byte strings that were signed and sent."""

    header: bytes
    signature: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """What a meeting brought. `quarantined` is commit id -> the reason, a stable word.

    `is_own_feed_ahead` says that commits of this laptop's own feeds came that it does not hold: the store is a
    copy or an older one, and must begin new feeds.
    """

    records: frozenset[bytes] = frozenset()
    kinds: frozenset[str] = frozenset()
    commits: int = 0
    known: int = 0
    quarantined: Mapping[bytes, str] = field(default_factory=dict[bytes, str])
    is_own_feed_ahead: bool = False


class _Checked(NamedTuple):
    accepted: list[Commit]
    refused: list[tuple[Header, bytes, Carried, str]]


def receive(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    carried: Sequence[Carried],
    *,
    project: bytes,
    own_feeds: Collection[bytes],
    now_ms: int,
) -> Received:
    """Check and take in these commits, in any order and number. Runs inside the caller's transaction.

    Everything is checked before anything is written. Raises Problem ``commit-damaged``, ``commit-not-signed`` or
    ``commit-too-large`` for bytes that are no honest commit; one that the roster refuses goes into quarantine,
    and comes out of it when a later roster accepts it.
    """
    fresh, known = _not_held(connection, carried)
    roster_commits = [open_roster(*one) for one in fresh.values() if _stream_of(one) == Stream.ROSTER]
    rescued: dict[bytes, Carried] = {}
    if roster_commits:
        log.append(connection, roster_commits)
        rescued = _quarantined(connection)
    roster = Roster.from_commits(project, log.roster_commits(connection))
    others = {name: one for name, one in fresh.items() if _stream_of(one) != Stream.ROSTER}
    checked = _check({**rescued, **others}, roster)
    connection.executemany(
        "DELETE FROM quarantine WHERE id = ?", [(c.id,) for c in checked.accepted if c.id in rescued]
    )
    refused = [one for one in checked.refused if one[1] not in rescued]
    _quarantine(connection, refused, now_ms)
    numbered = list(zip(log.append(connection, checked.accepted), checked.accepted, strict=True))
    states = fold_commits(connection, layouts, numbered)
    return Received(
        frozenset(state.id for state in states),
        frozenset(state.kind for state in states),
        len(checked.accepted) + len(roster_commits),
        known,
        {name: reason for _, name, _, reason in refused},
        any(commit.header.feed in own_feeds for commit in checked.accepted),
    )


def fold_commits(
    connection: sqlite3.Connection, layouts: KindLayouts, commits: Iterable[tuple[int, Commit]]
) -> list[State]:
    """Fold the records that these stored commits touch, from all their parts; their states afterwards."""
    reader = StateReader(connection)
    revisions = [
        (part.record, n, position)
        for n, commit in commits
        if not log.is_roster(commit)
        for position, part in enumerate(commit.parts)
    ]
    serials = reader.serials([record for record, _, _ in revisions])
    fresh = [
        record for record in dict.fromkeys(record for record, _, _ in revisions) if record not in serials
    ]
    serials.update(number_records(connection, fresh))
    add_revisions(connection, revisions, serials)
    states = reader.states(serials.values())
    sheaf = Sheaf(layouts)
    for state in states.values():
        sheaf.replace(state)
    sheaf.write(connection)
    return list(states.values())


def number_records(connection: sqlite3.Connection, records: Sequence[bytes]) -> dict[bytes, int]:
    """Serials for records that were never seen; their rows hold nothing until they are folded."""
    first = int(connection.execute("SELECT coalesce(max(serial), 0) FROM record").fetchone()[0]) + 1
    serials = {record: first + place for place, record in enumerate(records)}
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, '', 0, x'', x'', x'', 0, 0, NULL, 0, NULL)",
        [(serial, record) for record, serial in serials.items()],
    )
    return serials


def _not_held(connection: sqlite3.Connection, carried: Sequence[Carried]) -> tuple[dict[bytes, Carried], int]:
    for one in carried:
        if len(one.payload) > LARGEST_PAYLOAD:
            raise Problem("commit-too-large", parameters={"bytes": len(one.payload)})
    by_id = {commit_id(one.header): one for one in carried}
    known = ids_held(connection, list(by_id))
    return {name: one for name, one in by_id.items() if name not in known}, len(known)


def _stream_of(carried: Carried) -> int:
    return read_header(carried.header).stream


def _check(carried: Mapping[bytes, Carried], roster: Roster) -> _Checked:
    accepted: list[Commit] = []
    refused: list[tuple[Header, bytes, Carried, str]] = []
    for name, one in carried.items():
        header = read_header(one.header)
        key = roster.key_of(header.feed)
        reason = roster.refusal(header)
        if header.is_newer and reason in _ASKS_THE_AUTHOR:
            reason = (
                None  # its author cannot be read yet; its feed is a known device's, and that key signed it
            )
        commit = open_commit(*one, key) if key is not None else None
        if reason is None and commit is not None and commit.erased:
            reason = "erased-unexplained"
        if reason is None and commit is not None:
            accepted.append(commit)
        else:
            refused.append((header, name, one, reason or "feed-unknown"))
    return _Checked(accepted, refused)


def _quarantined(connection: sqlite3.Connection) -> dict[bytes, Carried]:
    rows = connection.execute("SELECT id, header, signature, payload FROM quarantine").fetchall()
    return {name: Carried(header, signature, log.unpacked(kept)) for name, header, signature, kept in rows}


def _quarantine(
    connection: sqlite3.Connection, refused: Sequence[tuple[Header, bytes, Carried, str]], now_ms: int
) -> None:
    connection.executemany(
        "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                name,
                header.feed,
                header.seq,
                reason,
                now_ms,
                one.header,
                one.signature,
                log.packed(one.payload),
            )
            for header, name, one, reason in refused
        ],
    )
