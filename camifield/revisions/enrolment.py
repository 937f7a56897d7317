"""Founding a project of one without asking, and sealing and opening the commits of its roster.

A roster commit is an ordinary commit of the roster stream whose first part names the key that signed it; so it can
be checked before anything else is known, and in any order. `roster_parts` says what its other parts are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from camifield.clock import Quality
from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.ids import id_at
from camifield.revisions.commits import LARGEST_PAYLOAD, Commit, open_commit, read_stored, seal
from camifield.revisions.headers import Action, Header, Stream
from camifield.revisions.membership import COORDINATOR, SIGNER, Incarnation
from camifield.revisions.parts import Part
from camifield.revisions.roster_parts import device_part, person_part, team_part
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import ID_BYTES, feed_id, project_id
from camifield.security.keyring import DeviceKeys, Keyring
from camifield.security.signing import PUBLIC_BYTES, SigningKey, VerifyKey


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
        person_part(person, COORDINATOR),
        device_part(keys, nonce),
    ]
    header = roster_header(project, person, lamport=1, at_ms=at_ms, quality=quality, schema=schema)
    commit = seal_roster(header, parts, root, entropy.take(ID_BYTES), entropy)
    keyring = Keyring(project, root, admin, (keys,))
    return Founding(keyring, commit, Incarnation(keys.device, keys.signing.verify_key, nonce))


def new_device_keys(person: bytes, entropy: Entropy, *, at_ms: int) -> DeviceKeys:
    """Fresh keys for one person on this laptop, to be enrolled by `device_part`."""
    signing, encryption = SigningKey.make(entropy), EncryptionKey.make(entropy)
    return DeviceKeys(id_at(at_ms, entropy), person, signing, encryption)


def roster_header(
    project: bytes,
    author: bytes,
    *,
    lamport: int,
    at_ms: int,
    quality: Quality,
    seq: int = 1,
    previous: bytes = b"",
    schema: int = 0,
) -> Header:
    """The header of a roster commit, but for its feed, which `seal_roster` fills in. Fields as in `Header`."""
    return Header(
        project=project,
        feed=b"",
        stream=Stream.ROSTER,
        seq=seq,
        previous=previous,
        author=author,
        schema=schema,
        lamport=lamport,
        at_ms=at_ms,
        quality=quality,
        action=Action.ENROL,
    )


def seal_roster(
    header: Header, parts: Sequence[Part], key: SigningKey, nonce: bytes, entropy: Entropy
) -> Commit:
    """A commit of the roster feed that belongs to `key` and `nonce`; its feed and stream are filled in here."""
    signer = Part(SIGNER, nonce, {"key": {"public": key.public}})
    header = replace(header, stream=Stream.ROSTER, feed=feed_id(key.public, nonce, Stream.ROSTER))
    return seal(header, [signer, *parts], key, entropy)


def open_roster(header_bytes: bytes, signature: bytes, payload: bytes) -> Commit:
    """A roster commit from anywhere, checked against the key it names itself. What that key may do, the roster says.

    Raises as `open_commit`, ``commit-damaged`` also when the feed is not this key's or a part is left out, and ``commit-is-newer`` when
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
    if claimed.erased:  # a carrier who leaves out a revocation would undo it
        raise Problem("commit-damaged", parameters={"reason": "erased"})
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
