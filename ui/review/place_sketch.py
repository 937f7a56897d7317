"""Where the places differ: the points to scale, north up, with the distance between them. A plain sketch, no map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.geo.earth import METRES_PER_DEGREE
from camifield.queries.matters import Point
from camifield.queries.positions import metres_text
from ui.theme.theme import look, shade
from ui.widgets import strokes

HIGH = 132
LEAST_SPAN_M = 20.0
MARK = 13.0


@dataclass(frozen=True, slots=True)
class Place:
    """A point in metres east and north of the middle."""

    letter: str
    east: float
    north: float


def places_of(points: Sequence[tuple[str, Point]]) -> list[Place]:
    """The points on a plane: metres from their middle, right to a percent within some hundred kilometres."""
    first = points[0][1]
    north = sum(point.latitude for _, point in points) / len(points)
    # Across the 180th meridian the short way round.
    easts = [(point.longitude - first.longitude + 540) % 360 - 180 for _, point in points]
    middle = (min(easts) + max(easts)) / 2
    across = METRES_PER_DEGREE * math.cos(math.radians(north))
    return [
        Place(letter, (east - middle) * across, (point.latitude - north) * METRES_PER_DEGREE)
        for (letter, point), east in zip(points, easts, strict=True)
    ]


def round_length(most_m: float) -> float:
    """The longest of 1, 2, 5, 10, 20 ... metres that is no longer than this."""
    power = 10.0 ** math.floor(math.log10(max(most_m, 1e-3)))
    return max(step * power for step in (1, 2, 5) if step * power <= most_m * 1.000001)


class PlaceSketch(QWidget):
    """The letters at their places. `language` is for the numbers on it, `sentence` for screen readers."""

    def __init__(
        self,
        points: Sequence[tuple[str, Point]],
        distance_m: float,
        language: str,
        sentence: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = places_of(points)
        self._distance_m = distance_m
        self._language = language
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(look().px(320), look().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(HIGH))

    def _scale(self, rect: QRectF) -> float:
        """Pixels for a metre, so that all points lie well inside."""
        easts = [one.east for one in self._places]
        norths = [one.north for one in self._places]
        wide = max(max(easts) - min(easts), LEAST_SPAN_M)
        high = max(max(norths) - min(norths), LEAST_SPAN_M)
        side = look().px(40)
        return min((rect.width() - 4 * side) / wide, (rect.height() - 1.6 * side) / high)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        ground = QPainterPath()
        ground.addRoundedRect(rect, theme.sizes.radius_control, theme.sizes.radius_control)
        painter.setClipPath(ground)
        painter.fillPath(ground, shade(theme.colours.sighting_tint))
        scale = self._scale(rect)
        self._grid(painter, rect, scale)
        norths = [one.north for one in self._places]
        middle = QPointF(rect.center().x(), rect.center().y() + (min(norths) + max(norths)) / 2 * scale)
        spots = [
            QPointF(middle.x() + one.east * scale, middle.y() - one.north * scale) for one in self._places
        ]
        self._between(painter, spots)
        for place, spot in zip(self._places, spots, strict=True):
            self._mark(painter, spot, place.letter)
        self._bar(painter, rect, scale)
        self._north(painter, rect)
        if theme.colours.is_plain:
            painter.setClipping(False)
            border = shade(theme.colours.line)
            radius = float(theme.sizes.radius_control)
            strokes.frame(painter, rect, fill=None, border=border, width=theme.sizes.border, radius=radius)
        painter.end()

    def _grid(self, painter: QPainter, rect: QRectF, scale: float) -> None:
        """Faint lines at a round distance: the eye measures by them."""
        step = round_length(look().px(96) / scale) * scale
        colours = look().colours
        painter.setPen(QPen(shade(colours.seam if colours.is_plain else colours.line), 1))
        middle = rect.center()
        for number in range(-int(rect.width() / step), int(rect.width() / step) + 1):
            x, y = middle.x() + number * step, middle.y() + number * step
            painter.drawLine(QLineF(x, rect.top(), x, rect.bottom()))
            painter.drawLine(QLineF(rect.left(), y, rect.right(), y))

    def _between(self, painter: QPainter, spots: Sequence[QPointF]) -> None:
        theme = look()
        pen = QPen(theme.tone("ink"), theme.px(1.5))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for one, other in pairwise(spots):
            painter.drawLine(QLineF(one, other))
        if len(spots) != 2:
            return
        text = metres_text(self._distance_m, self._language)
        metrics = theme.metrics("small")
        wide, high = metrics.horizontalAdvance(text) + theme.px(12), metrics.height() + theme.px(2)
        line = QLineF(spots[0], spots[1])
        centre = line.center()
        is_short = line.length() < wide + theme.px(4 * MARK)
        # On the line where it is long enough, else beside it where no mark is in the way.
        x = centre.x() - wide / 2
        if is_short:
            reach = theme.px(MARK + 8)
            x = max(spots[0].x(), spots[1].x()) + reach
            if x + wide > self.width():
                x = min(spots[0].x(), spots[1].x()) - reach - wide
        box = QRectF(x, centre.y() - high / 2, wide, high)
        ground, edge = shade(theme.colours.sheet), shade(theme.colours.line)
        strokes.frame(
            painter, box, fill=ground, border=edge, width=theme.sizes.border, radius=theme.sizes.radius_tag
        )
        strokes.write(painter, box, text, "small", theme.tone("ink"), side="center")

    def _mark(self, painter: QPainter, spot: QPointF, letter: str) -> None:
        theme = look()
        radius = theme.px(MARK)
        painter.setPen(QPen(shade(theme.colours.sheet), theme.px(2)))
        painter.setBrush(theme.tone("conflict"))
        painter.drawEllipse(spot, radius, radius)
        box = QRectF(spot.x() - radius, spot.y() - radius, 2 * radius, 2 * radius)
        strokes.write(painter, box, letter, "strong", shade(theme.colours.sheet), side="center")

    def _bar(self, painter: QPainter, rect: QRectF, scale: float) -> None:
        theme = look()
        metres = round_length(rect.width() / 4 / scale)
        left, y = rect.left() + theme.px(16), rect.bottom() - theme.px(14)
        right = left + metres * scale
        painter.setPen(QPen(theme.tone("ink"), theme.px(2)))
        painter.drawLine(QLineF(left, y, right, y))
        for x in (left, right):
            painter.drawLine(QLineF(x, y - theme.px(4), x, y))
        high = theme.metrics("small").height()
        box = QRectF(right + theme.px(8), y - high / 2 - theme.px(2), theme.px(90), high)
        strokes.write(painter, box, metres_text(metres, self._language), "small", theme.tone("ink"))

    def _north(self, painter: QPainter, rect: QRectF) -> None:
        theme = look()
        x, top = rect.right() - theme.px(22), rect.top() + theme.px(12)
        arrow = QPainterPath(QPointF(x, top))
        for across, down in ((6, 18), (0, 14), (-6, 18)):
            arrow.lineTo(x + theme.px(across), top + theme.px(down))
        arrow.closeSubpath()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tone("ink"))
        painter.drawPath(arrow)
        box = QRectF(x - theme.px(10), top + theme.px(18), theme.px(20), theme.metrics("small").height())
        strokes.write(painter, box, "N", "small", theme.tone("ink"), side="center")
