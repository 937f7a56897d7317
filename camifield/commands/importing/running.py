"""The run of an import: rows in their order, judged, met with their records, written in pieces, and counted once each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from camifield.changes import Changes
from camifield.commands.importing.comparing import Comparer
from camifield.commands.importing.pieces import PIECE, Pieces
from camifield.commands.importing.registry import BroughtIn
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.outcomes import BEFORE, Fate, Judge, Outcome
from camifield.formats.mapping.targets import ID
from camifield.formats.reading.cells import Row
from camifield.formats.reading.sheets import Sheet
from camifield.progress import Progress
from camifield.project.project import SHARED_KINDS, Project
from camifield.store.draft_query import DraftQuery
from camifield.store.query import CardQuery

# More records than this, and pages read everything anew instead of looking for each.
_MOST_NAMED = 2_000
_STEP = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. Every row of the sheet is counted once; `is_stopped` says that rows after `last_row` stayed out.

    batch: what takes it back (16 bytes). left_over: rows that are no records, by the reason's word. people: made for
    names that nobody had. placed: records that took their position from a known place. backup: the name of the one that was made before, empty where none was needed.
    """

    batch: bytes
    rows: int
    records: int
    drafts: int
    corrections: int
    unchanged: int
    left_over: Mapping[str, int]
    people: int
    last_row: int
    is_stopped: bool
    changes: Changes
    backup: str = ""
    placed: int = 0


@dataclass(frozen=True, slots=True)
class RowsDone:
    """The rows that came in with an earlier import, by what `source_row` says of them."""

    rows: frozenset[str]
    before_row: str

    def has(self, row: Row) -> bool:
        return bool(self.rows) and f"{self.before_row}{row.number}" in self.rows


def run(
    rows: Iterator[Row], sheet: Sheet, judge: Judge, pieces: Pieces, progress: Progress | None, done: RowsDone
) -> None:
    """Judge every row and hand it to the pieces. Raises Stopped at a step, and what reading and writing raise."""
    total = sheet.info.rows or 0
    for count, row in enumerate(rows, 1):
        if done.has(row):
            outcome = Outcome(row.number, Fate.LEFT_OVER, BEFORE)
        else:
            outcome = judge.judge(row, sheet.row_role(row))
        pieces.take(row, outcome)
        if progress is not None and (pieces.is_at_rest or count % _STEP == 0):
            progress.step(count, max(total, count), "import.rows")
    pieces.flush()


def with_records(rows: Iterator[Row], mapping: TableMapping, comparer: Comparer | None) -> Iterator[Row]:
    """The rows, and for a workbook of ours their records, read some hundred at a time."""
    if comparer is None:
        yield from rows
        return
    at = mapping.targets[ID][0].index
    waiting: list[Row] = []

    def met() -> Iterator[Row]:
        comparer.prefetch([row.texts[at] for row in waiting if at < len(row.cells)])
        yield from waiting
        waiting.clear()

    for row in rows:
        waiting.append(row)
        if len(waiting) == PIECE:
            yield from met()
    yield from met()


def rows_in(project: Project, earlier: Sequence[BroughtIn]) -> frozenset[str]:
    """The rows of earlier imports that are here now, as records or drafts, by what `source_row` says."""
    found: set[str] = set()
    for one in earlier:
        if one.kind:
            query = CardQuery(kinds=(one.kind,), batches=(one.id,))
            for piece in project.store.rows(one.kind, query, ("source_row",)):
                found.update(str(row[0]) for row in piece if row[0])
        found.update(_draft_rows(project, one.id))
    return frozenset(found)


def _draft_rows(project: Project, batch: bytes) -> Iterator[str]:
    after = None
    while page := project.drafts.page(DraftQuery(batch=batch), after, 500):
        for draft in page:
            row = draft.entries.get("source_row")
            if isinstance(row, str):
                yield row
        after = page[-1]


def account(batch: bytes, pieces: Pieces, kind: str, people: int, *, is_stopped: bool) -> Imported:
    """What the import did, from what is surely on the disk."""
    counts = pieces.counts
    kinds = frozenset((kind, "person") if people else (kind,)) - {""}
    is_many = len(pieces.records) > _MOST_NAMED
    changes = Changes(
        frozenset(() if is_many else pieces.records),
        kinds,
        drafts=bool(counts.drafts),
        everything=is_many or kind in SHARED_KINDS,
    )
    return Imported(
        batch,
        counts.rows,
        counts.records,
        counts.drafts,
        counts.corrections,
        counts.unchanged,
        dict(counts.left_over),
        people,
        pieces.last_row,
        is_stopped,
        changes,
        placed=counts.placed,
    )
