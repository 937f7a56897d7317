"""Which province a position lies in, and which border or shore is near: from the packed tables, without numpy.

The earth is cut into cells of a quarter degree. Most lie whole in one province, or in the sea, and say so. The others list
the pieces of border and shore that cross them. Walking east from a position along its parallel, the first piece that is met
has the position's own province on its west side; where a cell has none, the next one goes on. That is exact, needs no
polygon, and looks at some ten pieces. `packaging/basemap_ground.py` makes the tables; positions are in 1e-5 degrees.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from bisect import bisect_right
from functools import cache
from itertools import accumulate, chain, product, repeat
from pathlib import Path
from typing import NamedTuple

from camifield import resources
from camifield.errors import Problem, Where
from camifield.geo import packed
from camifield.geo.earth import METRES_PER_DEGREE

SCALE = 100_000  # whole numbers to a degree: 1.1 m
FIRST_EAST, FIRST_NORTH = 20, 5  # degrees: the south-western corner of the first cell
CELL_DEGREES = 0.25
CELLS_EAST, CELLS_NORTH = 520, 280
LAST_EAST, LAST_NORTH = FIRST_EAST + CELLS_EAST * CELL_DEGREES, FIRST_NORTH + CELLS_NORTH * CELL_DEGREES
CELL = round(CELL_DEGREES * SCALE)
SEA = 0  # the number of no province
NEAR_M = (
    5000  # what "near a border" is (vocab.md: a buffer of 5 km); the borders themselves are right to 3 km
)


class Tract(NamedTuple):
    """One province of Natural Earth: ISO code of its country (empty where disputed), its name, who claims it."""

    country: str
    name: str
    claimants: tuple[str, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Everybody who holds or claims it."""
        return self.claimants or ((self.country,) if self.country else ())


class Claim(NamedTuple):
    """Ground inside a country that another claims: both codes, the holder first; a ring in degrees and its box."""

    claimants: tuple[str, ...]
    ring: tuple[tuple[float, float], ...]
    box: tuple[float, float, float, float]

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a position lies in it (even-odd)."""
        west, south, east, north = self.box
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        inside = False
        x1, y1 = self.ring[-1]
        for x2, y2 in self.ring:
            if (y1 <= latitude) != (y2 <= latitude):
                inside ^= longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
            x1, y1 = x2, y2
        return inside


class Near(NamedTuple):
    """A border or shore nearby: metres to it, and the tracts on its two sides (0 is the sea)."""

    distance_m: float
    sides: tuple[int, int]


class Ground:
    """The tables in memory, some 3 MB. `tracts[0]` is the sea."""

    def __init__(self, path: Path | None = None) -> None:
        file = path or resources.path("geo", "ground.zip")
        try:
            self._read(file)
        except (ValueError, KeyError, TypeError, IndexError, OverflowError) as reason:
            raise Problem("basemap-damaged", where=Where(file=file.name)) from reason

    def _read(self, file: Path) -> None:
        told = json.loads(packed.member("provinces.json", file))
        named = [Tract(iso2, name, tuple(claimants.split())) for iso2, name, claimants in told]
        self.tracts: tuple[Tract, ...] = (Tract("", "", ()), *named)
        self.claims = tuple(
            _claim(claimants, ring) for claimants, ring in json.loads(packed.member("claims.json", file))
        )
        self._claims_by_degree = self._by_degree()
        lines = _columns(packed.member("lines", file))
        lengths, left, right, self._east, self._north = lines
        self._left = _spread(left, lengths)
        self._right = _spread(right, lengths)
        if not len(self._east) == len(self._north) == len(self._left):
            raise ValueError("lines")
        self._cells, counts, self._crossing = _columns(packed.member("cells", file))
        self._starts = array(packed.NUMBER, accumulate(counts, initial=0))
        self._near_cells, counts, self._near = _columns(packed.member("near", file))
        self._near_starts = array(packed.NUMBER, accumulate(counts, initial=0))
        if len(self._cells) != CELLS_EAST * CELLS_NORTH:
            raise ValueError("cells")

    def tract_at(self, latitude: float, longitude: float) -> int | None:
        """The number of the tract of a position, 0 at sea; None outside the region."""
        if not (FIRST_NORTH <= latitude < LAST_NORTH and FIRST_EAST <= longitude < LAST_EAST):
            return None
        x, y = longitude * SCALE, latitude * SCALE
        column, row = int((x - FIRST_EAST * SCALE) // CELL), int((y - FIRST_NORTH * SCALE) // CELL)
        east, north, cells, crossing = self._east, self._north, self._cells, self._crossing
        while column < CELLS_EAST:
            found = cells[row * CELLS_EAST + column]
            if found >= 0:
                return found
            edge = (FIRST_EAST * SCALE) + (column + 1) * CELL
            nearest, side = float(edge), -1
            for at in crossing[self._starts[-found - 1] : self._starts[-found]]:
                y1, y2 = north[at], north[at + 1]
                if (y1 <= y) == (y2 <= y):
                    continue
                x1 = east[at]
                meets = x1 + (y - y1) / (y2 - y1) * (east[at + 1] - x1)
                if x < meets <= nearest:
                    nearest, side = meets, self._left[at] if y2 > y1 else self._right[at]
            if side >= 0:
                return side
            column += 1
            x = float(edge)
        return SEA

    def near(self, latitude: float, longitude: float) -> list[Near]:
        """Borders between countries and shores within `NEAR_M` metres, the nearest first."""
        column = int((longitude * SCALE - FIRST_EAST * SCALE) // CELL)
        row = int((latitude * SCALE - FIRST_NORTH * SCALE) // CELL)
        cell = row * CELLS_EAST + column
        index = bisect_right(self._near_cells, cell) - 1
        if index < 0 or self._near_cells[index] != cell or not 0 <= column < CELLS_EAST:
            return []
        up = METRES_PER_DEGREE / SCALE
        across = up * math.cos(math.radians(latitude))
        found: list[Near] = []
        for at in self._near[self._near_starts[index] : self._near_starts[index + 1]]:
            x1, y1 = (self._east[at] - longitude * SCALE) * across, (self._north[at] - latitude * SCALE) * up
            x2 = (self._east[at + 1] - longitude * SCALE) * across
            y2 = (self._north[at + 1] - latitude * SCALE) * up
            away = _from_segment(x1, y1, x2, y2)
            if away <= NEAR_M:
                found.append(Near(away, (self._left[at], self._right[at])))
        return sorted(found)

    def claim_at(self, latitude: float, longitude: float) -> tuple[str, ...]:
        """The countries that claim a position inside another, the holder first; empty where nobody does."""
        for claim in self._claims_by_degree.get((int(latitude), int(longitude)), ()):
            if claim.holds(latitude, longitude):
                return claim.claimants
        return ()

    def _by_degree(self) -> dict[tuple[int, int], tuple[Claim, ...]]:
        """Claims by the degrees that their boxes touch: most of the earth is spared the question."""
        found: dict[tuple[int, int], tuple[Claim, ...]] = {}
        for claim in self.claims:
            west, south, east, north = (int(degrees) for degrees in claim.box)
            for cell in product(range(south, north + 1), range(west, east + 1)):
                found[cell] = (*found.get(cell, ()), claim)
        return found


@cache
def ground() -> Ground:
    """The tables, read once (some 30 ms). Raises Problem when they are missing or damaged."""
    return Ground()


def _columns(held: bytes) -> list[array[int]]:
    """The columns of a member: how many, how long each is, then each as little-endian int32."""
    count = int.from_bytes(held[:4], "little")
    found: list[array[int]] = []
    at = 4 + 4 * count
    for index in range(count):
        size = 4 * int.from_bytes(held[4 + 4 * index : 8 + 4 * index], "little")
        if at + size > len(held):
            raise ValueError(index)
        column = array(packed.NUMBER, held[at : at + size])
        if sys.byteorder == "big":
            column.byteswap()
        found.append(column)
        at += size
    return found


def _spread(numbers: array[int], lengths: array[int]) -> array[int]:
    """Each number as often as its line has points."""
    return array("h", chain.from_iterable(map(repeat, numbers, lengths)))


def _claim(claimants: str, ring: list[list[float]]) -> Claim:
    points = tuple((float(x), float(y)) for x, y in ring)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Claim(tuple(claimants.split()), points, (min(xs), min(ys), max(xs), max(ys)))


def _from_segment(x1: float, y1: float, x2: float, y2: float) -> float:
    """How far 0, 0 lies from a segment."""
    east, north = x2 - x1, y2 - y1
    square = east * east + north * north
    share = 0.0 if square == 0 else max(0.0, min(1.0, -(x1 * east + y1 * north) / square))
    return math.hypot(x1 + share * east, y1 + share * north)
