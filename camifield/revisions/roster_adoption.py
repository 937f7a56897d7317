"""Reading which feeds of other projects count in a team: what admins took in, and what their owners wrote meanwhile.

A laptop that asked to come in goes on working until the answer reaches it. Its key, enrolled by then, may name the
later commits of its own old feeds itself: they are signed by the very key that could write the same in a new feed,
and are judged by the person's role in the team, not by the one of the old project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from camifield.revisions.encoding import Group, Value
from camifield.revisions.membership import ADOPTED, ROLES, AdoptedFeed, Device, LastAccepted
from camifield.revisions.merge import Folded, fold
from camifield.revisions.roster_records import Signed, by_record, line_in, versions_of, writes
from camifield.security.hashing import project_id
from camifield.security.signing import PUBLIC_BYTES, VerifyKey

NOBODY_ELSE: Final[Mapping[bytes, bytes]] = {}


def read_adopted(
    signed: Signed, trusted: Signed, devices: Sequence[Device], same: Mapping[bytes, bytes] = NOBODY_ELSE
) -> tuple[dict[bytes, AdoptedFeed], dict[bytes, Folded]]:
    """The feeds of other projects that count, and what is known of each such project.

    Of two admins who took in the same feed, the one who went further is believed: both accepted what they saw.
    `same` is person -> the member who they are, where the team knows them by another record.
    """
    folded = {record: fold(found) for record, found in sorted(by_record(trusted, ADOPTED).items())}
    found: dict[bytes, AdoptedFeed] = {}
    for project, one in folded.items():
        root = (one.groups.get("project") or {}).get("root")
        if type(root) is bytes and project_id(root) == project:
            read = [
                adopted for name in one.groups for adopted in _read(name, project, versions_of(one, name))
            ]
            found.update(_furthest(replace(adopted, root=root) for adopted in read))
    return _extended(found, _by_owners(signed, devices, found.values(), same)), folded


def _read(name: str, project: bytes, values: Iterable[Group | None]) -> Iterator[AdoptedFeed]:
    feed = line_in(name, "feed")
    for value in values:
        if feed and value and (adopted := _read_feed(feed, project, value)):
            yield adopted


def _read_feed(feed: bytes, project: bytes, value: Group) -> AdoptedFeed | None:
    match value:
        case {
            "stream": int(stream),
            "person": bytes(person),
            "signing": bytes(signing),
            "role": str(role),
            "seq": int(seq),
            "commit": bytes(commit),
            **more,
        } if len(signing) == PUBLIC_BYTES and role in ROLES and seq >= 0:
            last = LastAccepted(feed, seq, commit)
            earlier = tuple(_read_earlier(more.get("earlier")))
            key = VerifyKey(signing)
            return AdoptedFeed(feed, project, stream, person, key, role, last, seq, earlier=earlier)
        case _:
            return None


def _read_earlier(value: Value) -> Iterator[tuple[str, int]]:
    for item in value if type(value) is list else []:
        match item:
            case [str(role), int(through)] if role in ROLES:
                yield role, through
            case _:
                continue


def _furthest(read: Iterable[AdoptedFeed]) -> dict[bytes, AdoptedFeed]:
    """Of each feed the line that goes furthest, the same whatever the order."""
    return {one.id: one for one in sorted(read, key=_reach)}


def _reach(one: AdoptedFeed) -> tuple[object, ...]:
    named = one.project, one.stream, one.person, one.signing.public
    return one.last.seq, one.last.commit, *named, one.role, one.earlier


def _by_owners(
    signed: Signed, devices: Sequence[Device], adopted: Iterable[AdoptedFeed], same: Mapping[bytes, bytes]
) -> Iterator[AdoptedFeed]:
    """What devices of the team name of their own feeds, in projects of which a feed of theirs was taken in.

    What a device says that was shut out before is cut at what is believed of it: whose feed it is stays known, so that
    the laptop itself keeps its records in sight and a reviewer can let them in.
    """
    owned = {(one.project, one.person, one.signing): one.root for one in adopted}
    by_key = {device.signing: device for device in devices}
    for key, project, write in writes(signed, ADOPTED):
        device = by_key.get(key)
        if device is None:
            continue
        for name, value in write.groups.items():
            for one in _read(name, project, [value]):
                root = owned.get((project, one.person, key))
                is_theirs = one.signing == key and device.signs_as(one.person, same)
                if root is not None and is_theirs:
                    last = _believed(device, one.last)
                    yield replace(one, last=last, judged_to=0, root=root, earlier=())


def _believed(device: Device, said: LastAccepted) -> LastAccepted:
    if device.revoked is None:
        return said
    last = device.revoked.get(said.feed, LastAccepted(said.feed, 0, b""))
    return said if said.seq <= last.seq else last


def _extended(adopted: dict[bytes, AdoptedFeed], own: Iterable[AdoptedFeed]) -> dict[bytes, AdoptedFeed]:
    """The adopted feeds with what their owners added at the end."""
    found = dict(adopted)
    for feed, one in _furthest(own).items():
        known = adopted.get(feed)
        if known is None:
            found[feed] = one
        elif one.last.seq > known.last.seq and (one.project, one.stream) == (known.project, known.stream):
            found[feed] = replace(known, last=one.last)
    return found
