"""`camifield sync erase`: erase what was said of a person, here and on every laptop that is met; and who has followed."""

from __future__ import annotations

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import moment_iso
from camifield.cli.watching import watched
from camifield.commands.erasing import Scope, erase, look
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.queries.erasures import erasures
from camifield.queries.record_names import record_called


def run(call: Call) -> int:
    """Say what would go; with --sure, erase it. With --list, say which laptops have not followed yet."""
    if call.says("only_list") == bool(call.texts("records")):
        raise WrongUse(call.words.say("cli.use.records_or_list"), "sync erase")
    if call.says("only_list"):
        return _list(call)
    scope = Scope.EVERYTHING if call.says("everything") else Scope.NAMES
    with for_writing(call) as project, watched(call) as progress:
        project.learn()
        records = [_record(project, asked) for asked in call.texts("records")]
        seen = look(project, records, scope)
        key = "cli.erase.erased" if call.says("sure") else "cli.erase.would"
        if call.says("sure"):
            erase(project, records, scope, call.text("why"), progress)
    call.outlet.say(call.words.say(key, count=seen.records, backups=len(seen.backups)))
    if seen.put_away:
        call.outlet.say(call.words.say("cli.erase.put_away", count=len(seen.put_away)))
        call.outlet.say(*(str(path) for path in seen.put_away))
    call.outlet.give(
        {
            "records": seen.records,
            "parts": len(seen.targets),
            "backups": [str(path) for path in seen.backups],
            "put_away": [str(path) for path in seen.put_away],
            "is_erased": call.says("sure"),
        }
    )
    return Exit.LEFT if seen.put_away else Exit.DONE


def _record(project: Project, asked: str) -> bytes:
    record = record_called(project, asked)
    if record is None or project.store.record(record) is None:
        raise Problem("no-such-record", parameters={"number": asked})
    return record


def _list(call: Call) -> int:
    with for_reading(call) as project:
        found = erasures(project, call.words)
        rows = [(one.when, one.who, call.words.say("cli.erase.waiting", count=one.waiting)) for one in found]
        call.outlet.say(*columns(rows))
        call.outlet.give(
            {
                "erasures": [
                    {
                        "at": moment_iso(one.at_ms),
                        "by": one.who,
                        "waiting": [
                            {"device": laptop.device.hex(), "person": laptop.person}
                            for laptop in one.followers
                            if not laptop.has_erased
                        ],
                    }
                    for one in found
                ]
            }
        )
    return Exit.DONE
