"""Reading the roster: who may write in which feed, in what role, and up to where, from roster commits in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Value
from camifield.revisions.enrolment import DEVICE, PERSON, ROLES, TEAM, Incarnation, LastAccepted, signer_of
from camifield.revisions.headers import Header, Stream
from camifield.revisions.merge import Folded, Write, fold, write_of
from camifield.revisions.parts import line_of
from camifield.security.hashing import ID_BYTES, project_id
from camifield.security.signing import PUBLIC_BYTES, VerifyKey


@dataclass(frozen=True, slots=True)
class Device:
    """One person's keys on one laptop. `revoked` is None, or what is still believed of each of its feeds."""

    id: bytes
    person: bytes
    signing: VerifyKey
    encryption: bytes
    incarnations: tuple[Incarnation, ...]
    revoked: Mapping[bytes, LastAccepted] | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed of a device. `last` is None while nothing of it is revoked; its seq is 0 when all is."""

    id: bytes
    stream: int
    device: Device
    last: LastAccepted | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """A project's roster. `heads` are the bases for the next roster part of a record (project, person or device)."""

    project: bytes
    root: VerifyKey | None = None
    admins: tuple[VerifyKey, ...] = ()
    roles: Mapping[bytes, str] = field(default_factory=dict[bytes, str])
    devices: Mapping[bytes, Device] = field(default_factory=dict[bytes, Device])
    feeds: Mapping[bytes, Feed] = field(default_factory=dict[bytes, Feed])
    heads: Mapping[bytes, tuple[bytes, ...]] = field(default_factory=dict[bytes, tuple[bytes, ...]])

    @classmethod
    def from_commits(cls, project: bytes, commits: Iterable[Commit]) -> Roster:
        """The roster that these opened roster commits make, whatever their order and number.

        Only the root key, which the project's id proves, says who the admins are; root and admins enrol people
        and devices and revoke them; a device's own key adds incarnations to it and does nothing else. Every
        other part is passed over.
        """
        mine = [commit for commit in commits if commit.header.project == project]
        signed = [(key, commit) for commit in mine if (key := signer_of(commit))]
        root = next((key for key, _ in signed if project_id(key.public) == project), None)
        if root is None:
            return cls(project)
        team = fold(write for key, record, write in _writes(signed, TEAM) if (key, record) == (root, project))
        admins = _read_admins(team)
        trusted = [
            (key, commit) for key, commit in signed if key == root or _is_by_admin(key, commit, admins)
        ]
        people = {record: fold(writes) for record, writes in _by_record(trusted, PERSON).items()}
        enrolled = _read_devices(signed, trusted)
        return cls(
            project,
            root,
            tuple(key for key, through in admins.items() if through is None),
            {person: role for person, folded in people.items() if (role := _read_role(folded))},
            {device.id: device for device, _ in enrolled},
            {feed.id: feed for device, _ in enrolled for feed in _feeds(device)},
            {project: team.heads}
            | {person: folded.heads for person, folded in people.items()}
            | {device.id: heads for device, heads in enrolled},
        )

    def key_of(self, feed: bytes) -> VerifyKey | None:
        """The key that a commit of this feed must be signed with; None for a feed not of this roster."""
        found = self.feeds.get(feed)
        return found.device.signing if found else None

    def role_of(self, person: bytes) -> str | None:
        return self.roles.get(person)

    def is_revoked(self, feed: bytes, seq: int) -> bool:
        """Whether this seq of a known feed lies beyond what is still believed of it."""
        found = self.feeds.get(feed)
        return found is not None and found.last is not None and seq > found.last.seq

    def refusal(self, header: Header) -> str | None:
        """Why a commit of the open or restricted stream is not accepted, as a stable word; None when it is.

        project-unknown, feed-unknown, stream-wrong, author-wrong, author-unknown, revoked. In a revoked feed with
        two commits of one seq (a copied laptop) the believed ones are the last's own past: for the caller to see.
        """
        if header.project != self.project:
            return "project-unknown"
        feed = self.feeds.get(header.feed)
        if feed is None:
            return "feed-unknown"
        if feed.stream != header.stream:
            return "stream-wrong"
        if feed.device.person != header.author:
            return "author-wrong"
        if header.author not in self.roles:
            return "author-unknown"
        return "revoked" if self.is_revoked(header.feed, header.seq) else None


Signed = Sequence[tuple[VerifyKey, Commit]]
Through = Mapping[bytes, LastAccepted]


def _writes(signed: Signed, kind: str) -> Iterator[tuple[VerifyKey, bytes, Write]]:
    """Every write about records of this roster kind: the key that signed it, the record, the write."""
    for key, commit in signed:
        for part in commit.parts:
            if part.kind == kind:
                yield key, part.record, write_of(commit, part)


def _by_record(signed: Signed, kind: str) -> dict[bytes, list[Write]]:
    found: dict[bytes, list[Write]] = {}
    for _, record, write in _writes(signed, kind):
        found.setdefault(record, []).append(write)
    return found


def _read_admins(team: Folded) -> dict[VerifyKey, Through | None]:
    """Each admin key that the root named, with up to where it is believed when the root took it back."""
    found: dict[VerifyKey, Through | None] = {}
    for name, value in sorted(team.groups.items()):
        public = (value or {}).get("public")
        if name.startswith("admin/") and value and type(public) is bytes and len(public) == PUBLIC_BYTES:
            found[VerifyKey(public)] = _read_through(value["through"]) if "through" in value else None
    return found


def _is_by_admin(key: VerifyKey, commit: Commit, admins: Mapping[VerifyKey, Through | None]) -> bool:
    if key not in admins:
        return False
    through = admins[key]
    return through is None or commit.header.seq <= _last_of(through, commit.header.feed).seq


def _last_of(through: Through, feed: bytes) -> LastAccepted:
    return through.get(feed, LastAccepted(feed, 0, b""))


def _read_through(value: Value) -> dict[bytes, LastAccepted]:
    """What is still believed; what cannot be understood is not."""
    found: dict[bytes, LastAccepted] = {}
    for item in value if type(value) is list else []:
        match item:
            case [bytes(feed), int(seq), bytes(commit)]:
                found[feed] = LastAccepted(feed, seq, commit)
            case _:
                continue
    return found


def _read_role(person: Folded) -> str | None:
    role = (person.groups.get("role") or {}).get("role")
    return role if type(role) is str and role in ROLES else None


def _read_devices(signed: Signed, trusted: Signed) -> list[tuple[Device, tuple[bytes, ...]]]:
    """The enrolled devices, with what each added to itself, and the heads of each."""
    by_itself: dict[tuple[bytes, VerifyKey], list[Write]] = {}
    for key, record, write in _writes(signed, DEVICE):
        added = {name: value for name, value in write.groups.items() if _nonce_of(name) and value}
        by_itself.setdefault((record, key), []).append(write._replace(groups=added, deleted=None))
    found: list[tuple[Device, tuple[bytes, ...]]] = []
    for record, writes in sorted(_by_record(trusted, DEVICE).items()):
        enrolled = _read_device(record, fold(writes))
        if enrolled is None:
            continue
        trusted_commits = {write.commit for write in writes}
        own = [
            one for one in by_itself.get((record, enrolled.signing), []) if one.commit not in trusted_commits
        ]
        folded = fold([*writes, *own])
        device = _read_device(record, folded)
        if device is not None:
            found.append((device, folded.heads))
    return found


def _read_device(record: bytes, folded: Folded) -> Device | None:
    match folded.groups.get("keys"):
        case {"person": bytes(person), "signing": bytes(signing), "encryption": bytes(encryption)} if (
            len(signing) == PUBLIC_BYTES
        ):
            key = VerifyKey(signing)
        case _:
            return None
    named = sorted(nonce for name, value in folded.groups.items() if value and (nonce := _nonce_of(name)))
    incarnations = tuple(Incarnation(record, key, nonce) for nonce in named)
    revoked = folded.groups.get("revoked")
    through = None if revoked is None else _read_through(revoked.get("through"))
    return Device(record, person, key, encryption, incarnations, through)


def _nonce_of(group: str) -> bytes | None:
    line = line_of(group)
    return line[1] if line and line[0] == "incarnation" and len(line[1]) == ID_BYTES else None


def _feeds(device: Device) -> Iterator[Feed]:
    for incarnation in device.incarnations:
        for stream in (Stream.OPEN, Stream.RESTRICTED):
            feed = incarnation.feed(stream)
            last = None if device.revoked is None else _last_of(device.revoked, feed)
            yield Feed(feed, stream, device, last)
