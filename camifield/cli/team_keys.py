"""The keys of a team in the terminal: the paper, the main key that goes to it and comes back, a passphrase."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_writing
from camifield.cli.watching import watched
from camifield.commands import keeping_keys, recovering
from camifield.errors import Problem
from camifield.project.team_paper import paper_lines
from camifield.security.paper import ROWS

NEW_PASSPHRASE = "CAMIFIELD_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable
SENT = ("out", "back")
KEPT = ("set", "remove")


def paper(call: Call) -> int:
    """Say what belongs on the team's paper, for a printer or a pen. Raises Problem."""
    with for_writing(call) as project:
        made, _ = keeping_keys.make_paper(project, renew_recovery=call.says("renew"))
        call.outlet.say(*paper_lines(made, call.words))
        call.outlet.give(
            {"team": made.team, "main_key": list(made.root), "recovery_key": list(made.recovery)}
        )
    return Exit.DONE


def root(call: Call, job: str) -> int:
    """Take the main key off this laptop, or put it back from its paper. Raises Problem."""
    _insist(call, job, SENT)
    with for_writing(call) as project:
        if job == "out":
            row = call.number("row", 0)
            if not 1 <= row <= 9:
                raise WrongUse(call.words.say("cli.use.required", names="--row 1-9"), "sync team")
            keeping_keys.take_root_offline(project, row, _typed(call, "team.type_row", row=row))
            call.outlet.say(call.words.say("team.root_is_out"))
        else:
            keeping_keys.bring_root_back(project, _typed(call, "team.type_rows"))
            call.outlet.say(call.words.say("team.root_is_back"))
        call.outlet.give({"main_key_here": job == "back"})
    return Exit.DONE


def take_over(call: Call) -> int:
    """Whoever holds the main key looks after the team. Raises Problem."""
    with for_writing(call) as project:
        keeping_keys.take_over(project)
        call.outlet.say(call.words.say("team.taken_over"))
        call.outlet.give({"may_change": True})
    return Exit.DONE


def recover(call: Call, place: str, name: str) -> int:
    """Bring the team's project back from a stick or a file, when every laptop is lost. Raises Problem."""
    typed = _typed(call, "team.type_both", rows=ROWS).splitlines()
    rows = [row for row in typed if row.strip()]
    with watched(call) as progress:
        found = recovering.recover(
            call.folder,
            Path(place).expanduser(),
            "\n".join(rows[:ROWS]),
            "\n".join(rows[ROWS:]),
            name,
            call.words,
            progress,
        )
    records = found.project.store.count()
    found.project.close()
    call.outlet.say(call.words.say("cli.team.recovered", count=records))
    call.outlet.give({"records": records, "problems": [problem.code for problem in found.taken.problems]})
    return Exit.LEFT if found.taken.problems else Exit.DONE


def passphrase(call: Call, job: str) -> int:
    """Set, change or remove the passphrase of this laptop's keys. Raises Problem."""
    _insist(call, job, KEPT)
    with for_writing(call) as project:
        if job == "set":
            keeping_keys.set_passphrase(project, _new_passphrase(call))
            call.outlet.say(call.words.say("team.passphrase_set"), call.words.say("team.passphrase_lost"))
        else:
            keeping_keys.remove_passphrase(project)
            call.outlet.say(call.words.say("team.passphrase_removed"))
        call.outlet.give({"passphrase": job == "set"})
    return Exit.DONE


def _insist(call: Call, job: str, jobs: tuple[str, ...]) -> None:
    if job not in jobs:
        told = call.words.say("cli.use.choice", name=call.text("job"), text=job, choices=", ".join(jobs))
        raise WrongUse(told, "sync team")


def _typed(call: Call, key: str, **parameters: int) -> str:
    """Digits from the standard input: asked for where somebody sits there, read to the end otherwise."""
    if not sys.stdin.isatty():
        return sys.stdin.read()
    call.outlet.note(call.words.say(key, **parameters))
    rows = 1 if "row" in parameters else 2 * ROWS if "rows" in parameters else ROWS
    return "\n".join(sys.stdin.readline() for _ in range(rows))


def _new_passphrase(call: Call) -> str:
    given = os.environ.get(NEW_PASSPHRASE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise WrongUse(call.words.say("cli.use.required", names=NEW_PASSPHRASE), "sync team")
    first = getpass(call.words.say("team.new_passphrase") + " ", sys.stderr)
    if getpass(call.words.say("team.new_passphrase_again") + " ", sys.stderr) != first:
        raise Problem("passphrases-differ")
    return first
