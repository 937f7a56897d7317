"""A kind as its readers see it: columns, repeats, merge groups and streams, taken once from the SQLModel class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_type_hints

from camifield.fields.card import CardFacts
from camifield.fields.field import Derived, Field
from camifield.fields.filling import Filling
from camifield.fields.lines import Lines
from camifield.fields.plan import Plan, plan_of
from camifield.fields.rules import Check, Rule
from camifield.fields.values import Cell, Values

OPEN, RESTRICTED = 1, 2


@dataclass(frozen=True, slots=True)
class Column:
    """A field under its permanent name."""

    name: str
    field: Field

    @property
    def is_derived(self) -> bool:
        return isinstance(self.field, Derived)


@dataclass(frozen=True)
class Declared:
    """Everything that is known of a kind, or of one line of a repeat."""

    name: str
    model: type
    columns: Mapping[str, Column]
    repeats: Mapping[str, Lines]
    rules: Sequence[Check | Rule]
    fillings: Sequence[Filling] = ()

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields that are typed and kept, in declared order."""
        return {name: column.field for name, column in self.columns.items() if not column.is_derived}

    @cached_property
    def derived(self) -> Mapping[str, Derived]:
        return {
            name: column.field for name, column in self.columns.items() if isinstance(column.field, Derived)
        }

    @cached_property
    def plan(self) -> Plan:
        """What `validate` goes by."""
        return plan_of(self.fields, self.repeats, self.rules, self.fillings)

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """Merge group -> its fields. A change that touches a group carries the whole group."""
        found: dict[str, tuple[str, ...]] = {}
        for name, field in self.fields.items():
            group = field.group or name
            found[group] = (*found.get(group, ()), name)
        return found

    @cached_property
    def lines(self) -> Mapping[str, Declared]:
        """Repeat -> the declaration of one of its lines."""
        return {name: repeat.declared() for name, repeat in self.repeats.items()}

    @property
    def table(self) -> Any:
        """The SQLAlchemy table of the model."""
        return getattr(self.model, "__table__")  # noqa: B009

    def group_of(self, name: str) -> str:
        """The merge group of a field; a field unknown to this version is a group of its own."""
        field = self.fields.get(name)
        return field.group or name if field else name

    def stream_of(self, group: str) -> int:
        """The stream a group is written to: names and phones never enter the open one."""
        repeat = self.repeats.get(group.partition("/")[0])
        if repeat is not None:
            return RESTRICTED if repeat.restricted else OPEN
        names = self.groups.get(group, ())
        return RESTRICTED if any(self.fields[name].restricted for name in names) else OPEN

    def derive(self, values: Values) -> dict[str, Cell]:
        """The derived columns of a record."""
        return {name: field.compute(values) for name, field in self.derived.items()}

    def placed(self, values: Values) -> Values:
        """The values as the record is told, where that differs from what was answered; see `kinds.animal_position`."""
        told = getattr(self.model, "placed", None)
        return values if told is None else told(values)

    def card(self, values: Values) -> CardFacts:
        """The record's line on the Records page."""
        return self.model.card(values)  # pyright: ignore  (every kind has one; a line is never asked)


def declare(model: type) -> Declared:
    """Read a kind's declaration. Raises TypeError when a group would straddle the open and the restricted stream."""
    if model not in _declared:
        _declared[model] = _read(model)
    return _declared[model]


_declared: dict[type, Declared] = {}


def _read(model: type) -> Declared:
    columns: dict[str, Column] = {}
    repeats: dict[str, Lines] = {}
    for name, hint in get_type_hints(model, include_extras=True).items():
        for mark in getattr(hint, "__metadata__", ()):
            if isinstance(mark, Field):
                columns[name] = Column(name, mark)
        if isinstance(getattr(model, name, None), Lines):
            repeats[name] = getattr(model, name)
    rules = tuple(getattr(model, "RULES", ()))
    fillings = tuple(getattr(model, "FILLINGS", ()))
    found = Declared(str(getattr(model, "__tablename__")), model, columns, repeats, rules, fillings)  # noqa: B009
    for group, names in found.groups.items():
        if len({found.fields[name].restricted for name in names}) > 1:
            raise TypeError(f"{found.name}: group {group} is both open and restricted")
    return found
