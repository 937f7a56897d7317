"""`camifield sync team`: who is in the team and on which laptops; roles, lost laptops, names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from camifield.cli import team_keys, team_letters
from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document, moment_iso
from camifield.commands import inviting
from camifield.commands import team as looking_after
from camifield.commands.same_people import say_one_person, say_two_people
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.queries.doubles import Double, doubles
from camifield.queries.team import LaptopRow, MemberRow, TeamView, member_called, team
from camifield.queries.telling import moment_text


def run(call: Call) -> int:
    """Do the job; without one, list the team. Raises Problem."""
    return JOBS[call.text("job") or "list"](call)


def values(call: Call, *names: str) -> list[str]:
    """The words behind the job, exactly as many as it takes. Raises WrongUse that names them."""
    given = call.texts("values")
    if len(given) != len(names):
        told = " ".join(call.words.say(f"cli.arg.{name}") for name in names)
        raise WrongUse(call.words.say("cli.use.team_values", job=call.text("job"), names=told), "sync team")
    return given


def _list(call: Call) -> int:
    values(call)
    with for_reading(call) as project:
        seen = team(project)
        rows = [_row(call, project, member, laptop) for member in seen.members for laptop in member.laptops]
        call.outlet.say(call.words.say("cli.team.title", name=seen.name or call.words.say("team.no_name")))
        call.outlet.say(*columns(rows))
        for one in doubles(project, seen):
            call.outlet.say(_double_line(call, one))
        for one in seen.invitations:
            state = call.words.say(f"team.invitation.{one.state}")
            role = call.words.say(f"team.role.{one.role}")
            call.outlet.say(call.words.say("cli.team.invitation", id=one.id.hex(), role=role, state=state))
        if not seen.has_recovery:
            call.outlet.say(call.words.say("team.no_paper"))
        call.outlet.give(_document(seen, doubles(project, seen)))
    return Exit.DONE


def _row(call: Call, project: Project, member: MemberRow, laptop: LaptopRow) -> tuple[str, ...]:
    words = call.words
    states = [
        words.say(f"team.state.{state}")
        for state, holds in (
            ("here", laptop.is_here),
            ("shut_out", laptop.is_revoked),
            ("looks_after", laptop.looks_after and not laptop.is_revoked),
            ("contested", laptop.is_contested or member.is_contested),
        )
        if holds
    ]
    met = (
        moment_text(laptop.met_ms, project, words)
        if laptop.met_ms is not None
        else words.say("team.never_met")
    )
    return (
        member.shown or member.person.hex()[-8:],
        words.say(f"team.role.{member.role}"),
        laptop.code or laptop.device.hex()[-8:],
        "" if laptop.is_here else met,
        ", ".join(states),
    )


def _document(seen: TeamView, alike: Sequence[Double]) -> Document:
    return {
        "name": seen.name,
        "project": seen.project.hex(),
        "people": [
            {
                "person": member.person.hex(),
                "name": member.shown,
                "role": member.role,
                "contested": member.is_contested,
                "also": [one.hex() for one in member.also],
                "laptops": [
                    {
                        "device": one.device.hex(),
                        "code": one.code,
                        "here": one.is_here,
                        "shut_out": one.is_revoked,
                        "looks_after": one.looks_after,
                        "met": moment_iso(one.met_ms) if one.met_ms is not None else None,
                        "waiting": one.waiting,
                    }
                    for one in member.laptops
                ],
            }
            for member in seen.members
        ],
        "invitations": [
            {"id": one.id.hex(), "role": one.role, "state": one.state} for one in seen.invitations
        ],
        "alike": [
            {"people": [one.record.person.hex(), one.person.person.hex()], "why": one.why} for one in alike
        ],
        "may_change": seen.may_change,
        "main_key_here": seen.has_root,
        "recovery_paper": seen.has_recovery,
        "passphrase": seen.has_passphrase,
        "asked": seen.asked,
    }


def _name(call: Call) -> int:
    (name,) = values(call, "name")
    with for_writing(call) as project:
        inviting.name_team(project, name)
        call.outlet.say(call.words.say("cli.team.title", name=name))
        call.outlet.give({"name": name})
    return Exit.DONE


def _role(call: Call) -> int:
    who, role = values(call, "name", "role")
    with for_writing(call) as project:
        member = member_called(project, who)
        looking_after.change_role(project, member.person, role)
        shown = call.words.say(f"team.role.{role}")
        call.outlet.say(call.words.say("cli.team.role_is", name=member.shown, role=shown))
        call.outlet.give({"person": member.person.hex(), "role": role})
    return Exit.DONE


def _double_line(call: Call, one: Double) -> str:
    names = {"one": _told_apart(one.person), "other": _told_apart(one.record)}
    return call.words.say(f"cli.team.double_{one.why}", **names)


def _told_apart(member: MemberRow) -> str:
    """The name with the end of the id: two of one name are told apart by it, and it is taken for either."""
    return f"{member.shown} ({member.person.hex()[-8:]})"


def _same(call: Call) -> int:
    one, other = values(call, "name", "name")
    with for_writing(call) as project:
        record, person = member_called(project, one), member_called(project, other)
        say_one_person(project, record.person, person.person, call.text("role"))
        role = project.identity.roster.roles[person.person]
        shown = call.words.say(f"team.role.{role}")
        call.outlet.say(call.words.say("cli.team.one_person", name=person.shown, role=shown))
        call.outlet.give({"person": person.person.hex(), "also": record.person.hex(), "role": role})
    return Exit.DONE


def _apart(call: Call) -> int:
    one, other = values(call, "name", "name")
    with for_writing(call) as project:
        record, person = member_called(project, one), member_called(project, other)
        if record.person == person.person:
            named = [record for record in person.also if record.hex().endswith(one.casefold())] or person.also
            if len(named) != 1:
                raise Problem("person-not-in-team")
            of_record = named[0]
        else:
            of_record = record.person
        say_two_people(project, of_record, person.person)
        call.outlet.say(call.words.say("cli.team.two_people", name=person.shown))
        call.outlet.give({"people": [of_record.hex(), person.person.hex()]})
    return Exit.DONE


def _revoke(call: Call) -> int:
    (who,) = values(call, "name")
    with for_writing(call) as project:
        member, laptop = _laptop(project, who)
        gone = looking_after.revoke(project, laptop.device)
        call.outlet.say(call.words.say("team.revoked", name=member.shown, count=gone.kept))
        key = "team.revoked_missing" if gone.missing else "team.revoked_unknown"
        call.outlet.say(call.words.say(key, count=gone.missing))
        call.outlet.give(
            {"device": laptop.device.hex(), "kept": gone.kept, "missing": gone.missing}
            | {"met": moment_iso(gone.met_ms) if gone.met_ms is not None else None}
        )
    return Exit.LEFT if gone.missing else Exit.DONE


def _trust(call: Call) -> int:
    (who,) = values(call, "name")
    with for_writing(call) as project:
        member, laptop = _laptop(project, who)
        changes = looking_after.pardon(project, laptop.device)
        call.outlet.say(call.words.say("team.trusted", name=member.shown, count=len(changes.records)))
        call.outlet.give({"device": laptop.device.hex(), "records": len(changes.records)})
    return Exit.DONE


def _rescue(call: Call) -> int:
    (who,) = values(call, "name")
    with for_writing(call) as project:
        member, laptop = _laptop(project, who)
        changes = looking_after.rescue(project, laptop.device)
        call.outlet.say(call.words.say("team.rescued", name=member.shown, count=len(changes.records)))
        call.outlet.give({"device": laptop.device.hex(), "records": len(changes.records)})
    return Exit.DONE


def _admin(call: Call) -> int:
    (who,) = values(call, "name")
    with for_writing(call) as project:
        member, laptop = _laptop(project, who)
        looking_after.take_back_admin(project, laptop.device)
        call.outlet.say(call.words.say("team.admin_taken", name=member.shown))
        call.outlet.give({"device": laptop.device.hex(), "looks_after": False})
    return Exit.DONE


def _laptop(project: Project, who: str) -> tuple[MemberRow, LaptopRow]:
    """A laptop by its code, the end of its id, or its person's name when there is but one. Raises Problem ``device-unknown``."""
    told = who.casefold()
    everything = [(member, one) for member in team(project).members for one in member.laptops]
    found = [
        (member, one)
        for member, one in everything
        if told == one.code.casefold() or (len(told) >= 8 and one.device.hex().endswith(told))
    ] or [(member, one) for member, one in everything if member.shown.casefold() == told]
    if len(found) != 1:
        raise Problem("device-unknown")
    return found[0]


JOBS: dict[str, Callable[[Call], int]] = {
    "list": _list,
    "name": _name,
    "role": _role,
    "same": _same,
    "apart": _apart,
    "revoke": _revoke,
    "trust": _trust,
    "rescue": _rescue,
    "admin": _admin,
    "invite": lambda call: team_letters.invite(call, *values(call, "file")),
    "withdraw": lambda call: team_letters.withdraw(call, *values(call, "id")),
    "ask": lambda call: team_letters.ask(call, *values(call, "file")),
    "person": lambda call: team_letters.ask_for_person(call, *values(call, "name", "file")),
    "code": lambda call: team_letters.code(call, *values(call, *["file"] * bool(call.texts("values")))),
    "admit": lambda call: team_letters.admit(call, *values(call, "file", "file")),
    "join": lambda call: team_letters.join(call, *values(call, "file")),
    "paper": lambda call: team_keys.paper(call, *values(call)),
    "root": lambda call: team_keys.root(call, *values(call, "root_job")),
    "recover": lambda call: team_keys.recover(call, *values(call, "file", "name")),
    "takeover": lambda call: team_keys.take_over(call, *values(call)),
    "passphrase": lambda call: team_keys.passphrase(call, *values(call, "passphrase_job")),
}
