"""The records on the map: a layer of marks, gathered anew when the map is zoomed or has moved far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from camifield.queries.mapped import Mapped, no_points
from ui.map import sign
from ui.map.clusters import Marks, gathered, no_marks
from ui.map.viewport import Box, Viewport
from ui.theme.theme import look, shade
from ui.theme.tokens import Colours

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARGIN = 256
NEAR_EDGE = 96
"""When the view comes so near to the edge of what was gathered, more is gathered while nothing else is to do."""
MOST_OF = 0.5
"""Where the view holds more than this of all points, all are gathered: then moving the map gathers nothing anew."""
REACH = 6.0
"""Pixels beside a mark that still count as on it."""
Rect = tuple[float, float, float, float]


class Points:
    """`letters`: for each look of the points, what stands on a mark of one record. `colours` replace the theme's."""

    def __init__(self, colours: Colours | None = None) -> None:
        self._colours = colours
        self.mapped: Mapped = no_points()
        self.letters: Sequence[str] = ()
        self.marks: Marks = no_marks(len(sign.KINDS))
        self.hot: int | None = None
        self.chosen: frozenset[int] = frozenset()
        self.generation = 0
        self._sorts: NDArray[np.int64] = np.empty(0, np.int64)
        self._state: tuple[object, ...] = ()
        self._wide: Viewport | None = None
        self._are_all = False

    def show(self, mapped: Mapped, letters: Sequence[str]) -> None:
        """Other points."""
        self.mapped, self.letters = mapped, letters
        kinds = [
            sign.KINDS.index(one.kind) if one.kind in sign.KINDS else len(sign.KINDS) - 1
            for one in mapped.known
        ]
        self._sorts = np.array(kinds, np.int64)[mapped.looks] if kinds else np.empty(0, np.int64)
        self._wide, self.hot, self.chosen = None, None, frozenset()

    # Gathering

    def gather(self, view: Viewport) -> None:
        """Have the marks of a view, gathered anew where they are of another level or it left what was gathered."""
        state = (view.level, look().scale, look().script)
        if self._wide is None or state != self._state or not self._reaches(view, 0):
            self._state = state
            self._gather(view.spread(MARGIN))

    def prepare(self, view: Viewport) -> bool:
        """Gather ahead when the view is near the edge of what was gathered; whether that was done."""
        if self._wide is None or self._reaches(view, NEAR_EDGE):
            return False
        self._gather(view.spread(MARGIN))
        return True

    def _reaches(self, view: Viewport, further: int) -> bool:
        wide = self._wide
        if wide is None or wide.level != view.level:
            return False
        return self._are_all or wide.holds(view.spread(further))

    def _gather(self, wide: Viewport) -> None:
        self._wide = wide
        mapped = self.mapped
        inside = self.inside(wide.box)
        self._are_all = len(inside) > MOST_OF * mapped.count
        if self._are_all:
            inside = np.arange(mapped.count)
        marks = gathered(
            mapped.x[inside], mapped.y[inside], self._sorts[inside], wide.scale, sign.radii(), len(sign.KINDS)
        )
        self.marks = Marks(
            marks.x, marks.y, marks.counts, marks.radii, inside[marks.members], marks.starts, marks.mix
        )
        self.hot, self.chosen = None, frozenset()
        self.generation += 1

    def inside(self, box: Box) -> NDArray[np.int64]:
        """The points in a box, as places in `mapped`."""
        west, north, east, south = box
        mapped = self.mapped
        seen = (mapped.x >= west) & (mapped.x <= east) & (mapped.y >= north) & (mapped.y <= south)
        return np.flatnonzero(seen)

    # Asking

    def box_of(self, mark: int) -> Box:
        """What holds all records of a mark."""
        members = self.marks.of(mark)
        x, y = self.mapped.x[members], self.mapped.y[members]
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())

    def example(self) -> str:
        """The letters of some animal that is on the map; empty without any."""
        looks = zip(self.mapped.known, self.letters, strict=True)
        return next((letters for one, letters in looks if one.kind == "sighting"), "")

    def at(self, view: Viewport, px: float, py: float) -> int | None:
        """The mark at a pixel."""
        return self.marks.nearest(*view.to_unit(px, py), view.scale, REACH)

    def obstacles(self, view: Viewport) -> list[Rect]:
        """Where marks stand, in world pixels, for names to keep clear of."""
        scale, radii = view.scale, self.marks.radii
        x, y = self.marks.x * scale, self.marks.y * scale
        return list(
            zip(
                (x - radii).tolist(),
                (y - radii).tolist(),
                (x + radii).tolist(),
                (y + radii).tolist(),
                strict=True,
            )
        )

    # Painting

    def text_of(self, mark: int) -> str:
        """What stands on a mark: how many, or for one record the letters of its animal."""
        count = int(self.marks.counts[mark])
        if count > 1:
            return str(count)
        look_of = int(self.mapped.looks[self.marks.of(mark)[0]])
        return self.letters[look_of] if look_of < len(self.letters) else ""

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The marks in view."""
        self.gather(view)
        marks = self.marks
        if not len(marks):
            return
        ratio = painter.device().devicePixelRatioF()
        px, py = marks.x * view.scale - view.left, marks.y * view.scale - view.top
        seen = (px > -40) & (px < view.width + 40) & (py > -40) & (py < view.height + 40)
        spots = cast("list[tuple[float, float]]", np.column_stack((px, py)).tolist())
        for mark in cast("list[int]", np.flatnonzero(seen).tolist()):
            picture = sign.sign(
                self.text_of(mark),
                marks.mix[mark].tolist(),
                float(marks.radii[mark]),
                ratio=ratio,
                colours=self._colours,
            )
            half = float(picture.deviceIndependentSize().width()) / 2
            x, y = spots[mark]
            painter.drawPixmap(round(x - half), round(y - half), picture)
        for mark in {*self.chosen, *(() if self.hot is None else (self.hot,))}:
            self._paint_ring(painter, QPointF(*spots[mark]), float(marks.radii[mark]))

    @staticmethod
    def _paint_ring(painter: QPainter, at: QPointF, radius: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((look().colours.sheet, 5), (look().colours.focus, 3)):
            painter.setPen(QPen(shade(colour), width))
            painter.drawEllipse(at, radius + 2, radius + 2)
