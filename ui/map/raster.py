"""A map of picture tiles as a layer: what is here is painted, what is not is asked for and painted when it comes.

Where a package has no tile, the nearest coarser one that it has stands in for it, magnified; where it has none at all, the
base map is seen.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from camifield.errors import Problem
from camifield.geo.tiles.package import WORLD, Facts
from ui.map.viewport import TILE, Box, Viewport, overlap

MOST_BYTES = 48_000_000
"""Of unpacked pictures that a raster keeps: 180 tiles of 256 pixels. What was painted of them is kept by the sheet."""
MOST_ABSENT = 20_000
LEAST_PART = 2
"""Pixels of a coarser tile that may still stand in for a whole one."""
LEAST_SIDE = 64
FURTHER = 1
"""So many levels further away than its coarsest, a map is still painted: four small tiles in the place of one."""


class Tile(NamedTuple):
    """A tile of the world, its row counted from the north."""

    level: int
    column: int
    row: int

    def at(self, level: int) -> Tile:
        """The coarser tile that this one lies in."""
        shift = self.level - level
        return Tile(level, self.column >> shift, self.row >> shift)

    @property
    def box(self) -> Box:
        """Where it is in the unit square."""
        side = 1 << self.level
        return self.column / side, self.row / side, (self.column + 1) / side, (self.row + 1) / side


class Arrival(NamedTuple):
    """What became of a question: `found` is `tile` or a coarser one, with its picture; None for both where there is none.

    `facts` come first; a `problem` beside them says that a part is broken, one without that nothing can be read.
    """

    tile: Tile | None = None
    found: Tile | None = None
    picture: QImage | None = None
    facts: Facts | None = None
    problem: Problem | None = None


class Source(Protocol):
    """Whoever reads tiles: the answer comes by `Raster.take`, at once or later. `tile` None asks for the facts."""

    def ask(self, raster: Raster, tile: Tile | None) -> None: ...


class Raster:
    """`strength` in percent. `facts` are None until they were read; `problem` is what went wrong, if anything did."""

    def __init__(self, source: Source, strength: int = 100) -> None:
        self._source = source
        self.strength = strength
        self.facts: Facts | None = None
        self.problem: Problem | None = None
        self._side = TILE
        self._kept: OrderedDict[Tile, QImage] = OrderedDict()
        self._bytes = 0
        self._absent: set[Tile] = set()
        self._asked: set[Tile | None] = set()

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """What is here of a view."""
        if self.facts is None:
            self._ask(None)
        if self.facts is None:
            return
        level = self._level(view, painter.device().devicePixelRatioF(), self.facts)
        if level is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self.strength / 100)
        side = 1 << level
        west, north, east, south = (min(1.0, max(0.0, one)) for one in view.box)
        for column in range(int(west * side), min(side, math.ceil(east * side))):
            for row in range(int(north * side), min(side, math.ceil(south * side))):
                self._paint_tile(painter, view, Tile(level, column, row))

    def _level(self, view: Viewport, ratio: float, facts: Facts) -> int | None:
        """The level whose pixels are nearest to those of the screen, among those that there are."""
        wanted = math.floor(view.level + math.log2(ratio * TILE / self._side) + 0.5)
        coarser = [one for one in facts.levels if one <= wanted]
        if coarser:
            return coarser[-1]
        return facts.levels[0] if facts.levels[0] <= wanted + FURTHER else None

    def _paint_tile(self, painter: QPainter, view: Viewport, tile: Tile) -> None:
        if tile not in self._kept and tile not in self._absent:
            self._ask(tile)
        assert self.facts is not None
        for level in reversed(self.facts.levels):
            if level > tile.level:
                continue
            held = tile.at(level)
            picture = self._kept.get(held)
            if picture is not None:
                self._kept.move_to_end(held)
                _draw(painter, view, tile, held, picture)
                return

    def _ask(self, tile: Tile | None) -> None:
        if tile not in self._asked and (self.problem is None or self.facts is not None):
            self._asked.add(tile)
            self._source.ask(self, tile)

    def take(self, arrival: Arrival) -> Box | None:
        """Keep what came; the box in which there is more to see now, None where there is none."""
        self._asked.discard(arrival.tile)
        if arrival.problem is not None:
            self.problem = arrival.problem
        if arrival.facts is not None:
            self.facts = arrival.facts
            return WORLD
        tile = arrival.tile
        if tile is None or self.facts is None:
            return None
        self._miss(tile, arrival.found)
        if arrival.found is None or arrival.picture is None:
            return tile.box
        self._keep(arrival.found, arrival.picture)
        side, self._side = self._side, max(LEAST_SIDE, arrival.picture.width())
        return tile.box if side == self._side else WORLD  # other pixels fit the screen than was thought

    def let_go(self, tile: Tile | None) -> None:
        """A question will not be answered: it is asked again when its place is painted again."""
        self._asked.discard(tile)

    def start_again(self) -> None:
        """Look for the file anew: it may be there again."""
        self.problem = None
        self._absent.clear()
        self._asked.clear()

    def _miss(self, tile: Tile, found: Tile | None) -> None:
        """Remember the tiles that there are not, down to what was found."""
        assert self.facts is not None
        if len(self._absent) > MOST_ABSENT:
            self._absent.clear()
        least = -1 if found is None else found.level
        self._absent.update(tile.at(level) for level in self.facts.levels if least < level <= tile.level)

    def _keep(self, tile: Tile, picture: QImage) -> None:
        before = self._kept.pop(tile, None)
        self._bytes += picture.sizeInBytes() - (0 if before is None else before.sizeInBytes())
        self._kept[tile] = picture
        while self._bytes > MOST_BYTES:
            self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()


def _draw(painter: QPainter, view: Viewport, tile: Tile, held: Tile, picture: QImage) -> None:
    """Put the part of a picture that is a tile where that tile is, its edges at whole pixels."""
    shift = tile.level - held.level
    wide, high = picture.width() / (1 << shift), picture.height() / (1 << shift)
    if min(wide, high) < LEAST_PART:
        return
    left, top = (tile.column - (held.column << shift)) * wide, (tile.row - (held.row << shift)) * high
    west, north, east, south = tile.box
    place = QRectF(
        round(west * view.scale) - view.left,
        round(north * view.scale) - view.top,
        round(east * view.scale) - round(west * view.scale),
        round(south * view.scale) - round(north * view.scale),
    )
    if not place.isEmpty() and overlap(tile.box, view.box):
        painter.drawImage(place, picture, QRectF(left, top, wide, high))
