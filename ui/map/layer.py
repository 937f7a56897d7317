"""What the map is made of: layers that paint themselves for a view. A new kind of map data is one more layer."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QPainter

from ui.map.viewport import Viewport


class Layer(Protocol):
    """One sheet of the map. A layer of the ground is painted once for a piece of the map and kept as a picture until
    `Canvas.repaint_ground`; a layer above is painted at every frame and must be quick.

    `paint` gets a painter whose pixels are those of the viewport, and may leave any pen or brush behind.
    """

    def paint(self, painter: QPainter, view: Viewport) -> None: ...
