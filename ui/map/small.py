"""A small still map of one or more positions: where it was, at a glance, on a form, in Review and beside a record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.geo.basemap import Shapes
from camifield.geo.mercator import metres_per_unit, to_unit
from ui.map import furniture
from ui.map.graticule import Graticule
from ui.map.layer import Layer
from ui.map.sources import ground_of, names_of
from ui.map.viewport import Viewport
from ui.map.ways import Ways
from ui.theme.theme import look, shade
from ui.widgets import strokes

HIGH = 168
MARK = 13.0
MOST_LEVEL = 17.0
ALONE_LEVEL, GRID_FROM = 8.0, 11.5
"""One position alone is shown among the towns around it."""
LEAST_OF_SEVERAL = 0.0
"""Answers may lie half the world apart: latitude and longitude the wrong way round."""


class Position(NamedTuple):
    """A place in degrees (WGS 84), the letter on its mark if it has one, and the radius within which it surely was."""

    latitude: float
    longitude: float
    letter: str = ""
    uncertainty_m: float = 0.0


class SmallMap(QWidget):
    """Positions and ways on the basemap with a scale and the north. `name` is said by screen readers, `distance` stands
    between two positions. With nothing to show it paints an empty sheet: hide it then.
    """

    def __init__(
        self,
        positions: Sequence[Position] = (),
        *,
        language: str,
        name: str = "",
        distance: str = "",
        ways: Shapes | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._ways = Ways(ways)
        self._positions: tuple[Position, ...] = ()
        self._distance = ""
        self._is_joined = True
        self._level: float | None = None
        self._kept: tuple[tuple[object, ...], QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_positions(positions, name=name, distance=distance)

    @property
    def positions(self) -> tuple[Position, ...]:
        return self._positions

    def show_positions(
        self,
        positions: Sequence[Position],
        *,
        name: str = "",
        distance: str = "",
        level: float | None = None,
        is_joined: bool = True,
    ) -> None:
        """Show other positions; `level` replaces the zoom that fits them, `is_joined` draws the way between them."""
        self._positions, self._distance, self._level = tuple(positions), distance, level
        self._is_joined = is_joined
        self.setAccessibleName(name)
        self.update()

    def show_ways(self, shapes: Shapes, *, name: str = "") -> None:
        """Show lines of the unit square and nothing else."""
        self._ways.shapes, self._kept = shapes, None
        self.show_positions((), name=name)

    def sizeHint(self) -> QSize:
        return QSize(look().px(320), look().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(HIGH))

    def view(self) -> Viewport:
        """What of the world is shown."""
        view = Viewport().sized(self.width(), self.height())
        spots = [*self._spots(), *self._ends()]
        if not spots:
            return view
        across, down = [x for x, _ in spots], [y for _, y in spots]
        middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
        wide, high = max(across) - min(across), max(down) - min(down)
        # The marks stand well inside, and so does the distance beside them.
        aside = 120 if self._distance else 64
        inner = view.sized(self.width() - look().px(aside), self.height() - look().px(64))
        box = (middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2)
        most = ALONE_LEVEL if wide == high == 0 else MOST_LEVEL
        fitted = inner.fitted(box, self._level or most, LEAST_OF_SEVERAL)
        return view._replace(level=self._level or fitted.level).at(*middle)

    def _ends(self) -> list[tuple[float, float]]:
        """Two corners of what holds all ways."""
        shapes = self._ways.shapes
        if shapes is None or not len(shapes.boxes):
            return []
        west, north = shapes.boxes[:, :2].min(axis=0).tolist()
        east, south = shapes.boxes[:, 2:].max(axis=0).tolist()
        return [(west, north), (east, south)]

    def _spots(self) -> list[tuple[float, float]]:
        """The positions in the unit square; across the 180th meridian the short way round."""
        if not self._positions:
            return []
        spots = [to_unit(one.longitude, one.latitude) for one in self._positions]
        first = spots[0][0]
        return [(first + (x - first + 1.5) % 1 - 0.5, y) for x, y in spots]

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        sheet = QPainterPath()
        sheet.addRoundedRect(rect, theme.sizes.radius_control, theme.sizes.radius_control)
        painter.setClipPath(sheet)
        view = self.view()
        painter.drawPixmap(0, 0, self._ground(view, self.devicePixelRatioF()))
        self._paint_positions(painter, view)
        furniture.paint_scale(painter, view, theme.px(12), rect.bottom() - theme.px(10), self._language)
        furniture.paint_north(painter, QPointF(rect.right() - theme.px(18), theme.px(8)))
        painter.setClipping(False)
        border = shade(theme.colours.line)
        radius = float(theme.sizes.radius_control)
        strokes.frame(painter, rect, fill=None, border=border, width=theme.sizes.border, radius=radius)
        painter.end()

    def _ground(self, view: Viewport, ratio: float) -> QPixmap:
        """The map below the marks, kept until something else is to be seen."""
        state = (view, self._positions, ratio, look().name, look().scale)
        if self._kept is None or self._kept[0] != state:
            picture = QPixmap(round(view.width * ratio), round(view.height * ratio))
            picture.setDevicePixelRatio(ratio)
            painter = QPainter(picture)
            for layer in self._layers(view):
                if layer is None:
                    painter.fillRect(picture.rect(), shade(look().colours.sunken))
                    continue
                painter.save()
                layer.paint(painter, view)
                painter.restore()
            painter.end()
            self._kept = state, picture
        return self._kept[1]

    def _layers(self, view: Viewport) -> list[Layer | None]:
        """The ground, so near that nothing is left of it a grid to measure by, and names where nothing else stands."""
        px = look().px
        reach = px(MARK + 4)
        spots = [(x * view.scale, y * view.scale) for x, y in self._spots()]
        marks = [(x - reach, y - reach, x + reach, y + reach) for x, y in spots]
        corners = [
            QRect(0, view.height - px(34), px(190), px(34)),
            QRect(view.width - px(40), 0, px(40), px(48)),
        ]
        grid: list[Layer | None] = []
        if view.level >= GRID_FROM:
            lines = Graticule()
            lines.clear = corners[0]
            grid = [lines]
        return [ground_of(), *grid, self._ways, names_of(self._language, marks, corners)]

    def _paint_positions(self, painter: QPainter, view: Viewport) -> None:
        theme = look()
        if not self._positions:
            return
        spots = [QPointF(*view.to_screen(*spot)) for spot in self._spots()]
        for position, spot in zip(self._positions, spots, strict=True):
            reach = position.uncertainty_m / metres_per_unit(position.latitude) * view.scale
            if reach > theme.px(MARK):
                ring = shade(theme.colours.conflict)
                painter.setPen(QPen(ring, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(spot, reach, reach)
        if self._is_joined:
            self._paint_between(painter, spots)
        for spot, letters in self._gathered(spots):
            self._paint_mark(painter, spot, letters)

    def _gathered(self, spots: Sequence[QPointF]) -> list[tuple[QPointF, str]]:
        """The marks with their letters; one for positions that would lie on each other."""
        found: list[tuple[QPointF, list[str]]] = []
        near = look().px(2 * MARK)
        for position, spot in zip(self._positions, spots, strict=True):
            beside = [
                letters for at, letters in found if QLineF(at, spot).length() < near and position.letter
            ]
            if beside and all(beside[0]):
                beside[0].append(position.letter)
            else:
                found.append((spot, [position.letter]))
        return [(at, " ".join(letters)) for at, letters in found]

    def _paint_between(self, painter: QPainter, spots: Sequence[QPointF]) -> None:
        """The way between the positions, and how long it is, beside it where no mark is in the way."""
        theme = look()
        for colour, style in (
            (theme.colours.sheet, Qt.PenStyle.SolidLine),
            (theme.colours.ink, Qt.PenStyle.DashLine),
        ):
            pen = QPen(shade(colour), theme.px(3) if style == Qt.PenStyle.SolidLine else theme.px(1.5))
            pen.setStyle(style)
            painter.setPen(pen)
            for one, other in pairwise(spots):
                painter.drawLine(QLineF(one, other))
        if len(spots) != 2 or not self._distance:
            return
        metrics = theme.metrics("small")
        wide, high = metrics.horizontalAdvance(self._distance) + theme.px(12), metrics.height() + theme.px(2)
        line = QLineF(spots[0], spots[1])
        centre, reach = line.center(), theme.px(MARK + 8)
        x = centre.x() - wide / 2
        if line.length() < wide + 2 * reach:
            right = max(spots[0].x(), spots[1].x()) + reach
            x = right if right + wide <= self.width() else min(spots[0].x(), spots[1].x()) - reach - wide
        box = QRectF(x, centre.y() - high / 2, wide, high)
        ground, edge = shade(theme.colours.sheet), shade(theme.colours.line)
        radius = theme.sizes.radius_tag
        strokes.frame(painter, box, fill=ground, border=edge, width=theme.sizes.border, radius=radius)
        strokes.write(painter, box, self._distance, "small", theme.tone("ink"), side="center")

    def _paint_mark(self, painter: QPainter, spot: QPointF, letters: str) -> None:
        theme = look()
        radius = theme.px(MARK if letters else MARK / 2)
        wide = max(radius, theme.metrics("strong").horizontalAdvance(letters) / 2 + theme.px(7))
        half = wide if len(letters) > 2 else radius
        box = QRectF(spot.x() - half, spot.y() - radius, 2 * half, 2 * radius)
        painter.setPen(QPen(shade(theme.colours.sheet), theme.px(2)))
        painter.setBrush(theme.tone("conflict"))
        painter.drawRoundedRect(box, radius, radius)
        if letters:
            strokes.write(painter, box, letters, "strong", shade(theme.colours.sheet), side="center")
