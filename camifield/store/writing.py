"""Saving: what a person changed becomes parts, the parts signed commits, and the commits rows, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from camifield.errors import Problem
from camifield.fields.grouping import Groups, GroupValue
from camifield.revisions.authority import DECIDERS, EDITORS, MAY_NOT_DECIDE
from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Group
from camifield.revisions.headers import Stream
from camifield.revisions.merge import Folded, advance, fold, is_fast_forward, write_of
from camifield.revisions.parts import Part, line_of
from camifield.revisions.roster import Roster
from camifield.store import log
from camifield.store.feeds import authors_of
from camifield.store.folds import add_revisions, next_serial
from camifield.store.pace import Pace
from camifield.store.rosters import roster_of
from camifield.store.sheaf import KindLayouts, Sheaf
from camifield.store.signing import Occasion, Sealer, Signer
from camifield.store.states import NO_ROLE, State, StateReader, new_state


@dataclass(frozen=True, slots=True)
class Save:
    """One change to one record.

    groups: each touched merge group whole, of both streams (`fields.grouping`); None for what was emptied.
    deleted: True to delete, False to restore, None when neither is meant (a deleted record stays deleted).
    bases: the heads that the person saw, of either stream, in any order; None for the present ones. An edit
    that began from older heads is kept beside what was saved since, and shown as a conflict.
    """

    record: bytes
    kind: str
    groups: Groups
    deleted: bool | None = None
    why: str | None = None
    bases: tuple[bytes, ...] | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save: the records, their kinds, the ids of the commits, and how far the own feeds have come."""

    records: tuple[bytes, ...]
    kinds: frozenset[str]
    commits: tuple[bytes, ...]
    feeds: Mapping[bytes, int]

    @classmethod
    def of(cls, chunks: Sequence[Saved]) -> Saved:
        """Several chunks as one."""
        return cls(
            tuple(record for one in chunks for record in one.records),
            frozenset(kind for one in chunks for kind in one.kinds),
            tuple(commit for one in chunks for commit in one.commits),
            {feed: seq for one in chunks for feed, seq in one.feeds.items()},
        )


def chunks_of(saves: Iterable[Save], pace: Pace | None = None) -> Iterator[list[Save]]:
    """The saves in the order given, cut so that each chunk is a transaction of that pace and holds a record once."""
    pace = pace or Pace()
    chunk: list[Save] = []
    records: set[bytes] = set()
    for save in saves:
        if len(chunk) >= pace.most or save.record in records:
            yield chunk
            chunk, records = [], set()
        chunk.append(save)
        records.add(save.record)
    if chunk:
        yield chunk


class Writer:
    """Writes one chunk of saves. Its caller holds the writing lock and an open transaction."""

    def __init__(
        self, connection: sqlite3.Connection, layouts: KindLayouts, signer: Signer, occasion: Occasion
    ) -> None:
        self._connection = connection
        self._layouts = layouts
        self._signer = signer
        self._occasion = occasion
        self._reader = StateReader(connection)

    def write(self, saves: Sequence[Save]) -> Saved:
        """Append the commits of these saves and fold the touched records. Each record comes once.

        Raises KeyError for a kind that this version does not know, ValueError for a record of another kind, and
        Problem as `seal_chain` does; the caller's transaction then takes everything back.
        """
        known = self._known(saves)
        parts: dict[int, list[Part]] = {Stream.OPEN: [], Stream.RESTRICTED: []}
        for save in saves:
            if save.kind in MAY_NOT_DECIDE and self._role not in DECIDERS:
                raise Problem(MAY_NOT_DECIDE[save.kind])
            if (state := known.get(save.record)) is not None:
                self._check_role(state)
            for stream, part in self._parts_of(save, known.get(save.record)):
                parts[stream].append(part)
        sealer = Sealer(self._connection, self._signer, self._occasion)
        commits = [
            commit
            for stream in (Stream.OPEN, Stream.RESTRICTED)
            for commit in sealer.seal(stream, parts[stream])
        ]
        numbered = list(zip(log.append(self._connection, commits), commits, strict=True))
        self._fold(numbered, known)
        return Saved(
            tuple(save.record for save in saves),
            frozenset(save.kind for save in saves),
            tuple(commit.id for commit in commits),
            {commit.header.feed: commit.header.seq for commit in commits},
        )

    def _known(self, saves: Sequence[Save]) -> dict[bytes, State]:
        serials = self._reader.serials([save.record for save in saves])
        states = self._reader.states(serials.values()) if serials else {}
        found = {state.id: state for state in states.values()}
        for save in saves:
            state = found.get(save.record)
            if state is not None and state.kind != save.kind:
                raise ValueError(f"the record is a {state.kind}, not a {save.kind}")
        return found

    def _check_role(self, state: State) -> None:
        """What the merge would not count is not written. Raises Problem ``role-may-not-edit``."""
        if self._role in EDITORS:
            return
        if self._roster.person_of(self._signer.author) != self._roster.person_of(state.author):
            raise Problem("role-may-not-edit")

    def _check_deciding(self, groups: Groups, folded: Folded) -> None:
        """Answers that others gave differently are decided by those who may. Raises ``role-may-not-decide``."""
        contested = [folded.conflicts[name] for name in groups if name in folded.conflicts]
        if not contested or self._role in DECIDERS:
            return
        said = [commit for versions in contested for version in versions for commit in version.commits]
        people = {self._roster.person_of(author) for author in authors_of(self._connection, said)}
        if people != {self._roster.person_of(self._signer.author)}:
            raise Problem("role-may-not-decide")

    @cached_property
    def _role(self) -> str:
        return self._roster.role_of(self._signer.author) or NO_ROLE

    @cached_property
    def _roster(self) -> Roster:
        return roster_of(self._connection)

    def _parts_of(self, save: Save, state: State | None) -> list[tuple[int, Part]]:
        by_stream = _kept_restricted(self._layouts.split(save.kind, save.groups), state)
        home = _home(state, by_stream)
        if home not in by_stream and (save.deleted is not None or not by_stream):
            nothing: Groups = {}
            by_stream = {**by_stream, home: nothing}
        return [
            (stream, self._part(save, state, stream, by_stream[stream], is_home=stream == home))
            for stream in sorted(by_stream)
        ]

    def _part(
        self,
        save: Save,
        state: State | None,
        stream: int,
        groups: Groups,
        *,
        is_home: bool,
    ) -> Part:
        bases = self._bases(save, state, stream)
        if state is not None and len(bases) > 1:
            self._check_deciding(groups, state.of(stream))
        deleted = save.deleted if is_home else None
        if is_home and deleted is None and state is not None and state.deleted:
            # In the log a write that says nothing about it brings the record back, and so it must when it was
            # begun before the deletion: an edit beats a delete.
            deleted = True if set(bases) == set(state.of(stream).heads) else None
        written = _written(groups)
        return Part(save.kind, save.record, written, bases, deleted, save.why)

    def _bases(self, save: Save, state: State | None, stream: int) -> tuple[bytes, ...]:
        if state is None:
            return ()
        heads = state.of(stream).heads
        if save.bases is None:
            return heads
        named = tuple(base for base in save.bases if base in heads)
        if len(named) == len(heads) and set(save.bases) <= set(state.heads):
            return heads
        older = {write.commit for write in self._reader.writes(state.serial, stream)}
        return tuple(base for base in save.bases if base in older)

    def _fold(self, commits: Sequence[tuple[int, Commit]], known: Mapping[bytes, State]) -> None:
        free = next_serial(self._connection)
        touched: dict[bytes, list[tuple[int, Commit, Part]]] = {}
        revisions: list[tuple[bytes, int, int]] = []
        for n, commit in commits:
            for position, part in enumerate(commit.parts):
                touched.setdefault(part.record, []).append((n, commit, part))
                revisions.append((part.record, n, position))
        sheaf = Sheaf(self._layouts)
        serials: dict[bytes, int] = {}
        contested: list[int] = []
        for record, found in touched.items():
            state = known.get(record)
            if state is None:
                serials[record] = free
                free += 1
                sheaf.add(new_state(*found[0], serials[record], also=found[1] if len(found) > 1 else None))
                continue
            serials[record] = state.serial
            advanced: State | None = state
            for n, commit, part in found:
                advanced = _with_write(advanced, n, commit, part) if advanced is not None else None
            if advanced is not None:
                sheaf.replace(advanced)
            else:
                contested.append(state.serial)
        add_revisions(self._connection, revisions, serials)
        for state in self._reader.states(contested).values():
            sheaf.replace(state)
        sheaf.write(self._connection)


def _with_write(state: State, n: int, commit: Commit, part: Part) -> State | None:
    """The state after one new part of a commit that this laptop just sealed; None where it must be folded whole."""
    write = write_of(commit, part)
    stream = commit.header.stream
    before = state.of(stream)
    if state.refused or (before.heads and not is_fast_forward(before, write)):
        return None  # what waits for a decision may just have got it
    after = advance(before, write) if before.heads else fold((write,))
    changed = {"restricted" if stream == Stream.RESTRICTED else "open": after}
    return state._replace(last_n=n, changed_ms=commit.header.at_ms, **changed)


def _kept_restricted(by_stream: dict[int, Groups], state: State | None) -> dict[int, Groups]:
    """What came in the restricted stream goes back there, also a group that only a newer version knows.

    This version would take an unknown group for an open one, and what is signed into an open commit stays open.
    """
    opened = by_stream.get(Stream.OPEN, {})
    if state is None or not (strayed := opened.keys() & state.restricted.groups.keys()):
        return by_stream
    kept: dict[int, Groups] = {
        Stream.OPEN: {name: value for name, value in opened.items() if name not in strayed},
        Stream.RESTRICTED: {
            **by_stream.get(Stream.RESTRICTED, {}),
            **{name: opened[name] for name in strayed},
        },
    }
    return {stream: groups for stream, groups in kept.items() if groups}


def _home(state: State | None, by_stream: Mapping[int, object]) -> int:
    """The stream that says whether a record is deleted: the open one, unless it lives in the restricted one alone.

    A record of which no write counts yet has no heads at all, and lives in the open.
    """
    if state is not None:
        lives_apart = bool(state.restricted.heads) and not state.open.heads
        return Stream.RESTRICTED if lives_apart else Stream.OPEN
    return Stream.RESTRICTED if set(by_stream) == {Stream.RESTRICTED} else Stream.OPEN


def _written(groups: Groups) -> Mapping[str, Group | None]:
    """The groups as the log takes them: plain dicts, and an emptied group as empty, so that two who empty it agree.

    Only a line can be gone.
    """
    if all(type(value) is dict for value in groups.values()):
        return cast("Mapping[str, Group | None]", groups)
    return {name: _written_group(name, value) for name, value in groups.items()}


def _written_group(name: str, value: GroupValue | None) -> Group | None:
    if value is None:
        return None if line_of(name) else {}
    return cast("Group", dict(value))
