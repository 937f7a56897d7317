"""Reading a request before anybody is let in: who asks, what they bring, what proves it, and what the roster would say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.membership import RANGER, ROLES, AdoptedFeed, LastAccepted
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import (
    adoption_part,
    enrolled_device_part,
    person_part,
    same_person_part,
    use_part,
)
from camifield.security.short_code import short_code
from camifield.security.signing import VerifyKey
from camifield.sync.letters import read_letter
from camifield.sync.requests import Asker, Request, read_request

NOBODY_ELSE: Mapping[bytes, bytes] = {}


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
    """A request as it was read here. `role` is what the invitation gave; `is_known` when all of it was let in before.

    `of_member` is that a laptop of the team asks for somebody who is in the team already, on another laptop.
    """

    request: Request
    proof: Proof
    code: str
    role: str
    is_known: bool
    of_member: bool = False

    @property
    def needs_comparing(self) -> bool:
        """Whether both must read the code to each other first: also where one laptop speaks for a member of another."""
        return self.proof not in (Proof.INVITED, Proof.VOUCHED) or self.of_member

    def known_as(self, roster: Roster) -> dict[bytes, bytes]:
        """Asker -> the member who they are, of those of whom the team said so when it let them in before."""
        return {
            one.person: roster.same[one.person] for one in self.request.people if one.person in roster.same
        }


def read_incoming(project: Project, path: Path) -> Incoming:
    """The request of a file, seen by this laptop. Nothing is written.

    Raises Problem ``request-for-another-team``, ``person-is-in-the-team`` (somebody else's laptop claims a member),
    ``device-is-revoked``, and what `read_letter` and `read_request` raise.
    """
    keys = [one.encryption for one in project.identity.keyring().devices]
    request, roster = read_request(read_letter(path, keys)), project.identity.roster
    if request.team and request.team != roster.project:
        raise Problem("request-for-another-team")
    is_of_team = request.project == roster.project
    for one in request.people:
        _check_asker(roster, one, is_of_team=is_of_team)
    proof, role = _proof_of(roster, request)
    is_known = all(roster.lets_in(one.device) for one in request.people)
    of_member = not is_known and any(one.person in roster.roles for one in request.people)
    return Incoming(request, proof, short_code(request.core), role, is_known, of_member)


def _check_asker(roster: Roster, asker: Asker, *, is_of_team: bool) -> None:
    device = roster.devices.get(asker.device)
    if device is None or not device.is_let_in:
        # Nobody becomes a coordinator by naming one: of which member a further laptop is, an administrator says.
        if asker.person in roster.roles and not is_of_team:
            raise Problem("person-is-in-the-team")
    elif device.signing != asker.signing or not device.signs_as(asker.person, roster.same):
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


def check_same(roster: Roster, incoming: Incoming, same: Mapping[bytes, bytes]) -> None:
    """Whether these askers (asker -> member) can be members of the team.

    Raises Problem ``person-not-in-team``, ``person-is-named-twice``, ``person-came-in-before`` (as somebody else).
    """
    askers = {one.person: one for one in incoming.request.people}
    for asker, member in same.items():
        if member not in roster.roles or asker not in askers:
            raise Problem("person-not-in-team")
        if roster.lets_in(askers[asker].device) and roster.person_of(asker) != member:
            raise Problem("person-came-in-before")
    if len(set(same.values())) != len(same):
        raise Problem("person-is-named-twice")


def admitting_parts(
    roster: Roster, incoming: Incoming, roles: Mapping[bytes, str], same: Mapping[bytes, bytes] = NOBODY_ELSE
) -> list[Part]:
    """What an admin signs to let them in; nothing where all of it was said before.

    `same` is asker -> the member of the team who they are: their laptop is one more of that member's.
    """
    request = incoming.request
    parts = [
        same_person_part(one.person, same[one.person], roster.heads.get(one.person, ()))
        if one.person in same
        else person_part(one.person, roles[one.person], roster.heads.get(one.person, ()))
        for one in request.people
        if roster.role_of(one.person) is None
    ]
    parts += [
        enrolled_device_part(
            one.device,
            same.get(one.person, one.person),
            one.signing.public,
            one.encryption,
            one.nonce,
        )
        for one in request.people
        if not roster.lets_in(one.device)
    ]
    parts += _same_parts(roster, request, same)
    parts += _adoption_parts(roster, request)
    if incoming.proof is Proof.INVITED:
        known = roster.invitations[request.invitation]
        if request.id not in known.used_by:
            bases = roster.heads.get(known.id, ())
            parts.append(use_part(known.id, request.id, len(known.used_by) + 1, bases))
    return parts


def _same_parts(roster: Roster, request: Request, same: Mapping[bytes, bytes]) -> Iterable[Part]:
    """Who was somebody else's second laptop where they come from stays so."""
    askers = {one.person for one in request.people}
    for author, person in request.roster.same.items():
        if person in askers and author not in roster.same and author not in roster.roles:
            yield same_person_part(author, same.get(person, person), roster.heads.get(author, ()))


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
    """The feeds that a laptop brings, as its own roster explains them, those it once took in itself included.

    With every role that their author had there: work of an earlier role is judged by that role in the team too.
    """
    old, found = request.roster, list[AdoptedFeed]()
    for feed, head in sorted(request.heads.items()):
        last = old.last_of(feed)
        through = LastAccepted(feed, head.seq, head.id)
        if last is not None and last.seq < head.seq:
            through = last
        own, adopted = old.feeds.get(feed), old.adopted.get(feed)
        person = own.device.person if own is not None else adopted.person if adopted is not None else b""
        role = old.role_at(person, feed, max(through.seq, 1))
        if own is not None and role is not None:
            signing, earlier = own.device.signing, _earlier_roles(old, person, feed)
            found.append(
                AdoptedFeed(
                    feed,
                    request.project,
                    own.stream,
                    person,
                    signing,
                    role,
                    through,
                    root=request.root,
                    earlier=earlier,
                )
            )
        elif adopted is not None:
            before = (*adopted.earlier, (adopted.role, adopted.judged_to))
            earlier = (*before, *_earlier_roles(old, person, feed))
            found.append(replace(adopted, role=role or adopted.role, earlier=earlier))
    return found


def _earlier_roles(old: Roster, person: bytes, feed: bytes) -> tuple[tuple[str, int], ...]:
    """What somebody was before, each with the seq of this feed up to which it counts."""
    member = old.members.get(old.person_of(person))
    return tuple((was.role, was.through.get(feed, 0)) for was in member.earlier) if member else ()
