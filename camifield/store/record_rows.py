"""What one record looks like in every table: a pure function of its state and of its kind's declaration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import methodcaller
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from camifield.fields.card import CardFacts
from camifield.fields.field import Field
from camifield.fields.grouping import Groups, GroupValue, values_of
from camifield.fields.values import LINE_ID, LINE_ORDER, Cell, Values, lines_of
from camifield.store.card_rows import (
    BoxRow,
    Row,
    box_row,
    card_row,
    index_words,
    record_row,
    unsettled_rows,
)
from camifield.store.extra import to_json
from camifield.store.layout import card_of
from camifield.store.row_plan import STRANGE, Converter, Place, RowPlan, SparseRow, computed, plan_of
from camifield.store.states import State
from camifield.store.typed_tables import RECORD_HEAD, TypedTable, tables_of

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

_HEAD_PLACES = tuple(range(1 + RECORD_HEAD.index("extra")))
_EXTRA_PLACE = 1 + RECORD_HEAD.index("extra")

MOST_PLANS = 500  # whoever answers otherwise than all of these before is not planned for
_items_of = methodcaller("items")


class RecordRows(NamedTuple):
    """Every row of one record. `lines` are by the place of their table in `KindLayout.tables`."""

    record: Row
    card: Row | None = None
    words: str = ""
    box: BoxRow | None = None
    typed: SparseRow | None = None
    lines: tuple[tuple[int, Row], ...] = ()
    unsettled: tuple[Row, ...] = ()


@dataclass
class KindLayout:
    """What is worked out once of a kind: its tables, where each field stands in a row, and how it is turned into a cell."""

    declared: Declared
    tables: tuple[TypedTable, ...] = field(init=False)
    _plans: dict[tuple[str, ...], RowPlan] = field(init=False)

    def __post_init__(self) -> None:
        self._plans = {}
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
        values, unknown, plan = self._values(state.groups)
        lines = tuple(
            (at, self._line_row(at, state, line))
            for at, name in (() if plan else self.repeats)
            if name in values
            for line in lines_of(values, name)
        )
        facts = self._facts(values)
        card = card_of(facts.start_minute, state.serial)
        unsettled = unsettled_rows(state)
        return RecordRows(
            record_row(state, card),
            card_row(card, state, facts, len(unsettled)),
            index_words(state, facts, is_unsettled=bool(unsettled), others=self._otherwise(state)),
            box_row(card, facts),
            self._typed_row(state, values, unknown, plan),
            lines,
            unsettled,
        )

    def _otherwise(self, state: State) -> list[CardFacts]:
        """The facts by each contested answer that is not the shown one: a person may look for what he wrote."""
        contested = (*state.open.conflicts.items(), *state.restricted.conflicts.items())
        return [
            self._facts(self._values(cast("Groups", {**state.groups, name: version.value}))[0])
            for name, versions in contested
            for version in versions[1:]
            if version.value is not None
        ]

    def _values(self, groups: Groups) -> tuple[Values, Mapping[str, GroupValue], RowPlan | None]:
        """As `values_of`, with the plan of such a row, and a shorter way for the commonest record: no lines, and nothing unknown."""
        if "/" not in "".join(groups):
            values = self._placed(dict(chain.from_iterable(map(_items_of, filter(None, groups.values())))))
            plan = self._plan(tuple(values))
            if plan is not None or values.keys() <= self.places[0].keys():
                return values, {}, plan
        values, unknown = values_of(self.declared, groups)
        return self._placed(values), unknown, None

    def _placed(self, values: Values) -> Values:
        """The values as the record is told; as they are where those of a stranger's version make no sense here."""
        try:
            return self.declared.placed(values)
        except Exception:
            return values

    def _plan(self, names: tuple[str, ...]) -> RowPlan | None:
        """The plan of rows with these values in this order; None where one of them is no plain column."""
        plan = self._plans.get(names)
        if plan is None and len(self._plans) < MOST_PLANS and self.places[0].keys() >= set(names):
            fields = [self.places[0][name] for name in names]
            plan = self._plans[names] = plan_of(_HEAD_PLACES, fields, self.derived[0])
        return plan

    def _facts(self, values: Values) -> CardFacts:
        try:
            return self.declared.card(values)
        except (
            Exception
        ):  # values of a stranger's version may be of any shape; the record is kept all the same
            return CardFacts()

    def _typed_row(
        self, state: State, values: Values, unknown: Mapping[str, Any], plan: RowPlan | None
    ) -> SparseRow:
        head = (
            state.serial,
            state.id,
            state.version,
            state.author,
            state.created_ms,
            state.changed_ms,
            int(state.deleted),
        )
        planned = plan.row(head, values) if plan else None
        return planned or self._unplanned_row(head, values, unknown)

    def _unplanned_row(self, head: Row, values: Values, unknown: Mapping[str, Any]) -> SparseRow:
        """As `_typed_row`, for values of any shape."""
        strange = _flat(unknown)
        places = list(_HEAD_PLACES)
        cells: list[Any] = list(head)
        for place, cell in _cells(self.places[0], values, strange):
            places.append(place)
            cells.append(cell)
        for place, compute in self.derived[0].values():
            cell = computed(compute, values)
            if cell is not None:
                places.append(place)
                cells.append(cell)
        if strange:
            places.append(_EXTRA_PLACE)
            cells.append(to_json(strange))
        return SparseRow(tuple(places), tuple(cells))

    def _line_row(self, at: int, state: State, line: Mapping[str, Any]) -> Row:
        row: list[Any] = [None] * len(self.tables[at].columns)
        strange = {
            name: value
            for name, value in line.items()
            if name not in self.places[at] and name not in (LINE_ID, LINE_ORDER)
        }
        for place, cell in _cells(self.places[at], line, strange):
            row[place] = cell
        for place, compute in self.derived[at].values():
            row[place] = computed(compute, line)
        order = line.get(LINE_ORDER)
        position = order if isinstance(order, int) else 0
        row[:5] = (state.serial, state.id, line[LINE_ID], position, to_json(strange))
        return tuple(row)


def rows_without_kind(state: State) -> RecordRows:
    """The rows of a record of a kind that only a newer version knows: kept, counted in the log, shown nowhere."""
    return RecordRows(record_row(state, None), unsettled=unsettled_rows(state))


def _flat(unknown: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Unknown fields by their names, which are unique in a kind; lines of an unknown repeat by the line's group."""
    found: dict[str, Any] = {}
    for group, fields in unknown.items():
        if "/" in group:
            found[group] = fields
        else:
            found.update(fields)
    return found


def _cells(
    places: Mapping[str, Place], values: Values, strange: dict[str, Any]
) -> Iterator[tuple[int, Cell]]:
    """The cells of every known field that has one; a value that cannot be converted goes to what is strange."""
    for name, value in values.items():
        place = places.get(name)
        if place is None:
            continue
        at, convert, keeps_text = place
        if keeps_text and type(value) is str:
            yield at, value
            continue
        try:
            cell = convert(value)
        except STRANGE:
            strange[name] = value  # not of the shape this version knows: kept as it is, beside the columns
            continue
        if cell is not None:
            yield at, cell
