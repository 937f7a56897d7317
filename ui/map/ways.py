"""Where tracks went, as a layer of the ground: a line with an edge of its own, so that it is seen on any ground."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from camifield.geo.basemap import Shapes
from ui.map.inks import Inks, inks
from ui.map.outlines import lines
from ui.map.viewport import Viewport
from ui.theme.theme import shade

EDGE, LINE = 4.0, 2.0


class Ways:
    """`shapes` may be replaced at any time; tell the canvas then. `ink` replaces the theme's inks."""

    def __init__(self, shapes: Shapes | None = None, ink: Inks | None = None) -> None:
        self.shapes = shapes
        self._ink = ink

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The lines in view."""
        if self.shapes is None or not len(self.shapes.boxes):
            return
        ink = self._ink or inks()
        pieces = list(lines(self.shapes, view))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((ink.halo, EDGE), (ink.way, LINE)):
            pen = QPen(shade(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for piece in pieces:
                painter.drawPolyline(piece)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
