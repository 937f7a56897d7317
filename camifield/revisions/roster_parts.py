"""Writing the roster: the parts by which admins, people, laptops, invitations and other projects come into it.

Records of six kinds, merged as all records are:

    roster.signer      (record: the nonce of the feed)  key {public}
    roster.team        (record: the project)  root {public}; admin/<key> {public, device?, through?}; recovery {public};
                       name {name}
    roster.person      (record: the person)   role {role, earlier?}; same {person, member?}: another record of that person,
                       None when it is not; apart/<person> {yes}: another person than that one
    roster.device      (record: the device)   keys {person, signing, encryption}; incarnation/<nonce> {order};
                       revoked {through}, None when it is no longer
    roster.adopted     (record: the other project)  project {root}; feed/<feed> {stream, person, signing, role, seq, commit,
                       earlier?}
    roster.invitation  (record: the invitation)     key {public, role}; withdrawn {yes}; used/<request> {order}

`through` is a list of [feed, seq, commit]: the last commit accepted of each feed; nothing of a feed not listed.
`earlier` is a list of [role, [[feed, seq], ...]], oldest first; of one feed, of [role, seq]. Of the team, only the root's word counts, but for its
name, which admins may change as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from camifield.revisions.encoding import Value
from camifield.revisions.membership import (
    ADOPTED,
    DEVICE,
    INVITATION,
    PERSON,
    ROLES,
    TEAM,
    AdoptedFeed,
    Earlier,
    LastAccepted,
)
from camifield.revisions.parts import Part, line_group
from camifield.security.hashing import short_hash
from camifield.security.keyring import DeviceKeys
from camifield.security.signing import VerifyKey

NAME_AT_MOST = 120


def team_part(
    project: bytes, root: VerifyKey, admins: Iterable[VerifyKey], bases: tuple[bytes, ...] = ()
) -> Part:
    """Who may enrol: counted only when the root key signs it."""
    groups = {line_group("admin", short_hash(key.public)): {"public": key.public} for key in admins}
    return Part(TEAM, project, {"root": {"public": root.public}, **groups}, bases)


def admin_part(project: bytes, admin: VerifyKey, device: bytes, bases: tuple[bytes, ...] = ()) -> Part:
    """One admin key more, or again, on this device: for the root to sign. More than three are not counted."""
    group = line_group("admin", short_hash(admin.public))
    return Part(TEAM, project, {group: {"public": admin.public, "device": device}}, bases)


def admin_taken_back_part(
    project: bytes, admin: VerifyKey, through: Iterable[LastAccepted], bases: tuple[bytes, ...] = ()
) -> Part:
    """The admin key is believed no further than these roster commits: for the root to sign."""
    group = line_group("admin", short_hash(admin.public))
    return Part(TEAM, project, {group: {"public": admin.public, "through": _listed(through)}}, bases)


def recovery_part(project: bytes, public: bytes, bases: tuple[bytes, ...] = ()) -> Part:
    """The recovery key to which every bundle is sealed as well: for the root to sign."""
    return Part(TEAM, project, {"recovery": {"public": public}}, bases)


def name_part(project: bytes, name: str, bases: tuple[bytes, ...] = ()) -> Part:
    """What the team calls itself. Raises ValueError for no name, or one longer than 120 characters."""
    name = name.strip()
    if not 0 < len(name) <= NAME_AT_MOST:
        raise ValueError("a team's name has 1 to 120 characters")
    return Part(TEAM, project, {"name": {"name": name}}, bases)


def person_part(
    person: bytes, role: str, bases: tuple[bytes, ...] = (), earlier: Sequence[Earlier] = ()
) -> Part:
    """What a person may do; the name and all else are records of their own. Raises ValueError for no role."""
    if role not in ROLES or any(was.role not in ROLES for was in earlier):
        raise ValueError(f"no such role: {role}")
    group: dict[str, Value] = {"role": role}
    if earlier:
        group["earlier"] = [
            [was.role, [[feed, seq] for feed, seq in sorted(was.through.items())]] for was in earlier
        ]
    return Part(PERSON, person, {"role": group}, bases)


def same_person_part(earlier: bytes, person: bytes, bases: tuple[bytes, ...] = ()) -> Part:
    """What was signed as `earlier` (the 16 bytes of a person's record) is this member's: for an admin or the root to sign."""
    return Part(PERSON, earlier, {"same": {"person": person}}, bases)


def one_person_part(record: bytes, person: bytes, bases: tuple[bytes, ...]) -> Part:
    """Two members of the team are one person, called as `person`: for an admin or the root to sign."""
    return Part(PERSON, record, {"same": {"person": person, "member": True}}, bases)


def two_people_part(record: bytes, person: bytes, bases: tuple[bytes, ...]) -> Part:
    """These are two people, whatever was said before: for an admin or the root to sign."""
    return Part(PERSON, record, {"same": None, line_group("apart", person): {"yes": True}}, bases)


def device_part(keys: DeviceKeys, nonce: bytes) -> Part:
    """One person's keys on one laptop, with its first incarnation: for an admin or the root to sign."""
    return enrolled_device_part(keys.device, keys.person, keys.signing.public, keys.encryption.public, nonce)


def enrolled_device_part(
    device: bytes,
    person: bytes,
    signing: bytes,
    encryption: bytes,
    nonce: bytes,
    bases: tuple[bytes, ...] = (),
) -> Part:
    """As `device_part`, of keys whose private halves are on another laptop."""
    groups = {
        "keys": {"person": person, "signing": signing, "encryption": encryption},
        line_group("incarnation", nonce): {"order": 1},
    }
    return Part(DEVICE, device, groups, bases)


def incarnation_part(device: bytes, nonce: bytes, order: int, bases: tuple[bytes, ...]) -> Part:
    """New feeds of an enrolled device, such as after a restore; its own signing key is enough to sign it."""
    return Part(DEVICE, device, {line_group("incarnation", nonce): {"order": order}}, bases)


def revocation_part(device: bytes, through: Iterable[LastAccepted], bases: tuple[bytes, ...]) -> Part:
    """The device is believed no further than these commits: for an admin or the root to sign.

    Said again with later commits it rescues what lies between.
    """
    return Part(DEVICE, device, {"revoked": {"through": _listed(through)}}, bases)


def pardon_part(device: bytes, bases: tuple[bytes, ...]) -> Part:
    """The device is believed wholly again: the laptop was found."""
    return Part(DEVICE, device, {"revoked": None}, bases)


def adoption_part(
    project: bytes, root: VerifyKey, feeds: Iterable[AdoptedFeed], bases: tuple[bytes, ...] = ()
) -> Part:
    """These feeds of another project count in the team, up to the commits named: for an admin or the root to sign.

    A device that was enrolled signs it itself for what it wrote in its own old feeds since it asked to come in.
    """
    groups: dict[str, Mapping[str, Value]] = {"project": {"root": root.public}}
    for feed in feeds:
        groups[line_group("feed", feed.id)] = {
            "stream": int(feed.stream),
            "person": feed.person,
            "signing": feed.signing.public,
            "role": feed.role,
            "seq": feed.last.seq,
            "commit": feed.last.commit,
            **({"earlier": [[role, seq] for role, seq in feed.earlier]} if feed.earlier else {}),
        }
    return Part(ADOPTED, project, groups, bases)


def invitation_part(invitation: bytes, key: VerifyKey, role: str) -> Part:
    """Whoever holds this key may ask to come in with this role. Raises ValueError for no role."""
    if role not in ROLES:
        raise ValueError(f"no such role: {role}")
    return Part(INVITATION, invitation, {"key": {"public": key.public, "role": role}})


def withdrawal_part(invitation: bytes, bases: tuple[bytes, ...]) -> Part:
    """The invitation counts no longer."""
    return Part(INVITATION, invitation, {"withdrawn": {"yes": True}}, bases)


def use_part(invitation: bytes, request: bytes, order: int, bases: tuple[bytes, ...]) -> Part:
    """The invitation was used for this request (16 bytes)."""
    return Part(INVITATION, invitation, {line_group("used", request): {"order": order}}, bases)


def _listed(through: Iterable[LastAccepted]) -> list[Value]:
    return [list[Value](item) for item in sorted((last.feed, last.seq, last.commit) for last in through)]
