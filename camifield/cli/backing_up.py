"""`camifield backup`: make a backup and read it back, list those there are, or put one in the place of the present."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document, moment_iso
from camifield.cli.watching import watched
from camifield.commands.backing_up import back_up, backups, put_back
from camifield.errors import Problem
from camifield.i18n import problems
from camifield.kinds.names import EVENT_KINDS
from camifield.queries.telling import moment_text
from camifield.queries.values import CardQuery

MEGABYTE = 1_000_000


def run(call: Call) -> int:
    """Do one of the three. Raises Problem ``backup-…``."""
    if call.says("only_list") and call.text("restore"):
        raise WrongUse(call.words.say("cli.use.one_of_two", first="--list", second="--restore"), "backup")
    if call.says("only_list"):
        return _list(call)
    backup = call.path("restore")
    return _restore(call, backup) if backup is not None else _make(call)


def _make(call: Call) -> int:
    with for_writing(call) as project, watched(call) as progress:
        made = back_up(project, progress, target=call.path("target"), with_photos=call.says("photos"))
    manifest = made.manifest
    call.outlet.say(
        call.words.say(
            "cli.backup.made", count=manifest.records, drafts=manifest.drafts, megabytes=_megabytes(made.size)
        ),
        str(made.path),
    )
    call.outlet.say(*(call.words.say("cli.backup.left_out", file=name) for name in manifest.left_out))
    call.outlet.say(*(call.words.say("cli.backup.removed", file=path.name) for path in made.removed))
    call.outlet.give(
        {
            "file": str(made.path),
            "bytes": made.size,
            "records": manifest.records,
            "drafts": manifest.drafts,
            "photos": manifest.photos,
            "left_out": list(manifest.left_out),
            "removed": [str(path) for path in made.removed],
        }
    )
    return Exit.LEFT if manifest.left_out else Exit.DONE


def _list(call: Call) -> int:
    rows: list[tuple[str, ...]] = []
    documents: list[Document] = []
    with for_reading(call) as project:
        for one in backups(project):
            document: Document = {"file": str(one.path), "bytes": one.size}
            manifest, size = (
                one.manifest,
                call.words.say("cli.backup.size", megabytes=_megabytes(one.size)),
            )
            if manifest is None:
                problem = one.problem or Problem(
                    "backup-cannot-be-opened", parameters={"file": one.path.name}
                )
                document["problem"] = problem.code
                rows.append((one.path.name, size, problems.what(problem, call.words)))
            else:
                document |= {
                    "made": moment_iso(manifest.made_ms),
                    "why": manifest.why,
                    "laptop": manifest.laptop,
                    "records": manifest.records,
                    "drafts": manifest.drafts,
                    "photos": manifest.photos,
                }
                when = moment_text(manifest.made_ms, project, call.words)
                why = call.words.say(f"backup.why.{manifest.why}")
                rows.append(
                    (
                        one.path.name,
                        size,
                        when,
                        call.words.say("cli.backup.records", count=manifest.records),
                        why,
                    )
                )
            documents.append(document)
    widest = max(map(len, rows), default=0)
    call.outlet.say(*columns([(*row, *[""] * (widest - len(row))) for row in rows]))
    call.outlet.say(call.words.say("cli.backup.count", count=len(rows)))
    call.outlet.give({"backups": documents})
    return Exit.DONE


def _restore(call: Call, backup: Path) -> int:
    """Put it back, then open the project once: that ends the restoring, and shows that it opens."""
    if not backup.is_file():
        raise Problem("backup-cannot-be-opened", parameters={"file": str(backup)})
    with for_writing(call) as project, watched(call) as progress:
        put_back(project, backup, progress)
    with for_writing(call) as project:
        records, drafts = project.store.count(CardQuery(kinds=EVENT_KINDS)), project.drafts.count()
    call.outlet.say(call.words.say("cli.backup.restored", count=records, drafts=drafts))
    call.outlet.give({"restored": str(backup), "records": records, "drafts": drafts})
    return Exit.DONE


def _megabytes(size: int) -> float:
    """To one decimal place, rounded up: even the smallest backup takes some room."""
    return ceil(size * 10 / MEGABYTE) / 10
