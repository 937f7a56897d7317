"""What one record looks like in every table: a pure function of its state and of its kind's declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from camifield.fields.card import CardFacts
from camifield.fields.field import Field
from camifield.fields.grouping import Groups, GroupValue, values_of
from camifield.fields.values import LINE_ID, LINE_ORDER, Cell, Value, Values, lines_of
from camifield.revisions.encoding import Value as LogValue
from camifield.revisions.encoding import encode
from camifield.revisions.headers import Stream
from camifield.revisions.merge import Folded, Version
from camifield.store import query as q
from camifield.store.extra import to_json
from camifield.store.layout import card_of
from camifield.store.query import token
from camifield.store.search import indexed_words
from camifield.store.states import State
from camifield.store.typed_tables import TypedTable, tables_of

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

Row = tuple[Any, ...]
Converter = Callable[[Any], Cell]


class BoxRow(NamedTuple):
    """A point in the R*Tree."""

    card: int
    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Every row of one record. `typed` and `lines` are by the place of their table in `Layout.tables`."""

    record: Row
    card: Row | None = None
    words: str = ""
    box: BoxRow | None = None
    typed: Row | None = None
    lines: tuple[tuple[int, Row], ...] = ()
    unsettled: tuple[Row, ...] = ()


class Place(NamedTuple):
    """Where a field stands in a row, and its conversion; text stays as it is when `keeps_text`."""

    at: int
    convert: Converter
    keeps_text: bool


@dataclass
class KindLayout:
    """What is worked out once of a kind: its tables, where each field stands in a row, and how it is turned into a cell."""

    declared: Declared
    tables: tuple[TypedTable, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.tables = tuple(tables_of(self.declared))

    @cached_property
    def places(self) -> tuple[Mapping[str, Place], ...]:
        """For each table: field -> its place in the row and its conversion."""
        return tuple(
            {
                name: Place(table.columns.index(name), found.column, type(found).column is Field.column)
                for name, found in table.declared.fields.items()
            }
            for table in self.tables
        )

    @cached_property
    def derived(self) -> tuple[Mapping[str, tuple[int, Converter]], ...]:
        """For each table: derived column -> its place in the row and its computation over the values."""
        return tuple(
            {
                name: (table.columns.index(name), found.compute)
                for name, found in table.declared.derived.items()
            }
            for table in self.tables
        )

    @cached_property
    def repeats(self) -> tuple[tuple[int, str], ...]:
        """(the place of its table, name) of each repeat."""
        return tuple((at, name) for at, name in enumerate(self.declared.lines, start=1))

    def rows(self, state: State) -> RecordRows:
        """The rows of a record of this kind."""
        values, unknown = self._values(state.groups)
        lines = tuple(
            (at, self._line_row(at, state, line))
            for at, name in self.repeats
            for line in lines_of(values, name)
        )
        facts = self._facts(values)
        card = card_of(facts.start_minute, state.serial)
        unsettled = unsettled_rows(state)
        return RecordRows(
            record_row(state, card),
            _card_row(card, state, facts, len(unsettled)),
            _words(state, facts, is_unsettled=bool(unsettled)),
            _box_row(card, facts),
            self._typed_row(state, values, unknown),
            lines,
            unsettled,
        )

    def _values(self, groups: Groups) -> tuple[Values, Mapping[str, GroupValue]]:
        """As `values_of`, with a shorter way for the commonest record: no lines, and nothing unknown."""
        if "/" not in "".join(groups):
            values: dict[str, Value] = {}
            for value in groups.values():
                if value:
                    values.update(value)
            if values.keys() <= self.places[0].keys() and None not in values.values():
                return values, {}
        return values_of(self.declared, groups)

    def _facts(self, values: Values) -> CardFacts:
        try:
            return self.declared.card(values)
        except (
            Exception
        ):  # values of a stranger's version may be of any shape; the record is kept all the same
            return CardFacts()

    def _typed_row(self, state: State, values: Values, unknown: Mapping[str, Any]) -> Row:
        row: list[Any] = [None] * len(self.tables[0].columns)
        strange = _flat(unknown)
        _put_all(row, self.places[0], values, strange)
        for place, compute in self.derived[0].values():
            row[place] = _computed(compute, values)
        head = (state.serial, state.id, state.version, state.author, state.created_ms, state.changed_ms)
        row[:8] = (*head, int(state.deleted), to_json(strange))
        return tuple(row)

    def _line_row(self, at: int, state: State, line: Mapping[str, Any]) -> Row:
        row: list[Any] = [None] * len(self.tables[at].columns)
        strange = {
            name: value
            for name, value in line.items()
            if name not in self.places[at] and name not in (LINE_ID, LINE_ORDER)
        }
        _put_all(row, self.places[at], line, strange)
        for place, compute in self.derived[at].values():
            row[place] = _computed(compute, line)
        order = line.get(LINE_ORDER)
        position = order if isinstance(order, int) else 0
        row[:5] = (state.serial, state.id, line[LINE_ID], position, to_json(strange))
        return tuple(row)


def rows_without_kind(state: State) -> RecordRows:
    """The rows of a record of a kind that only a newer version knows: kept, counted in the log, shown nowhere."""
    return RecordRows(record_row(state, None), unsettled=unsettled_rows(state))


def record_row(state: State, card: int | None) -> Row:
    """The row of `record`."""
    return (
        state.serial,
        state.id,
        state.kind,
        int(state.deleted),
        b"".join(state.open.heads),
        b"".join(state.restricted.heads),
        state.author,
        state.created_ms,
        state.changed_ms,
        state.batch,
        state.last_n,
        card,
    )


def unsettled_rows(state: State) -> tuple[Row, ...]:
    """The rows of `unsettled`: one a contested group. An edit that met a deletion is a row with no group's name."""
    found: list[Row] = []
    for stream, folded in ((Stream.OPEN, state.open), (Stream.RESTRICTED, state.restricted)):
        if folded.conflicts or folded.edited_after_delete:
            found.extend(_unsettled_of(state.serial, int(stream), folded))
    return tuple(found)


def _unsettled_of(serial: int, stream: int, folded: Folded) -> list[Row]:
    rows: list[Row] = [
        (serial, name, stream, _candidates(versions)) for name, versions in sorted(folded.conflicts.items())
    ]
    if folded.edited_after_delete:
        rows.append((serial, "", stream, encode(cast("LogValue", [list(folded.heads)]))))
    return rows


def _candidates(versions: tuple[Version, ...]) -> bytes:
    """Canonical CBOR of a list of [value, commits], the version that is shown first."""
    return encode(
        [
            [None if version.value is None else dict(version.value), list(version.commits)]
            for version in versions
        ]
    )


def _flat(unknown: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Unknown fields by their names, which are unique in a kind; lines of an unknown repeat by the line's group."""
    found: dict[str, Any] = {}
    for group, fields in unknown.items():
        if "/" in group:
            found[group] = fields
        else:
            found.update(fields)
    return found


def _put_all(row: list[Any], places: Mapping[str, Place], values: Values, strange: dict[str, Any]) -> None:
    """Put every known field in its place; one that cannot be converted goes to what is strange."""
    for name, value in values.items():
        place = places.get(name)
        if place is None:
            continue
        at, convert, keeps_text = place
        if keeps_text and type(value) is str:
            row[at] = value
            continue
        try:
            row[at] = convert(value)
        except (ValueError, TypeError, AttributeError, OverflowError):
            strange[name] = value  # not of the shape this version knows: kept as it is, beside the columns


def _computed(compute: Converter, values: Any) -> Cell:
    try:
        return compute(values)
    except Exception:  # a derived column of values that no version of ours wrote
        return None


def _card_row(card: int, state: State, facts: CardFacts, unsettled: int) -> Row:
    return (
        card,
        state.id,
        state.kind,
        facts.species,
        facts.count_text,
        facts.detail,
        facts.person,
        facts.place_text,
        facts.place,
        facts.latitude,
        facts.longitude,
        facts.state,
        facts.number,
        state.changed_ms,
        int(state.deleted),
        unsettled,
    )


def _words(state: State, facts: CardFacts, *, is_unsettled: bool) -> str:
    tokens = [token(q.KIND, state.kind), token(q.STATE, facts.state), *facts.tokens]
    if facts.species:
        tokens.append(token(q.SPECIES, facts.species))
    if facts.person:
        tokens.append(token(q.PERSON, facts.person))
    if facts.place:
        tokens.append(token(q.PLACE, facts.place))
    if state.batch:
        tokens.append(token(q.BATCH, state.batch))
    if state.deleted:
        tokens.append(q.IN_BIN)
    if is_unsettled:
        tokens.append(q.IN_CONFLICT)
    return indexed_words(facts.texts, facts.restricted_texts, tokens)


def _box_row(card: int, facts: CardFacts) -> BoxRow | None:
    latitude, longitude = facts.latitude, facts.longitude
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return BoxRow(card, longitude, longitude, latitude, latitude)
