"""`camifield undo`: take back one import, or one action on many records, as one; what changed since stays."""

from __future__ import annotations

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document, moment_iso
from camifield.cli.watching import watched
from camifield.commands.bringing_in import brought_in, undo_import
from camifield.commands.importing.registry import State
from camifield.errors import Problem
from camifield.ids import id_from_text, id_text
from camifield.queries.telling import moment_text
from camifield.revisions.headers import Action

_ACTIONS = {int(action): action.name.casefold() for action in Action}


def run(call: Call) -> int:
    """Take it back. Raises Problem ``no-such-batch``."""
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
        is_import = any(one.id == batch for one in brought_in(project))
        if not is_import and not project.store.commits_of_batch(batch):
            raise Problem("no-such-batch", parameters={"batch": asked})
        done = undo_import(project, batch, progress)
    call.outlet.say(call.words.say("cli.undo.done", count=done.records, drafts=done.drafts))
    if done.kept:
        call.outlet.say(call.words.say("cli.undo.kept", count=len(done.kept)))
    call.outlet.say(call.words.say("cli.undo.again", batch=done.undo.hex()))
    call.outlet.give(
        {
            "batch": batch.hex(),
            "records": done.records,
            "drafts": done.drafts,
            "undo": done.undo.hex(),
            "kept": [
                {"record": id_text(one.record), "kind": one.kind, "groups": list(one.groups)}
                for one in done.kept
            ],
        }
    )
    return Exit.LEFT if done.kept else Exit.DONE


def _list(call: Call) -> int:
    words = call.words
    rows: list[tuple[str, ...]] = []
    documents: list[Document] = []
    with for_reading(call) as project:
        files = {one.id: one for one in brought_in(project)}
        for batch in project.store.batches():
            known = files.get(batch.id)
            action = _ACTIONS.get(batch.action, "")
            file, is_undone = (known.file, known.state is State.UNDONE) if known is not None else ("", False)
            rows.append(
                (
                    batch.id.hex(),
                    moment_text(batch.at_ms, project, words),
                    words.say(f"cli.action.{action}"),
                    words.say("cli.undo.changes", count=batch.changes),
                    file,
                    words.say("cli.undo.is_undone") if is_undone else "",
                )
            )
            documents.append(
                {
                    "batch": batch.id.hex(),
                    "at": moment_iso(batch.at_ms),
                    "action": action,
                    "changes": batch.changes,
                    "file": file,
                    "undone": is_undone,
                }
            )
    call.outlet.say(*columns(rows, (0, 0, 0, 0, 40, 0)))
    call.outlet.say(words.say("cli.undo.count", count=len(rows)))
    call.outlet.give({"batches": documents})
    return Exit.DONE
