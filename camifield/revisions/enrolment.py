"""Writing the roster: founding a project of one without asking, and the parts by which people and devices join it.

A roster commit is an ordinary commit of the roster stream whose first part names the key that signed it; so it can
be checked before anything else is known, and in any order. Its other parts are records of three kinds, merged as
all records are:

    roster.signer  (record: the nonce of the feed)  key {public}
    roster.team    (record: the project)  root {public}; admin/<key> {public, through?}
    roster.person  (record: the person)   role {role}
    roster.device  (record: the device)   keys {person, signing, encryption}; incarnation/<nonce> {order}; revoked {through}

`through` is a list of [feed, seq, commit]: the last commit accepted of each feed; nothing of a feed not listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from camifield.clock import Quality
from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.ids import id_at
from camifield.revisions.commits import LARGEST_PAYLOAD, Commit, open_commit, read_stored, seal
from camifield.revisions.headers import Action, Header, Stream
from camifield.revisions.parts import Part, line_group
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import ID_BYTES, feed_id, project_id, short_hash
from camifield.security.keyring import DeviceKeys, Keyring
from camifield.security.signing import PUBLIC_BYTES, SigningKey, VerifyKey

SIGNER: Final = "roster.signer"
TEAM: Final = "roster.team"
PERSON: Final = "roster.person"
DEVICE: Final = "roster.device"

ROLES: Final = ("monitor", "ranger", "reviewer", "coordinator")


@dataclass(frozen=True, slots=True)
class LastAccepted:
    """Up to where a feed is believed after a revocation."""

    feed: bytes
    seq: int
    commit: bytes


@dataclass(frozen=True, slots=True)
class Incarnation:
    """The feeds that one person's key writes on one laptop, from one installation or restoration to the next."""

    device: bytes
    signing: VerifyKey
    nonce: bytes

    def feed(self, stream: int) -> bytes:
        """The id of its feed in this stream."""
        return feed_id(self.signing.public, self.nonce, stream)


@dataclass(frozen=True, slots=True)
class Founding:
    """A new project of one: its keys to keep, its first commit to store, and the feeds to write in."""

    keyring: Keyring
    commit: Commit
    incarnation: Incarnation


def found(
    person: bytes, entropy: Entropy, *, at_ms: int, quality: Quality = Quality.SYSTEM, schema: int = 0
) -> Founding:
    """A project of one, whose only member is the coordinator `person` (the 16 bytes of a person's record).

    The root key signs it all; an admin key is made at once, so that the root can go offline later with nothing
    made anew. Nothing is written anywhere.
    """
    root, admin = SigningKey.make(entropy), SigningKey.make(entropy)
    keys = new_device_keys(person, entropy, at_ms=at_ms)
    project = project_id(root.public)
    nonce = entropy.take(ID_BYTES)
    parts = [
        team_part(project, root.verify_key, [admin.verify_key]),
        person_part(person, "coordinator"),
        device_part(keys, nonce),
    ]
    header = Header(
        project=project,
        feed=b"",
        stream=Stream.ROSTER,
        seq=1,
        author=person,
        schema=schema,
        lamport=1,
        at_ms=at_ms,
        quality=quality,
        action=Action.ENROL,
    )
    commit = seal_roster(header, parts, root, entropy.take(ID_BYTES), entropy)
    keyring = Keyring(project, root, admin, (keys,))
    return Founding(keyring, commit, Incarnation(keys.device, keys.signing.verify_key, nonce))


def new_device_keys(person: bytes, entropy: Entropy, *, at_ms: int) -> DeviceKeys:
    """Fresh keys for one person on this laptop, to be enrolled by `device_part`."""
    signing, encryption = SigningKey.make(entropy), EncryptionKey.make(entropy)
    return DeviceKeys(id_at(at_ms, entropy), person, signing, encryption)


def team_part(
    project: bytes, root: VerifyKey, admins: Iterable[VerifyKey], bases: tuple[bytes, ...] = ()
) -> Part:
    """Who may enrol: counted only when the root key signs it."""
    groups = {line_group("admin", short_hash(key.public)): {"public": key.public} for key in admins}
    return Part(TEAM, project, {"root": {"public": root.public}, **groups}, bases)


def person_part(person: bytes, role: str, bases: tuple[bytes, ...] = ()) -> Part:
    """What a person may do; the name and all else are records of their own. Raises ValueError for no role."""
    if role not in ROLES:
        raise ValueError(f"no such role: {role}")
    return Part(PERSON, person, {"role": {"role": role}}, bases)


def device_part(keys: DeviceKeys, nonce: bytes) -> Part:
    """One person's keys on one laptop, with its first incarnation: for an admin or the root to sign."""
    groups = {
        "keys": {
            "person": keys.person,
            "signing": keys.signing.public,
            "encryption": keys.encryption.public,
        },
        line_group("incarnation", nonce): {"order": 1},
    }
    return Part(DEVICE, keys.device, groups)


def incarnation_part(device: bytes, nonce: bytes, order: int, bases: tuple[bytes, ...]) -> Part:
    """New feeds for a known device, after a restored or copied disk: its own key may sign this, far from any admin."""
    return Part(DEVICE, device, {line_group("incarnation", nonce): {"order": order}}, bases)


def revocation_part(device: bytes, through: Iterable[LastAccepted], bases: tuple[bytes, ...]) -> Part:
    """The device is believed no further than these commits: for an admin or the root to sign."""
    listed = sorted([last.feed, last.seq, last.commit] for last in through)
    return Part(DEVICE, device, {"revoked": {"through": [list(item) for item in listed]}}, bases)


def seal_roster(
    header: Header, parts: Sequence[Part], key: SigningKey, nonce: bytes, entropy: Entropy
) -> Commit:
    """A commit of the roster feed that belongs to `key` and `nonce`; its feed and stream are filled in here."""
    signer = Part(SIGNER, nonce, {"key": {"public": key.public}})
    header = replace(header, stream=Stream.ROSTER, feed=feed_id(key.public, nonce, Stream.ROSTER))
    return seal(header, [signer, *parts], key, entropy)


def open_roster(header_bytes: bytes, signature: bytes, payload: bytes) -> Commit:
    """A roster commit from anywhere, checked against the key it names itself. What that key may do, the roster says.

    Raises as `open_commit`, ``commit-damaged`` also when the feed is not this key's, and ``commit-is-newer`` when
    only a later version of the program can read it.
    """
    if len(payload) > LARGEST_PAYLOAD:
        raise Problem("commit-too-large", parameters={"bytes": len(payload)})
    claimed = read_stored(header_bytes, signature, payload)
    if claimed.header.is_newer:
        raise Problem("commit-is-newer", parameters={"version": claimed.header.version})
    signer = signer_of(claimed)
    if signer is None:
        raise Problem("commit-damaged", parameters={"reason": "signer"})
    return open_commit(header_bytes, signature, payload, signer)


def signer_of(commit: Commit) -> VerifyKey | None:
    """The key that a roster commit names as its own, when the feed is that key's; None otherwise."""
    if not commit.parts or commit.parts[0].kind != SIGNER or commit.header.stream != Stream.ROSTER:
        return None
    public = (commit.parts[0].groups.get("key") or {}).get("public")
    if type(public) is not bytes or len(public) != PUBLIC_BYTES:
        return None
    is_own_feed = commit.header.feed == feed_id(public, commit.parts[0].record, Stream.ROSTER)
    return VerifyKey(public) if is_own_feed else None
