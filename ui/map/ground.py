"""The embedded basemap as a layer: relief under the land, waters, provinces, and borders with their standing.

Pens are one pixel wide: broader ones take five to ten times as long in software. Borders that are disputed are dashed,
whatever the data think of them; a setting hides all borders.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from camifield.geo.basemap import Basemap, Layer, Shapes
from ui.map.inks import Inks, inks
from ui.map.outlines import lines, rings
from ui.map.viewport import REGION, Box, Viewport
from ui.theme.theme import shade

DETAIL_FROM = (4.75, 7.0, 8.0)
"""The levels from which the second, third and fourth detail are drawn."""
PROVINCES_FROM, RIVERS_FROM = 5.5, 3.5
FADES_FROM, LEAST_SHARE = 8.0, 0.35
DASH = [5.0, 4.0]


class Ground:
    """`has_borders` and `has_relief` may be changed at any time; tell the canvas to paint the ground anew. `ink` replaces
    the theme's inks.
    """

    def __init__(self, basemap: Basemap, ink: Inks | None = None) -> None:
        self._basemap = basemap
        self._ink = ink
        self.has_borders = True
        self.has_relief = True

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The whole ground: nothing shows through."""
        ink = self._ink or inks()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        everything = QRectF(0, 0, view.width, view.height)
        known = QRectF(QPointF(*view.to_screen(*REGION[:2])), QPointF(*view.to_screen(*REGION[2:])))
        if not known.contains(everything):  # the basemap ends there, and the map says so
            painter.fillRect(everything, shade(ink.beyond))
            painter.setClipRect(known.intersected(everything))
        painter.fillRect(everything, shade(ink.land))
        if ink.relief and self.has_relief:
            self._paint_relief(painter, view, ink)
        self._paint_waters(painter, view, ink)
        if self.has_borders:
            Borders(self._basemap, self._ink).paint(painter, view)

    def _paint_relief(self, painter: QPainter, view: Viewport, ink: Inks) -> None:
        picture, (west, north, east, south) = relief_of(self._basemap)
        if picture.isNull():
            return
        left, top = view.to_screen(west, north)
        right, bottom = view.to_screen(east, south)
        seen = QRectF(left, top, right - left, bottom - top).intersected(
            QRectF(0, 0, view.width, view.height)
        )
        if seen.isEmpty():
            return
        across, down = picture.width() / (right - left), picture.height() / (bottom - top)
        part = QRectF(
            (seen.left() - left) * across,
            (seen.top() - top) * down,
            seen.width() * across,
            seen.height() * down,
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(seen, picture, part)
        if ink.is_dark:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(seen, QColor(92, 98, 104))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        veil = QColor(ink.land)
        veil.setAlphaF(1 - ink.relief * _share(view.level))
        painter.fillRect(seen, veil)

    def _paint_waters(self, painter: QPainter, view: Viewport, ink: Inks) -> None:
        """The sea is all that is not land: one fill of the view with the land cut out of it."""
        sea = QPainterPath()
        sea.addRect(QRectF(-20, -20, view.width + 40, view.height + 40))
        sea.addPath(rings(_shown(self._basemap, "land", view), view))
        painter.setPen(_pen(ink.shore))
        painter.setBrush(shade(ink.sea))
        painter.drawPath(sea)
        if view.level >= RIVERS_FROM:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            _draw(painter, _pen(ink.river), _shown(self._basemap, "rivers", view), view)
        painter.setPen(_pen(ink.shore))
        painter.setBrush(shade(ink.sea))
        painter.drawPath(rings(_shown(self._basemap, "lakes", view), view))
        painter.setBrush(Qt.BrushStyle.NoBrush)


class Borders:
    """The borders alone, for a map on which something lies between them and the ground."""

    def __init__(self, basemap: Basemap, ink: Inks | None = None) -> None:
        self._basemap = basemap
        self._ink = ink

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """Provinces, borders, and those that are disputed, dashed."""
        ink = self._ink or inks()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.level >= PROVINCES_FROM:
            _draw(painter, _pen(ink.province), _shown(self._basemap, "provinces", view), view)
        _draw(painter, _pen(ink.border), _shown(self._basemap, "borders", view), view)
        dashed = _pen(ink.border)
        dashed.setDashPattern(DASH)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
        _draw(painter, dashed, _shown(self._basemap, "disputed_borders", view), view)


def _shown(basemap: Basemap, layer: Layer, view: Viewport) -> Shapes:
    detail = sum(view.level >= level for level in DETAIL_FROM)
    return basemap.shapes(layer, detail)


def _draw(painter: QPainter, pen: QPen, shapes: Shapes, view: Viewport) -> None:
    painter.setPen(pen)
    for line in lines(shapes, view):
        painter.drawPolyline(line)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)


@cache
def relief_of(basemap: Basemap) -> tuple[QImage, Box]:
    """The relief as Qt paints it fastest, decoded once (in 40 to 130 ms; any thread); a null picture where there is none."""
    relief = basemap.relief()
    if relief is None:
        return QImage(), (0, 0, 1, 1)
    picture = QImage.fromData(relief.jpeg)
    return picture.convertToFormat(QImage.Format.Format_RGB32), relief.box  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)


def _share(level: float) -> float:
    """How much of the relief is left so near: its pixels are kilometres, and a blur must not pass for a slope."""
    return 1.0 if level <= FADES_FROM else max(LEAST_SHARE, 1 - (level - FADES_FROM) / 6)


def _pen(colour: str) -> QPen:
    pen = QPen(shade(colour), 1)
    pen.setCosmetic(True)
    return pen
