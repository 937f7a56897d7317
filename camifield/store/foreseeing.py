"""What taking in commits would change, worked out without writing a thing: for a person to see before it happens."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from camifield.fields.card import CardFacts
from camifield.fields.grouping import values_of
from camifield.progress import Progress
from camifield.revisions.authority import ANYBODY, Author, Judged, beginners, judge
from camifield.revisions.commits import Commit
from camifield.revisions.headers import Header, Stream
from camifield.revisions.merge import Folded, Write, fold, write_of
from camifield.revisions.parts import Part
from camifield.store.checking_in import Carried, Refused, by_stream, check, check_roster, not_held
from camifield.store.rosters import commits_of, roster_of
from camifield.store.sheaf import KindLayouts
from camifield.store.states import MOST_AT_ONCE, NO_ROLE, State, StateReader

DAY_MS = 86_400_000
EARLIEST_HONEST_MS = 1_767_225_600_000  # 2026-01-01: before this program was made
MOST_SHOWN = 200  # of each sort, with their facts; all are counted


class Shown(NamedTuple):
    """One record of the list a person looks at: what its card would say, and who wrote what comes."""

    record: bytes
    kind: str
    facts: CardFacts
    people: tuple[bytes, ...]
    why: str = ""


class ClockOff(NamedTuple):
    """A feed whose newest commit claims a time that cannot be: milliseconds since 1970, by its clock and by ours."""

    feed: bytes
    person: bytes
    claims_ms: int
    now_ms: int


@dataclass(slots=True)
class Sort:
    """Records of one sort: how many of each kind, by whom, and the first of them to look at."""

    counts: Counter[str] = field(default_factory=Counter[str])
    people: Counter[bytes] = field(default_factory=Counter[bytes])
    shown: list[Shown] = field(default_factory=list[Shown])

    @property
    def total(self) -> int:
        return self.counts.total()

    def add(self, kind: str, people: Iterable[bytes], shown: Shown | None) -> None:
        self.counts[kind] += 1
        self.people.update(people)
        if shown is not None and len(self.shown) < MOST_SHOWN:
            self.shown.append(shown)


@dataclass(slots=True)
class Foreseen:
    """What would happen. `newcomers` and `roles` are people; `refused` is reason -> commits; `erased` counts parts.

    A record stands in one sort only: contested before deleted before changed. `living` is how many records are
    here now, to say what share a meeting would delete.
    """

    new: Sort = field(default_factory=Sort)
    changed: Sort = field(default_factory=Sort)
    deleted: Sort = field(default_factory=Sort)
    contested: Sort = field(default_factory=Sort)
    newcomers: list[bytes] = field(default_factory=list[bytes])
    roles: list[bytes] = field(default_factory=list[bytes])
    refused: Counter[str] = field(default_factory=Counter[str])
    refused_people: Counter[bytes] = field(default_factory=Counter[bytes])
    clocks: list[ClockOff] = field(default_factory=list[ClockOff])
    erased: int = 0
    commits: int = 0
    known: int = 0
    living: int = 0
    photos: set[bytes] = field(default_factory=set[bytes])


@dataclass(slots=True)
class _Fresh:
    """A record that is not here yet: who wrote it, whether its last write deletes it, its parts if they are shown."""

    kind: str
    people: tuple[bytes, ...] = ()
    last: tuple[int, bytes] = (-1, b"")
    is_deleted: bool = False
    parts: list[tuple[Commit, Part]] | None = None


class Foreseer:
    """Looks at commits piece by piece; `outcome` then says what they would do. For one read of one store."""

    def __init__(
        self, connection: sqlite3.Connection, layouts: KindLayouts, project: bytes, now_ms: int
    ) -> None:
        self._connection = connection
        self._layouts = layouts
        self._project = project
        self._now_ms = now_ms
        self._reader = StateReader(connection)
        self._roster = self._before = roster_of(connection)
        self._held_roster = list(commits_of(connection))
        self._seen: set[bytes] = set()
        self._fresh: dict[bytes, _Fresh] = {}
        self._coming: dict[int, list[tuple[Commit, Part]]] = {}
        self._newest: dict[bytes, Header] = {}
        self._refused: list[Refused] = []
        self._found = Foreseen()

    def look(self, carried: Sequence[Carried]) -> None:
        """Take note of a piece. The roster's commits come first, in the pieces as on the road.

        Raises Problem ``commit-...`` as `receive`; then none of the piece was taken note of.
        """
        fresh, known = not_held(self._connection, carried)
        fresh = {name: one for name, one in fresh.items() if name not in self._seen}
        of_roster, others = by_stream(fresh)
        about = check_roster(of_roster, self._held_roster, self._project) if of_roster else None
        checked = check(self._connection, others, about.roster if about else self._roster)
        self._found.known += known
        self._seen.update(fresh)
        if about is not None:
            self._held_roster.extend(about.accepted)
            self._refused.extend(about.refused)
            self._found.commits += len(about.accepted)
            self._roster = about.roster
        self._refused.extend(checked.refused)
        self._found.erased += len(checked.erasing)
        self._found.commits += len(checked.accepted)
        for commit in checked.accepted:
            newest = self._newest.get(commit.header.feed)
            if newest is None or commit.header.seq > newest.seq:
                self._newest[commit.header.feed] = commit.header
        self._take(checked.accepted)

    def _take(self, commits: Sequence[Commit]) -> None:
        serials = self._reader.serials(list({part.record for commit in commits for part in commit.parts}))
        for commit in commits:
            for part in commit.parts:
                self._found.photos.update(_photos_of(part))
                serial = serials.get(part.record)
                if serial is not None:
                    self._coming.setdefault(serial, []).append((commit, part))
                else:
                    self._take_fresh(commit, part)

    def _take_fresh(self, commit: Commit, part: Part) -> None:
        """A record that is not here yet: its values are kept for the first few only, which a person may look at."""
        fresh = self._fresh.get(part.record)
        if fresh is None:
            fresh = self._fresh[part.record] = _Fresh(part.kind)
            fresh.parts = [] if len(self._fresh) <= MOST_SHOWN else None
        if fresh.parts is not None:
            fresh.parts.append((commit, part))
        if commit.header.author not in fresh.people:
            fresh.people = (*fresh.people, commit.header.author)
        clock = (commit.header.lamport, commit.id)
        if commit.header.stream == Stream.OPEN and clock > fresh.last:
            fresh.last, fresh.is_deleted = clock, part.deleted is True

    def outcome(self, progress: Progress) -> Foreseen:
        """What all that was looked at would do. Raises Stopped."""
        found = self._found
        found.living = int(
            self._connection.execute(
                "SELECT coalesce(sum(records), 0) FROM tally WHERE deleted = 0"
            ).fetchone()[0]
        )
        for one in self._refused:
            found.refused[one.reason] += 1
            if one.header.author:
                found.refused_people[one.header.author] += 1
        found.newcomers = sorted(self._roster.roles.keys() - self._before.roles.keys())
        found.roles = sorted(
            person
            for person, role in self._before.roles.items()
            if self._roster.roles.get(person, role) != role
        )
        found.clocks = list(self._clocks())
        for record, fresh in self._fresh.items():
            self._sort_new(record, fresh)
        serials = sorted(self._coming)
        for start in range(0, len(serials), MOST_AT_ONCE):
            progress.step(start, len(serials), "meeting.looking")
            some = serials[start : start + MOST_AT_ONCE]
            states = self._reader.states(some)
            held = self._reader.judged_writes_of(some)
            for serial in some:
                if serial in states:
                    self._sort_known(states[serial], held.get(serial, ({}, {})), self._coming[serial])
        return found

    def _clocks(self) -> Iterator[ClockOff]:
        """Laptops whose clock runs more than a day ahead of ours, or that wrote before the year this was made."""
        for feed, header in self._newest.items():
            if header.at_ms > self._now_ms + DAY_MS or header.at_ms < EARLIEST_HONEST_MS:
                yield ClockOff(feed, header.author, header.at_ms, self._now_ms)

    def _sort_new(self, record: bytes, fresh: _Fresh) -> None:
        """Count it as new, unless it came and went among the others: then nothing that is here changes."""
        if fresh.is_deleted:
            return
        shown = None
        if fresh.parts is not None:
            groups: dict[str, object] = {}
            for _, part in sorted(fresh.parts, key=lambda one: (one[0].header.lamport, one[0].id)):
                groups.update(part.groups)
            shown = Shown(record, fresh.kind, self._facts(fresh.kind, groups), fresh.people)
        self._found.new.add(fresh.kind, fresh.people, shown)

    def _sort_known(
        self,
        state: State,
        held: tuple[Mapping[int, list[Write]], Mapping[bytes, Author]],
        coming: Sequence[tuple[Commit, Part]],
    ) -> None:
        writes = {stream: list(found) for stream, found in held[0].items()}
        authors = dict(held[1])
        for commit, part in coming:
            writes.setdefault(commit.header.stream, []).append(write_of(commit, part))
            header = commit.header
            role = self._roster.role_at(header.author, header.feed, header.seq) or NO_ROLE
            authors[commit.id] = Author(commit.header.author, role)
        opened = judge(writes.get(Stream.OPEN, []), authors)
        began = beginners(opened, authors) if opened.allowed else ANYBODY
        restricted: Judged = judge(writes.get(Stream.RESTRICTED, []), authors, began)
        after = (fold(opened.allowed), fold(restricted.allowed))
        home = after[0] if after[0].heads else after[1]
        people = sorted({commit.header.author for commit, _ in coming})
        why = next((part.why for _, part in reversed(coming) if part.why), "") or ""
        shown = Shown(state.id, state.kind, self._facts(state.kind, _groups(after)), tuple(people), why)
        if _contests(state.open, after[0]) or _contests(state.restricted, after[1]):
            self._found.contested.add(state.kind, people, shown)
        elif home.deleted and not state.deleted:
            self._found.deleted.add(state.kind, people, shown)
        elif not home.deleted and (state.deleted or _groups(after) != dict(state.groups)):
            self._found.changed.add(state.kind, people, shown)

    def _facts(self, kind: str, groups: Mapping[str, object]) -> CardFacts:
        declared = self._layouts.kinds.get(kind)
        if declared is None:
            return CardFacts()
        try:
            values, _ = values_of(declared, groups)  # pyright: ignore[reportArgumentType] (whatever others wrote)
            return declared.card(values)
        except Exception:  # values of a stranger's version may be of any shape
            return CardFacts()


def _groups(after: tuple[Folded, Folded]) -> dict[str, object]:
    return {**after[0].groups, **after[1].groups}


def _contests(before: Folded, after: Folded) -> bool:
    return bool(after.conflicts.keys() - before.conflicts.keys()) or (
        after.edited_after_delete and not before.edited_after_delete
    )


def _photos_of(part: Part) -> set[bytes]:
    value = (part.groups.get("photos") or {}).get("photos")
    return {one for one in value if isinstance(one, bytes)} if isinstance(value, list) else set()
