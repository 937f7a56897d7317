"""The areas and lines of a project as the program asks them: read once, and those that changed read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from camifield.fields.reading.edtf import end_of, start_of
from camifield.geo.own_areas import NO_AREAS, OwnArea, OwnAreas
from camifield.geo.shapes import box_of
from camifield.project.names import other_names_in

Rows = Callable[[str, Sequence[str]], Iterator[Sequence[object]]]
KIND = "area"
_COLUMNS = (
    *("id", "version", "name", "area_kind", "shape"),
    *("other_names", "extent", "valid_from", "valid_to"),
)


class KnownAreas:
    """The set of the moment. `rows(kind, columns)` gives the living records of a kind."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._read: Mapping[bytes, tuple[str, OwnArea | None]] = {}
        self._all: OwnAreas = NO_AREAS
        self._is_current = False

    def forget(self) -> None:
        """Something shared changed: at the next question it is looked which areas did."""
        self._is_current = False

    def __call__(self) -> OwnAreas:
        """All areas with a shape, by name. What was taken apart of unchanged ones is kept."""
        if self._is_current:
            return self._all
        before = {one: version for one, (version, _) in self._read.items()}
        if before != {row[0]: str(row[1]) for row in self._rows(KIND, ("id", "version"))}:
            self._read = dict(self._anew(before))
            known = [area for _, area in self._read.values() if area is not None]
            self._all = OwnAreas(sorted(known, key=lambda one: one.name.casefold()))
        self._is_current = True
        return self._all

    def _anew(self, before: Mapping[bytes, str]) -> Iterator[tuple[bytes, tuple[str, OwnArea | None]]]:
        for row in self._rows(KIND, _COLUMNS):
            identifier, version = row[0], str(row[1])
            if not isinstance(identifier, bytes):
                continue
            if before.get(identifier) == version:
                yield identifier, self._read[identifier]
            else:
                yield identifier, (version, _area_of(identifier, row))


def _area_of(identifier: bytes, row: Sequence[object]) -> OwnArea | None:
    """None for an area without a shape, and for one whose shape this version cannot read."""
    name, sort, shape, others, extent, first, last = ("" if one is None else str(one) for one in row[2:])
    box = box_of(extent)
    if box is None:
        return None
    called = tuple(other_names_in(others))
    return OwnArea(identifier, name, sort, shape, box, called, _day(first, start_of), _day(last, end_of))


def _day(text: str, bound: Callable[[str], date]) -> int | None:
    try:
        return bound(text).toordinal() if text else None
    except ValueError:  # a date of a newer version
        return None
