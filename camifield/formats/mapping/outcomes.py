"""What each row of a table becomes: a record, a draft with what is missing, or, by name, no record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.findings import Finding, has_errors
from camifield.fields.grouping import Groups
from camifield.fields.validation import validate
from camifield.fields.values import Entry, Value
from camifield.formats.mapping.as_written import AS_WRITTEN, AS_WRITTEN_PRIVATE
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.own_sheets import is_label_row
from camifield.formats.mapping.remembering import for_import
from camifield.formats.mapping.rows import RowEntries, RowReader
from camifield.formats.mapping.targets import LINE, SPECIAL, YEAR, line_target
from camifield.formats.reading.cells import Row
from camifield.formats.reading.roles import RowRole
from camifield.kinds.catalogue import kind as kind_of

# Reasons why a row is no record, beside those of `not_records.csv`: words for the catalogue, `import.left_over.<word>`.
BLANK, TOTAL, HEADING, NOTE, NO_KIND, NOTHING_MAPPED, BEFORE = (
    "blank",
    "total",
    "heading",
    "note",
    "no_kind",
    "nothing_mapped",
    "brought_in_before",
)
LINE_NOT_HERE = "line_not_here"
# What the program adds to every row; a row that says nothing else says nothing.
_OF_THE_PROGRAM = frozenset(("source_file", "source_row", AS_WRITTEN, AS_WRITTEN_PRIVATE))


class Fate(StrEnum):
    """What becomes of a row. CORRECTION and UNCHANGED are for rows of our own workbooks that come back."""

    RECORD = "record"
    DRAFT = "draft"
    LEFT_OVER = "left_over"
    CORRECTION = "correction"
    UNCHANGED = "unchanged"


class CellFinding(NamedTuple):
    """Something noticed, and the column (0-based) it stands in; None when it is about the row as a whole."""

    finding: Finding
    column: int | None


_NO_ENTRIES: Mapping[str, Entry] = {}
_NO_VALUES: Mapping[str, Value] = {}
_NO_GROUPS: Groups = {}


class Outcome(NamedTuple):
    """One row's future. `row` is its number in the file; `reason` says why it is no record.

    entries: what would have been typed. values: what is kept, for a record. record: the id of the record that a row of
    our own workbook corrects, `groups` what it changes there, `bases` the heads it was exported with, and `changed` the
    targets of the cells that somebody changed in the sheet.
    """

    row: int
    fate: Fate
    reason: str = ""
    entries: Mapping[str, Entry] = _NO_ENTRIES
    values: Mapping[str, Value] = _NO_VALUES
    findings: tuple[CellFinding, ...] = ()
    record: bytes | None = None
    groups: Groups = _NO_GROUPS
    bases: tuple[bytes, ...] | None = None
    changed: frozenset[str] = frozenset()

    @property
    def has_questions(self) -> bool:
        """A record about which something is asked."""
        return self.fate in (Fate.RECORD, Fate.CORRECTION) and bool(self.findings)


# Looks a row of our own workbook up: None for one that has no record here.
Compare = Callable[[RowEntries, Row], "Outcome | None"]


class Judge:
    """Says of every row of a sheet what becomes of it, by one mapping. For one thread; rows in any order."""

    def __init__(
        self,
        mapping: TableMapping,
        asking: Asking,
        source: tuple[str, str] = ("", ""),
        compare: Compare | None = None,
    ) -> None:
        self.mapping = mapping
        self._compare = compare
        self._is_of_lines = LINE in mapping.targets
        self._usual = _OF_THE_PROGRAM | mapping.constants.keys()
        self._is_nothing_mapped = all(one.target in SPECIAL - {YEAR} for one in mapping.columns)
        if not mapping.kind:
            return
        self.declared: Declared = kind_of(mapping.kind)
        self.asking = for_mapping(asking, mapping)
        self.reader = RowReader(mapping, self.declared, self.asking, source)
        askings = {
            one.target: replace(
                self.asking,
                decimal=one.decimal or self.asking.decimal,
                date_order=one.date_order or self.asking.date_order,
            )
            for one in mapping.columns
            if one.decimal or one.date_order
        }
        self.narrowed = for_import(self.declared, _answered(mapping), askings, self.asking)

    def judge(self, row: Row, role: RowRole) -> Outcome:
        """What becomes of a row. Warnings stay with the record; an error makes a draft; nothing raises."""
        if role.role != "data":
            return Outcome(row.number, Fate.LEFT_OVER, role.role)
        if not self.mapping.kind:
            return Outcome(row.number, Fate.LEFT_OVER, NO_KIND)
        if self._is_nothing_mapped:
            return Outcome(row.number, Fate.LEFT_OVER, NOTHING_MAPPED)
        if self.mapping.is_own and is_label_row(self.mapping, row.texts):
            return Outcome(row.number, Fate.LEFT_OVER, HEADING)
        read = self.reader.read(row)
        if read.left_over:
            return Outcome(row.number, Fate.LEFT_OVER, read.left_over)
        compared = self._compare(read, row) if read.identifier and self._compare is not None else None
        if compared is not None:
            return compared
        if self._is_of_lines:
            return Outcome(row.number, Fate.LEFT_OVER, LINE_NOT_HERE)
        if self._says_nothing(read.entries):
            return Outcome(row.number, Fate.LEFT_OVER, BLANK)
        return self._validated(row.number, read)

    def _says_nothing(self, entries: Mapping[str, Entry]) -> bool:
        """Whether nothing is there but what the program adds and what holds for all rows."""
        usual = self._usual
        return len(entries) <= len(usual) and all(name in usual for name in entries)

    def _validated(self, number: int, read: RowEntries) -> Outcome:
        checked = validate(self.narrowed, read.entries, self.asking)
        findings = (*checked.findings, *read.findings)
        fate = Fate.DRAFT if has_errors(findings) else Fate.RECORD
        cells = (
            tuple(CellFinding(one, self.reader.column_of(one, read)) for one in findings) if findings else ()
        )
        return Outcome(number, fate, "", read.entries, checked.values, cells)


def for_mapping(asking: Asking, mapping: TableMapping) -> Asking:
    """How this table is read: an import, in the country that is said to hold for it, and in no other."""
    constant = mapping.constants.get("country_code")
    entry = constant.entry if constant is not None else None
    found = asking.vocabulary("country").match(entry) if isinstance(entry, str) else []
    return replace(asking, is_import=True, country=found[0] if len(found) == 1 else None)


def _answered(mapping: TableMapping) -> set[str]:
    """The fields and repeats that a row of this mapping may answer."""
    given = {*mapping.targets, *mapping.constants, *_OF_THE_PROGRAM}
    given |= {line.repeat for one in tuple(given) if (line := line_target(one)) is not None}
    # By-products of other columns: several people in one cell, the parts of a date, what segments and grids lead to.
    return given | {
        "companions",
        "members",
        "event_date",
        "occurrence",
        "locality",
        "place",
        "decimal_latitude",
        "utc_offset",
        "record_number",
    }
