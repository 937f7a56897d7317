"""One row of a table as entries: the same entries that a person would have typed into the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from camifield.fields.choice import Choice
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.findings import Finding, warning
from camifield.fields.values import Entry
from camifield.formats.mapping.as_written import AS_WRITTEN, AS_WRITTEN_PRIVATE, WrittenRow
from camifield.formats.mapping.column_readers import ColumnReader
from camifield.formats.mapping.mappings import ColumnMapping, TableMapping
from camifield.formats.mapping.memory import Memory
from camifield.formats.mapping.preparing import Grid, NotARecord, preparer
from camifield.formats.mapping.row_entries import (
    LineEntry,
    RowEntries,
    column_of,
    date_of_parts,
    is_nothing_lost,
    line_constants,
    settle_animal,
    take_occurrence,
    take_shown,
)
from camifield.formats.mapping.targets import (
    DATE_PARTS,
    GENERALISED,
    GRID,
    ID,
    LINE,
    OWN_LINE,
    SHOWN,
    UNCERTAINTY,
    VERSION,
    YEAR,
    LineTarget,
    field_of,
    is_private,
    key_field,
    line_target,
)
from camifield.formats.reading.cells import Row, bare
from camifield.geo.position import read_position

GRID_NOT_READ = "grid-not-read"
_NAMES_A_PLACE = ("verbatim_coordinates", "decimal_latitude", "locality", "place", "village", "name")
_NOT_MET = object()
_ID = re.compile(r"[0-9a-f]{32}")


class RowReader:
    """Reads rows by one mapping. What a column's text was made into is remembered: most cells of a table repeat."""

    def __init__(
        self, mapping: TableMapping, declared: Declared, asking: Asking, source: tuple[str, str]
    ) -> None:
        """`source`: the file's name, and what stands before a row's number ("Sheet2!" where there are several)."""
        self.mapping = mapping
        self.declared = declared
        self._asking = asking
        self._file, self._before_row = source
        plain: list[ColumnReader] = []
        self._lines: list[tuple[LineTarget, str, ColumnReader]] = []
        self._special: dict[str, list[ColumnReader]] = {}
        for column in mapping.columns:
            self._add(column, plain)
        shared = {one.said for one in plain} | {one.name for one in plain if one.is_more_than_text}
        shared |= {name for name, count in Counter(one.name for one in plain).items() if count > 1}
        self._plain = [(one.at, one.remembered.get, one.name not in shared, one.name, one) for one in plain]
        private = frozenset(one.index for one in mapping.columns if is_private(declared, one.target))
        self._written = WrittenRow([one.heading for one in mapping.columns], private)
        self._keeps_private = bool(private) and AS_WRITTEN_PRIVATE in declared.fields
        self._constants = {
            name: one.entry
            for name, one in mapping.constants.items()
            if line_target(name) is None and name != GRID
        }
        grid = mapping.constants.get(GRID)
        self._grid = f"{grid.entry}: " if grid is not None and isinstance(grid.entry, str) else ""
        self._line_constants = line_constants(mapping)
        self._has_segments = any(line.repeat == "segments" for line, _, _ in self._lines)
        self._columns = {one.target: one.index for one in reversed(mapping.columns)}

    def _add(self, column: ColumnMapping, plain: list[ColumnReader]) -> None:
        target = column.target
        found = field_of(self.declared, target)
        if found is None:
            if target in (GRID, SHOWN, *DATE_PARTS, ID, LINE, VERSION, GENERALISED, UNCERTAINTY):
                reader = ColumnReader(column, column.index, target, _bare_or_none, Memory())
                self._special.setdefault(target, []).append(reader)
            return
        line = line_target(target)
        prepare = preparer(
            line.field if line is not None else target,
            found,
            meanings=column.meanings,
            nothing=self.mapping.nothing,
            decimal=column.decimal or self._asking.decimal,
            vocabulary=self._asking.vocabulary(found.of) if isinstance(found, Choice) else None,
            is_own=self.mapping.is_own,
        )
        said, named = getattr(found, "as_said", ""), getattr(found, "names", "")
        reader = ColumnReader(column, column.index, target, prepare, Memory(), said, named)
        if line is None:
            plain.append(reader)
        else:
            self._lines.append((line, key_field(self.declared, line.repeat), reader))

    def read(self, row: Row) -> RowEntries:
        """The entries of one row that is taken for data."""
        texts = row.texts
        found = RowEntries()
        self._read_plain(texts, found)
        if found.left_over:
            return found
        if self._lines:
            self._read_lines(texts, found)
        if self._special:
            self._read_special(texts, found)
            if found.left_over:
                return found
        for name, entry in self._constants.items():
            if name not in found.entries:
                found.entries[name] = entry
        if self.mapping.is_own:
            settle_animal(found.entries)
        if self._has_segments and "occurrence" not in found.entries:
            take_occurrence(found)
        self._keep_source(row.number, texts, found.entries)
        return found

    def _read_plain(self, texts: Sequence[str], found: RowEntries) -> None:
        entries = found.entries
        width = len(texts)
        for at, known, is_alone, name, reader in self._plain:
            if at >= width:
                continue
            text = texts[at]
            prepared = known(text, _NOT_MET)
            if prepared is _NOT_MET:
                prepared = reader.learn(text)
            if prepared is None:
                continue
            if is_alone and type(prepared) is str:
                entries[name] = prepared
            elif isinstance(prepared, str):
                self._take(reader, prepared, text, entries)
            elif isinstance(prepared, NotARecord):
                found.left_over = prepared.reason
                return
            elif isinstance(prepared, Grid) and not self._take_metres(prepared.text, found):
                found.findings.append(warning(GRID_NOT_READ, name, text=prepared.text[:80]))

    def _take(self, reader: ColumnReader, prepared: str, text: str, entries: dict[str, Entry]) -> None:
        """The text of a column that shares its field with another, names several people, or calls an animal."""
        name = reader.name
        if name in entries:
            entries[name] = (
                f"{entries[name]}\n{reader.column.heading}: {prepared}"  # nobody could tell it otherwise
            )
        elif reader.named and prepared != text and _ID.fullmatch(prepared):
            entries[reader.named], entries[name] = prepared, bare(text)  # which of several of that name
        elif reader.column.between:
            self._take_people(reader, prepared, entries)
        else:
            entries[name] = prepared
            if reader.said and prepared != text:
                entries.setdefault(reader.said, bare(text))  # a meaning was given: the word is kept

    def _take_people(self, reader: ColumnReader, text: str, entries: dict[str, Entry]) -> None:
        names = [name.strip() for name in text.split(reader.column.between) if name.strip()]
        if not names:
            return
        entries[reader.name] = names[0]
        others = {"recorded_by": "companions", "leader": "members"}.get(reader.name)
        if len(names) > 1 and others is not None and others not in self._columns:
            entries[others] = names[1:]

    def _read_lines(self, texts: Sequence[str], found: RowEntries) -> None:
        lines: dict[tuple[str, str], LineEntry] = {}
        for line, key, reader in self._lines:
            prepared = reader.read(texts)
            if not isinstance(prepared, str):
                if isinstance(prepared, NotARecord):
                    found.left_over = prepared.reason
                continue
            entry = lines.setdefault((line.repeat, line.label), {})
            if line.label != OWN_LINE and key not in entry:
                entry[key] = line.label
            entry[line.field] = prepared
        gathered: dict[str, list[LineEntry]] = {}
        for (repeat, label), entry in lines.items():
            if repeat == "losses" and label != OWN_LINE and is_nothing_lost(entry):
                continue
            if label == OWN_LINE:
                for name, constant in self._line_constants.get(repeat, {}).items():
                    entry.setdefault(name, constant)
            gathered.setdefault(repeat, []).append(entry)
            found.lines.setdefault(repeat, []).append(label)
        found.entries.update(gathered)

    def _read_special(self, texts: Sequence[str], found: RowEntries) -> None:
        said: dict[str, list[tuple[ColumnMapping, str]]] = {}
        for target, readers in self._special.items():
            for reader in readers:
                text = reader.read(texts)
                if isinstance(text, str):
                    said.setdefault(target, []).append((reader.column, text))
        if SHOWN in said:
            take_shown(said[SHOWN][0][1], found)
        found.identifier = said[ID][0][1] if ID in said else ""
        found.line = said[LINE][0][1] if LINE in said else ""
        found.version = said[VERSION][0][1] if VERSION in said else ""
        found.is_generalised = GENERALISED in said
        if found.is_generalised:
            self._keep_generalised(said, found.entries)
        if YEAR in said and "event_date" not in found.entries:
            found.entries["event_date"] = date_of_parts(
                {part: said[part][0][1] for part in DATE_PARTS if part in said}
            )
        if GRID in said and "decimal_latitude" not in found.entries:
            self._keep_grid(said[GRID], found)

    def _keep_generalised(
        self, said: Mapping[str, Sequence[tuple[ColumnMapping, str]]], entries: dict[str, Entry]
    ) -> None:
        """A blurred place of a record that is not here comes in as blurred: with its uncertainty, and with what was said of it."""
        if UNCERTAINTY in said and "decimal_latitude" in entries:
            entries.setdefault("coordinate_uncertainty_in_meters", said[UNCERTAINTY][0][1])
        told = [text for _, text in said[GENERALISED]]
        before = entries.get("remarks")
        entries["remarks"] = "\n".join(filter(None, (before if isinstance(before, str) else "", *told)))

    def _keep_grid(self, said: Sequence[tuple[ColumnMapping, str]], found: RowEntries) -> None:
        """Metres become a place when they or the answer for all rows say their zone; else the transect may name it."""
        if self._take_metres(" ".join(text for _, text in said), found):
            return
        text = ", ".join(f"{column.heading} {text}" for column, text in said)
        at = "verbatim_coordinates" if "verbatim_coordinates" in self.declared.fields else "locality"
        found.findings.append(warning(GRID_NOT_READ, at, text=text[:80]))
        transect = found.entries.get("transect")
        if transect and not any(found.entries.get(name) for name in _NAMES_A_PLACE):
            found.entries["locality"] = transect

    def _take_metres(self, numbers: str, found: RowEntries) -> bool:
        """Whether metres, with what was said once for all of them before them, are one place: then it is the row's."""
        at = "verbatim_coordinates"
        text = f"{self._grid}{numbers}"
        if (
            at not in self.declared.fields
            or read_position(text, country=self._asking.country).position is None
        ):
            return False
        found.entries.setdefault(at, text)
        return True

    def _keep_source(self, number: int, texts: Sequence[str], entries: dict[str, Entry]) -> None:
        entries["source_file"] = self._file
        entries["source_row"] = f"{self._before_row}{number}"
        entries[AS_WRITTEN] = self._written.open(texts)
        if self._keeps_private:
            private = self._written.private(texts)
            if private:
                entries[AS_WRITTEN_PRIVATE] = private

    def column_of(self, finding: Finding, found: RowEntries) -> int | None:
        """The column (0-based) that a finding speaks of; None when no column of the table is to blame."""
        return column_of(finding, found, self.declared, self._columns)


def _bare_or_none(text: str) -> str | None:
    return bare(text) or None
