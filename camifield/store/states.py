"""What records hold, folded from their parts in the log: the one way by which a save, a meeting and a refold all go."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, cast

from camifield.fields.grouping import Groups
from camifield.revisions.authority import DECIDED_KINDS, Author, Judged, judge_both
from camifield.revisions.commits import Commit
from camifield.revisions.headers import Stream
from camifield.revisions.merge import NOTHING, Folded, Write, fold, write_of
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.store.log import PartReader
from camifield.store.rosters import roster_of

MOST_AT_ONCE = 500
# Whoever is in the log without a role was in the team once: what he began and wrote by himself stands.
NO_ROLE = "monitor"
Writes = Mapping[int, list[Write]]


class State(NamedTuple):
    """One record as the log has it, in both streams.

    `author`, `created_ms` and `batch` are those of its first write, `changed_ms` of its last, by (lamport,
    commit) and so the same on every laptop. `card`, `was_deleted` and `was_kind` are what the tables say of it
    now, before this state is written: its line in `card`, None when there is none. `refused` are (stream, commit) of
    writes that their author's role did not allow, and that wait for somebody who may decide.
    """

    serial: int
    id: bytes
    kind: str
    open: Folded
    restricted: Folded
    author: bytes
    created_ms: int
    changed_ms: int
    batch: bytes | None
    last_n: int
    card: int | None = None
    was_deleted: bool = False
    was_kind: str = ""
    refused: tuple[tuple[int, bytes], ...] = ()

    @property
    def deleted(self) -> bool:
        """The open stream says so; the restricted one only for a record that lives there alone."""
        return self.open.deleted if self.open.heads else self.restricted.deleted

    @property
    def heads(self) -> tuple[bytes, ...]:
        """All heads, the open stream's first: what a change begun now is based on."""
        return (*self.open.heads, *self.restricted.heads)

    @property
    def version(self) -> str:
        """The heads in hexadecimal, as the typed row shows them."""
        return " ".join(head.hex() for head in self.heads)

    @property
    def groups(self) -> Groups:
        """The values to show of both streams."""
        # The log's values are a superset in type only: what is of no shape a field knows is sorted out by its reader.
        if not self.restricted.groups:
            return cast("Groups", self.open.groups)
        return cast("Groups", {**self.open.groups, **self.restricted.groups})

    def of(self, stream: int) -> Folded:
        return self.restricted if stream == Stream.RESTRICTED else self.open


def new_state(
    n: int, commit: Commit, part: Part, serial: int, *, also: tuple[int, Commit, Part] | None = None
) -> State:
    """The state of a record that was never seen before, from the one part, or the two, that made it."""
    header = commit.header
    folded = fold((write_of(commit, part),))
    beside = NOTHING if also is None else fold((write_of(also[1], also[2]),))
    last_n = n if also is None else max(n, also[0])
    is_restricted = header.stream == Stream.RESTRICTED
    return State(
        serial,
        part.record,
        part.kind,
        beside if is_restricted else folded,
        folded if is_restricted else beside,
        header.author,
        header.at_ms,
        (also[1] if also else commit).header.at_ms,
        header.batch or None,
        last_n,
    )


class Stored(NamedTuple):
    """One part of a commit that is at hand: the commit's number, the part's place in it, and both."""

    n: int
    position: int
    commit: Commit
    part: Part


class _Place(NamedTuple):
    """Where one part of a record is, and what its commit's header says, without opening the commit."""

    n: int
    position: int
    commit: bytes
    stream: int
    lamport: int
    author: bytes
    at_ms: int
    batch: bytes | None
    feed: bytes
    seq: int


class StateReader:
    """Reads the states of records that the tables know, from the log. For one thread, and one transaction or read."""

    def __init__(self, connection: sqlite3.Connection, record_table: str = "record") -> None:
        self._connection = connection
        self._parts = PartReader(connection)
        self._record_table = record_table

    def serials(self, ids: Sequence[bytes]) -> dict[bytes, int]:
        """The serials of those of these records that are known."""
        found: dict[bytes, int] = {}
        for start in range(0, len(ids), MOST_AT_ONCE):
            some = ids[start : start + MOST_AT_ONCE]
            sql = f"SELECT id, serial FROM record WHERE id IN ({','.join('?' * len(some))})"
            found.update(self._connection.execute(sql, some).fetchall())
        return found

    def states(self, serials: Iterable[int]) -> dict[int, State]:
        """The states of these records, folded from all their parts. A part of an unreadable commit is a Problem."""
        wanted = sorted(set(serials))
        found: dict[int, State] = {}
        for start in range(0, len(wanted), MOST_AT_ONCE):
            found.update(self._some_states(wanted[start : start + MOST_AT_ONCE]))
        return found

    def emptied(self, serials: Sequence[int]) -> list[State]:
        """What the tables still say of records of which the log holds nothing any more."""
        found: list[State] = []
        for serial in serials:
            sql = f"SELECT id, card, deleted, kind FROM {self._record_table} WHERE serial = ?"
            row = self._connection.execute(sql, (serial,)).fetchone()
            if row is not None:
                record, card, deleted, kind = row
                gone = State(serial, record, kind, NOTHING, NOTHING, b"", 0, 0, None, 0)
                found.append(gone._replace(card=card, was_deleted=bool(deleted), was_kind=kind))
        return found

    def writes(self, serial: int, stream: int) -> list[Write]:
        """All writes of one record in one stream."""
        return self.writes_of([serial]).get(serial, {}).get(stream, [])

    def writes_of(self, serials: Sequence[int]) -> dict[int, dict[int, list[Write]]]:
        """serial -> stream -> all writes of that record there; at most 500 serials."""
        found: dict[int, dict[int, list[Write]]] = {}
        for serial, places in self._places(serials).items():
            of_record = found.setdefault(serial, {})
            for place in places:
                of_record.setdefault(place.stream, []).append(self._write(place, self._part(place)))
        return found

    def judged_writes_of(
        self, serials: Sequence[int], roster: Roster | None = None
    ) -> dict[int, tuple[dict[int, list[Write]], dict[bytes, Author]]]:
        """As `writes_of`, with the author of each commit and the role that held for it, by another roster if given."""
        found: dict[int, tuple[dict[int, list[Write]], dict[bytes, Author]]] = {}
        for serial, places in self._places(serials).items():
            writes: dict[int, list[Write]] = {}
            authors: dict[bytes, Author] = {}
            for place in places:
                writes.setdefault(place.stream, []).append(self._write(place, self._part(place)))
                authors[place.commit] = _author(place, roster or self._roster)
            found[serial] = (writes, authors)
        return found

    def entries(self, serial: int) -> list[tuple[int, Part]]:
        """(commit number, part) of every part of one record, in both streams, in the order they came."""
        return [(place.n, self._part(place)) for place in self._places([serial]).get(serial, [])]

    def _some_states(self, serials: Sequence[int]) -> dict[int, State]:
        marks = ",".join("?" * len(serials))
        sql = f"SELECT serial, id, card, deleted, kind FROM {self._record_table} WHERE serial IN ({marks})"
        rows = self._connection.execute(sql, serials).fetchall()
        places = self._places(serials)
        return {
            serial: self._state(
                serial, record, places[serial], [self._part(place) for place in places[serial]]
            )._replace(card=card, was_deleted=bool(deleted), was_kind=kind)
            for serial, record, card, deleted, kind in rows
            if serial in places
        }

    def _places(self, serials: Sequence[int]) -> dict[int, list[_Place]]:
        marks = ",".join("?" * len(serials))
        rows = self._connection.execute(
            "SELECT r.serial, r.n, r.part, c.id, c.stream, c.lamport, c.author, c.at_ms, c.batch, c.feed, c.seq"
            " FROM revision r"
            f" CROSS JOIN commits c ON c.n = r.n WHERE r.serial IN ({marks}) ORDER BY r.serial, r.n, r.part",
            serials,
        ).fetchall()
        return {
            serial: [_Place(*row[1:]) for row in group] for serial, group in groupby(rows, key=itemgetter(0))
        }

    def state_of(self, serial: int, found: Sequence[Stored]) -> State:
        """The state of a record that the tables do not know, from all parts that there are of it, in their order."""
        first = found[0]
        is_open = first.commit.header.stream == Stream.OPEN and first.part.kind not in DECIDED_KINDS
        if len(found) == 1 and is_open and not first.part.bases:
            return new_state(first.n, first.commit, first.part, serial)
        parts = [one.part for one in found]
        return self._state(serial, first.part.record, [_place_of(one) for one in found], parts)

    def _state(self, serial: int, record: bytes, places: Sequence[_Place], parts: Sequence[Part]) -> State:
        ordered = sorted(range(len(places)), key=lambda at: (places[at].lamport, places[at].commit))
        first, last = places[ordered[0]], places[ordered[-1]]
        writes: dict[int, list[Write]] = {}
        for place, part in zip(places, parts, strict=True):
            writes.setdefault(place.stream, []).append(self._write(place, part))
        kind = parts[ordered[0]].kind
        opened, restricted = self._judged(kind, writes, places)
        return State(
            serial,
            record,
            kind,
            fold(opened.allowed),
            fold(restricted.allowed),
            first.author,
            first.at_ms,
            last.at_ms,
            first.batch,
            max(place.n for place in places),
            refused=(
                *((int(Stream.OPEN), one) for one in opened.waiting),
                *((int(Stream.RESTRICTED), one) for one in restricted.waiting),
            ),
        )

    def _judged(self, kind: str, writes: Writes, places: Sequence[_Place]) -> tuple[Judged, Judged]:
        """The writes that count, stream by stream. A single beginning needs no judge; most records have no more."""
        opened, restricted = writes.get(Stream.OPEN, []), writes.get(Stream.RESTRICTED, [])
        is_single = len(opened) < 2 and not restricted and not any(write.bases for write in opened)
        if is_single and kind not in DECIDED_KINDS:
            return Judged(opened, ()), Judged([], ())
        authors = {place.commit: _author(place, self._roster) for place in places}
        return judge_both(opened, restricted, authors, is_decision=kind in DECIDED_KINDS)

    @cached_property
    def _roster(self) -> Roster:
        """Asked once for all records of this reading."""
        return roster_of(self._connection)

    def _part(self, place: _Place) -> Part:
        return self._parts.part(place.n, place.position)

    @staticmethod
    def _write(place: _Place, part: Part) -> Write:
        return Write(place.commit, place.lamport, part.bases, part.groups, part.deleted, part.erased)


def _author(place: _Place, roster: Roster) -> Author:
    role = roster.role_at(place.author, place.feed, place.seq) or NO_ROLE
    return Author(roster.person_of(place.author), role)


def _place_of(stored: Stored) -> _Place:
    head = stored.commit.header
    return _Place(
        stored.n,
        stored.position,
        stored.commit.id,
        int(head.stream),
        head.lamport,
        head.author,
        head.at_ms,
        head.batch or None,
        head.feed,
        head.seq,
    )
