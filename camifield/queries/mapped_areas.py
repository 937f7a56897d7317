"""Own areas as the map draws them: rings and lines in the unit square, and points inside of each for its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camifield.geo.basemap import Shapes, shapes_of
from camifield.geo.mercator import to_unit_arrays
from camifield.geo.own_areas import OwnArea
from camifield.kinds.area_filling import IN_RESERVE
from camifield.progress import Progress
from camifield.project.project import Project

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ring = NDArray[np.float64]

Point = tuple[float, float]
HEIGHTS = (0.5, 0.38, 0.62, 0.26, 0.74, 0.14, 0.86)
"""Parts of an area's height on which a place for its name is looked for."""
_STEP = 50


@dataclass(frozen=True, slots=True, eq=False)
class MappedArea:
    """One area or line. `places` are points inside of it where a name stands well, the best first (of a line some of its
    corners); `box` is its box. All in the unit square.
    """

    area: OwnArea
    shapes: Shapes
    places: tuple[Point, ...]
    box: tuple[float, float, float, float]


def mapped_areas(project: Project, progress: Progress | None = None) -> tuple[MappedArea, ...]:
    """All areas that can be drawn, the largest first so that small ones lie on top. For the worker. Raises Stopped."""
    watched, areas = progress or Progress(), project.areas().all
    found: list[MappedArea] = []
    for number, area in enumerate(areas):
        if number % _STEP == 0:
            watched.step(number, len(areas), "map.looking")
        try:
            found.append(mapped_of(area))
        except ValueError:  # of a newer version
            continue
    return tuple(sorted(found, key=lambda one: (one.box[0] - one.box[2]) * (one.box[3] - one.box[1])))


def areas_for_others(areas: Sequence[MappedArea]) -> list[MappedArea]:
    """Those that a map for others may show: reserves with their zones, whose edges are known to all.

    A corridor, a pasture, a transect or what is of no sort would lead to the places that the same page keeps.
    """
    return [one for one in areas if one.area.sort in IN_RESERVE]


def mapped_of(area: OwnArea) -> MappedArea:
    """One area as it is drawn. Raises ValueError for a shape of a newer version."""
    shape = area.shape
    rings = [
        np.column_stack(to_unit_arrays(np.frombuffer(part.longitude), np.frombuffer(part.latitude)))
        for part in shape.parts
    ]
    made = shapes_of(rings, is_closed=shape.is_closed)
    west, north = made.boxes[:, 0].min(), made.boxes[:, 1].min()
    east, south = made.boxes[:, 2].max(), made.boxes[:, 3].max()
    box = float(west), float(north), float(east), float(south)
    places = _inside(rings) if shape.is_closed else _on_line(rings)
    return MappedArea(area, made, places, box)


def _on_line(rings: list[Ring]) -> tuple[Point, ...]:
    longest = max(rings, key=len)
    return tuple(
        (float(x), float(y)) for x, y in longest[[len(longest) // 2, len(longest) // 4, -1]].tolist()
    )


def _inside(rings: list[Ring]) -> tuple[Point, ...]:
    """The middles of the widest stretches inside, on some heights of the largest ring; the widest first."""
    largest = max(rings, key=_extent)
    low, high = float(largest[:, 1].min()), float(largest[:, 1].max())
    found: list[tuple[float, Point]] = []
    for share in HEIGHTS:
        height = low + (high - low) * share
        crossings = np.sort(np.concatenate([_crossings(ring, height) for ring in rings])).tolist()
        stretches = [
            (east - west, ((west + east) / 2, height))
            for west, east in zip(crossings[::2], crossings[1::2], strict=False)
        ]
        found += [max(stretches)] if stretches else []
    places = [place for _, place in sorted(found, key=lambda one: -one[0])]
    return tuple(places) or ((float(largest[:, 0].mean()), (low + high) / 2),)


def _extent(ring: Ring) -> float:
    """How much of the square the ring's box takes."""
    x, y = ring[:, 0], ring[:, 1]
    return float((x.max() - x.min()) * (y.max() - y.min()))


def _crossings(ring: Ring, height: float) -> Ring:
    """Where a ring crosses a height."""
    after = np.roll(ring, -1, axis=0)
    crosses = (ring[:, 1] > height) != (after[:, 1] > height)
    begin, end = ring[crosses], after[crosses]
    share = (height - begin[:, 1]) / (end[:, 1] - begin[:, 1])
    return begin[:, 0] + share * (end[:, 0] - begin[:, 0])
