"""`camifield import`: bring in tables; every row becomes a record, a draft or is named as no record, and none is dropped."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from camifield import settings as laptop
from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.import_account import SheetAccount, of_import, of_preview, say, whole_document
from camifield.cli.mapping_choices import choice_of, mapping_of, save_mapping
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing, has_project
from camifield.cli.watching import watched
from camifield.commands.bringing_in import import_table, look_at, preview
from camifield.errors import Problem
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.proposing import Proposal
from camifield.formats.reading.sheets import Sheet
from camifield.formats.reading.tables import Table
from camifield.progress import Progress, Stopped
from camifield.project.opening import open_project
from camifield.project.project import REAL, Project


def run(call: Call) -> int:
    """Look through the tables (--preview) or bring them in, one file after the other, one batch a sheet.

    A file that cannot be read is told and the next one is taken; the code is then PROBLEM.
    """
    files = [Path(one).expanduser() for one in call.texts("files")]
    if len(files) > 1 and (call.text("keep") or call.text("sheet")):
        raise WrongUse(call.words.say("cli.use.one_file"), "import")
    if call.says("again") and call.says("only_rest"):
        raise WrongUse(call.words.say("cli.use.one_of_two", first="--again", second="--rest"), "import")
    run = _Run()
    with _opened(call) as project, watched(call) as progress:
        project.learn()
        for path in files:
            run.take(call, project, path, progress)
            if run.is_stopped:
                break
    if run.accounts:
        call.outlet.give(whole_document(run.accounts, is_stopped=run.is_stopped))
    if run.is_stopped:
        call.outlet.note(call.words.say("cli.import.stopped"))
        return Exit.STOPPED
    if run.has_failed:
        return Exit.PROBLEM
    return Exit.LEFT if any(one.leaves_something for one in run.accounts) else Exit.DONE


@dataclass
class _Run:
    """What became of the files so far."""

    accounts: list[SheetAccount] = field(default_factory=list[SheetAccount])
    is_stopped: bool = False
    has_failed: bool = False

    def take(self, call: Call, project: Project, path: Path, progress: Progress) -> None:
        """One file, told as it goes."""
        try:
            for account in _sheets(call, project, path, progress):
                self.accounts.append(account)
                say(call, account)
                if account.is_stopped:
                    self.is_stopped = True
                    return
        except Stopped:
            self.is_stopped = True
        except WrongUse:
            raise
        except Problem as problem:
            call.outlet.tell(problem)
            if problem.code.startswith("backup-"):
                call.outlet.note(call.words.say("cli.import.no_backup_do", file=path.name))
            self.has_failed = True


@contextmanager
def _opened(call: Call) -> Generator[Project]:
    """For writing; a preview reads, and where there is no project yet it looks with an empty one that nobody keeps."""
    if not call.says("preview"):
        with for_writing(call, may_begin=True) as project:
            yield project
    elif has_project(call):
        with for_reading(call) as project:
            yield project
    else:
        settings = laptop.load(laptop.settings_file(), REAL.entropy, REAL.clock).settings
        with (
            TemporaryDirectory() as folder,
            closing(open_project(Path(folder), settings=settings)) as project,
        ):
            yield project


def _sheets(call: Call, project: Project, path: Path, progress: Progress) -> Iterator[SheetAccount]:
    """The account of each sheet; of --sheet only where that was said."""
    choice = choice_of(call)
    table = look_at(project, path, choice=choice, progress=progress).table
    asked = call.text("sheet")
    for name in [asked] if asked else [info.name for info in table.sheets]:
        sheet = table.sheet(name, progress=progress)
        mapping, proposal = mapping_of(call, project, table, sheet, progress)
        if call.path("keep") is not None:
            save_mapping(call.path("keep") or path, mapping)
        asks = _asks(call, proposal)
        if call.says("preview"):
            yield _looked_at(call, project, table, sheet, mapping, asks, progress)
            continue
        done = import_table(
            project,
            path,
            mapping,
            call.words,
            progress,
            choice=choice,
            again=call.says("again"),
            only_the_rest=call.says("only_rest"),
            without_backup=call.says("no_backup"),
        )
        yield of_import(project, table.file.name, mapping, done, asks, call.words)


def _looked_at(
    call: Call,
    project: Project,
    table: Table,
    sheet: Sheet,
    mapping: TableMapping,
    asks: Sequence[str],
    progress: Progress,
) -> SheetAccount:
    seen = preview(project, table, sheet, mapping, call.words)
    seen.read(progress)
    return of_preview(table.file.name, mapping, seen, seen.new_people, asks, call.words)


def _asks(call: Call, proposal: Proposal) -> list[str]:
    """What the file leaves open and a person should say: the order of dates, the decimal sign."""
    asks = {"dates": proposal.needs_date_order, "decimal": proposal.needs_decimal}
    return [name for name, is_asked in asks.items() if is_asked and not call.text(name)]
