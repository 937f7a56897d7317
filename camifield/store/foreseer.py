"""Working out what taking in commits would change, without writing a thing: by the proofs and the merge that then do it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from camifield.clock import MADE, milliseconds
from camifield.fields.card import CardFacts
from camifield.fields.grouping import values_of
from camifield.progress import Progress
from camifield.revisions.authority import DECIDED_KINDS, Author
from camifield.revisions.commits import Commit
from camifield.revisions.erasure import Target
from camifield.revisions.headers import Header, Stream
from camifield.revisions.membership import Link
from camifield.revisions.merge import Write, write_of
from camifield.revisions.parts import Part
from camifield.store.clocks import corrections
from camifield.store.feeds import numbers_of
from camifield.store.foreseeing import MOST_SHOWN, ClockOff, Foreseen, Shown
from camifield.store.outcomes import author_of, contests, groups_of, home_of, judged, photos_of, shut_out_by
from camifield.store.proofs import Carried, Refused, not_held, prove
from camifield.store.quarantine import Quarantine
from camifield.store.removal import records_of
from camifield.store.roster_effects import records_judged_anew, strays_of
from camifield.store.rosters import commits_of, roster_of
from camifield.store.sheaf import KindLayouts
from camifield.store.states import MOST_AT_ONCE, State, StateReader

DAY_MS: Final = 86_400_000
EARLIEST_HONEST_MS: Final = milliseconds(datetime(MADE.year, MADE.month, MADE.day, tzinfo=UTC))
NO_VALUES: Mapping[str, None] = {}
Coming = list[tuple[Commit, Part]]


@dataclass(slots=True)
class _Fresh:
    """A record that is not here yet: who wrote it, its writes without their values, its parts if they are shown."""

    kind: str
    people: tuple[bytes, ...] = ()
    writes: tuple[tuple[int, Write], ...] = ()
    parts: Coming | None = None


class Foreseer:
    """Looks at commits piece by piece; `outcome` then says what they would do. For one read of one store.

    `own_feeds` are this laptop's: what it wrote stays in its sight, whatever the roster says.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        layouts: KindLayouts,
        project: bytes,
        now_ms: int,
        own_feeds: Collection[bytes] = (),
    ) -> None:
        self._connection = connection
        self._layouts = layouts
        self._project = project
        self._now_ms = now_ms
        self._own_feeds = own_feeds
        self._reader = StateReader(connection)
        self._roster = self._before = roster_of(connection)
        self._held_roster = list(commits_of(connection))
        self._seen: set[bytes] = set()
        self._fresh: dict[bytes, _Fresh] = {}
        self._coming: dict[int, Coming] = {}
        self._headers: dict[bytes, Header] = {}
        self._newest: dict[bytes, Header] = {}
        self._waiting: Quarantine | None = None
        self._refused: dict[bytes, Refused] = {}
        self._erasing: frozenset[Target] = frozenset()
        self._found = Foreseen()

    def look(self, carried: Sequence[Carried]) -> None:
        """Take note of a piece. The roster's commits come first, in the pieces as on the road.

        Raises Problem ``commit-...`` as `receive`; then none of the piece was taken note of.
        """
        fresh, known = not_held(self._connection, carried)
        fresh = {name: one for name, one in fresh.items() if name not in self._seen}
        proven = prove(
            self._connection,
            fresh,
            project=self._project,
            roster=self._roster,
            held_roster=self._held_roster,
            quarantine=self._quarantine,
            erased=self._erasing,
        )
        self._found.known += known
        self._seen.update(fresh)
        self._held_roster.extend(proven.of_roster)
        self._roster = proven.roster
        self._erasing |= proven.erasing
        self._found.shut_out_by.update(author for one in proven.of_roster if (author := shut_out_by(one)))
        self._keep_refused(fresh, proven.refused)
        let_in = [commit.id for commit in (*proven.of_roster, *proven.accepted)]
        self._found.commits += len(let_in)
        for name in let_in:
            self._refused.pop(name, None)
        if self._waiting is not None:
            self._waiting.let_go(let_in)
        for commit in proven.accepted:
            newest = self._newest.get(commit.header.feed)
            if newest is None or commit.header.seq > newest.seq:
                self._newest[commit.header.feed] = commit.header
        self._take(proven.accepted)

    def _quarantine(self) -> Quarantine:
        """What waits in quarantine, and what would by now."""
        if self._waiting is None:
            self._waiting = Quarantine(self._connection, self._refused.values())
        return self._waiting

    def _keep_refused(self, fresh: Mapping[bytes, Carried], refused: Iterable[Refused]) -> None:
        kept = [one for one in refused if one.id in fresh or one.id in self._refused]
        self._refused.update((one.id, one) for one in kept)
        if self._waiting is not None:
            self._waiting.keep(kept)

    def _take(self, commits: Sequence[Commit]) -> None:
        serials = self._reader.serials(list({part.record for commit in commits for part in commit.parts}))
        for commit in commits:
            self._headers[commit.id] = commit.header
            alone = _Fresh("", (self._roster.person_of(commit.header.author),), (_written(commit),))
            for part in commit.parts:
                self._found.photos.update(photos_of(part))
                serial = serials.get(part.record)
                if serial is not None:
                    self._coming.setdefault(serial, []).append((commit, part))
                else:
                    self._take_fresh(commit, part, alone)

    def _take_fresh(self, commit: Commit, part: Part, alone: _Fresh) -> None:
        """A record that is not here yet: its values are kept for the first few only, which a person may look at.

        `alone` is what all records have in common that this commit begins and nothing else touches, as most are.
        """
        fresh = self._fresh.get(part.record)
        if fresh is None:
            fresh = self._fresh[part.record] = _Fresh(part.kind, alone.people)
            fresh.parts = [] if len(self._fresh) <= MOST_SHOWN else None
        elif not set(alone.people).issubset(fresh.people):
            fresh.people += alone.people
        if fresh.parts is not None:
            fresh.parts.append((commit, part))
        is_plain = not part.bases and part.deleted is None
        fresh.writes += alone.writes if is_plain else (_written(commit, part.bases, deleted=part.deleted),)

    def outcome(self, progress: Progress) -> Foreseen:
        """What all that was looked at would do. Raises Stopped."""
        found = self._found
        sql = "SELECT kind, sum(records) FROM tally WHERE deleted = 0 GROUP BY kind"
        found.living.update(dict(self._connection.execute(sql).fetchall()))
        for one in self._refused.values():
            found.refused[one.reason] += 1
            if one.header.author:
                found.refused_people[one.header.author] += 1
        found.erased = len(self._erasing)
        found.newcomers = sorted(self._roster.roles.keys() - self._before.roles.keys())
        found.roles = sorted(
            person
            for person, role in self._before.roles.items()
            if self._roster.roles.get(person, role) != role
        )
        found.clocks = list(self._clocks())
        leaving, concerned = self._changed_by_roster()
        for record, fresh in self._fresh.items():
            self._sort_new(record, fresh, leaving)
        serials = sorted({*self._coming, *self._reader.serials(concerned).values()})
        for start in range(0, len(serials), MOST_AT_ONCE):
            progress.step(start, len(serials), "meeting.looking")
            some = serials[start : start + MOST_AT_ONCE]
            states = self._reader.states(some)
            held = self._reader.judged_writes_of(some, self._roster)
            for serial in some:
                if serial in states:
                    coming = self._coming.get(serial, ())
                    self._sort_known(states[serial], *held.get(serial, ({}, {})), coming, leaving)
        return found

    def _changed_by_roster(self) -> tuple[frozenset[bytes], list[bytes]]:
        """The commits that would leave the log or not stay in it, and the records that are folded anew for the roster."""
        links: dict[bytes, list[Link]] = {}
        for name, header in self._headers.items():
            links.setdefault(header.feed, []).append(Link(name, header.seq, header.previous))
        is_changed = self._roster != self._before
        feeds = {
            *links,
            *(self._roster.feeds if is_changed else ()),
            *(self._roster.adopted if is_changed else ()),
        }
        leaving: set[bytes] = set()
        for feed in feeds.difference(self._own_feeds):
            last = self._roster.last_of(feed)
            if last is not None:
                leaving.update(
                    link.commit for _, link in strays_of(self._connection, last, links.get(feed, ()))
                )
        concerned = records_of(self._connection, numbers_of(self._connection, sorted(leaving)))
        if is_changed:
            concerned += records_judged_anew(self._connection, self._before, self._roster)
        return frozenset(leaving), concerned

    def _clocks(self) -> Iterator[ClockOff]:
        """Laptops whose clock runs more than a day ahead of ours, or that wrote before the year this was made; not
        where somebody decided about it already.
        """
        decided = corrections(self._connection)
        for feed, header in self._newest.items():
            if decided.of(feed, header.seq) is not None:
                continue
            if header.at_ms > self._now_ms + DAY_MS or header.at_ms < EARLIEST_HONEST_MS:
                yield ClockOff(feed, header.author, header.at_ms, self._now_ms)

    def _sort_new(self, record: bytes, fresh: _Fresh, leaving: frozenset[bytes]) -> None:
        """Count it as new, unless it came and went among the others: then nothing that is here changes."""
        if not self._is_alive(fresh, leaving):
            return
        shown = None
        if fresh.parts is not None:
            groups: dict[str, object] = {}
            for _, part in sorted(fresh.parts, key=lambda one: (one[0].header.lamport, one[0].id)):
                groups.update(part.groups)
            shown = Shown(record, fresh.kind, self._facts(fresh.kind, groups), fresh.people)
        self._found.new.add(fresh.kind, fresh.people, shown)

    def _is_alive(self, fresh: _Fresh, leaving: frozenset[bytes]) -> bool:
        """Whether something of it stays that is not deleted. A single beginning needs no judge, as in `states.py`."""
        stream, first = fresh.writes[0]
        is_single = len(fresh.writes) == 1 and stream == Stream.OPEN and not first.bases
        if is_single and fresh.kind not in DECIDED_KINDS:
            return first.commit not in leaving and first.deleted is not True
        writes: dict[int, list[Write]] = {}
        for stream, write in fresh.writes:
            if write.commit not in leaving:
                writes.setdefault(stream, []).append(write)
        return bool(writes) and not home_of(judged(fresh.kind, writes, self._authors(fresh.writes))).deleted

    def _authors(self, writes: Iterable[tuple[int, Write]]) -> dict[bytes, Author]:
        return {write.commit: author_of(self._headers[write.commit], self._roster) for _, write in writes}

    def _sort_known(
        self,
        state: State,
        held: Mapping[int, Sequence[Write]],
        held_authors: Mapping[bytes, Author],
        coming: Sequence[tuple[Commit, Part]],
        leaving: frozenset[bytes],
    ) -> None:
        again = leaving.union(
            commit.id for commit, _ in coming
        )  # what stands without its words may come whole
        writes = {stream: [one for one in found if one.commit not in again] for stream, found in held.items()}
        authors = dict(held_authors)
        for commit, part in coming:
            if commit.id not in leaving:
                writes.setdefault(commit.header.stream, []).append(write_of(commit, part))
                authors[commit.id] = author_of(commit.header, self._roster)
        after = judged(state.kind, writes, authors)
        home = home_of(after)
        wrote = leaving.intersection(held_authors) if not home.heads else {one.id for one, _ in coming}
        people = sorted({authors[one].person for one in wrote if one in authors})
        why = next((part.why for _, part in reversed(coming) if part.why), "") or ""
        shown = Shown(state.id, state.kind, self._facts(state.kind, groups_of(after)), tuple(people), why)
        if not home.heads:
            if not state.deleted:
                self._found.withdrawn.add(state.kind, people, shown)
        elif contests(state.open, after[0]) or contests(state.restricted, after[1]):
            self._found.contested.add(state.kind, people, shown)
        elif home.deleted and not state.deleted:
            self._found.deleted.add(state.kind, people, shown)
        elif not home.deleted and (state.deleted or groups_of(after) != dict(state.groups)):
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


def _written(
    commit: Commit, bases: tuple[bytes, ...] = (), *, deleted: bool | None = None
) -> tuple[int, Write]:
    """A write without its values, and its stream."""
    head = commit.header
    return head.stream, Write(commit.id, head.lamport, bases, NO_VALUES, deleted)
