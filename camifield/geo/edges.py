"""Whether a position lies in a shape, and how near to its edge: by bands of latitude, so that few edges are looked at."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from camifield.geo.earth import METRES_PER_DEGREE, metres_per_degree_east
from camifield.geo.shapes import Box, Shape

Edge = tuple[float, float, float, float]  # longitude and latitude of one end, then of the other
_MOST_BANDS, _MOST_BANDS_AN_EDGE = 2_000, 8


class Edges:
    """The edges of one shape, each in every band of latitude that it touches: some sqrt(n) are asked of n."""

    def __init__(self, shape: Shape) -> None:
        self._is_closed = shape.is_closed
        box = shape.box
        self._south = box.south
        edges = list(_edges(shape))
        count = max(1, min(_MOST_BANDS, math.isqrt(len(shape)) * 2, _bands_for_tall(edges, box)))
        self._height = max((box.north - box.south) / count, 1e-9)
        self._bands: list[list[Edge]] = [[] for _ in range(count)]
        for edge in edges:
            low, high = sorted((edge[1], edge[3]))
            for band in range(self._band(low), self._band(high) + 1):
                self._bands[band].append(edge)

    def _band(self, latitude: float) -> int:
        return max(0, min(len(self._bands) - 1, int((latitude - self._south) / self._height)))

    def hold(self, latitude: float, longitude: float) -> bool:
        """Whether a position lies inside, by the even-odd rule (a hole's ring is a ring); never inside a line."""
        if not self._is_closed:
            return False
        inside = False
        for east1, north1, east2, north2 in self._bands[self._band(latitude)]:
            if (north1 > latitude) != (north2 > latitude) and (
                east1 + (latitude - north1) / (north2 - north1) * (east2 - east1) > longitude
            ):
                inside = not inside
        return inside

    def are_within(self, latitude: float, longitude: float, metres: float) -> bool:
        """Whether any edge comes so near; on a plane around the position, which is right to a percent for 100 km."""
        a_degree_east = metres_per_degree_east(latitude)
        reach_north, reach_east = metres / METRES_PER_DEGREE, metres / a_degree_east
        west, east = longitude - reach_east, longitude + reach_east
        south, north = latitude - reach_north, latitude + reach_north
        for band in range(self._band(south), self._band(north) + 1):
            for east1, north1, east2, north2 in self._bands[band]:
                if (
                    (east1 < west and east2 < west)
                    or (east1 > east and east2 > east)
                    or (north1 < south and north2 < south)
                    or (north1 > north and north2 > north)
                ):
                    continue
                x1, y1 = (east1 - longitude) * a_degree_east, (north1 - latitude) * METRES_PER_DEGREE
                x2, y2 = (east2 - longitude) * a_degree_east, (north2 - latitude) * METRES_PER_DEGREE
                if _distance_of_zero(x1, y1, x2, y2) <= metres:
                    return True
        return False


def _bands_for_tall(edges: Sequence[Edge], box: Box) -> int:
    """So many bands that an edge stands in some eight on average: a saw from south to north would fill the memory."""
    tall = math.fsum(abs(edge[3] - edge[1]) for edge in edges)
    return int(_MOST_BANDS_AN_EDGE * len(edges) * (box.north - box.south) / tall) if tall > 0 else _MOST_BANDS


def _edges(shape: Shape) -> Iterator[Edge]:
    for part in shape.parts:
        east, north = part.longitude, part.latitude
        for at in range(0 if shape.is_closed else 1, len(north)):
            yield east[at - 1], north[at - 1], east[at], north[at]


def _distance_of_zero(x1: float, y1: float, x2: float, y2: float) -> float:
    """How far the origin is from a segment."""
    along_x, along_y = x2 - x1, y2 - y1
    long = along_x * along_x + along_y * along_y
    share = max(0.0, min(1.0, -(x1 * along_x + y1 * along_y) / long)) if long else 0.0
    return math.hypot(x1 + share * along_x, y1 + share * along_y)
