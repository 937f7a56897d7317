"""What a roster says of people, laptops and projects that joined: plain values, and the words they are written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from camifield.revisions.headers import Stream
from camifield.security.hashing import feed_id
from camifield.security.signing import VerifyKey

SIGNER: Final = "roster.signer"
TEAM: Final = "roster.team"
PERSON: Final = "roster.person"
DEVICE: Final = "roster.device"
ADOPTED: Final = "roster.adopted"
INVITATION: Final = "roster.invitation"

MONITOR: Final = "monitor"
RANGER: Final = "ranger"
REVIEWER: Final = "reviewer"
COORDINATOR: Final = "coordinator"

ROLES: Final = (MONITOR, RANGER, REVIEWER, COORDINATOR)
"""From the one that may least to the one that may most."""

READS_RESTRICTED: Final = (REVIEWER, COORDINATOR)
MOST_ADMINS: Final = 3


@dataclass(frozen=True, slots=True)
class LastAccepted:
    """Up to where a feed is believed: its last commit that is, and that commit's past."""

    feed: bytes
    seq: int
    commit: bytes


Through = Mapping[bytes, LastAccepted]


@dataclass(frozen=True, slots=True)
class Incarnation:
    """The feeds that one person's key writes on one laptop, from one installation or restoration to the next."""

    device: bytes
    signing: VerifyKey
    nonce: bytes

    def feed(self, stream: int) -> bytes:
        """The id of its feed in this stream."""
        return feed_id(self.signing.public, self.nonce, stream)

    @property
    def feeds(self) -> tuple[bytes, bytes]:
        """Its open feed and its restricted one."""
        return self.feed(Stream.OPEN), self.feed(Stream.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Device:
    """One person's keys on one laptop. `revoked` is None, or what is still believed of each of its feeds.

    people: everybody who signs with these keys: more than `person` where two admins let them in as two people, which
    leaves what was signed as either of them believed. `is_let_in` is False where only administrators let it in who were
    believed no longer: all of it is revoked (`roster_left_out`).
    """

    id: bytes
    person: bytes
    signing: VerifyKey
    encryption: bytes
    incarnations: tuple[Incarnation, ...]
    revoked: Through | None = None
    people: frozenset[bytes] = frozenset()
    is_let_in: bool = True

    def signs_as(self, author: bytes, same: Mapping[bytes, bytes]) -> bool:
        """Whether these keys sign for this author; `same` is author -> the member who they are, where that is another."""
        return same.get(author, author) in {same.get(one, one) for one in self.people}


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed of a device. `last` is None while nothing of it is revoked; its seq is 0 when all is."""

    id: bytes
    stream: int
    device: Device
    last: LastAccepted | None = None


class Earlier(NamedTuple):
    """A role that a person had before, and the last seq of each feed up to which it holds."""

    role: str
    through: Mapping[bytes, int]


@dataclass(frozen=True, slots=True)
class Member:
    """What a person may do now, and what before: work of an earlier role is judged by that role."""

    person: bytes
    role: str
    earlier: tuple[Earlier, ...] = ()

    def role_at(self, feed: bytes, seq: int) -> str:
        """The role that counts for this commit of the person."""
        return next((was.role for was in self.earlier if seq <= was.through.get(feed, 0)), self.role)


@dataclass(frozen=True, slots=True)
class AdoptedFeed:
    """A feed of another project that was taken into the team up to `last`: its commits keep their headers and ids.

    Up to seq `judged_to` its author counts as what they were in the project it comes from: `role` at its end, and
    before that the first of `earlier` (role, up to which seq) that reaches so far. What follows they wrote while
    waiting, and it is judged by their role in the team; a `last` of seq 0 takes in nothing but that. `root` is the
    other project's root key.
    """

    id: bytes
    project: bytes
    stream: int
    person: bytes
    signing: VerifyKey
    role: str
    last: LastAccepted
    judged_to: int = 0
    root: bytes = b""
    earlier: tuple[tuple[str, int], ...] = ()

    def role_at(self, seq: int) -> str:
        """The role that counted there, in the project that the feed comes from."""
        return next((role for role, through in self.earlier if seq <= through), self.role)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody is invited: `key` proves it, once. `used_by` are the requests it was used for, oldest name first."""

    id: bytes
    key: VerifyKey
    role: str
    is_withdrawn: bool
    used_by: tuple[bytes, ...] = ()


class Link(NamedTuple):
    """A commit's place in its feed, as its header tells it."""

    commit: bytes
    seq: int
    previous: bytes
