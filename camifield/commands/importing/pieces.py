"""What was read waits here until a piece is full, and is then written: people first, drafts, then records, row by row in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from camifield.commands.drafting import draft_of
from camifield.commands.importing.newcomers import Newcomers
from camifield.commands.saving import NUMBERED, with_line_ids, with_offset
from camifield.fields.declaration import Declared
from camifield.fields.grouping import groups_of
from camifield.fields.values import Value, text_of
from camifield.formats.mapping.outcomes import Fate, Judge, Outcome
from camifield.formats.mapping.preview import Counts
from camifield.formats.reading.cells import Row
from camifield.formats.reading.sheets import Sheet
from camifield.ids import new_id
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.draft import IMPORTED, Draft, Origin
from camifield.store.writing import Save

# Parts of one commit: one transaction, and what a Stop waits for.
PIECE = 500
_LONGEST_CELL = 2_000


class Pieces:
    """Takes outcomes in the order of the file and writes them under one batch id.

    `counts` and `last_row` tell what is surely in: they move only when a piece is on the disk.
    """

    def __init__(
        self,
        project: Project,
        judge: Judge,
        sheet: Sheet,
        file: str,
        batches: tuple[bytes, bytes],
        newcomers: Newcomers,
    ) -> None:
        """`batches`: the id of the import, and that of the people whom it makes on the way."""
        self._project = project
        self._judge = judge
        self._sheet = sheet
        self._file = file
        self._batch, self._people_batch = batches
        self._newcomers = newcomers
        self._saves: list[Save] = []
        self._drafts: list[Draft] = []
        self._waiting_drafts, self._waiting_others, self._waiting_row = Counts(), Counts(), 0
        self.counts = Counts()
        self.last_row = 0
        self.records: list[bytes] = []

    def take(self, row: Row, outcome: Outcome) -> None:
        """The next row's outcome. Writes when a piece is full; raises what the store raises, with the piece taken back."""
        if outcome.fate is Fate.RECORD:
            self._saves.append(self._new(outcome))
        elif outcome.fate is Fate.CORRECTION:
            self._saves.append(self._correction(outcome))
        elif outcome.fate is Fate.DRAFT:
            self._drafts.append(self._draft(row, outcome))
        (self._waiting_drafts if outcome.fate is Fate.DRAFT else self._waiting_others).add(outcome)
        self._waiting_row = max(self._waiting_row, outcome.row)
        if len(self._saves) >= PIECE or len(self._drafts) >= PIECE:
            self.flush()

    @property
    def is_at_rest(self) -> bool:
        """Nothing waits: a good moment to look whether somebody pressed Stop."""
        return not (self._waiting_drafts.rows or self._waiting_others.rows)

    def flush(self) -> None:
        """Write what waits."""
        self._newcomers.settle(self._people_batch)
        if self._drafts:
            self._project.drafts.add_many(self._drafts)
            self._drafts = []
        self.counts.take(self._waiting_drafts)  # what is on the disk counts, also when the next thing fails
        self._waiting_drafts = Counts()
        if self._saves:
            self._project.save(self._saves, Action.IMPORT, batch=self._batch)
            self.records += [save.record for save in self._saves]
            self._saves = []
        self.counts.take(self._waiting_others)
        self.last_row = self._waiting_row
        self._waiting_others = Counts()

    def _new(self, outcome: Outcome) -> Save:
        declared = self._judge.narrowed
        values = completed(self._project, declared, outcome.values)
        if declared.name in NUMBERED and not text_of(values, "record_number"):
            values["record_number"] = self._project.next_number()
        identifier = new_id(self._project.clock, self._project.entropy)
        return Save(identifier, declared.name, groups_of(declared, values))

    def _correction(self, outcome: Outcome) -> Save:
        if outcome.record is None:
            raise ValueError("a correction names its record")
        return Save(outcome.record, self._judge.declared.name, outcome.groups, bases=outcome.bases)

    def _draft(self, row: Row, outcome: Outcome) -> Draft:
        identifier = new_id(self._project.clock, self._project.entropy)
        findings = [one.finding for one in outcome.findings]
        draft = draft_of(
            self._project,
            self._judge.declared.name,
            identifier,
            outcome.entries,
            findings,
            record=outcome.record,
        )
        cells = [(self._sheet.heading(at), text[:_LONGEST_CELL]) for at, text in enumerate(row.texts) if text]
        origin = Origin(IMPORTED, self._batch, self._file, self._sheet.name, row.number, tuple(cells))
        bases = self._heads(outcome) if outcome.record is not None else ()
        return replace(draft, origin=origin, bases=bases)

    def _heads(self, outcome: Outcome) -> Sequence[str]:
        if outcome.bases is not None:
            return tuple(base.hex() for base in outcome.bases)
        stored = self._project.store.record(outcome.record or b"")
        return tuple(head.hex() for head in stored.heads) if stored is not None else ()


def completed(project: Project, declared: Declared, values: Mapping[str, Value]) -> dict[str, Value]:
    """Line ids, and the UTC offset where the row's own place or country tells it: this laptop's says nothing of a table's."""
    if not values.keys().isdisjoint(("utc_offset", "country_code", "decimal_latitude")):
        filled = with_offset(project, values)
        if filled.get("offset_source") != "laptop":
            values = filled
    return with_line_ids(declared, values, project)
