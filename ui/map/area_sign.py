"""The sign of a sort of own area, for a legend: a piece of its ground with its line around it; of a transect its line alone."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.map.area_looks import brush_of, pen_of
from ui.map.inks import Inks, inks
from ui.theme.theme import look, shade
from ui.widgets import strokes

LINES = frozenset(("transect",))


def paint_area_sign(painter: QPainter, rect: QRectF, sort: str, ink: Inks) -> None:
    """Draw it into a rectangle."""
    painter.setPen(pen_of(sort, ink))
    if sort in LINES:
        painter.drawLine(QLineF(rect.left(), rect.center().y(), rect.right(), rect.center().y()))
        return
    painter.fillRect(rect, shade(ink.land))
    painter.setBrush(brush_of(sort, ink))
    painter.drawRect(rect)


class AreaSign(QWidget):
    """The sign as a widget, in the theme's inks."""

    def __init__(self, sort: str) -> None:
        super().__init__()
        self._sort = sort
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(40), look().px(26))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        paint_area_sign(painter, QRectF(self.rect()).adjusted(2, 4, -2, -4), self._sort, inks())
        painter.end()
