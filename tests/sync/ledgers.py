"""A team whose laptops keep their logs in memory: real keys, signed commits, roster and vectors, but no store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from camifield.clock import SteppedClock
from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.photos import Photo
from camifield.progress import Progress
from camifield.revisions.commits import Commit, open_commit, seal
from camifield.revisions.enrolment import new_device_keys, open_roster
from camifield.revisions.headers import Stream, lamport_after, read_header
from camifield.revisions.membership import Incarnation
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import device_part, person_part, revocation_part
from camifield.revisions.vectors import NOTHING_HELD, Mark, vector_of
from camifield.security.hashing import commit_id
from camifield.security.keyring import DeviceKeys
from camifield.store.foreseeing import Foreseen
from camifield.store.proofs import Carried
from camifield.store.receipts import StoredReceipt
from camifield.store.receiving import Received
from camifield.sync.handing import hand_over
from camifield.sync.meeting import Taken, take_in
from camifield.sync.outlook import Side
from camifield.sync.party import Party
from camifield.sync.road import Road
from tests.revisions.making import a_header, a_part
from tests.revisions.teams import AT, Team


@dataclass
class Ledger:
    """What one laptop holds, as `camifield.sync.holding.Holding` asks for it."""

    project: bytes
    log: dict[bytes, Commit] = field(default_factory=dict[bytes, Commit])
    quarantine: dict[bytes, Carried] = field(default_factory=dict[bytes, Carried])
    heard: dict[bytes, StoredReceipt] = field(default_factory=dict[bytes, StoredReceipt])
    photos: list[Photo] = field(default_factory=list[Photo])

    def _held(self, *, giving: bool) -> Iterator[tuple[bytes, int, bytes]]:
        for commit in self.log.values():
            yield commit.header.feed, commit.header.seq, commit.id
        refused = dict[bytes, Carried]() if giving else self.quarantine
        for name, one in refused.items():
            header = read_header(one.header)
            yield header.feed, header.seq, name

    def vector(self) -> dict[bytes, Mark]:
        return vector_of(self._held(giving=False))

    def giving_vector(self) -> dict[bytes, Mark]:
        return vector_of(self._held(giving=True))

    def mark_through(self, feed: bytes, seq: int, *, giving: bool = False) -> Mark:
        held = (one for one in self._held(giving=giving) if one[0] == feed and one[1] <= seq)
        return vector_of(held).get(feed, NOTHING_HELD)

    def streams(self) -> Mapping[bytes, Stream]:
        return {commit.header.feed: Stream(commit.header.stream) for commit in self.log.values()}

    def carried(self, feed: bytes, after: int, through: int) -> Iterator[list[Carried]]:
        found = [
            one for one in self.log.values() if one.header.feed == feed and after < one.header.seq <= through
        ]
        found.sort(key=lambda one: (one.header.seq, one.id))
        for start in range(0, len(found), 3):
            yield [Carried.of(one) for one in found[start : start + 3]]

    def receive(
        self,
        carried: Sequence[Carried],
        own_feeds: Collection[bytes],
        now_ms: int,
        meeting: bytes = b"",
        following: Sequence[Carried] = (),
    ) -> Received:
        del following
        held = self.log.keys() | self.quarantine.keys()
        fresh = {commit_id(one.header): one for one in carried if commit_id(one.header) not in held}
        known = len({commit_id(one.header) for one in carried}) - len(fresh)
        of_roster = [open_roster(*one) for one in fresh.values() if read_header(one.header).stream == 0]
        roster = Roster.from_commits(self.project, [*self.roster_commits(), *of_roster])
        accepted, refused = list(of_roster), dict[bytes, str]()
        for name, one in {**self.quarantine, **fresh}.items():
            header = read_header(one.header)
            if header.stream == Stream.ROSTER:
                continue
            key, reason = roster.key_of(header.feed), roster.refusal(header, name)
            if key is not None:
                commit = open_commit(*one, key)
                if reason is None:
                    accepted.append(commit)
                    continue
            refused[name] = reason or "feed-unknown"
        self.log.update((commit.id, commit) for commit in accepted)
        quarantined = {**self.quarantine, **fresh}
        self.quarantine = {name: quarantined[name] for name in refused}
        return Received(
            frozenset(part.record for commit in accepted for part in commit.parts),
            frozenset(part.kind for commit in accepted for part in commit.parts),
            len(accepted),
            known,
            {name: reason for name, reason in refused.items() if name in fresh},
            frozenset(commit.header.feed for commit in accepted).intersection(own_feeds),
        )

    def foresee(
        self,
        pieces: Iterable[Sequence[Carried]],
        now_ms: int,
        progress: Progress,
        tell: Callable[[Problem], None] | None = None,
        own_feeds: Collection[bytes] = (),
    ) -> Foreseen:
        names = {commit_id(one.header) for piece in pieces for one in piece}
        known = names & (self.log.keys() | self.quarantine.keys())
        return Foreseen(commits=len(names - known), known=len(known))

    def count_records(self, stretches: Sequence[tuple[bytes, int, int]]) -> dict[str, int]:
        parts = {
            part.record: part.kind
            for commit in self.log.values()
            for feed, after, through in stretches
            if commit.header.feed == feed and after < commit.header.seq <= through
            for part in commit.parts
        }
        return dict(Counter(parts.values()))

    def roster_commits(self) -> list[Commit]:
        return [commit for commit in self.log.values() if commit.header.stream == Stream.ROSTER]

    def keep_receipt(self, receipt: StoredReceipt) -> bool:
        known = self.heard.get(receipt.device)
        if known is None or known.at_ms <= receipt.at_ms:
            self.heard[receipt.device] = receipt
            return True
        return False

    def receipts(self) -> list[StoredReceipt]:
        return list(self.heard.values())

    def note_photos(self, photos: Iterable[Photo], added_ms: int) -> None:
        self.photos += photos


@dataclass
class Member:
    """One person's laptop."""

    keys: DeviceKeys
    incarnation: Incarnation
    ledger: Ledger
    folder: Folder
    entropy: SeededEntropy
    clock: SteppedClock = field(default_factory=SteppedClock)

    @property
    def party(self) -> Party:
        project, ledger = self.ledger.project, self.ledger
        return Party(project, self.keys, ledger.roster_commits, self.clock, self.entropy)

    @property
    def side(self) -> Side:
        feeds = tuple(self.incarnation.feed(stream) for stream in (Stream.OPEN, Stream.RESTRICTED))
        return Side(self.party, self.ledger, self.folder, feeds)

    def save(self, record: int = 1, stream: Stream = Stream.OPEN, word: str = "") -> Commit:
        """Sign and keep one change of one record."""
        feed = self.incarnation.feed(stream)
        own = [one for one in self.ledger.log.values() if one.header.feed == feed]
        last = max(own, key=lambda one: one.header.seq, default=None)
        header = a_header(
            project=self.ledger.project,
            feed=feed,
            stream=stream,
            author=self.keys.person,
            seq=last.header.seq + 1 if last else 1,
            previous=last.id if last else b"",
            lamport=lamport_after(one.header.lamport for one in self.ledger.log.values()),
        )
        word = word or self.entropy.take(4).hex()
        part = a_part(record.to_bytes(16, "big"), groups={"what": {"species": word}})
        commit = seal(header, [part], self.keys.signing, self.entropy)
        self.ledger.log[commit.id] = commit
        return commit

    def gives(self, road: Road) -> None:
        hand_over(self.side, road, Progress())

    def takes(self, road: Road) -> Taken:
        return take_in(self.side, road, Progress())


class Crew:
    """A coordinator (`chief`) who takes others into the team; every laptop has a folder of its own below `root`."""

    def __init__(self, root: Path, seed: int = 5) -> None:
        self.root = root
        self.team = Team(seed)
        self.entropy = self.team.entropy
        founding = self.team.founding
        ledger = Ledger(self.team.project)
        ledger.log[founding.commit.id] = founding.commit
        keys, chief = founding.keyring.devices[0], self._folder("chief")
        self.chief = Member(keys, founding.incarnation, ledger, chief, SeededEntropy(seed + 1))
        self.members = [self.chief]

    def _folder(self, name: str) -> Folder:
        (self.root / name).mkdir(parents=True)
        return Folder(self.root / name)

    def enrol(self, role: str, *, is_told: bool = True) -> Member:
        """Somebody new. With `is_told` every laptop knows him at once; otherwise only the chief's and his own do."""
        number = len(self.members) + 1
        person, nonce = bytes([number]) * 16, self.entropy.take(16)
        keys = new_device_keys(person, self.entropy, at_ms=AT)
        commit = self.sign([person_part(person, role), device_part(keys, nonce)])
        ledger = Ledger(self.chief.ledger.project)
        ledger.log.update((one.id, one) for one in self.chief.ledger.roster_commits())
        incarnation = Incarnation(keys.device, keys.signing.verify_key, nonce)
        member = Member(keys, incarnation, ledger, self._folder(f"{number}"), SeededEntropy(100 + number))
        self.members.append(member)
        for one in self.members if is_told else ():
            one.ledger.log[commit.id] = commit
        return member

    def sign(self, parts: Sequence[Part]) -> Commit:
        """A roster commit by the admin key, kept on the chief's laptop; each in a feed of its own."""
        commit = self.team.say(self.team.admin, parts, self.entropy.take(16))
        self.chief.ledger.log[commit.id] = commit
        return commit

    def revoke(self, member: Member) -> None:
        """Nothing that this laptop writes from now on counts."""
        self.sign([revocation_part(member.keys.device, (), self.team.bases(member.keys.device))])
