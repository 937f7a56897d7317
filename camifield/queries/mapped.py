"""Where records are, for the map: a hundred thousand points in one walk, and the same points as others may see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from camifield.fields.values import Cell
from camifield.formats.blurring import COORDINATES, Blurring
from camifield.geo.basemap import Shapes
from camifield.geo.mercator import to_unit_arrays
from camifield.kinds.sensitivity import NOT_FOR_OTHERS
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.values import CardQuery, Expand, expand_nothing
from camifield.queries.ways import no_ways, ways

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOKED_AT: tuple[str, ...] = (
    "species",
    "country_code",
    "wildlife_seen",
    "cause_of_death",
    "is_told",
    *COORDINATES,
)
"""What tells how exactly a place may be told (`kinds.sensitivity`), and the place itself."""


class Look(NamedTuple):
    """What a point is drawn as: a kind of record and an animal; no animal where none was named."""

    kind: str
    species: str


@dataclass(frozen=True, slots=True, eq=False)
class Mapped:
    """Points in the unit square of `geo.mercator`; `cards` are card numbers, -1 for what must not be traced back.

    looks: for each point its place in `known`. placeless: records of the answer that have no position.
    ways: where tracks went, as lines; none on a map for others.
    generalised, hidden: on a map for others, points moved to the middle of a cell, and places left out.
    """

    cards: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    looks: NDArray[np.uint16]
    known: tuple[Look, ...]
    ways: Shapes
    placeless: int = 0
    generalised: int = 0
    hidden: int = 0

    @property
    def count(self) -> int:
        return len(self.cards)

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, north, east and south of all points and ways in the unit square; None without any."""
        if not self.count:
            return None
        west, north, east, south = (
            np.append(side, self.ways.boxes[:, at]) for at, side in enumerate((self.x, self.y) * 2)
        )
        return float(west.min()), float(north.min()), float(east.max()), float(south.max())


def no_points() -> Mapped:
    """A map with nothing on it."""
    none = np.empty(0)
    return Mapped(np.empty(0, np.int64), none, none, np.empty(0, np.uint16), (), no_ways())


def mapped(
    project: Project, query: CardQuery, expand: Expand = expand_nothing, progress: Progress | None = None
) -> Mapped:
    """The points of an answer, for the worker: 100,000 in a few tenths of a second. Raises Stopped, Problem."""
    watched = progress or Progress()
    watched.step(0, doing="map.looking")
    found = project.store.points(query, expand, lambda read: watched.step(read, doing="map.looking"))
    x, y = to_unit_arrays(
        np.frombuffer(found.longitudes, np.float64) if found.longitudes else np.empty(0),
        np.frombuffer(found.latitudes, np.float64) if found.latitudes else np.empty(0),
    )
    return Mapped(
        np.array(found.cards, np.int64),
        x,
        y,
        np.array(found.looks, np.uint16),
        tuple(Look(*one) for one in found.kinds_and_species),
        ways(project, query, expand, watched),
        found.placeless,
    )


def mapped_for_others(
    project: Project, query: CardQuery, expand: Expand = expand_nothing, progress: Progress | None = None
) -> Mapped:
    """The same points as an export for others tells them: on the grid of their sensitivity, or not at all.

    Nothing leads from such a point to its record: its card is -1. Kinds that go to nobody else are not even counted.
    Raises Stopped, Problem.
    """
    watched = progress or Progress()
    watched.step(0, doing="map.looking")
    project.learn()
    blurring = Blurring(is_exact=False, own=project.names.own_categories())
    known: dict[Look, int] = {}
    east: list[float] = []
    north: list[float] = []
    looks: list[int] = []
    placeless = generalised = hidden = read = 0
    for kind in query.kinds or tuple(project.store.kinds):
        if kind in NOT_FOR_OTHERS:
            continue
        asked = replace(query, kinds=(kind,))
        for piece in project.store.rows(kind, asked, LOOKED_AT, expand):
            read += len(piece)
            watched.step(read, doing="map.looking")
            for row in piece:
                cells: dict[str, Cell] = dict(zip(LOOKED_AT, row, strict=True))
                if any(cells[name] is None for name in COORDINATES):
                    placeless += 1
                    continue
                blurred = blurring.blur(kind, cells)
                latitude, longitude = (blurred.cells.get(name, cells[name]) for name in COORDINATES)
                if latitude is None or longitude is None:
                    hidden += 1
                    continue
                generalised += bool(blurred.step)
                north.append(float(str(latitude)))
                east.append(float(str(longitude)))
                looks.append(known.setdefault(Look(kind, str(cells["species"] or "")), len(known)))
    x, y = to_unit_arrays(east, north)
    nameless = np.full(len(looks), -1, np.int64)
    kinds = np.array(looks, np.uint16)
    return Mapped(nameless, x, y, kinds, tuple(known), no_ways(), placeless, generalised, hidden)
