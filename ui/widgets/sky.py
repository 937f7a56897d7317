"""Today's picture, the only one: sky, two ridges, two dunes and the sun; plain paper in sunlight."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme, look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column

HIGH = 160
"""The band's height in px of the design; points below are in the same px: from the far edge, from the top."""
FAR_RIDGE = (
    (-4, 80), (61, 97), (126, 64), (171, 93), (214, 74), (283, 112), (353, 83),
    (390, 92), (447, 54), (504, 92), (541, 80), (621, 122), (668, 118), (760, 160),
)  # fmt: skip
NEAR_RIDGE = (
    (-4, 131), (100, 112), (204, 138), (304, 119), (376, 128), (454, 106), (554, 134), (621, 128), (760, 160),
)  # fmt: skip
SUN = (252, 67, 22)
FAR_PART = 0.62


class SkyBand(QWidget):
    """Put the day's title and who is here into `body`; it grows with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = Column(self, gap=4, sides=(32, 14, 32, 14))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(HIGH)  # at a larger scale the words fill it, and the page needs the room

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        if theme.colours.is_plain:
            painter.fillRect(rect, shade(theme.colours.page))
            width = theme.sizes.border
            foot = QRectF(rect.left(), rect.bottom() - width, rect.width(), width)
            painter.fillRect(foot, shade(theme.colours.line))
        else:
            _paint_sky(painter, rect, theme, rtl=strokes.is_rtl(self))
        painter.end()


def _paint_sky(painter: QPainter, rect: QRectF, theme: Theme, *, rtl: bool) -> None:
    """Paint all, counted from the right edge; a right-to-left window sees it from the other side."""
    colours = theme.colours
    high = rect.height() / HIGH
    _paint_air(painter, rect, shade(colours.sky_top), shade(colours.sky_foot))
    painter.translate(rect.left() if rtl else rect.right(), rect.top())
    # Wide, but never under the words: the ridges keep to the far half.
    wide = min(high, rect.width() * FAR_PART / FAR_RIDGE[-1][0])
    painter.scale(wide if rtl else -wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    x, y, radius = SUN
    painter.setBrush(shade(colours.sun))
    painter.drawEllipse(QPointF(x, y), radius * high / wide, radius)
    for points, colour in ((FAR_RIDGE, colours.far_ridge), (NEAR_RIDGE, colours.near_ridge)):
        ridge = QPainterPath(QPointF(-4, HIGH))
        for a, b in points:
            ridge.lineTo(a, b)
        ridge.closeSubpath()
        painter.setBrush(shade(colour))
        painter.drawPath(ridge)
    broad = rect.width() / wide
    painter.setBrush(shade(colours.dune_shade))
    painter.drawPath(_dune(-4, min(440.0, broad / 2), 150))
    painter.setBrush(shade(colours.dune))
    painter.drawPath(_dune(min(360.0, broad / 3), broad + 4, 148, end=155))


def _paint_air(painter: QPainter, rect: QRectF, top: QColor, foot: QColor) -> None:
    """The sky from top to foot, line by line: loading Qt's own gradients costs the first paint 3 ms."""
    area = rect.toRect()
    pairs = ((top.red(), foot.red()), (top.green(), foot.green()), (top.blue(), foot.blue()))
    for y in range(area.height()):
        part = y / max(1, area.height() - 1)
        red, green, blue = (round(first + (last - first) * part) for first, last in pairs)
        painter.fillRect(area.x(), area.y() + y, area.width(), 1, QColor(red, green, blue))


def _dune(start: float, end_x: float, crest: float, *, end: float = HIGH) -> QPainterPath:
    """One long back of sand, from the foot at `start` over the crest to the height `end`."""
    dune = QPainterPath(QPointF(start, HIGH))
    wide = end_x - start
    dune.cubicTo(
        QPointF(start + wide * 0.22, crest - 2),
        QPointF(start + wide * 0.42, crest - 2),
        QPointF(start + wide * 0.62, (crest + end) / 2),
    )
    dune.quadTo(QPointF(start + wide * 0.8, end), QPointF(end_x, end))
    dune.lineTo(QPointF(end_x, HIGH))
    dune.closeSubpath()
    return dune
