"""Who is in the team, on which laptops, and what can be done about it here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from camifield.errors import Problem
from camifield.kinds.names import EVENT_KINDS
from camifield.project.admitting import Incoming, read_incoming
from camifield.project.asking import Reply, asked, read_reply
from camifield.project.project import Project
from camifield.queries.laptops import laptop_code
from camifield.revisions.membership import COORDINATOR, MOST_ADMINS, ROLES
from camifield.revisions.roster import Roster
from camifield.security.short_code import short_code
from camifield.store.query import CardQuery
from camifield.sync.cover import ANSWER, REQUEST
from camifield.sync.invitations import read_invitation
from camifield.sync.letters import read_letter
from camifield.sync.requests import Asker

__all__ = (
    "MOST_ADMINS",
    "ROLES",
    "Asker",
    "Incoming",
    "InvitationRow",
    "LaptopRow",
    "MemberRow",
    "Offered",
    "Reply",
    "TeamView",
    "codes_asked",
    "member_called",
    "read_incoming",
    "read_reply",
    "read_team_file",
    "team",
)


@dataclass(frozen=True, slots=True)
class LaptopRow:
    """One person's laptop. `code` is the beginning of its record numbers, blank before its first record here;
    `met_ms` when its last signed receipt came, by our clock.
    """

    device: bytes
    code: str
    is_here: bool
    is_revoked: bool
    looks_after: bool
    is_contested: bool
    met_ms: int | None
    waiting: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of the team: the name where this laptop may know it, else the code. `is_contested` where admins disagree.

    `also` are the other members as which the same person was let in as well.
    """

    person: bytes
    shown: str
    role: str
    is_here: bool
    is_contested: bool
    laptops: tuple[LaptopRow, ...]
    also: tuple[bytes, ...] = ()

    @property
    def is_shut_out(self) -> bool:
        """Whether no laptop of theirs is believed any more."""
        return bool(self.laptops) and all(one.is_revoked for one in self.laptops)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation; `state` is ``open``, ``used`` or ``withdrawn``."""

    id: bytes
    role: str
    state: str


@dataclass(frozen=True, slots=True)
class TeamView:
    """The team as this laptop knows it, and what whoever types may change.

    `asked` are this laptop's own requests that wait; `has_recovery` whether there is a recovery paper.
    """

    name: str
    project: bytes
    members: tuple[MemberRow, ...]
    invitations: tuple[InvitationRow, ...]
    asked: int
    may_change: bool
    has_root: bool
    has_recovery: bool
    has_passphrase: bool
    admins: int

    @property
    def is_alone(self) -> bool:
        """Whether nobody works on another laptop: this one may still join a team."""
        return not any(
            not laptop.is_here and not laptop.is_revoked
            for member in self.members
            for laptop in member.laptops
        )


def team(project: Project) -> TeamView:
    """The whole team. While a passphrase closes the keys, nothing here is known to be this laptop's."""
    identity, roster = project.identity, project.identity.roster
    is_closed = identity.is_closed
    own = set[bytes]() if is_closed else {device.id for device in identity.own_devices()}
    met = {one.device: one.seen_ms for one in project.store.receipts()}
    waiting: dict[bytes, int] = {}
    for one in project.store.quarantined():
        feed = roster.feeds.get(one.feed)
        if feed is not None:
            waiting[feed.device.id] = waiting.get(feed.device.id, 0) + 1
    members = [_member(project, roster, person, own, met, waiting) for person in roster.roles]
    members.sort(key=lambda one: (-ROLES.index(one.role), one.shown.casefold(), one.person))
    may = not is_closed and identity.read_keys() is not None
    return TeamView(
        roster.name or "",
        roster.project,
        tuple(members),
        tuple(_invitation(roster, one) for one in roster.invitations),
        0 if is_closed else len(asked(project)),
        may and roster.role_of(project.typist) == COORDINATOR and identity.admin_key() is not None,
        may and identity.root_key() is not None,
        roster.recovery is not None,
        identity.has_passphrase,
        len(roster.admins),
    )


def member_called(project: Project, who: str) -> MemberRow:
    """Somebody of the team by name, code, a laptop's code, or the end of the id. Raises Problem ``person-not-in-team``."""
    told, members = who.casefold(), team(project).members
    found = [
        one
        for one in members
        if told in (one.shown.casefold(), _code(project, one).casefold())
        or (len(told) >= 8 and any(record.hex().endswith(told) for record in (one.person, *one.also)))
    ] or [one for one in members if any(told == laptop.code.casefold() for laptop in one.laptops)]
    if len(found) != 1:
        raise Problem("person-not-in-team")
    return found[0]


def _code(project: Project, member: MemberRow) -> str:
    known = project.names.person(member.person)
    return known.code if known is not None else ""


def _member(
    project: Project,
    roster: Roster,
    person: bytes,
    own: set[bytes],
    met: dict[bytes, int],
    waiting: dict[bytes, int],
) -> MemberRow:
    known = project.names.people.get(person)
    laptops = tuple(
        LaptopRow(
            device.id,
            laptop_code(project, roster, device),
            device.id in own,
            device.revoked is not None,
            device.id in roster.admin_devices,
            device.id in roster.contested,
            met.get(device.id),
            waiting.get(device.id, 0),
        )
        for device in sorted(roster.devices.values(), key=lambda one: one.id)
        if device.person == person
    )
    return MemberRow(
        person,
        known.shown if known else "",
        roster.roles[person],
        any(one.is_here for one in laptops),
        not roster.contested.isdisjoint(roster.signing_as([person])),
        laptops,
        tuple(
            sorted(
                {one.person for one in roster.histories.values() if roster.person_of(one.person) == person}
            )
        ),
    )


def _invitation(roster: Roster, invitation: bytes) -> InvitationRow:
    one = roster.invitations[invitation]
    state = "withdrawn" if one.is_withdrawn else "used" if one.used_by else "open"
    return InvitationRow(invitation, one.role, state)


@dataclass(frozen=True, slots=True)
class Offered:
    """An invitation of a file: what the team calls itself, the role it gives, and how many records would come along."""

    file: Path
    team: str
    role: str
    records: int


def read_team_file(project: Project, file: Path) -> Offered | Incoming | Reply:
    """Whatever of the three a team's file is: an invitation, a request or an answer. Nothing is written.

    Raises Problem as `read_letter`, `read_invitation`, `read_incoming` and `read_reply`.
    """
    keys = [one.encryption for one in project.identity.keyring().devices]
    letter = read_letter(file, keys)
    if letter.what == REQUEST:
        return read_incoming(project, file)
    if letter.what == ANSWER:
        return read_reply(project, file)
    found = read_invitation(letter)
    return Offered(file, found.team, found.role, project.store.count(CardQuery(kinds=EVENT_KINDS)))


def codes_asked(project: Project) -> list[tuple[int, str]]:
    """When this laptop asked to come in (ms), and the code to read to whoever lets it in; the latest last."""
    return [(one.made_ms, short_code(one.core)) for one in asked(project)]
