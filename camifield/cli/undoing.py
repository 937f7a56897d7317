"""`camifield undo`: take back one import, or one action on many records, as one; what changed since stays."""

from __future__ import annotations

from dataclasses import dataclass

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document, moment_iso
from camifield.cli.watching import watched
from camifield.commands.bringing_in import brought_in, restore_import, undo_import
from camifield.commands.importing.registry import State
from camifield.errors import Problem
from camifield.ids import id_from_text, id_text
from camifield.project.project import Project
from camifield.queries.telling import moment_text
from camifield.revisions.headers import Action

_NAMES = {int(action): action.name.casefold() for action in Action}
IMPORT = _NAMES[Action.IMPORT]


def run(call: Call) -> int:
    """Take it back, or bring it back. Raises Problem ``no-such-batch``."""
    asked = call.text("batch")
    if call.says("only_list") == bool(asked):
        raise WrongUse(call.words.say("cli.use.batch_or_list"), "undo")
    if call.says("only_list"):
        return _list(call)
    try:
        batch = id_from_text(asked)
    except ValueError as error:
        raise Problem("no-such-batch", parameters={"batch": asked}) from error
    with for_writing(call) as project, watched(call) as progress:
        project.learn()
        known = next((one for one in brought_in(project) if batch.hex() in (one.batch, one.undone_by)), None)
        if known is None and not project.store.commits_of_batch(batch):
            raise Problem("no-such-batch", parameters={"batch": asked})
        # Of an import that was taken back, and of that taking back, "once more" means the same: it comes back.
        is_back = known is not None and known.state is State.UNDONE
        if known is not None and is_back:
            done = restore_import(project, known.id, progress)
        else:
            done = undo_import(project, batch, progress)
    key = "cli.undo.restored" if is_back else "cli.undo.done"
    call.outlet.say(call.words.say(key, count=done.records, drafts=done.drafts))
    if done.people and not is_back:
        call.outlet.say(call.words.say("cli.undo.people", count=done.people))
    if done.people_stay:
        names = call.words.say("title.list_mark").join(done.people_stay)
        call.outlet.say(call.words.say("cli.undo.people_stay", names=names))
    if done.kept:
        call.outlet.say(call.words.say("cli.undo.kept", count=len(done.kept)))
    again = done.undo if known is None else known.id
    call.outlet.say(call.words.say("cli.undo.again", batch=again.hex()))
    call.outlet.give(
        {
            "batch": batch.hex(),
            "brought_back": is_back,
            "records": done.records,
            "drafts": done.drafts,
            "people": done.people,
            "people_stay": list(done.people_stay),
            "again": again.hex(),
            "kept": [
                {"record": id_text(one.record), "kind": one.kind, "groups": list(one.groups)}
                for one in done.kept
            ],
        }
    )
    return Exit.LEFT if done.kept else Exit.DONE


@dataclass(frozen=True, slots=True)
class _Action:
    """Something that can be taken back. An import may have left drafts only, and so no change in the log."""

    batch: bytes
    at_ms: int
    name: str
    changes: int = 0
    drafts: int = 0
    file: str = ""
    is_undone: bool = False


def _actions(project: Project) -> list[_Action]:
    """The latest first."""
    imports = {one.id: one for one in brought_in(project)}
    changes = {one.id: one for one in project.store.batches()}
    found = [
        _Action(
            one.id,
            one.started_ms,
            IMPORT,
            changes[one.id].changes if one.id in changes else 0,
            one.drafts,
            one.file,
            one.state is State.UNDONE,
        )
        for one in imports.values()
    ]
    others = (one for one in changes.values() if one.id not in imports)
    found += [_Action(one.id, one.at_ms, _NAMES.get(one.action, ""), one.changes) for one in others]
    return sorted(found, key=lambda one: (-one.at_ms, one.batch))


def _list(call: Call) -> int:
    words = call.words
    with for_reading(call) as project:
        actions = _actions(project)
        rows = [
            (
                one.batch.hex(),
                moment_text(one.at_ms, project, words),
                words.say(f"cli.action.{one.name}"),
                words.say("cli.undo.changes", count=one.changes),
                words.say("cli.list.drafts", count=one.drafts) if one.drafts else "",
                one.file,
                words.say("cli.undo.is_undone") if one.is_undone else "",
            )
            for one in actions
        ]
    call.outlet.say(*columns(rows, (0, 0, 0, 0, 0, 40, 0)))
    call.outlet.say(words.say("cli.undo.count", count=len(rows)))
    call.outlet.give({"batches": [_document(one) for one in actions]})
    return Exit.DONE


def _document(action: _Action) -> Document:
    return {
        "batch": action.batch.hex(),
        "at": moment_iso(action.at_ms),
        "action": action.name,
        "changes": action.changes,
        "drafts": action.drafts,
        "file": action.file,
        "undone": action.is_undone,
    }
