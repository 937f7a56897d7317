"""The roster: who may write in which feed, in what role, and up to where, from roster commits in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from camifield.revisions.commits import Commit
from camifield.revisions.enrolment import signer_of
from camifield.revisions.headers import Header, Stream
from camifield.revisions.membership import (
    READS_RESTRICTED,
    TEAM,
    AdoptedFeed,
    Device,
    Feed,
    Invitation,
    LastAccepted,
    Member,
)
from camifield.revisions.merge import Folded, fold
from camifield.revisions.roster_adoption import read_adopted
from camifield.revisions.roster_left_out import read_left_out
from camifield.revisions.roster_people import read_same_people
from camifield.revisions.roster_records import (
    AdminKey,
    Signed,
    by_admins,
    founding_devices,
    read_admins,
    read_devices,
    read_invitations,
    read_people,
    writes,
)
from camifield.security.encryption import SECRET_BYTES
from camifield.security.hashing import project_id
from camifield.security.signing import VerifyKey

MOST_REMEMBERED: Final = 16


@dataclass(frozen=True, slots=True)
class Roster:
    """A project's roster.

    `roles` is what each person is now, `members` what each was before as well. `same`, `histories` and `apart` say which
    records of people are one person (see `roster_people.People`); a device's `person` is who that is. `adopted` are the feeds of other
    projects that count here. `admin_devices` says on which device an admin key lies, where the root said so.
    `heads` are the bases for the next roster part of a record (project, person, device, ...); `contested` are
    the records of which two admins said opposite things that nobody settled. `signers` are all keys that ever had
    a say in it: what others sign is no part of any roster.
    """

    project: bytes
    root: VerifyKey | None = None
    admins: tuple[VerifyKey, ...] = ()
    roles: Mapping[bytes, str] = field(default_factory=dict[bytes, str])
    devices: Mapping[bytes, Device] = field(default_factory=dict[bytes, Device])
    feeds: Mapping[bytes, Feed] = field(default_factory=dict[bytes, Feed])
    heads: Mapping[bytes, tuple[bytes, ...]] = field(default_factory=dict[bytes, tuple[bytes, ...]])
    members: Mapping[bytes, Member] = field(default_factory=dict[bytes, Member])
    same: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    adopted: Mapping[bytes, AdoptedFeed] = field(default_factory=dict[bytes, AdoptedFeed])
    invitations: Mapping[bytes, Invitation] = field(default_factory=dict[bytes, Invitation])
    admin_devices: Mapping[bytes, VerifyKey] = field(default_factory=dict[bytes, VerifyKey])
    recovery: bytes | None = None
    name: str | None = None
    contested: frozenset[bytes] = frozenset()
    signers: frozenset[VerifyKey] = frozenset()
    histories: Mapping[bytes, Member] = field(default_factory=dict[bytes, Member])
    apart: frozenset[tuple[bytes, bytes]] = frozenset()

    @classmethod
    def from_commits(cls, project: bytes, commits: Iterable[Commit]) -> Roster:
        """The roster that these opened roster commits make, whatever their order and number.

        Only the root key, which the project's id proves, says who the admins are; root and admins enrol people
        and devices, revoke them, invite, and take in other projects; a device's own key adds incarnations to it
        and does nothing else. Every other part is passed over.
        """
        mine = {commit.id: commit for commit in commits if commit.header.project == project}
        asked = _Asked(project, mine)
        try:
            return _read(asked)
        finally:
            asked.commits = {}  # what is remembered holds no commits

    def key_of(self, feed: bytes) -> VerifyKey | None:
        """The key that a commit of this feed must be signed with; None for a feed not of this roster."""
        found = self.feeds.get(feed)
        if found is not None:
            return found.device.signing
        taken_in = self.adopted.get(feed)
        return taken_in.signing if taken_in else None

    def person_of(self, author: bytes) -> bytes:
        """Who signs as this author: the member that they are, or else themselves."""
        return self.same.get(author, author)

    def signing_as(self, people: Iterable[bytes]) -> set[bytes]:
        """All authors that are these people."""
        asked = frozenset(people)
        return {*asked, *(author for author, person in self.same.items() if person in asked)}

    def role_of(self, person: bytes) -> str | None:
        """What this person is now; None for somebody who is not in the team."""
        return self.roles.get(self.person_of(person))

    def role_at(self, person: bytes, feed: bytes, seq: int) -> str | None:
        """The role by which this commit of the person is judged: what counted there, not what counts now."""
        taken_in = self.adopted.get(feed)
        if taken_in is not None and taken_in.person == person and seq <= taken_in.judged_to:
            return taken_in.role_at(seq)
        member = self.history_of(person)
        return member.role_at(feed, seq) if member else None

    def history_of(self, author: bytes) -> Member | None:
        """The roles by which what was signed as this author is judged; None for somebody not of the team."""
        return self.histories.get(author) or self.members.get(self.person_of(author))

    def lets_in(self, device: bytes) -> bool:
        """Whether somebody who is believed let this device in; it may be revoked since."""
        found = self.devices.get(device)
        return found is not None and found.is_let_in

    def recipients(self, stream: int) -> tuple[Device, ...]:
        """The devices that may read this stream, in the order of their ids: living ones of people with a role.

        The restricted stream is for reviewers and coordinators.
        """
        return tuple(
            device
            for _, device in sorted(self.devices.items())
            if device.revoked is None
            and (role := self.roles.get(device.person))
            and (stream != Stream.RESTRICTED or role in READS_RESTRICTED)
        )

    def last_of(self, feed: bytes) -> LastAccepted | None:
        """Up to where this feed is believed, when there is an end to it: revoked, or adopted."""
        found = self.feeds.get(feed)
        if found is not None:
            return found.last
        taken_in = self.adopted.get(feed)
        return taken_in.last if taken_in else None

    def is_revoked(self, feed: bytes, seq: int) -> bool:
        """Whether this seq of a known feed lies beyond what is still believed of it."""
        found = self.feeds.get(feed)
        return found is not None and found.last is not None and seq > found.last.seq

    def is_of_team(self, header: Header) -> bool:
        """Whether this commit's project is the team's, or one of which the team took something in."""
        return header.project == self.project or any(
            one.project == header.project for one in self.adopted.values()
        )

    def refusal(self, header: Header, commit: bytes = b"") -> str | None:
        """Why a commit of the open or restricted stream is not accepted, as a stable word; None when it is.

        project-unknown, feed-unknown, stream-wrong, author-wrong, author-unknown, revoked, adopted-up-to-here.
        `commit` is its id: with it, another commit than the one named at the boundary is refused as well. Which
        of two commits of one seq below it counts, `strays` says of all headers of the feed together.
        """
        if header.project != self.project:
            return self._refusal_of_adopted(header, commit)
        feed = self.feeds.get(header.feed)
        if feed is None:
            return "feed-unknown"
        if feed.stream != header.stream:
            return "stream-wrong"
        if not feed.device.signs_as(header.author, self.same):
            return "author-wrong"
        if self.person_of(header.author) not in self.roles:
            return "author-unknown"
        return "revoked" if feed.last is not None and _is_beyond(feed.last, header, commit) else None

    def _refusal_of_adopted(self, header: Header, commit: bytes) -> str | None:
        feed = self.adopted.get(header.feed)
        if feed is None or feed.project != header.project:
            return "feed-unknown" if self.is_of_team(header) else "project-unknown"
        if feed.stream != header.stream:
            return "stream-wrong"
        if feed.person != header.author:
            return "author-wrong"
        return "adopted-up-to-here" if _is_beyond(feed.last, header, commit) else None


class _Asked:
    """Names a roster by its commits, in the order in which they were given; they are there to be read the first time."""

    __slots__ = ("commits", "names", "project")

    def __init__(self, project: bytes, commits: Mapping[bytes, Commit]) -> None:
        self.project = project
        self.commits = commits
        self.names = b"".join(commits)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and (self.project, self.names) == (other.project, other.names)

    def __hash__(self) -> int:
        return hash((self.project, self.names))


@lru_cache(maxsize=MOST_REMEMBERED)
def _read(asked: _Asked) -> Roster:
    """A meeting asks for the same roster some ten times; an id is a hash of all that the commit says."""
    project, commits = asked.project, asked.commits
    signed = [(key, commit) for commit in commits.values() if (key := signer_of(commit))]
    root = next((key for key, _ in signed if project_id(key.public) == project), None)
    if root is None:
        return Roster(project)
    team = fold(write for key, record, write in writes(signed, TEAM) if (key, record) == (root, project))
    admins = read_admins(team)
    trusted = [(key, one) for key, one in signed if key == root] + list(
        by_admins([(key, one) for key, one in signed if key != root], admins)
    )
    named = _read_name(project, trusted)
    members, people = read_people(trusted)
    known = read_same_people(people, members)
    members, same = known.members, known.same
    enrolled = [
        (replace(device, person=same.get(device.person, device.person)), folded)
        for device, folded in read_devices(signed, trusted)
    ]
    adopted, projects = read_adopted(signed, trusted, [device for device, _ in enrolled], same)
    left_out = read_left_out(signed, trusted, admins, enrolled, adopted)
    enrolled, adopted = [*enrolled, *left_out.devices], {**adopted, **left_out.adopted}
    invitations, letters = read_invitations(trusted)
    devices = {device.id: folded for device, folded in enrolled}
    records = {**letters, **projects, **people, **devices}
    feeds = {feed.id: feed for device, _ in enrolled for feed in _feeds(device)}
    return Roster(
        project,
        root,
        tuple(key for key, admin in admins.items() if admin.through is None),
        {person: member.role for person, member in members.items()},
        {device.id: device for device, _ in enrolled},
        feeds,
        {record: folded.heads for record, folded in records.items()}
        | {project: tuple(sorted({*team.heads, *named.heads}))},
        members,
        same,
        {feed: one for feed, one in adopted.items() if feed not in feeds},
        invitations,
        _admin_devices(admins.values(), founding_devices(one for key, one in signed if key == root)),
        _read_recovery(team),
        _name_in(named),
        frozenset(record for record, folded in [*records.items(), (project, team)] if folded.conflicts),
        frozenset((root, *admins, *(device.signing for device, _ in enrolled))),
        known.histories,
        known.apart,
    )


def _is_beyond(last: LastAccepted, header: Header, commit: bytes) -> bool:
    return header.seq > last.seq or (header.seq == last.seq and bool(commit) and commit != last.commit)


def _read_name(project: bytes, trusted: Signed) -> Folded:
    """What admins and root say of the team's name alone."""
    return fold(
        write._replace(groups={name: value for name, value in write.groups.items() if name == "name"})
        for _, record, write in writes(trusted, TEAM)
        if record == project
    )


def _name_in(named: Folded) -> str | None:
    name = (named.groups.get("name") or {}).get("name")
    return name if type(name) is str and name else None


def _read_recovery(team: Folded) -> bytes | None:
    public = (team.groups.get("recovery") or {}).get("public")
    return public if type(public) is bytes and len(public) == SECRET_BYTES else None


def _admin_devices(admins: Iterable[AdminKey], founding: Mapping[VerifyKey, bytes]) -> dict[bytes, VerifyKey]:
    living = (one for one in admins if one.through is None)
    found = ((one.device or founding.get(one.key), one.key) for one in living)
    return {device: key for device, key in found if device is not None}


def _feeds(device: Device) -> Iterator[Feed]:
    for incarnation in device.incarnations:
        for stream in (Stream.OPEN, Stream.RESTRICTED):
            feed = incarnation.feed(stream)
            last = None if device.revoked is None else device.revoked.get(feed, LastAccepted(feed, 0, b""))
            yield Feed(feed, stream, device, last)
