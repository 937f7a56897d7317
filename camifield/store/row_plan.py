"""The plan of a typed row: records that answer the same questions are turned into cells in the same few steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from camifield.fields.values import Cell, Values
from camifield.store.card_rows import Row

Converter = Callable[[Any], Cell]

# What a conversion raises over a value of no shape that this version knows.
STRANGE = (ValueError, TypeError, AttributeError, OverflowError)


class SparseRow(NamedTuple):
    """The cells of a wide row that may be anything but NULL, and the places of their columns.

    Most questions of a form are not answered, and sqlite3 takes longer over a None than over a number.
    """

    places: tuple[int, ...]
    cells: tuple[Any, ...]

    def whole(self, width: int) -> Row:
        """The row with all its columns."""
        row: list[Any] = [None] * width
        for place, cell in zip(self.places, self.cells, strict=True):
            row[place] = cell
        return tuple(row)


class Place(NamedTuple):
    """Where a field stands in a row, and its conversion; text stays as it is when `keeps_text`."""

    at: int
    convert: Converter
    keeps_text: bool


class RowPlan(NamedTuple):
    """Where the cells of values in one certain order go, and what each value becomes; texts stay as they are.

    places: columns of the head, of the values, and of what is computed from them. texts, converted: places among
    the values, with their conversions.
    """

    places: tuple[int, ...]
    texts: tuple[tuple[int, Converter], ...]
    converted: tuple[tuple[int, Converter], ...]
    computed: tuple[Converter, ...]

    def row(self, head: Row, values: Values) -> SparseRow | None:
        """The row; None for a value of another shape than its field's, which needs a closer look."""
        cells: list[Any] = list(values.values())
        try:
            for at, convert in self.texts:
                if type(cells[at]) is not str:
                    cells[at] = convert(cells[at])
            for at, convert in self.converted:
                cells[at] = convert(cells[at])
        except STRANGE:
            return None
        try:
            derived = [one(values) for one in self.computed]
        except Exception:  # one of them: each by itself, then
            derived = [computed(one, values) for one in self.computed]
        return SparseRow(self.places, (*head, *cells, *derived))


def plan_of(
    head: Iterable[int], fields: Sequence[Place], derived: Mapping[str, tuple[int, Converter]]
) -> RowPlan:
    """The plan for these fields in this order, after the columns of the head and before those that are computed."""
    return RowPlan(
        (*head, *(field.at for field in fields), *(place for place, _ in derived.values())),
        tuple((at, field.convert) for at, field in enumerate(fields) if field.keeps_text),
        tuple((at, field.convert) for at, field in enumerate(fields) if not field.keeps_text),
        tuple(compute for _, compute in derived.values()),
    )


def computed(compute: Converter, values: Any) -> Cell:
    """A derived cell; NULL where it cannot be computed."""
    try:
        return compute(values)
    except Exception:  # a derived column of values that no version of ours wrote
        return None
