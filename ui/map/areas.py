"""Own areas and lines as a layer of the ground: a light hatching and an outline by sort, with a glow so that any ground will do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from camifield.queries.mapped_areas import MappedArea
from ui.map.area_looks import brush_of, look_of, pen_of
from ui.map.inks import Inks, inks
from ui.map.outlines import lines, rings
from ui.map.viewport import Viewport, overlap
from ui.theme.theme import shade

LEAST_PX = 3.0
"""An area that is smaller than this is not drawn."""
FILLED = 14.0, 6000.0
"""Between so many pixels the ground inside is covered: of what is smaller the outline is all that can be seen, and somebody
who looks from so near is inside of it anyhow."""
PATTERN = 8
"""Pixels after which a hatching repeats."""


class Areas:
    """`shown` may be replaced at any time, and `hidden` are sorts that are left out; tell the canvas then. `ink` replaces
    the theme's inks.
    """

    def __init__(
        self, shown: Sequence[MappedArea] = (), hidden: Collection[str] = (), ink: Inks | None = None
    ) -> None:
        self.shown = shown
        self.hidden = frozenset(hidden)
        self._ink = ink

    def in_view(self, view: Viewport) -> list[MappedArea]:
        """Those that can be seen, the largest first."""
        scale, box = view.scale, view.box
        return [
            one
            for one in self.shown
            if one.area.sort not in self.hidden
            and max(one.box[2] - one.box[0], one.box[3] - one.box[1]) * scale >= LEAST_PX
            and overlap(one.box, box)
        ]

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The areas in view."""
        seen = self.in_view(view)
        if not seen:
            return
        ink = self._ink or inks()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Pieces of the map are painted one by one: a hatching goes through all of them.
        painter.setBrushOrigin(QPointF(-(view.left % PATTERN), -(view.top % PATTERN)))
        for one in seen:
            _paint(painter, view, one, ink)


def _paint(painter: QPainter, view: Viewport, one: MappedArea, ink: Inks) -> None:
    sort = one.area.sort
    glow = QPen(shade(ink.halo), look_of(sort).width + 2)
    glow.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if one.shapes.is_closed:
        path = rings(one.shapes, view)
        size = max(one.box[2] - one.box[0], one.box[3] - one.box[1]) * view.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush_of(sort, ink) if FILLED[0] <= size <= FILLED[1] else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (glow, pen_of(sort, ink)):
            painter.setPen(pen)
            painter.drawPath(path)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pieces = list(lines(one.shapes, view))
    for pen in (glow, pen_of(sort, ink)):
        painter.setPen(pen)
        for piece in pieces:
            painter.drawPolyline(piece)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
