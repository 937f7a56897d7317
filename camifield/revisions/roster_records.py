"""Reading the records of a roster: from the writes that count, admins, people, laptops, adopted feeds and invitations.

Where two admins who had not met said opposite things, the more careful is believed until one of them says it again,
knowing both: the role that may less, the revocation, the position that believes less. What is not understood is
passed over, and a revocation that is not understood revokes all. All of it is the same in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Group, Value, encode
from camifield.revisions.membership import (
    DEVICE,
    INVITATION,
    MOST_ADMINS,
    PERSON,
    ROLES,
    TEAM,
    Device,
    Earlier,
    Incarnation,
    Invitation,
    LastAccepted,
    Link,
    Member,
    Through,
)
from camifield.revisions.merge import Folded, Write, fold, write_of
from camifield.revisions.parts import line_group, line_of
from camifield.security.hashing import ID_BYTES, short_hash
from camifield.security.signing import PUBLIC_BYTES, VerifyKey

Signed = Sequence[tuple[VerifyKey, Commit]]


@dataclass(frozen=True, slots=True)
class AdminKey:
    """A key that the root named: on which device, if it says so, and what is believed of it once it was taken back."""

    key: VerifyKey
    device: bytes | None
    through: Through | None


def writes(signed: Signed, kind: str) -> Iterator[tuple[VerifyKey, bytes, Write]]:
    """Every write about records of this roster kind: the key that signed it, the record, the write."""
    for key, commit in signed:
        for part in commit.parts:
            if part.kind == kind and not part.erased:
                yield key, part.record, write_of(commit, part)


def by_record(signed: Signed, kind: str) -> dict[bytes, list[Write]]:
    """The same, gathered by record."""
    found: dict[bytes, list[Write]] = {}
    for _, record, write in writes(signed, kind):
        found.setdefault(record, []).append(write)
    return found


def strays(last: LastAccepted, links: Iterable[Link]) -> frozenset[bytes]:
    """Those of these commits of one feed that are not the named commit or its past, as far as its chain tells.

    A copied laptop writes two commits of one seq: the chain of previous commits from `last` says which belongs.
    Where the chain breaks at a commit that is not here, nothing below the gap is called a stray.
    """
    links = list(links)
    held = {link.commit: link for link in links}
    own: dict[int, bytes] = {last.seq: last.commit}
    link = held.get(last.commit)
    while link is not None and link.seq > 1:
        own[link.seq - 1] = link.previous
        link = held.get(link.previous)
    return frozenset(
        link.commit for link in links if link.seq > last.seq or own.get(link.seq, link.commit) != link.commit
    )


def read_through(value: Value) -> dict[bytes, LastAccepted]:
    """What is still believed; what cannot be understood is not."""
    found: dict[bytes, LastAccepted] = {}
    for item in value if type(value) is list else []:
        match item:
            case [bytes(feed), int(seq), bytes(commit)]:
                found[feed] = LastAccepted(feed, seq, commit)
            case _:
                continue
    return found


def _least(throughs: Sequence[Through]) -> dict[bytes, LastAccepted]:
    """What all of them believe."""
    feeds = set(throughs[0]).intersection(*throughs[1:])
    return {
        feed: min((one[feed] for one in throughs), key=lambda last: (last.seq, last.commit))
        for feed in sorted(feeds)
    }


def versions_of(folded: Folded, group: str) -> list[Group | None]:
    """All values that stand against each other; one where there is no conflict, none where it was never set."""
    if group not in folded.groups:
        return []
    contested = folded.conflicts.get(group)
    return [version.value for version in contested] if contested else [folded.groups[group]]


def read_admins(team: Folded) -> dict[VerifyKey, AdminKey]:
    """Each admin key that the root named; of more than three that hold, the first by name."""
    found: dict[VerifyKey, AdminKey] = {}
    holding = 0
    for name in sorted(team.groups):
        versions = [value for value in versions_of(team, name) if value]
        public = versions[0].get("public") if versions else None
        if type(public) is not bytes or len(public) != PUBLIC_BYTES:
            continue
        if name != line_group("admin", short_hash(public)):
            continue
        taken_back = [read_through(value["through"]) for value in versions if "through" in value]
        holding += not taken_back
        if not taken_back and holding > MOST_ADMINS:
            continue
        device = next((one for value in versions if type(one := value.get("device")) is bytes), None)
        key = VerifyKey(public)
        found[key] = AdminKey(key, device, _least(taken_back) if taken_back else None)
    return found


def founding_devices(commits: Iterable[Commit]) -> dict[VerifyKey, bytes]:
    """The device of each admin key that was named together with it: the first laptop of all."""
    found: dict[VerifyKey, bytes] = {}
    for commit in commits:
        devices = [part.record for part in commit.parts if part.kind == DEVICE]
        for part in commit.parts if len(devices) == 1 else ():
            for key in read_admins(fold([write_of(commit, part)])) if part.kind == TEAM else ():
                found[key] = devices[0]
    return found


def by_admins(signed: Signed, admins: Mapping[VerifyKey, AdminKey]) -> Iterator[tuple[VerifyKey, Commit]]:
    """What admins signed, up to where each is believed."""
    links: dict[bytes, list[Link]] = {}
    for key, commit in signed:
        if key in admins:
            head = commit.header
            links.setdefault(head.feed, []).append(Link(commit.id, head.seq, head.previous))
    beyond: dict[bytes, frozenset[bytes]] = {}
    for key, commit in signed:
        feed = commit.header.feed
        if key in admins and feed not in beyond:
            beyond[feed] = _beyond(admins[key], feed, links[feed])
        if key in admins and commit.id not in beyond[feed]:
            yield key, commit


def _beyond(admin: AdminKey, feed: bytes, links: Sequence[Link]) -> frozenset[bytes]:
    if admin.through is None:
        return frozenset()
    return strays(admin.through.get(feed, LastAccepted(feed, 0, b"")), links)


def read_people(trusted: Signed) -> tuple[dict[bytes, Member], dict[bytes, Folded]]:
    """Everybody with a role, and what is known of each person named."""
    folded = {record: fold(found) for record, found in sorted(by_record(trusted, PERSON).items())}
    members = {person: member for person, one in folded.items() if (member := _read_member(person, one))}
    return members, folded


def _read_member(person: bytes, folded: Folded) -> Member | None:
    versions = versions_of(folded, "role")
    if not versions or any(value is None for value in versions):
        return None
    known = [(role, value) for value in versions if value and (role := _role(value.get("role")))]
    if not known:
        return None
    role, value = min(known, key=lambda one: (ROLES.index(one[0]), encode(dict(one[1]))))
    return Member(person, role, tuple(_read_earlier(value.get("earlier"))))


def _role(value: Value) -> str | None:
    return value if type(value) is str and value in ROLES else None


def _read_earlier(value: Value) -> Iterator[Earlier]:
    for item in value if type(value) is list else []:
        match item:
            case [str(role), [*feeds]] if role in ROLES:
                yield Earlier(role, dict(_read_seqs(feeds)))
            case _:
                continue


def _read_seqs(items: Sequence[Value]) -> Iterator[tuple[bytes, int]]:
    for item in items:
        match item:
            case [bytes(feed), int(seq)]:
                yield feed, seq
            case _:
                continue


def read_devices(signed: Signed, trusted: Signed) -> list[tuple[Device, Folded]]:
    """The enrolled devices, with what each added to itself."""
    by_itself: dict[tuple[bytes, VerifyKey], list[Write]] = {}
    for key, record, write in writes(signed, DEVICE):
        added = {name: value for name, value in write.groups.items() if _nonce_of(name) and value}
        by_itself.setdefault((record, key), []).append(write._replace(groups=added, deleted=None))
    found: list[tuple[Device, Folded]] = []
    for record, entries in sorted(by_record(trusted, DEVICE).items()):
        enrolled = _read_device(record, fold(entries))
        if enrolled is None:
            continue
        counted = {write.commit for write in entries}
        own = [one for one in by_itself.get((record, enrolled.signing), []) if one.commit not in counted]
        folded = fold([*entries, *own])
        device = _read_device(record, folded)
        if device is not None:
            found.append((device, folded))
    return found


def _read_device(record: bytes, folded: Folded) -> Device | None:
    match folded.groups.get("keys"):
        case {"person": bytes(person), "signing": bytes(signing), "encryption": bytes(encryption)} if (
            len(signing) == PUBLIC_BYTES
        ):
            key = VerifyKey(signing)
        case _:
            return None
    named = sorted(
        (_order(value), nonce)
        for name, value in folded.groups.items()
        if value and (nonce := _nonce_of(name))
    )
    incarnations = tuple(Incarnation(record, key, nonce) for _, nonce in named)
    revoked = [
        read_through(value.get("through")) for value in versions_of(folded, "revoked") if value is not None
    ]
    claims = [value for value in versions_of(folded, "keys") if value and value.get("signing") == signing]
    people = frozenset(one for claim in claims if type(one := claim.get("person")) is bytes)
    return Device(record, person, key, encryption, incarnations, _least(revoked) if revoked else None, people)


def _order(value: Group) -> int:
    order = value.get("order")
    return order if type(order) is int else 0


def _nonce_of(group: str) -> bytes | None:
    return line_in(group, "incarnation")


def line_in(group: str, repeat: str) -> bytes | None:
    """The 16 bytes that a group of this repeat is about; None for any other group."""
    line = line_of(group)
    return line[1] if line and line[0] == repeat and len(line[1]) == ID_BYTES else None


def read_invitations(trusted: Signed) -> tuple[dict[bytes, Invitation], dict[bytes, Folded]]:
    """Who was invited, and what is known of each invitation."""
    folded = {record: fold(found) for record, found in sorted(by_record(trusted, INVITATION).items())}
    found = {record: one for record, each in folded.items() if (one := _read_invitation(record, each))}
    return found, folded


def _read_invitation(record: bytes, folded: Folded) -> Invitation | None:
    match folded.groups.get("key"):
        case {"public": bytes(public), "role": str(role)} if len(public) == PUBLIC_BYTES and role in ROLES:
            used = sorted(
                request
                for name, value in folded.groups.items()
                if value and (request := line_in(name, "used"))
            )
            return Invitation(record, VerifyKey(public), role, "withdrawn" in folded.groups, tuple(used))
        case _:
            return None
