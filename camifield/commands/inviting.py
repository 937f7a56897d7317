"""A team takes people in: invitations, and the answer to a laptop that asks to come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.commands.rights import insist_on_admin, insist_on_root, say
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.project.admitting import NOBODY_ELSE, Incoming, admitting_parts, check_same, roles_of
from camifield.project.project import Project
from camifield.revisions.membership import COORDINATOR, MOST_ADMINS, ROLES
from camifield.revisions.parts import Part
from camifield.revisions.roster_parts import admin_part, invitation_part, name_part, withdrawal_part
from camifield.security.hashing import ID_BYTES
from camifield.security.short_code import short_code
from camifield.security.signing import SigningKey
from camifield.sync.answers import write_answer
from camifield.sync.invitations import write_invitation
from camifield.sync.letters import write_letter


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was written: its id (16 bytes), the role it gives, and the file to hand over."""

    id: bytes
    role: str
    file: Path
    changes: Changes


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who was let in, and the file for them. Both screens show the same `code` when the answer reaches the right laptop."""

    people: tuple[bytes, ...]
    records: int
    code: str
    file: Path
    changes: Changes


def invite(project: Project, role: str, file: Path) -> Invited:
    """Write an invitation for one laptop. Whoever gets the file can use it once, and it can be withdrawn.

    Raises Problem as `insist_on_admin`, ``role-unknown``, ``file-not-written``.
    """
    key = insist_on_admin(project)
    _insist_on_role(role)
    invitation, seed = project.entropy.take(ID_BYTES), SigningKey.make(project.entropy)
    changes = say(project, [invitation_part(invitation, seed.verify_key, role)], key)
    roster, commits = project.identity.roster, project.store.roster_commits()
    at_ms = milliseconds(project.clock.now())
    own = [one for one in commits if one.header.project == roster.project]
    write_letter(Folder(file.parent), file.name, write_invitation(roster, own, invitation, seed, role, at_ms))
    return Invited(invitation, role, file, changes)


def withdraw(project: Project, invitation: bytes) -> Changes:
    """An invitation counts no longer, wherever its file is. Raises Problem as `insist_on_admin`, ``invitation-unknown``."""
    key, roster = insist_on_admin(project), project.identity.roster
    if invitation not in roster.invitations:
        raise Problem("invitation-unknown")
    return say(project, [withdrawal_part(invitation, roster.heads[invitation])], key)


def name_team(project: Project, name: str) -> Changes:
    """What the team calls itself. Raises Problem as `insist_on_admin`, ``team-name-wrong``."""
    key, roster = insist_on_admin(project), project.identity.roster
    try:
        part = name_part(roster.project, name, roster.heads.get(roster.project, ()))
    except ValueError as error:
        raise Problem("team-name-wrong") from error
    return say(project, [part], key)


def admit(
    project: Project,
    incoming: Incoming,
    file: Path,
    *,
    role: str | None = None,
    roles: Mapping[bytes, str] | None = None,
    same: Mapping[bytes, bytes] = NOBODY_ELSE,
    is_compared: bool = False,
    make_admin: bool = False,
) -> Admitted:
    """Let in who asks, with all they recorded, and write the answer for them. Said again it only writes the answer.

    `role` is for the first person of the laptop (the others get at most a ranger's), or `roles` says it for each.
    `same` is asker -> the member of the team who they are, on one laptop more: the role stays the member's, what they
    wrote alone is theirs, and the code is compared whatever invited them, because a member's role is at stake.
    `is_compared` is that the code of the request was compared. `make_admin` lets the laptop enrol people as well.
    Raises Problem as `insist_on_admin` and `check_same`, ``compare-the-code``, ``role-unknown``, ``file-not-written``;
    with `make_admin` also ``root-is-not-here``, ``admins-are-three``, ``admin-is-coordinator``.
    """
    key, roster = insist_on_admin(project), project.identity.roster
    known = incoming.known_as(roster)
    same = {**known, **same}
    check_same(roster, incoming, same)
    given = dict(roles if roles is not None else roles_of(incoming, role or incoming.role))
    given |= {asker: roster.roles[member] for asker, member in same.items()}
    for one in given.values():
        _insist_on_role(one)
    if (incoming.needs_comparing or same != known) and not is_compared:
        raise Problem("compare-the-code", parameters={"code": incoming.code})
    naming = _admin_part(project, incoming, given) if make_admin else None
    parts = admitting_parts(roster, incoming, given, same)
    changes = say(project, parts, key) if parts else Changes()
    if naming is not None:
        changes |= say(project, [naming], insist_on_root(project))
    _write_answer(project, incoming, file)
    request = incoming.request
    code = short_code(request.core, project.identity.roster.project)
    people = tuple(same.get(one.person, one.person) for one in request.people)
    return Admitted(people, request.records, code, file, changes)


def _write_answer(project: Project, incoming: Incoming, file: Path) -> None:
    roster = project.identity.roster
    own = [one for one in project.store.roster_commits() if one.header.project == roster.project]
    letter = write_answer(roster, own, incoming.request.id, milliseconds(project.clock.now()))
    readers = [one.encryption for one in incoming.request.people]
    write_letter(Folder(file.parent), file.name, letter, readers)


def _admin_part(project: Project, incoming: Incoming, roles: Mapping[bytes, str]) -> Part | None:
    """The part by which the root makes the newcomer's laptop an administrator's; checked before anything is said."""
    insist_on_root(project)
    roster, first = project.identity.roster, incoming.request.people[0]
    admin = incoming.request.admin
    if admin is None or roles.get(first.person) != COORDINATOR:
        raise Problem("admin-is-coordinator")
    if admin in roster.admins:
        return None
    if len(roster.admins) >= MOST_ADMINS:
        raise Problem("admins-are-three")
    return admin_part(roster.project, admin, first.device, roster.heads.get(roster.project, ()))


def _insist_on_role(role: str) -> None:
    if role not in ROLES:
        raise Problem("role-unknown", parameters={"role": role})
