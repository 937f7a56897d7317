"""Bring in a table: look at it, agree how it is read, see every row before, import it as one, and take it back as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.commands.backing_up import back_up_before
from camifield.commands.importing.comparing import Comparer
from camifield.commands.importing.newcomers import Newcomers
from camifield.commands.importing.pieces import Pieces
from camifield.commands.importing.profiles import kept_mapping
from camifield.commands.importing.registry import BroughtIn, Registry, State
from camifield.commands.importing.running import Imported, RowsDone, account, rows_in, run, with_records
from camifield.commands.importing.undone_people import PeopleUndone, commits_of, undo_people
from camifield.commands.undoing import Kept, undo
from camifield.errors import Problem, Where
from camifield.formats.mapping.mappings import TableMapping, applied, places_to_make, to_json
from camifield.formats.mapping.outcomes import Judge, for_mapping
from camifield.formats.mapping.preview import MOST_ROWS, Preview
from camifield.formats.mapping.proposing import Proposal, propose, wanting
from camifield.formats.mapping.targets import ID
from camifield.formats.reading.sheets import ReadingChoice, Sheet
from camifield.formats.reading.tables import Table, open_table
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress, Stopped
from camifield.project.project import SHARED_KINDS, Project
from camifield.store.draft_query import DraftQuery
from camifield.store.query import CardQuery


@dataclass(frozen=True, slots=True)
class Looked:
    """An opened file. `earlier`: what was brought in from the same bytes and was not taken back, by sheet, newest first."""

    table: Table
    earlier: Mapping[str, tuple[BroughtIn, ...]]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back did: records and drafts, and the records that somebody changed since, which stay.

    people: those whom it had made and who went with it. people_stay: the names of those of whom something else speaks.
    """

    batch: bytes
    undo: bytes
    records: int
    drafts: int
    kept: tuple[Kept, ...]
    changes: Changes
    people: int = 0
    people_stay: tuple[str, ...] = ()


def look_at(
    project: Project, path: Path, *, choice: ReadingChoice | None = None, progress: Progress | None = None
) -> Looked:
    """Open a file. Raises Problem for what is no table, and Stopped."""
    table = open_table(path, choice=choice, progress=progress)
    registry = Registry(project.folder)
    earlier = {sheet.name: tuple(_earlier(registry, table, sheet.name)) for sheet in table.sheets}
    return Looked(table, {name: found for name, found in earlier.items() if found})


def propose_mapping(
    project: Project,
    table: Table,
    sheet: Sheet,
    words: Words,
    *,
    kind: str | None = None,
    progress: Progress | None = None,
) -> Proposal:
    """The mapping to begin with; what a person decided for a table with the same headings before is laid over it."""
    project.learn()
    proposal = propose(
        sheet, kind, project.asking(words, is_import=True), file_name=table.file.name, progress=progress
    )
    kept = kept_mapping(project, proposal.mapping)
    if kept is None or proposal.mapping.is_own or (kind is not None and kept.kind != kind):
        return proposal
    mapping = applied(proposal.mapping, kept)
    return replace(proposal, mapping=mapping, wanting=wanting(mapping))


def preview(
    project: Project,
    table: Table,
    sheet: Sheet,
    mapping: TableMapping,
    words: Words,
    *,
    most: int = MOST_ROWS,
) -> Preview:
    """The rows as they would come in; `Preview.read` looks through them. Nothing is written."""
    project.learn()
    judge, newcomers, _ = _judge(project, table, mapping, words)
    return Preview(sheet, judge, most, lambda: newcomers.names)


def import_table(
    project: Project,
    path: Path,
    mapping: TableMapping,
    words: Words,
    progress: Progress | None = None,
    *,
    choice: ReadingChoice | None = None,
    again: bool = False,
    only_the_rest: bool = False,
    without_backup: bool = False,
) -> Imported:
    """Import one sheet: read as a stream, checked like typed records, written in pieces under one batch id.

    A sheet that was brought in before raises Problem ``brought-in-before``, unless `again` (all of it once more) or
    `only_the_rest` (the rows that did not come in then) is chosen. A verified backup is made before the first row, where
    something is here to lose; what keeps it from being made is raised (``backup-has-no-room``, ``backup-not-written``)
    and nothing comes in, unless `without_backup` is chosen. Stop leaves whole pieces, and the answer says how far
    it came. Raises the Problems of reading and writing; what was written before stays, and its batch takes it back.
    """
    project.learn()
    table = open_table(path, choice=choice, progress=progress)
    sheet = table.sheet(mapping.sheet, progress=progress)
    registry = Registry(project.folder)
    earlier = [] if mapping.is_own else _earlier(registry, table, sheet.name)
    if earlier and not (again or only_the_rest):
        raise _brought_in_before(project, earlier[0], table)
    done = rows_in(project, earlier if only_the_rest else ())
    made = None if without_backup else back_up_before(project, "import", progress or Progress())
    judge, newcomers, comparer = _judge(project, table, mapping, words)
    batch, people = (new_id(project.clock, project.entropy) for _ in range(2))
    begun = replace(_begun(project, batch, table, mapping), people_batch=people.hex())
    registry.write(begun)
    pieces = Pieces(project, judge, sheet, table.file.name, (batch, people), newcomers)
    state = State.FAILED
    rows = with_records(sheet.rows(), mapping, comparer)
    try:
        run(rows, sheet, judge, pieces, progress, RowsDone(done, _before_row(table, sheet.name)))
        state = State.DONE
    except Stopped:
        state = State.STOPPED
    finally:
        if mapping.kind in SHARED_KINDS:
            project.forget_names()
        _note_end(project, registry, begun, pieces, state, len(newcomers.made))
    found = account(batch, pieces, mapping.kind, len(newcomers.made), is_stopped=state is State.STOPPED)
    return replace(found, backup=made.path.name if made is not None else "")


def undo_import(project: Project, batch: bytes, progress: Progress | None = None) -> TakenBack:
    """Take an import back: its records are deleted where nobody changed them since, its drafts are thrown away.

    The people whom it made go as well, but for those of whom something else speaks. `restore_import` brings everything
    back. Raises Stopped between two pieces; asking again goes on.
    """
    registry = Registry(project.folder)
    known = registry.get(batch)
    commits = commits_of(project, known.actions) if known is not None else []
    undone = undo(project, commits or batch, progress)
    drafts = project.drafts.discard_batch(batch)
    people = PeopleUndone()
    if known is not None:
        by = undone.batch.hex()
        registry.change(batch, state=State.UNDONE, undone_by=by, since=f"{known.since} {by}".strip())
        people = undo_people(project, known.people_actions, progress)
        by = people.batch.hex()
        since = f"{known.people_since} {by}".strip()
        registry.change(batch, people_undone_by=by, people_since=since)
    project.forget_names()
    changes = undone.changes | Changes(
        kinds=frozenset(("person",)) if people.count else frozenset(), drafts=True
    )
    return TakenBack(
        batch, undone.batch, undone.count, drafts, undone.kept, changes, people.count, people.stay
    )


def restore_import(project: Project, batch: bytes, progress: Progress | None = None) -> TakenBack:
    """Undo `undo_import`: what it deleted and threw away comes back. Raises Problem ``import-was-not-undone``."""
    registry = Registry(project.folder)
    known = registry.get(batch)
    if known is None or known.state is not State.UNDONE or not known.undone_by:
        raise Problem("import-was-not-undone")
    people, people_since = 0, known.people_since
    if known.people_undone_by:
        came = undo(project, bytes.fromhex(known.people_undone_by), progress)
        people, people_since = came.count, f"{people_since} {came.batch.hex()}"
    again = undo(project, bytes.fromhex(known.undone_by), progress)
    drafts = project.drafts.restore_batch(batch)
    state = State.DONE if known.ended_ms else State.STOPPED
    since = f"{known.since} {again.batch.hex()}"
    registry.change(
        batch, state=state, undone_by="", since=since, people_undone_by="", people_since=people_since
    )
    project.forget_names()
    changes = again.changes | Changes(kinds=frozenset(("person",)) if people else frozenset(), drafts=True)
    return TakenBack(batch, again.batch, again.count, drafts, again.kept, changes, people)


def brought_in(project: Project) -> list[BroughtIn]:
    """Every import of this project that this laptop made, the newest first."""
    return Registry(project.folder).all()


def _judge(
    project: Project, table: Table, mapping: TableMapping, words: Words
) -> tuple[Judge, Newcomers, Comparer | None]:
    newcomers = Newcomers(project, words, places_to_make(mapping))
    asking = newcomers.asking(project.asking(words, is_import=True))
    comparer = None
    if mapping.is_own and mapping.kind and ID in mapping.targets:
        comparer = Comparer(project, mapping, kind_of(mapping.kind), for_mapping(asking, mapping), words)
    source = (table.file.name, _before_row(table, mapping.sheet))
    judge = Judge(mapping, asking, source, comparer.compare if comparer is not None else None)
    return judge, newcomers, comparer


def _earlier(registry: Registry, table: Table, sheet: str) -> list[BroughtIn]:
    """What was brought in from the same bytes. The only sheet of a file is called after it, so its name says nothing."""
    return registry.of_table(table.file.sha256, sheet if len(table.sheets) > 1 else None)


def _before_row(table: Table, sheet: str) -> str:
    """What stands before a row's number where a workbook has several sheets, as spreadsheets write it."""
    return f"{sheet}!" if len(table.sheets) > 1 else ""


def _begun(project: Project, batch: bytes, table: Table, mapping: TableMapping) -> BroughtIn:
    """The note of an import before its first row is read."""
    file, kept = table.file, to_json(mapping)
    return BroughtIn(
        batch.hex(), file.name, file.sha256, mapping.sheet, mapping.kind, _now(project), mapping=kept
    )


def _brought_in_before(project: Project, one: BroughtIn, table: Table) -> Problem:
    """What is said before a table comes in twice; the numbers are what is here now."""
    return Problem(
        "brought-in-before",
        where=Where(file=table.file.name, sheet=one.sheet),
        parameters={
            "file": one.file,
            "records": project.store.count(CardQuery(batches=(one.id,))),
            "drafts": project.drafts.count(DraftQuery(batch=one.id)),
            "at_ms": one.started_ms,
            "batch": one.batch,
        },
    )


def _note_end(
    project: Project, registry: Registry, begun: BroughtIn, pieces: Pieces, state: State, people: int
) -> None:
    counts = pieces.counts
    registry.write(
        replace(
            begun,
            state=state,
            ended_ms=_now(project),
            rows=counts.rows,
            records=counts.records,
            drafts=counts.drafts,
            corrections=counts.corrections,
            unchanged=counts.unchanged,
            left_over=dict(counts.left_over),
            last_row=pieces.last_row,
            people=people,
        )
    )


def _now(project: Project) -> int:
    return milliseconds(project.clock.now())
