"""A laptop comes into a team with all that it recorded alone: it asks, and turns to the team when the answer comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.commands.saving import NUMBERED
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.project.asking import Reply, forget_asked, keep_asked, written_since
from camifield.project.project import Project
from camifield.revisions import enrolment
from camifield.revisions.commits import Commit
from camifield.revisions.headers import Stream, lamport_after
from camifield.revisions.membership import AdoptedFeed
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import adoption_part, incarnation_part
from camifield.security.hashing import ID_BYTES
from camifield.security.keyring import DeviceKeys, Keyring
from camifield.security.short_code import short_code
from camifield.security.signing import VerifyKey
from camifield.store.feeds import Head
from camifield.store.proofs import Carried
from camifield.store.query import CardQuery
from camifield.sync.invitations import InvitationLetter, read_invitation
from camifield.sync.letters import read_letter, write_letter
from camifield.sync.requests import Asker, Request, write_core, write_request


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was written: the file to hand over, the code to compare, and how many records come along."""

    request: bytes
    file: Path
    code: str
    records: int
    team: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The laptop is in the team now: what the team calls itself, and the role of the first person here."""

    team: str
    role: str
    changes: Changes


def ask(project: Project, file: Path, *, invitation: Path | None = None, is_member: bool = False) -> Asked:
    """Write a request to come in, with an invitation or without. Work goes on meanwhile; nothing of it is left out.

    With an invitation it is sealed to the team's reviewers and coordinators; without one it names nobody. `is_member`
    says that whoever began here is in the team already, on another laptop: an administrator says who. Raises
    Problem ``laptop-is-in-a-team``, ``invitation-is-own``, ``sample-stays-alone``, and what reading a letter raises.
    """
    if project.is_sample:
        raise Problem("sample-stays-alone")
    roster, keyring = project.identity.roster, project.identity.keyring()
    own = {keys.device for keys in keyring.devices}
    if any(device.revoked is None and device.id not in own for device in roster.devices.values()):
        raise Problem("laptop-is-in-a-team", parameters={"team": roster.name or ""})
    invited = None if invitation is None else read_invitation(read_letter(invitation))
    if invited is not None and invited.project == roster.project:
        raise Problem("invitation-is-own")
    keys = [one for one in keyring.devices if one.device in roster.devices]
    askers = _askers(project, keys, is_named=invited is not None)
    request = _request(project, askers, invited, is_member=is_member)
    return _send(project, request, keys, file, invited, _readers(invited.roster if invited else None))


def ask_for_person(project: Project, person: bytes, file: Path) -> Asked:
    """Ask, from a laptop of the team that may not enrol, that one more person may type here.

    Raises Problem ``person-has-keys`` and ``keys-are-missing``.
    """
    identity, roster = project.identity, project.identity.roster
    keyring = identity.keyring()
    vouchers = [one for one in keyring.devices if one.device in roster.devices]
    if not vouchers:
        raise Problem("keys-are-missing")
    if any(one.person == person for one in vouchers):
        raise Problem("person-has-keys")
    keys = keyring.device_of(person)
    if keys is None:
        at_ms = milliseconds(project.clock.now())
        keys = enrolment.new_device_keys(person, project.entropy, at_ms=at_ms)
        identity.keep(keyring.with_device(keys))
    request = _request(project, _askers(project, [keys], is_named=True), None)
    return _send(project, request, [keys, vouchers[0]], file, None, _readers(roster))


def _askers(project: Project, keys: Sequence[DeviceKeys], *, is_named: bool) -> tuple[Asker, ...]:
    people = project.names.people
    return tuple(
        Asker(
            one.person,
            one.device,
            one.signing.verify_key,
            one.encryption.public,
            project.entropy.take(ID_BYTES),
            people[one.person].code if one.person in people else "",
            people[one.person].name if is_named and one.person in people else "",
        )
        for one in keys
    )


def _request(
    project: Project,
    people: tuple[Asker, ...],
    invited: InvitationLetter | None,
    *,
    is_member: bool = False,
) -> Request:
    """What to ask: a whole project to be taken in, or one more person on a laptop that is in the team already."""
    roster, keyring = project.identity.roster, project.identity.keyring()
    if roster.root is None:
        raise Problem("keys-are-missing")
    comes_whole = any(one.device in roster.devices for one in people)
    own = [one for one in project.store.roster_commits() if one.header.project == roster.project]
    request = Request(
        project=roster.project,
        root=roster.root.public,
        commits=tuple(own) if comes_whole else (),
        heads=_heads(project) if comes_whole else {},
        people=people,
        team=invited.project if invited else b"" if comes_whole else roster.project,
        invitation=invited.invitation if invited else b"",
        admin=keyring.admin.verify_key if keyring.admin and comes_whole else None,
        records=project.store.count(CardQuery(kinds=tuple(sorted(NUMBERED)))) if comes_whole else 0,
        made_ms=milliseconds(project.clock.now()),
        laptop=project.settings.laptop or "",
        nonce=project.entropy.take(ID_BYTES),
        is_member=is_member,
    )
    return replace(request, core=write_core(request))


def _heads(project: Project) -> dict[bytes, Head]:
    """Where every feed of the log stands, own ones also before their first commit."""
    roster, own = project.identity.roster, set(project.identity.own_feeds())
    heads = {feed: project.store.head_of_feed(feed) for feed in {**roster.feeds, **roster.adopted}}
    return {feed: head for feed, head in heads.items() if head.seq > 0 or feed in own}


def _readers(roster: Roster | None) -> list[bytes]:
    return [one.encryption for one in roster.recipients(Stream.RESTRICTED)] if roster else []


def _send(
    project: Project,
    request: Request,
    keys: Sequence[DeviceKeys],
    file: Path,
    invited: InvitationLetter | None,
    readers: Sequence[bytes],
) -> Asked:
    letter = write_request(request, keys, invited.key if invited else None)
    keep_asked(project, request, letter)
    write_letter(Folder(file.parent), file.name, letter, readers)
    team = invited.team if invited else ""
    return Asked(request.id, file, short_code(request.core), request.records, team)


def join(project: Project, reply: Reply, *, is_compared: bool = False) -> Joined:
    """Turn to the team: one transaction, nothing made anew, and the work of the days since asking comes along.

    `is_compared` is that the code of the answer was compared. Raises Problem ``compare-the-code``, and the store's.
    """
    if reply.needs_comparing and not is_compared:
        raise Problem("compare-the-code", parameters={"code": reply.code})
    project.learn()
    identity, roster = project.identity, reply.roster
    keyring = identity.keyring()
    for one in reply.request.people:
        # A fresh nonce, not the one that was asked with: a copy of this laptop may open the same answer.
        keyring = keyring.with_nonce(one.device, project.entropy.take(ID_BYTES))
    commits = [*reply.commits, *_own_words(project, reply, keyring)]
    carried = [Carried.of(one) for one in commits]
    own_feeds, now_ms = identity.own_feeds(), milliseconds(project.clock.now())
    if roster.project == project.store.project:
        project.store.receive(carried, own_feeds, now_ms)
    else:
        project.store.join(roster.project, carried, own_feeds, now_ms)
    identity.forget_roster()
    identity.keep(keyring.turned_to(roster.project).of_people(identity.people_of_devices()))
    forget_asked(project)
    _know_people_anew(project)
    role = identity.roster.role_of(reply.request.people[0].person) or ""
    return Joined(reply.team, role, Changes(everything=True))


def _know_people_anew(project: Project) -> None:
    """Whoever is a member by another record types, and is here today, as that member."""
    project.forget_names()
    settings, same = project.settings, project.identity.roster.same

    def member(person: str) -> str:
        return next((known.hex() for one, known in same.items() if one.hex() == person), person)

    here = tuple(member(one) for one in settings.people_here)
    typist = member(settings.typed_by) if settings.typed_by else settings.typed_by
    if (here, typist) != (settings.people_here, settings.typed_by):
        project.change_settings(replace(settings, people_here=here, typed_by=typist))


def _own_words(project: Project, reply: Reply, keyring: Keyring) -> Iterator[Commit]:
    """What each device says itself: its new feeds, and what it wrote in its old ones since it asked."""
    roster = reply.roster
    since = written_since(project, roster) if roster.project != project.store.project else {}
    by_device = {keys.device: keys for keys in keyring.devices}
    for one in reply.request.people:
        keys, nonce = by_device[one.device], keyring.nonces[one.device]
        order = len(roster.devices[one.device].incarnations) + 1
        parts = [incarnation_part(one.device, nonce, order, roster.heads.get(one.device, ()))]
        feeds: dict[tuple[bytes, bytes], list[AdoptedFeed]] = {}
        for feed in since.get(one.device, ()):
            feeds.setdefault((feed.project, feed.root), []).append(feed)
        parts += [
            adoption_part(of, VerifyKey(root), some, roster.heads.get(of, ()))
            for (of, root), some in sorted(feeds.items())
        ]
        header = enrolment.roster_header(
            roster.project,
            roster.person_of(one.person),
            lamport=lamport_after([project.store.highest_lamport()]),
            at_ms=milliseconds(project.clock.now()),
            quality=project.clock.quality,
        )
        yield enrolment.seal_roster(header, parts, keys.signing, nonce, project.entropy)
