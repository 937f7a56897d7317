"""What of the world is in view, and where a point of it is on the screen. No Qt."""

from __future__ import annotations

import math
from typing import NamedTuple

from camifield.geo.mercator import from_unit, metres_per_unit, to_unit

TILE = 256
"""Pixels of the side of the whole world at level 0, as web maps count levels."""
LEAST_LEVEL, MOST_LEVEL = 3.0, 19.0
STEP = 0.5
"""One step of zooming, in levels: so much that marks gathered at one level serve until the next."""
FITTED = 0.86
"""How much of the view what is looked for may fill."""
REGION = (*to_unit(20, 75), *to_unit(150, 5))
"""West, north, east and south of the basemap in the unit square."""

Box = tuple[float, float, float, float]
"""West, north, east and south in the unit square of `geo.mercator`."""


class Viewport(NamedTuple):
    """The middle in the unit square, the zoom level (a multiple of STEP where marks are shown), and the size in px."""

    x: float = 0.7
    y: float = 0.37
    level: float = 4.0
    width: int = 800
    height: int = 600

    @property
    def scale(self) -> float:
        """Pixels for the side of the unit square."""
        return TILE * 2.0**self.level

    @property
    def left(self) -> int:
        """The world's pixel column at the left edge of the view: whole, so that what is drawn once fits again."""
        return round(self.x * self.scale - self.width / 2)

    @property
    def top(self) -> int:
        """The world's pixel row at the upper edge."""
        return round(self.y * self.scale - self.height / 2)

    @property
    def box(self) -> Box:
        """What is in view."""
        scale, left, top = self.scale, self.left, self.top
        return left / scale, top / scale, (left + self.width) / scale, (top + self.height) / scale

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the unit square is on the screen."""
        return x * self.scale - self.left, y * self.scale - self.top

    def to_unit(self, px: float, py: float) -> tuple[float, float]:
        """The point of the unit square under a pixel."""
        return (px + self.left) / self.scale, (py + self.top) / self.scale

    def degrees(self, px: float, py: float) -> tuple[float, float]:
        """Longitude and latitude under a pixel."""
        return from_unit(*self.to_unit(px, py))

    @property
    def metres_per_px(self) -> float:
        """How much of the ground a pixel in the middle is."""
        return metres_per_unit(from_unit(self.x, self.y)[1]) / self.scale

    def moved(self, right: float, down: float) -> Viewport:
        """The view that many pixels further."""
        return self.at(self.x + right / self.scale, self.y + down / self.scale)

    def at(self, x: float, y: float) -> Viewport:
        """The view around another middle, kept on the earth."""
        return self._replace(x=min(1.0, max(0.0, x)), y=min(1.0, max(0.0, y)))

    def zoomed(self, steps: float, px: float | None = None, py: float | None = None) -> Viewport:
        """So many steps nearer (or, below zero, further away); what is under the pixel stays there."""
        level = min(MOST_LEVEL, max(LEAST_LEVEL, self.level + steps * STEP))
        across = 0.0 if px is None else px - self.width / 2
        down = 0.0 if py is None else py - self.height / 2
        x, y = self.x + across / self.scale, self.y + down / self.scale
        nearer = self._replace(level=level)
        return nearer.at(x - across / nearer.scale, y - down / nearer.scale)

    def fitted(self, box: Box, most_level: float = 11.0, least_level: float = LEAST_LEVEL) -> Viewport:
        """The nearest view of a box that leaves some room around it."""
        west, north, east, south = box
        wide, high = max(east - west, 1e-12), max(south - north, 1e-12)
        scale = FITTED * min(self.width / wide, self.height / high)
        level = math.floor(math.log2(scale / TILE) / STEP) * STEP
        level = min(most_level, MOST_LEVEL, max(least_level, level))
        return self._replace(level=level).at((west + east) / 2, (north + south) / 2)

    def sized(self, width: int, height: int) -> Viewport:
        """The same middle in a view of another size."""
        return self._replace(width=max(1, width), height=max(1, height))

    def spread(self, px: int) -> Viewport:
        """The view with so many more pixels on each side, of the same pixels."""
        around = self._replace(width=self.width + 2 * px, height=self.height + 2 * px)
        # The edges are rounded from the middle: put it where they come out the same.
        return around._replace(
            x=(self.left - px + around.width / 2) / self.scale,
            y=(self.top - px + around.height / 2) / self.scale,
        )

    def holds(self, other: Viewport) -> bool:
        """Whether all of another view is in this one, at the same level."""
        return self.level == other.level and (
            self.left <= other.left
            and self.top <= other.top
            and self.left + self.width >= other.left + other.width
            and self.top + self.height >= other.top + other.height
        )


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def box_around(x: float, y: float, metres: float) -> Box:
    """A square around a point, with so many metres from its middle to its sides."""
    reach = metres / metres_per_unit(from_unit(x, y)[1])
    return x - reach, y - reach, x + reach, y + reach
