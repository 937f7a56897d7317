"""Reading a request before anybody is let in: who asks, what they bring, what proves it, and what the roster would say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.membership import RANGER, ROLES, AdoptedFeed, LastAccepted
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import adoption_part, enrolled_device_part, person_part, use_part
from camifield.security.short_code import short_code
from camifield.security.signing import VerifyKey
from camifield.sync.letters import read_letter
from camifield.sync.requests import Asker, Request, read_request


class Proof(StrEnum):
    """What shows that the request is from whom it says. Only the first two do without comparing the code."""

    INVITED = "invited"
    VOUCHED = "vouched"
    NONE = "none"
    USED = "used"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it was read here. `role` is what the invitation gave; `is_known` when all of it was let in before."""

    request: Request
    proof: Proof
    code: str
    role: str
    is_known: bool

    @property
    def needs_comparing(self) -> bool:
        """Whether both must read the code to each other first."""
        return self.proof not in (Proof.INVITED, Proof.VOUCHED)


def read_incoming(project: Project, path: Path) -> Incoming:
    """The request of a file, seen by this laptop. Nothing is written.

    Raises Problem ``request-for-another-team``, ``person-is-in-the-team`` (somebody else's laptop claims a member),
    ``device-is-revoked``, and what `read_letter` and `read_request` raise.
    """
    keys = [one.encryption for one in project.identity.keyring().devices]
    request, roster = read_request(read_letter(path, keys)), project.identity.roster
    if request.team and request.team != roster.project:
        raise Problem("request-for-another-team")
    for one in request.people:
        _check_asker(roster, one)
    proof, role = _proof_of(roster, request)
    is_known = all(one.device in roster.devices for one in request.people)
    return Incoming(request, proof, short_code(request.core), role, is_known)


def _check_asker(roster: Roster, asker: Asker) -> None:
    device = roster.devices.get(asker.device)
    if device is None:
        # Nobody becomes a coordinator by naming one: a member's further laptop is a person of its own.
        if asker.person in roster.roles:
            raise Problem("person-is-in-the-team")
    elif (device.person, device.signing) != (asker.person, asker.signing):
        raise Problem("person-is-in-the-team")
    elif device.revoked is not None:
        raise Problem("device-is-revoked")


def _proof_of(roster: Roster, request: Request) -> tuple[Proof, str]:
    if request.project == roster.project:
        vouchers = (device for device in roster.devices.values() if device.revoked is None)
        if any(request.is_vouched_for(device.id, device.signing) for device in vouchers):
            return Proof.VOUCHED, RANGER
        raise Problem("letter-damaged", parameters={"reason": "signature"})
    if not request.invitation:
        return Proof.NONE, RANGER
    invitation = roster.invitations.get(request.invitation)
    if invitation is None or not request.is_proven_by(invitation.key):
        return Proof.UNKNOWN, RANGER
    if invitation.is_withdrawn:
        return Proof.WITHDRAWN, invitation.role
    if any(used != request.id for used in invitation.used_by):
        return Proof.USED, invitation.role
    return Proof.INVITED, invitation.role


def roles_of(incoming: Incoming, role: str) -> dict[bytes, str]:
    """Person -> role: the first on the laptop gets `role`, the others at most a ranger's; each can be changed later."""
    lesser = min(role, RANGER, key=ROLES.index)
    return {one.person: role if place == 0 else lesser for place, one in enumerate(incoming.request.people)}


def admitting_parts(roster: Roster, incoming: Incoming, roles: Mapping[bytes, str]) -> list[Part]:
    """What an admin signs to let them in; nothing where all of it was said before."""
    request = incoming.request
    parts = [
        person_part(one.person, roles[one.person], roster.heads.get(one.person, ()))
        for one in request.people
        if one.person not in roster.roles
    ]
    parts += [
        enrolled_device_part(one.device, one.person, one.signing.public, one.encryption, one.nonce)
        for one in request.people
        if one.device not in roster.devices
    ]
    parts += _adoption_parts(roster, request)
    if incoming.proof is Proof.INVITED:
        known = roster.invitations[request.invitation]
        if request.id not in known.used_by:
            bases = roster.heads.get(known.id, ())
            parts.append(use_part(known.id, request.id, len(known.used_by) + 1, bases))
    return parts


def _adoption_parts(roster: Roster, request: Request) -> Iterable[Part]:
    """One part a project that something is taken in of; what was taken in further already is left as it is."""
    if request.project == roster.project:
        return
    found: dict[tuple[bytes, bytes], list[AdoptedFeed]] = {}
    for feed in brought_feeds(request):
        known = roster.adopted.get(feed.id)
        if known is None or known.last.seq < feed.last.seq:
            found.setdefault((feed.project, feed.root), []).append(feed)
    for (project, root), feeds in sorted(found.items()):
        yield adoption_part(project, VerifyKey(root), feeds, roster.heads.get(project, ()))


def brought_feeds(request: Request) -> list[AdoptedFeed]:
    """The feeds that a laptop brings, as its own roster explains them, those it once took in itself included."""
    old, found = request.roster, list[AdoptedFeed]()
    for feed, head in sorted(request.heads.items()):
        last = old.last_of(feed)
        through = LastAccepted(feed, head.seq, head.id)
        if last is not None and last.seq < head.seq:
            through = last
        own, adopted = old.feeds.get(feed), old.adopted.get(feed)
        if own is not None:
            role = old.role_at(own.device.person, feed, max(through.seq, 1))
            if role is not None:
                found.append(
                    AdoptedFeed(
                        feed,
                        request.project,
                        own.stream,
                        own.device.person,
                        own.device.signing,
                        role,
                        through,
                        root=request.root,
                    )
                )
        elif adopted is not None:
            found.append(adopted)
    return found
