"""Two members of the team who are one person, let in twice: an administrator says so, or that they are two after all."""

from __future__ import annotations

from collections.abc import Mapping

from camifield.changes import Changes
from camifield.commands.rights import insist_on_admin, say
from camifield.commands.team import coordinators_without, feeds_of_person, heads_of
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.encoding import Group
from camifield.revisions.membership import COORDINATOR, ROLES, Earlier, Member
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import one_person_part, person_part, two_people_part


def lesser_role(roster: Roster, *people: bytes) -> str:
    """The role that may least of what these members are now. Raises Problem ``person-not-in-team``."""
    if any(person not in roster.roles for person in people):
        raise Problem("person-not-in-team")
    return min((roster.roles[person] for person in people), key=ROLES.index)


def say_one_person(project: Project, record: bytes, person: bytes, role: str = "") -> Changes:
    """These two members are one person, who is called as `person` from now on; what each signed stays as it is.

    Both have `role` from here on, without one the lesser of theirs; what they did so far stays judged by what they
    were. Raises Problem as `insist_on_admin`, ``person-not-in-team``, ``person-is-named-twice`` (they are one already),
    ``role-unknown``, ``last-coordinator``.
    """
    key, roster = insist_on_admin(project), project.identity.roster
    record, person = roster.person_of(record), roster.person_of(person)
    role = role or lesser_role(roster, record, person)
    if record == person:
        raise Problem("person-is-named-twice")
    if role not in ROLES:
        raise Problem("role-unknown", parameters={"role": role})
    had_any = COORDINATOR in (roster.role_of(record), roster.role_of(person))
    if role != COORDINATOR and had_any and not coordinators_without(roster, {record, person}):
        raise Problem("last-coordinator")
    feeds = {*feeds_of_person(roster, record), *feeds_of_person(roster, person)}
    through = {last.feed: last.seq for last in heads_of(project, sorted(feeds))}
    parts = [_with_role(roster, one, role, through) for one in _histories(roster, record, person)]
    said = {part.record: part for part in parts if part is not None}
    groups: Mapping[str, Group | None] = said[record].groups if record in said else {}
    one = one_person_part(record, person, roster.heads[record])
    said[record] = one._replace(groups={**groups, **one.groups})
    return say(project, list(said.values()), key) | Changes(everything=True)


def say_two_people(project: Project, record: bytes, person: bytes) -> Changes:
    """The record and the person are two people, also where somebody said otherwise: each is a member with a role again.

    Raises Problem as `insist_on_admin`, ``person-not-in-team``.
    """
    key, roster = insist_on_admin(project), project.identity.roster
    if any(roster.role_of(one) is None for one in (record, person)) or record == person:
        raise Problem("person-not-in-team")
    parts = [two_people_part(record, person, roster.heads[record])]
    if roster.person_of(record) == roster.person_of(person):  # two who each were said to be the other
        parts.append(two_people_part(person, record, roster.heads[person]))
    return say(project, parts, key) | Changes(everything=True)


def _histories(roster: Roster, *people: bytes) -> list[Member]:
    """Everybody of whom these members are made, as the roster knows each."""
    also = {one.person: one for one in roster.histories.values() if roster.person_of(one.person) in people}
    return [*(roster.members[one] for one in people), *(also[one] for one in sorted(also))]


def _with_role(roster: Roster, member: Member, role: str, through: dict[bytes, int]) -> Part | None:
    if member.role == role:
        return None
    earlier = (*member.earlier, Earlier(member.role, through))
    return person_part(member.person, role, roster.heads[member.person], earlier)
