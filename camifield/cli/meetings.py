"""`camifield sync status` and `sync undo`: what is on this laptop alone, whom we met, and setting a meeting aside."""

from __future__ import annotations

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document, moment_iso
from camifield.cli.watching import watched
from camifield.commands.meeting import bring_back, undo_meeting
from camifield.errors import Problem
from camifield.ids import id_text
from camifield.project.project import Project
from camifield.queries.foretold import reasons_of
from camifield.queries.meetings import meetings_facts
from camifield.queries.telling import moment_text
from camifield.store.meetings import Meeting, MeetingState


def run_status(call: Call) -> int:
    """Tell what would be lost with this laptop, by the receipts of the others, and who has what."""
    words = call.words
    with for_reading(call) as project:
        facts = meetings_facts(project, words)
        call.outlet.say(words.say("cli.meetings.only_here", count=facts.only_here.total))
        rows = [
            (
                one.person,
                one.code,
                one.seen or words.say("team.never_met"),
                words.say("cli.meetings.lacks", count=one.lacks)
                if one.lacks
                else words.say("exchange.has_all"),
            )
            for one in facts.colleagues
        ]
        call.outlet.say(*columns(rows))
        for one in reasons_of(facts.quarantined, words):
            call.outlet.say(words.say("cli.meetings.not_accepted", count=one.count, reason=one.what))
        call.outlet.give(
            {
                "only_here": dict(facts.only_here.counts),
                "oldest": facts.only_here.oldest.isoformat() if facts.only_here.oldest else None,
                "colleagues": [
                    {
                        "device": one.device.hex(),
                        "person": one.person,
                        "code": one.code,
                        "role": one.role,
                        "seen": moment_iso(one.seen_ms) if one.seen_ms is not None else None,
                        "lacks": one.lacks,
                    }
                    for one in facts.colleagues
                ],
                "quarantined": dict(facts.quarantined),
                "meetings": [_document(one) for one in facts.meetings],
            }
        )
    return Exit.DONE


def run_undo(call: Call) -> int:
    """Set aside what a meeting brought, or take it back in. Raises Problem ``no-such-meeting``."""
    asked = call.text("meeting")
    if call.says("only_list") == bool(asked):
        raise WrongUse(call.words.say("cli.use.meeting_or_list"), "sync undo")
    if call.says("only_list"):
        return _list(call)
    with for_writing(call) as project, watched(call) as progress:
        project.learn()
        meeting = _meeting(project, asked)
        is_back = call.says("restore")
        built_on = [] if is_back else project.store.built_on(meeting.id)
        move = bring_back if is_back else undo_meeting
        changes = move(project, meeting.id, progress)
    key = "cli.meetings.brought_back" if is_back else "cli.meetings.set_aside"
    call.outlet.say(call.words.say(key, count=len(changes.records)))
    if built_on:
        call.outlet.say(call.words.say("cli.meetings.built_on", count=len(built_on)))
    call.outlet.give(
        {
            "meeting": meeting.id.hex(),
            "records": len(changes.records),
            "brought_back": is_back,
            "built_on": [id_text(one) for one in built_on],
        }
    )
    return Exit.LEFT if built_on else Exit.DONE


def _meeting(project: Project, asked: str) -> Meeting:
    found = [one for one in project.store.meetings() if one.id.hex() == asked.replace("-", "").casefold()]
    if not found:
        raise Problem("no-such-meeting", parameters={"meeting": asked})
    return found[0]


def _list(call: Call) -> int:
    with for_reading(call) as project:
        meetings = project.store.meetings()
        rows = [
            (
                one.id.hex(),
                moment_text(one.at_ms, project, call.words),
                one.place,
                call.words.say(f"meeting.state.{one.state.value}"),
            )
            for one in meetings
        ]
        call.outlet.say(*columns(rows))
        call.outlet.give({"meetings": [_document(one) for one in meetings]})
    return Exit.DONE


def _document(one: Meeting) -> Document:
    return {
        "meeting": one.id.hex(),
        "at": moment_iso(one.at_ms),
        "road": one.road,
        "place": one.place,
        "state": one.state.value,
        "is_aside": one.state is MeetingState.ASIDE,
        "facts": dict(one.facts),
    }
