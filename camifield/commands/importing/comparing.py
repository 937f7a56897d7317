"""A row of our own workbook against its record: what somebody changed in the sheet, and nothing else, comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from camifield.commands.importing.pieces import completed
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.filling import as_it_was, filled_by_program
from camifield.fields.findings import Finding, has_errors, warning
from camifield.fields.grouping import changed_groups
from camifield.fields.reference import Reference
from camifield.fields.validation import entries_of, validate
from camifield.fields.values import LINE_ID, Entry, Line, Value, lines_of, text_of, whole_of
from camifield.fields.vocabulary import Vocabulary
from camifield.folding import plain
from camifield.formats.blurring import COORDINATES, is_blurred
from camifield.formats.mapping.mappings import ColumnMapping, TableMapping
from camifield.formats.mapping.outcomes import LINE_NOT_HERE, CellFinding, Fate, Outcome
from camifield.formats.mapping.preparing import Prepare, preparer
from camifield.formats.mapping.rows import RowEntries
from camifield.formats.mapping.targets import LINE, OWN_LINE, LineTarget, field_of, key_field, line_target
from camifield.formats.reading.cells import Row, bare
from camifield.i18n.words import LANGUAGES, Words
from camifield.ids import id_from_text
from camifield.project.project import Project
from camifield.project.references import fingerprints
from camifield.security.references import fingerprint_from
from camifield.store.records import StoredRecord

DELETED_HERE, OF_ANOTHER_KIND = "deleted_here", "of_another_kind"
_NEVER_CHANGED = frozenset(("record_number", "utc_offset", "offset_source"))
_OF_THE_TEXT = (
    "verbatim_coordinate_system",
    "coordinate_precision",
    "verbatim_srs",
    "coordinate_operation",
    "reading_uncertainty_in_meters",
)
# What was understood from a text, and says nothing any more once the answer beside it was changed in the sheet.
_RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "event_date": ("verbatim_event_date", "utc_offset", "offset_source"),
    "event_time": ("verbatim_event_time", "utc_offset", "offset_source"),
    "country_code": ("utc_offset", "offset_source"),
    "decimal_latitude": ("verbatim_coordinates", *_OF_THE_TEXT),
    "decimal_longitude": ("verbatim_coordinates", *_OF_THE_TEXT),
    "verbatim_coordinates": ("decimal_latitude", "decimal_longitude", *_OF_THE_TEXT),
    "species": ("vernacular_name",),
}


class Comparer:
    """Meets rows with their records. `prefetch` reads many at once; without it each row reads its own."""

    def __init__(
        self, project: Project, mapping: TableMapping, declared: Declared, asking: Asking, words: Words
    ) -> None:
        self._project = project
        self._mapping = mapping
        self._declared = declared
        self._asking = replace(asking, is_import=True)
        languages = dict.fromkeys((words.language, *(one.code for one in LANGUAGES)))
        self._code = project.coded_asking(words).name
        self._shown_by = [replace(self._asking, words=Words(language)) for language in languages]
        self._read: dict[bytes, StoredRecord | None] = {}
        self._by_fingerprint: dict[bytes, bytes] | None = None
        fields = {one.index: field_of(declared, one.target) for one in mapping.columns}
        self._prepared = {
            one.index: self._preparer(one, field)
            for one in mapping.columns
            if (field := fields[one.index]) is not None
        }
        of_lines = [line.repeat for one in mapping.columns if (line := line_target(one.target)) is not None]
        self._repeat = of_lines[0] if LINE in mapping.targets and of_lines else ""

    def _preparer(self, column: ColumnMapping, field: Field) -> Prepare:
        return preparer(
            column.target,
            field,
            meanings=column.meanings,
            nothing=self._mapping.nothing,
            decimal=column.decimal or self._asking.decimal,
            is_own=True,
        )

    def prefetch(self, identifiers: Sequence[str]) -> None:
        """Read the records of these rows at once, and forget the ones before."""
        ids = [found for text in identifiers if (found := self._id(text)) is not None]
        known = self._project.store.records(ids) if ids else {}
        self._read = {one: known.get(one) for one in ids}

    def _id(self, text: str) -> bytes | None:
        """The id that a cell gives: written out, or as the reference of a file that was made for somebody else."""
        fingerprint = fingerprint_from(text)
        if fingerprint is not None:
            if self._by_fingerprint is None:
                self._by_fingerprint = dict(fingerprints(self._project))
            return self._by_fingerprint.get(fingerprint)
        try:
            return id_from_text(text)
        except ValueError:
            return None

    def compare(self, read: RowEntries, row: Row) -> Outcome | None:
        """What becomes of a row that names a record; None when no such record is here, and so the row is a new one."""
        identifier = self._id(read.identifier)
        if identifier is None:
            return None
        stored = (
            self._read[identifier] if identifier in self._read else self._project.store.record(identifier)
        )
        if stored is None:
            return None
        if stored.kind != self._mapping.kind:
            return Outcome(row.number, Fate.LEFT_OVER, OF_ANOTHER_KIND, record=identifier)
        if stored.deleted:
            return Outcome(row.number, Fate.LEFT_OVER, DELETED_HERE, record=identifier)
        if self._repeat:
            return self._compare_line(stored, read, row)
        changed = self._changed(stored, row.texts, is_generalised=read.is_generalised)
        noticed = self._changed_sums(stored, row.texts)
        if not changed:
            return Outcome(row.number, Fate.UNCHANGED, findings=noticed, record=identifier)
        return self._corrected(stored, changed, noticed, row.number, self._bases(stored, read.version))

    def _changed(
        self, stored: StoredRecord, texts: Sequence[str], *, is_generalised: bool
    ) -> dict[str, Entry]:
        """Field -> its new entry, None where the cell was emptied."""
        changed: dict[str, Entry] = {}
        told = self._declared.placed(stored.values)  # as the sheet was written
        for column in self._mapping.columns:
            name = column.target
            field = self._declared.fields.get(name)
            if field is None or name in _NEVER_CHANGED or column.index >= len(texts):
                continue
            value = told.get(name)
            text = bare(texts[column.index])
            if is_generalised and is_blurred(name, value, text):
                continue
            if value is None and not text:
                continue
            if value is not None and text and self._is_same(name, field, value, text, column.index):
                continue
            prepared = self._prepared[column.index](text)
            changed[name] = prepared if isinstance(prepared, str) else None
        return changed

    def _is_same(self, name: str, field: Field, value: Value, text: str, index: int) -> bool:
        """Whether a cell says what is kept: in the words of any of our languages, or read as a typed answer."""
        prepared = self._prepared[index](text)
        if isinstance(prepared, str):
            answer = field.read(prepared, name, self._asking)
            if answer.value is not None and field.column(answer.value) == field.column(value):
                return True
        shown = plain(text)
        if isinstance(field, Reference) and self._is_named(field, value, shown):
            return True
        return any(plain(field.text(value, asking)) == shown for asking in self._shown_by)

    def _is_named(self, field: Reference, value: Value, shown: str) -> bool:
        """People stand in a workbook by their codes, and so do the leaders of patrols."""
        ids = (
            [value]
            if isinstance(value, bytes)
            else [one for one in value if isinstance(one, bytes)]
            if isinstance(value, Sequence)
            else []
        )
        codes = [self._code(field.to, one) for one in ids]
        return bool(codes) and plain("; ".join(codes)) == shown

    def _changed_sums(self, stored: StoredRecord, texts: Sequence[str]) -> tuple[CellFinding, ...]:
        """Columns such as "sheep killed" are sums of lines: a new number there cannot be taken back into the lines."""
        found: list[CellFinding] = []
        for column in self._mapping.columns:
            line = line_target(column.target)
            if line is None or line.repeat not in self._declared.repeats or column.index >= len(texts):
                continue
            text = bare(texts[column.index])
            total = self._sum(stored.values, line)
            if text != ("" if total is None else str(total)):
                finding = warning(
                    "sum-is-not-changed", f"{line.repeat}.{line.field}", text=text, total=total or 0
                )
                found.append(CellFinding(finding, column.index))
        return tuple(found)

    def _sum(self, values: Mapping[str, Value], target: LineTarget) -> int | None:
        key = key_field(self._declared, target.repeat)
        field = self._declared.lines[target.repeat].fields[key]
        vocabulary = Vocabulary(getattr(field, "of", "")) if getattr(field, "of", "") else None
        numbers: list[int] = []
        for line in lines_of(values, target.repeat):
            code = text_of(line, key)
            term = vocabulary.term(code) if vocabulary is not None else None
            kind = term.columns.get("kind", code) if term is not None else code
            number = whole_of(line, target.field)
            if target.label in (code, kind) and number is not None:
                numbers.append(number)
        return sum(numbers) if numbers else None

    def _corrected(
        self,
        stored: StoredRecord,
        changed: Mapping[str, Entry],
        noticed: tuple[CellFinding, ...],
        number: int,
        bases: tuple[bytes, ...] | None,
    ) -> Outcome:
        entries = entries_of(self._declared, stored.values)
        told = self._declared.placed(stored.values)
        if told is not stored.values and not changed.keys().isdisjoint(COORDINATES):
            # Who changes a place that was worked out says where the animal was: it is led on from nowhere any more.
            entries |= {name: str(told[name]) for name in COORDINATES} | {"position_of": "animal"}
        for name in changed:
            for neighbour in _RESTS_ON.get(name, ()):
                if neighbour not in changed:
                    entries.pop(neighbour, None)
            fillings, values = self._declared.fillings, stored.values
            for follower in filled_by_program(fillings, values, self._asking, name) - changed.keys():
                entries.pop(follower, None)
        for name, entry in changed.items():
            if entry is None:
                entries.pop(name, None)
            else:
                entries[name] = entry
        judged = self._judged(stored, entries, noticed, number, bases, frozenset(changed))
        return judged._replace(changed=frozenset(changed))

    def _judged(
        self,
        stored: StoredRecord,
        entries: Mapping[str, Entry],
        noticed: tuple[CellFinding, ...],
        number: int,
        bases: tuple[bytes, ...] | None,
        changed: frozenset[str],
    ) -> Outcome:
        """The record with its new answers, checked as if typed: only what they concern is told."""
        checked = validate(self._declared, entries, self._asking)
        told = [one for one in checked.findings if one.is_error or one.field.partition(".")[0] in changed]
        cells = (*noticed, *(CellFinding(one, self._column(one)) for one in told))
        if has_errors(checked.findings):
            return Outcome(number, Fate.DRAFT, "", entries, checked.values, cells, stored.id, bases=bases)
        values = completed(self._project, self._declared, checked.values)
        values = as_it_was(self._declared.fillings, stored.values, values, entries)
        groups = changed_groups(self._declared, stored.values, values)
        fate = Fate.CORRECTION if groups else Fate.UNCHANGED
        return Outcome(number, fate, "", entries, values, cells, stored.id, groups, bases)

    def _compare_line(self, stored: StoredRecord, read: RowEntries, row: Row) -> Outcome:
        """A row of a line sheet against its line."""
        kept = next(
            (line for line in lines_of(stored.values, self._repeat) if line.get(LINE_ID) == read.line), None
        )
        if kept is None:
            return Outcome(row.number, Fate.LEFT_OVER, LINE_NOT_HERE, record=stored.id)
        changed = self._changed_in_line(kept, row.texts)
        if not changed:
            return Outcome(row.number, Fate.UNCHANGED, record=stored.id)
        entries = entries_of(self._declared, stored.values)
        lines = entries[self._repeat]
        for line in lines if isinstance(lines, list) else ():
            if isinstance(line, dict) and line.get(LINE_ID) == read.line:
                line.update({name: entry or "" for name, entry in changed.items()})
        judged = self._judged(stored, entries, (), row.number, None, frozenset((self._repeat,)))
        targets = frozenset(str(LineTarget(self._repeat, OWN_LINE, name)) for name in changed)
        return judged._replace(changed=targets)

    def _changed_in_line(self, kept: Line, texts: Sequence[str]) -> dict[str, str | None]:
        changed: dict[str, str | None] = {}
        for column in self._mapping.columns:
            line = line_target(column.target)
            if line is None or column.index >= len(texts):
                continue
            field = self._declared.lines[self._repeat].fields[line.field]
            text, value = bare(texts[column.index]), kept.get(line.field)
            if (value is None and not text) or (
                value is not None and text and self._is_same(line.field, field, value, text, column.index)
            ):
                continue
            prepared = self._prepared[column.index](text)
            changed[line.field] = prepared if isinstance(prepared, str) else None
        return changed

    def _column(self, finding: Finding) -> int | None:
        first, _, rest = finding.field.partition(".")
        wanted = (f"{first}.{OWN_LINE}.{rest}", first) if rest else (first,)
        return next((one.index for one in self._mapping.columns if one.target in wanted), None)

    def _bases(self, stored: StoredRecord, version: str) -> tuple[bytes, ...] | None:
        """The heads the sheet was made from: None for the present ones; an older one is kept beside what came since."""
        if not version or any(head.hex().startswith(version) for head in stored.heads):
            return None
        commits = dict.fromkeys(change.commit for change in self._project.store.history(stored.id))
        older = tuple(commit for commit in commits if commit.hex().startswith(version))
        return older or None
