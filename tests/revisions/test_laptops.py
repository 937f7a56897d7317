"""Several laptops that sign, exchange, copy, restore, settle and undo, driven at random, end with the same records.

The real parts: keys, seal, open_commit, vectors, roster, merge and undo; only files are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from camifield.entropy import SeededEntropy
from camifield.revisions.commits import Commit, open_commit, seal
from camifield.revisions.encoding import Group
from camifield.revisions.enrolment import Founding, found, new_device_keys, open_roster, seal_roster
from camifield.revisions.headers import Action, Stream, lamport_after
from camifield.revisions.history import entry_of, history
from camifield.revisions.membership import Incarnation
from camifield.revisions.merge import Folded, Write, advance, fold, is_fast_forward, writes_by_record
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import device_part, incarnation_part, person_part
from camifield.revisions.undo import inverse
from camifield.revisions.vectors import Mark, start_of, vector_of, wants
from camifield.security.signing import SigningKey
from tests.revisions.making import AUTHOR, a_header

AT = 1_773_457_200_000
RECORDS = (b"1" * 16, b"2" * 16)


@dataclass
class Laptop:
    """One laptop with its key, its present incarnation, the log and the roster that it holds."""

    key: SigningKey
    person: bytes
    incarnation: Incarnation
    clock_ms: int
    roster: dict[bytes, Commit]
    log: dict[bytes, Commit] = field(default_factory=dict[bytes, Commit])

    @property
    def project(self) -> bytes:
        return next(iter(self.roster.values())).header.project

    @property
    def marks(self) -> dict[bytes, Mark]:
        return vector_of((one.header.feed, one.header.seq, one.id) for one in self.log.values())

    def through(self, feed: bytes, seq: int) -> Mark:
        held = (one for one in self.log.values() if one.header.feed == feed and one.header.seq <= seq)
        return vector_of((feed, one.header.seq, one.id) for one in held).get(feed, Mark())

    def writes(self, record: bytes) -> list[Write]:
        return writes_by_record(self.log.values()).get(record, [])

    def folded(self, record: bytes) -> Folded:
        return fold(self.writes(record))

    def save(
        self,
        record: bytes,
        groups: Mapping[str, Group | None],
        entropy: SeededEntropy,
        *,
        deleted: bool | None = None,
        action: Action = Action.SAVE,
    ) -> Commit:
        """Seal one part on the present heads and keep it."""
        feed = self.incarnation.feed(Stream.OPEN)
        own = [one for one in self.log.values() if one.header.feed == feed]
        last = max(own, key=lambda one: one.header.seq, default=None)
        before = self.folded(record)
        header = a_header(
            project=self.project,
            feed=feed,
            author=self.person,
            seq=last.header.seq + 1 if last else 1,
            previous=last.id if last else b"",
            lamport=lamport_after(one.header.lamport for one in self.log.values()),
            at_ms=self.clock_ms,
            action=action,
        )
        part = Part("sighting", record, groups, before.heads, deleted)
        commit = seal(header, [part], self.key, entropy)
        write = Write(commit.id, commit.header.lamport, before.heads, groups, deleted)
        assert is_fast_forward(before, write)
        self.log[commit.id] = commit
        assert advance(before, write) == self.folded(record)
        return commit

    def receive(self, commits: Iterable[Commit], roster: Iterable[Commit]) -> None:
        """Take from another laptop, every byte checked, under the roster held here after theirs was added."""
        for one in roster:
            self.roster[one.id] = open_roster(one.header_bytes, one.signature, one.payload)
        believed = Roster.from_commits(self.project, self.roster.values())
        for one in commits:
            key = believed.key_of(one.header.feed)
            assert key is not None
            opened = open_commit(one.header_bytes, one.signature, one.payload, key)
            assert believed.refusal(opened.header) is None
            self.log[opened.id] = opened


class Laptops(RuleBasedStateMachine):
    """What a season does to the laptops of a team."""

    @initialize(count=st.integers(2, 4))
    def begin(self, count: int) -> None:
        self.entropy = SeededEntropy(50)
        self.number = 0
        self.founding: Founding = found(AUTHOR, self.entropy, at_ms=AT)
        admin, (own,) = self.founding.keyring.admin, self.founding.keyring.devices
        assert admin is not None
        first = self.founding.commit
        header = a_header(project=first.header.project, at_ms=AT)
        parts: list[Part] = []
        made = [(own.signing, AUTHOR, self.founding.incarnation)]
        for number in range(1, count):
            person = bytes([number]) * 16
            keys = new_device_keys(person, self.entropy, at_ms=AT)
            nonce = self.entropy.take(16)
            parts += [person_part(person, "ranger"), device_part(keys, nonce)]
            made.append((keys.signing, person, Incarnation(keys.device, keys.signing.verify_key, nonce)))
        roster = {first.id: first}
        enrolled = seal_roster(header, parts, admin, self.entropy.take(16), self.entropy)
        roster[enrolled.id] = enrolled
        clocks = (AT, 946_684_800_000, 4_070_908_800_000, AT)
        self.laptops = [Laptop(*who, clocks[number], dict(roster)) for number, who in enumerate(made)]
        self.snapshots = {number: dict(laptop.log) for number, laptop in enumerate(self.laptops)}

    def pick(self, which: int) -> Laptop:
        return self.laptops[which % len(self.laptops)]

    @rule(
        which=st.integers(0, 9),
        record=st.sampled_from(RECORDS),
        name=st.sampled_from(["what", "note", "losses/0a"]),
    )
    def edit(self, which: int, record: bytes, name: str) -> None:
        self.number += 1
        self.pick(which).save(record, {name: {"n": self.number % 5}}, self.entropy)

    @rule(which=st.integers(0, 9), record=st.sampled_from(RECORDS), deleted=st.booleans())
    def delete_or_restore(self, which: int, record: bytes, deleted: bool) -> None:
        self.pick(which).save(record, {}, self.entropy, deleted=deleted, action=Action.DELETE)

    @rule(which=st.integers(0, 9), record=st.sampled_from(RECORDS))
    def settle(self, which: int, record: bytes) -> None:
        laptop = self.pick(which)
        folded = laptop.folded(record)
        if folded.conflicts:
            chosen = {name: versions[-1].value for name, versions in folded.conflicts.items()}
            laptop.save(record, chosen, self.entropy, action=Action.SETTLE)
            assert laptop.folded(record).conflicts == {}

    @rule(which=st.integers(0, 9), record=st.sampled_from(RECORDS), back=st.integers(0, 4))
    def undo(self, which: int, record: bytes, back: int) -> None:
        laptop = self.pick(which)
        own = [one for one in laptop.log.values() if one.header.author == laptop.person]
        if own:
            undone = own[max(0, len(own) - 1 - back)]
            found_back = inverse(laptop.writes(record), {undone.id})
            if not found_back.is_empty:
                deleted, groups = found_back.deleted, found_back.groups
                laptop.save(record, groups, self.entropy, deleted=deleted, action=Action.UNDO)

    @rule(one=st.integers(0, 9), two=st.integers(0, 9), cut=st.integers(0, 6), backwards=st.booleans())
    def meet(self, one: int, two: int, cut: int, backwards: bool) -> None:
        """Some of what is wanted arrives, in either order; `cut` of it is lost on the way."""
        asker, holder = self.pick(one), self.pick(two)
        arriving = sorted(wanted(asker, holder), key=lambda commit: commit.id, reverse=backwards)
        asker.receive(arriving[cut:] if len(arriving) > cut else arriving, holder.roster.values())

    @rule(which=st.integers(0, 9))
    def remember(self, which: int) -> None:
        """A backup is made."""
        number = which % len(self.laptops)
        self.snapshots[number] = dict(self.laptops[number].log)

    @rule(which=st.integers(0, 9), noticed=st.booleans())
    def restore(self, which: int, noticed: bool) -> None:
        """A backup is put back; unless it is noticed, the same feed goes on with numbers used before."""
        number = which % len(self.laptops)
        laptop = self.laptops[number]
        laptop.log = dict(self.snapshots[number])
        if noticed:
            self.begin_anew(laptop)

    def begin_anew(self, laptop: Laptop) -> None:
        """A new incarnation, signed by the device's own key, far from any admin."""
        device, nonce = laptop.incarnation.device, self.entropy.take(16)
        project = self.founding.keyring.project
        heads = Roster.from_commits(project, laptop.roster.values()).heads[device]
        said = seal_roster(
            a_header(project=project, author=laptop.person, lamport=len(laptop.roster) + 1),
            [incarnation_part(device, nonce, 2, heads)],
            laptop.key,
            self.entropy.take(16),
            self.entropy,
        )
        laptop.roster[said.id] = said
        laptop.incarnation = replace(laptop.incarnation, nonce=nonce)

    @precondition(lambda self: len(self.laptops) < 6)
    @rule(which=st.integers(0, 9))
    def copy(self, which: int) -> None:
        """A disk is cloned, keys and all: two laptops write one feed."""
        laptop = self.pick(which)
        self.laptops.append(replace(laptop, log=dict(laptop.log), roster=dict(laptop.roster)))
        self.snapshots[len(self.laptops) - 1] = dict(laptop.log)

    @invariant()
    def what_is_contested_is_all_kept(self) -> None:
        for laptop in self.laptops:
            for record in RECORDS:
                folded = laptop.folded(record)
                for name, versions in folded.conflicts.items():
                    assert len(versions) > 1
                    assert folded.groups[name] == versions[0].value

    def teardown(self) -> None:
        """They all meet, twice round: equal logs, records, conflicts and histories, and nothing held was lost."""
        if not hasattr(self, "laptops"):
            return
        everything = {commit for laptop in self.laptops for commit in laptop.log}
        for _ in range(2):
            for asker in self.laptops:
                for holder in self.laptops:
                    asker.receive(wanted(asker, holder), holder.roster.values())
        first = self.laptops[0]
        for laptop in self.laptops:
            assert laptop.log.keys() == everything
            assert laptop.marks == first.marks
            for record in RECORDS:
                assert laptop.folded(record) == first.folded(record)
                assert laptop.folded(record).missing <= _lost(everything, laptop, record)
                assert told(laptop, record) == told(first, record)


def wanted(asker: Laptop, holder: Laptop) -> list[Commit]:
    """What the holder sends when asked by vector."""
    found_ones: list[Commit] = []
    for want in wants(asker.marks, holder.marks, asker.through):
        after = start_of(want, holder.through)
        found_ones += [
            one for one in holder.log.values() if one.header.feed == want.feed and one.header.seq > after
        ]
    return found_ones


def told(laptop: Laptop, record: bytes) -> list[object]:
    """The record's history as this laptop tells it."""
    return list(
        history(
            entry_of(one, part) for one in laptop.log.values() for part in one.parts if part.record == record
        )
    )


def _lost(everything: set[bytes], laptop: Laptop, record: bytes) -> set[bytes]:
    """Bases that only a restored laptop ever held, and handed to nobody."""
    return {base for write in laptop.writes(record) for base in write.bases if base not in everything}


TestLaptops = Laptops.TestCase
TestLaptops.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
