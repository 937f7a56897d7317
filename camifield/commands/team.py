"""Looking after a team: roles, laptops that were lost and found, and which laptops may look after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from camifield.changes import Changes
from camifield.commands.rights import insist_on_admin, insist_on_root, say
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.headers import Stream
from camifield.revisions.membership import (
    COORDINATOR,
    MOST_ADMINS,
    ROLES,
    Device,
    Earlier,
    LastAccepted,
    Through,
)
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import (
    admin_part,
    admin_taken_back_part,
    pardon_part,
    person_part,
    revocation_part,
)
from camifield.security.hashing import feed_id
from camifield.security.signing import VerifyKey


@dataclass(frozen=True, slots=True)
class Revoked:
    """A laptop that was shut out. `kept` is how many of its saves stand; `missing` how many it told of, by its last
    signed receipt, that never arrived here. `met_ms` is when that was, by our clock; None when it never met us.
    """

    device: bytes
    person: bytes
    kept: int
    missing: int
    met_ms: int | None
    changes: Changes


def change_role(project: Project, person: bytes, role: str) -> Changes:
    """Give somebody another role from here on: what they did so far stays judged by the role they had.

    Raises Problem as `insist_on_admin`, ``role-unknown``, ``person-not-in-team``, ``last-coordinator``.
    """
    key, roster = insist_on_admin(project), project.identity.roster
    if role not in ROLES:
        raise Problem("role-unknown", parameters={"role": role})
    member = roster.members.get(person)
    if member is None:
        raise Problem("person-not-in-team")
    if member.role == role and roster.contested.isdisjoint(roster.signing_as([person])):
        return Changes()
    is_coordinator = roster.role_of(person) == COORDINATOR
    if role != COORDINATOR and is_coordinator and not coordinators_without(roster, {person}):
        raise Problem("last-coordinator")
    through = {last.feed: last.seq for last in heads_of(project, feeds_of_person(roster, person))}
    also = {one.person: one for one in roster.histories.values() if roster.person_of(one.person) == person}
    parts: list[Part] = []
    for one in (member, *also.values()):  # who was let in twice has two records, and the lesser role of them
        earlier = (*one.earlier, Earlier(one.role, through))  # also where nothing came yet: see `erasing`
        parts.append(person_part(one.person, role, roster.heads[one.person], earlier))
    return say(project, parts, key)


def coordinators_without(roster: Roster, people: Collection[bytes]) -> bool:
    """Whether anybody but these coordinates the team, on a laptop that is believed."""
    others = {device.person for device in roster.devices.values() if device.revoked is None}.difference(
        people
    )
    return any(roster.role_of(other) == COORDINATOR for other in others)


def feeds_of_person(roster: Roster, person: bytes) -> Iterable[bytes]:
    """Every feed that they write or wrote, those of before they came in too: what they wrote while waiting to."""
    own = [feed.id for feed in roster.feeds.values() if feed.device.person == person]
    return [*own, *(feed for feed, one in roster.adopted.items() if roster.person_of(one.person) == person)]


def heads_of(project: Project, feeds: Iterable[bytes]) -> list[LastAccepted]:
    """Where these feeds stand here, those that have begun: what one laptop has set aside is still the team's."""
    found = ((feed, project.store.furthest_of_feed(feed)) for feed in feeds)
    return [LastAccepted(feed, head.seq, head.id) for feed, head in found if head.seq > 0]


def revoke(project: Project, device: bytes) -> Revoked:
    """Shut a laptop out: what is here of it stands, nothing that comes later is believed, nothing more is sealed to it.

    Where it looked after the team, the root takes that right back in the same breath. Raises Problem as
    `insist_on_admin`, ``device-unknown``, ``device-is-this-laptop``, ``device-is-revoked``, ``root-is-not-here``.
    """
    key, roster = insist_on_admin(project), project.identity.roster
    found = _device(roster, device)
    if any(one.id == device for one in project.identity.own_devices()):
        raise Problem("device-is-this-laptop")
    if found.revoked is not None and device not in roster.contested:
        raise Problem("device-is-revoked")
    admin = roster.admin_devices.get(device)
    root = insist_on_root(project) if admin is not None else None
    through = heads_of(project, [*_feeds_of(found), *_old_feeds_of(roster, found)])
    changes = say(project, [revocation_part(device, through, roster.heads[device])], key)
    if admin is not None and root is not None:
        changes |= _take_back(project, admin)
    met_ms, missing = _told_but_missing(project, found)
    return Revoked(device, found.person, sum(last.seq for last in through), missing, met_ms, changes)


def _device(roster: Roster, device: bytes) -> Device:
    found = roster.devices.get(device)
    if found is None:
        raise Problem("device-unknown")
    return found


def _shut_out(roster: Roster, device: bytes) -> tuple[Device, Through]:
    """The device, and what is still believed of it. Whom an administrator let in who was shut out already comes in
    with that administrator: when their laptop is trusted again, and looks after the team again.
    """
    found = _device(roster, device)
    if found.revoked is None:
        raise Problem("device-is-not-revoked")
    if not found.is_let_in:
        raise Problem("device-was-never-let-in")
    return found, found.revoked


def _feeds_of(device: Device) -> list[bytes]:
    return [one.feed(stream) for one in device.incarnations for stream in (Stream.OPEN, Stream.RESTRICTED)]


def _old_feeds_of(roster: Roster, device: Device) -> list[bytes]:
    """What it wrote before it came into the team."""
    return [feed for feed, one in roster.adopted.items() if one.signing == device.signing]


def _told_but_missing(project: Project, device: Device) -> tuple[int | None, int]:
    """When the laptop last told us what it holds, and how many of its own saves in it never came."""
    receipt = next((one for one in project.store.receipts() if one.device == device.id), None)
    if receipt is None:
        return None, 0
    mine, feeds = project.store.vector(), _feeds_of(device)
    missing = 0
    for feed in feeds:
        theirs, ours = receipt.vector.get(feed), mine.get(feed)
        missing += max(0, (theirs.held if theirs else 0) - (ours.held if ours else 0))
    return receipt.seen_ms, missing


def pardon(project: Project, device: bytes) -> Changes:
    """A laptop was found: all that it wrote counts, and it reads on. Raises Problem as `insist_on_admin`,
    ``device-unknown``, ``device-is-not-revoked``, ``device-was-never-let-in``.
    """
    key, roster = insist_on_admin(project), project.identity.roster
    _shut_out(roster, device)
    return say(project, [pardon_part(device, roster.heads[device])], key)


def rescue(project: Project, device: bytes, commits: Iterable[bytes] | None = None) -> Changes:
    """Believe a laptop that stays shut out up to later saves of it that wait here: all of them, or up to these.

    Everything before a rescued save counts with it. Raises Problem as `pardon`, ``nothing-to-rescue``.
    """
    key, roster = insist_on_admin(project), project.identity.roster
    found, believed = _shut_out(roster, device)
    wanted, feeds = (None if commits is None else set(commits)), set(_feeds_of(found))
    through: dict[bytes, LastAccepted] = dict(believed)
    waiting = [
        one
        for one in project.store.quarantined()
        if one.feed in feeds and one.reason == "revoked" and (wanted is None or one.id in wanted)
    ]
    if not waiting:
        raise Problem("nothing-to-rescue")
    for one in sorted(waiting, key=lambda one: (one.seq, one.id)):
        known = through.get(one.feed)
        if known is None or one.seq > known.seq:
            through[one.feed] = LastAccepted(one.feed, one.seq, one.id)
    return say(project, [revocation_part(device, through.values(), roster.heads[device])], key)


def make_admin(project: Project, device: bytes, admin: bytes) -> Changes:
    """Let a coordinator's laptop look after the team too. `admin` is the public key (32 bytes) that it shows.

    Raises Problem as `insist_on_root`, ``device-unknown``, ``admin-is-coordinator``, ``admins-are-three``.
    """
    root, roster = insist_on_root(project), project.identity.roster
    found, key = _device(roster, device), VerifyKey(admin)
    if roster.role_of(found.person) != COORDINATOR or found.revoked is not None:
        raise Problem("admin-is-coordinator")
    if key not in roster.admins and len(roster.admins) >= MOST_ADMINS:
        raise Problem("admins-are-three")
    return say(project, [admin_part(roster.project, key, device, roster.heads[roster.project])], root)


def take_back_admin(project: Project, device: bytes) -> Changes:
    """A laptop looks after the team no longer; whom it let in so far stays. Raises Problem as `insist_on_root`,
    ``device-unknown``.
    """
    insist_on_root(project)
    admin = project.identity.roster.admin_devices.get(device)
    if admin is None:
        raise Problem("device-unknown")
    return _take_back(project, admin)


def _take_back(project: Project, admin: VerifyKey) -> Changes:
    root, roster = insist_on_root(project), project.identity.roster
    through = _roster_heads(project, admin)
    bases = roster.heads[roster.project]
    return say(project, [admin_taken_back_part(roster.project, admin, through.values(), bases)], root)


def _roster_heads(project: Project, admin: VerifyKey) -> Mapping[bytes, LastAccepted]:
    """Where the roster feeds of an administrator's key stand here."""
    found: dict[bytes, LastAccepted] = {}
    for commit in project.store.roster_commits():
        head = commit.header
        nonce = commit.parts[0].record if commit.parts else b""
        is_theirs = head.feed == feed_id(admin.public, nonce, Stream.ROSTER)
        if is_theirs and head.seq > (found[head.feed].seq if head.feed in found else 0):
            found[head.feed] = LastAccepted(head.feed, head.seq, commit.id)
    return found
