"""The areas and lines that people brought, and which of them a position lies in: boxes first, then the shapes themselves."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from camifield.geo.earth import METRES_PER_DEGREE, metres_per_degree_east
from camifield.geo.edges import Edges
from camifield.geo.shapes import Box, Shape, unpacked_shape

_MOST_CELLS = 400  # squares of a degree that one area stands in; a larger one is asked of every position


@dataclass(frozen=True)
class OwnArea:
    """One of them. `packed` is its shape, taken apart when a position first lies in its box.

    first_day, last_day: `date.toordinal()` of the days between which it holds, None for an end that is open.
    """

    id: bytes
    name: str
    sort: str
    packed: str = field(repr=False)
    box: Box
    other_names: tuple[str, ...] = ()
    first_day: int | None = None
    last_day: int | None = None

    @cached_property
    def shape(self) -> Shape:
        """The corners. Raises ValueError for what a newer version packed otherwise."""
        return unpacked_shape(self.packed)

    @cached_property
    def edges(self) -> Edges | None:
        """Its edges, ready to be asked; None for a shape that this version cannot read."""
        try:
            return Edges(self.shape)
        except ValueError:
            return None

    def holds_on(self, first_day: int, last_day: int) -> bool:
        """Whether it was valid on any of these days."""
        return (self.first_day is None or self.first_day <= last_day) and (
            self.last_day is None or first_day <= self.last_day
        )


class Lying(NamedTuple):
    """An area that a position lies in, or near to: `is_sure` where no edge comes within its uncertainty."""

    area: OwnArea
    is_inside: bool
    is_sure: bool


class OwnAreas:
    """All areas of a project, by squares of a degree. Never changed: another set is another one of these."""

    def __init__(self, areas: Iterable[OwnArea] = ()) -> None:
        self.all: Sequence[OwnArea] = tuple(areas)
        self._everywhere: list[OwnArea] = []
        self._squares: dict[tuple[int, int], list[OwnArea]] = defaultdict(list)
        for area in self.all:
            squares = list(_squares(area.box)) if _size(area.box) <= _MOST_CELLS else []
            for square in squares:
                self._squares[square].append(area)
            if not squares:
                self._everywhere.append(area)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def sorts(self) -> frozenset[str]:
        """The sorts of which there is any."""
        return frozenset(one.sort for one in self.all)

    def at(self, latitude: float, longitude: float, radius_m: float = 0.0) -> list[Lying]:
        """The areas that a position lies in, and those whose edge is within `radius_m` of it, in their own order."""
        north, east = radius_m / METRES_PER_DEGREE, radius_m / metres_per_degree_east(latitude)
        around = Box(longitude - east, latitude - north, longitude + east, latitude + north)
        near: dict[int, OwnArea] = {id(one): one for one in self._everywhere}
        for square in _squares(around):
            near.update((id(one), one) for one in self._squares.get(square, ()))
        found: list[Lying] = []
        for area in near.values():
            if not area.box.touches(around) or (edges := area.edges) is None:
                continue
            is_inside = edges.hold(latitude, longitude)
            is_near = radius_m > 0 and edges.are_within(latitude, longitude, radius_m)
            if is_inside or is_near:
                found.append(Lying(area, is_inside, not is_near))
        return found


NO_AREAS = OwnAreas()


def no_areas() -> OwnAreas:
    """What a project without any has."""
    return NO_AREAS


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box.west), math.floor(box.east) + 1):
        for row in range(math.floor(box.south), math.floor(box.north) + 1):
            yield column, row


def _size(box: Box) -> int:
    return (math.floor(box.east) - math.floor(box.west) + 1) * (
        math.floor(box.north) - math.floor(box.south) + 1
    )
