"""The letters of a team in the terminal: invitations, requests and answers, and the code that two people compare."""

from __future__ import annotations

from pathlib import Path

from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.commands import inviting, joining
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.queries.team import Incoming, codes_asked, member_called, read_incoming, read_reply


def invite(call: Call, file: str) -> int:
    """Write an invitation. Raises Problem."""
    role = call.text("role") or "ranger"
    with for_writing(call) as project:
        made = inviting.invite(project, role, _new(file))
        call.outlet.say(
            call.words.say("team.invited", role=call.words.say(f"team.role.{role}")), str(made.file)
        )
        call.outlet.give({"file": str(made.file), "id": made.id.hex(), "role": role})
    return Exit.DONE


def withdraw(call: Call, told: str) -> int:
    """An invitation counts no longer. Raises Problem."""
    with for_writing(call) as project:
        inviting.withdraw(project, _id(told))
        call.outlet.say(call.words.say("team.withdrawn"))
        call.outlet.give({"id": told, "state": "withdrawn"})
    return Exit.DONE


def ask(call: Call, file: str) -> int:
    """Write a request to come in. Raises Problem."""
    with for_writing(call) as project:
        invitation, is_member = call.path("invitation"), call.says("member")
        made = joining.ask(project, _new(file), invitation=invitation, is_member=is_member)
        _tell_asked(call, made)
    return Exit.DONE


def ask_for_person(call: Call, name: str, file: str) -> int:
    """Write a request for one more person on a laptop of the team. Raises Problem."""
    with for_writing(call) as project:
        known = project.names.find("person", name)
        if len(known) != 1:
            raise Problem("person-not-in-team")
        _tell_asked(call, joining.ask_for_person(project, known[0], _new(file)))
    return Exit.DONE


def _tell_asked(call: Call, made: joining.Asked) -> None:
    call.outlet.say(call.words.say("team.asked", count=made.records), str(made.file))
    call.outlet.say(call.words.say("team.code_is", code=made.code))
    document = {
        "file": str(made.file),
        "code": made.code,
        "records": made.records,
        "request": made.request.hex(),
    }
    call.outlet.give(document)


def code(call: Call, file: str = "") -> int:
    """The code of a request or an answer, or of what this laptop asked itself. Raises Problem."""
    with for_reading(call) as project:
        found = _code_of(project, Path(file)) if file else [one for _, one in codes_asked(project)]
        call.outlet.say(*(call.words.say("team.code_is", code=one) for one in found))
        if not found:
            call.outlet.say(call.words.say("team.nothing_asked"))
        call.outlet.give({"codes": found})
    return Exit.DONE


def _code_of(project: Project, file: Path) -> list[str]:
    try:
        return [read_reply(project, file).code]
    except Problem as problem:
        if problem.code != "letter-of-another-use":
            raise
    return [read_incoming(project, file).code]


def admit(call: Call, request: str, answer: str) -> int:
    """Let in who asks, and write the answer. Raises Problem."""
    with for_writing(call) as project:
        incoming = read_incoming(project, Path(request))
        same = _members(call, project, incoming)
        is_compared = _compared(call, incoming.code, is_needed=incoming.needs_comparing or bool(same))
        done = inviting.admit(
            project,
            incoming,
            _new(answer),
            role=call.text("role") or None,
            same=same,
            is_compared=is_compared,
            make_admin=call.says("admin"),
        )
        who = ", ".join(one.name or one.code for one in incoming.request.people)
        key = "team.let_in_member" if same else "team.admitted"
        call.outlet.say(call.words.say(key, name=who, count=done.records), str(done.file))
        if incoming.needs_comparing:
            call.outlet.say(call.words.say("team.code_of_answer", code=done.code))
        call.outlet.give(
            {
                "file": str(done.file),
                "people": [one.hex() for one in done.people],
                "records": done.records,
                "code": done.code,
            }
        )
    return Exit.DONE


def _members(call: Call, project: Project, incoming: Incoming) -> dict[bytes, bytes]:
    """Asker -> the member who they are, as it was told. Raises Problem ``person-not-in-team``, and WrongUse."""
    askers, found = incoming.request.people, dict[bytes, bytes]()
    for told in call.texts("same_as"):
        code, _, name = told.rpartition("=")
        asked = [one for one in askers if code.casefold() == one.code.casefold()] if code else [askers[0]]
        if len(asked) != 1:
            raise WrongUse(call.words.say("cli.team.nobody_so_called", name=code), "sync team")
        found[asked[0].person] = member_called(project, name).person
    return found


def join(call: Call, answer: str) -> int:
    """Turn to the team. Raises Problem."""
    with for_writing(call) as project:
        reply = read_reply(project, Path(answer))
        is_compared = _compared(call, reply.code, is_needed=reply.needs_comparing)
        done = joining.join(project, reply, is_compared=is_compared)
        role = call.words.say(f"team.role.{done.role}")
        team = done.team or call.words.say("team.no_name")
        call.outlet.say(call.words.say("team.joined", team=team, role=role))
        call.outlet.give({"team": done.team, "role": done.role})
    return Exit.DONE


def _compared(call: Call, code: str, *, is_needed: bool) -> bool:
    """Whether the code that the other side read aloud is this one. Raises Problem ``codes-differ``."""
    told = "".join(call.text("compared").split())
    if not is_needed or not told:
        return False
    if told != code.replace(" ", ""):
        raise Problem("codes-differ", parameters={"code": code})
    return True


def _new(file: str) -> Path:
    path = Path(file).expanduser()
    return path if path.suffix else path.with_suffix(".cfb")


def _id(told: str) -> bytes:
    try:
        return bytes.fromhex(told)
    except ValueError as error:
        raise WrongUse(told, "sync team") from error
