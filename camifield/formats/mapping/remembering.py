"""A kind's declaration for one import: only the fields that can be answered, each remembering what it understood.

It goes through the same `validate` as the form's. A table repeats itself (a hundred thousand rows, twelve species), so
each different text is read once; and fields that no column, constant or by-product can answer need not be asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from camifield.fields.declaration import Column, Declared
from camifield.fields.field import Answer, Asking, Field
from camifield.fields.lines import Lines
from camifield.fields.values import Entry
from camifield.formats.mapping.memory import Memory

# What the reading of a place or a date may answer beside its own field, outside that field's group.
_BY_PRODUCTS = ("elevation",)
_NEVER_REPEATED = frozenset(("as_written", "as_written_private", "source_row", "remarks"))


@dataclass(frozen=True, kw_only=True)
class Remembering(Field):
    """A field that reads each different text once, by its own column's decimal sign and order of dates."""

    inner: Field
    asking: Asking
    memory: Memory[Answer] = field(default_factory=Memory[Answer], compare=False)

    @property
    def ready(self) -> Mapping[str, Answer]:
        return self.memory

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        """The inner field's answer. Who asks has looked among those that are ready."""
        del asking
        found = self.inner.read(entry, at, self.asking)
        if type(entry) is str:
            self.memory.keep(entry, found)
        return found


@dataclass(frozen=True, slots=True)
class RememberingLines(Lines):
    """A repeat whose lines are read by a declaration made for the import."""

    line: Declared | None = None

    def declared(self) -> Declared:
        return self.line if self.line is not None else Lines.declared(self)


def for_import(
    declared: Declared, answered: Collection[str], askings: Mapping[str, Asking], asking: Asking
) -> Declared:
    """The declaration for one mapping.

    answered: the fields and repeats that a row may answer. askings: field -> how its column writes, where it says so.
    """
    wanted = _wanted(declared, answered)
    columns = {
        name: Column(name, _remembering(column.field, name, askings.get(name, asking)))
        for name, column in declared.columns.items()
        if name in wanted
    }
    repeats = {
        name: _lines(lines, asking) if name in answered else lines
        for name, lines in declared.repeats.items()
        if name in answered or lines.required
    }
    return Declared(declared.name, declared.model, columns, repeats, declared.rules, declared.fillings)


def _wanted(declared: Declared, answered: Collection[str]) -> set[str]:
    """The answered fields, the required ones, and all of their groups: what was read there may fill a neighbour."""
    names = {name for name, one in declared.fields.items() if one.required or name in answered}
    groups = {declared.group_of(name) for name in names}
    return {name for group in groups for name in declared.groups[group]} | set(_BY_PRODUCTS)


def _remembering(inner: Field, name: str, asking: Asking) -> Field:
    if name in _NEVER_REPEATED:
        return inner
    return Remembering(
        group=inner.group,
        restricted=inner.restricted,
        when=inner.when,
        required=inner.required,
        spared=inner.spared,
        dwc=inner.dwc,
        inner=inner,
        asking=asking,
    )


def _lines(lines: Lines, asking: Asking) -> Lines:
    declared = lines.declared()
    columns = {
        name: replace(column, field=_remembering(column.field, "", asking))
        for name, column in declared.columns.items()
        if not column.is_derived
    }
    return RememberingLines(
        of=lines.of,
        when=lines.when,
        required=lines.required,
        most=lines.most,
        restricted=lines.restricted,
        line=replace(declared, columns=columns),
    )
