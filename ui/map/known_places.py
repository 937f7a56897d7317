"""The team's known places on the map: a small square each with its name, below the records' marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap, QPolygonF

from ui.map.inks import Inks, inks
from ui.map.names import Rect, Room, beside
from ui.map.points import Points
from ui.map.viewport import Viewport
from ui.map.written import words_in
from ui.theme.theme import look, shade

MARKS_FROM, NAMES_FROM = 4.0, 7.5
"""The levels from which the squares are drawn, and their names: from farther away they would only cover each other."""
RADIUS = 4.5
MARGIN = 192
MOST_MARKS, MOST_NAMES = 1_500, 250


class PlaceSign(NamedTuple):
    """A place in the unit square, and its name."""

    x: float
    y: float
    name: str


class _Sign(NamedTuple):
    """What is drawn of one place, in world pixels of its level."""

    x: float
    y: float
    left: float
    top: float
    picture: QPixmap | None


class KnownPlaces:
    """A layer above the ground. `is_shown` and `signs` may be changed at any time; tell the canvas then. Names keep clear
    of the marks of `points`; a square under a mark has no name.
    """

    def __init__(self, points: Points | None = None, ink: Inks | None = None) -> None:
        self.is_shown = True
        self._points = points
        self._ink = ink
        self._signs: Sequence[PlaceSign] = ()
        self._state: tuple[object, ...] = ()
        self._wide: Viewport | None = None
        self._drawn: list[_Sign] = []

    @property
    def signs(self) -> Sequence[PlaceSign]:
        """The places that have a position."""
        return self._signs

    def show(self, signs: Sequence[PlaceSign]) -> None:
        """Other places."""
        self._signs, self._wide = tuple(signs), None

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The squares and names of the view; laid out anew where the view left what was laid out."""
        if not self.is_shown or not self._signs or view.level < MARKS_FROM:
            return
        self._lay_out(view, painter.device().devicePixelRatioF())
        ink, radius = self._ink or inks(), RADIUS * look().scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shade(ink.halo))
        painter.setBrush(shade(ink.name))
        for one in self._drawn:
            x, y = one.x - view.left, one.y - view.top
            corners = [
                QPointF(x, y - radius),
                QPointF(x + radius, y),
                QPointF(x, y + radius),
                QPointF(x - radius, y),
            ]
            painter.drawPolygon(QPolygonF(corners))  # pyright: ignore[reportUnknownMemberType]
        for one in self._drawn:
            if one.picture is not None:
                painter.drawPixmap(round(one.left) - view.left, round(one.top) - view.top, one.picture)

    def obstacles(self, view: Viewport) -> list[Rect]:
        """Where squares and names stand, in world pixels, for the names of towns to keep clear of."""
        if not self.is_shown or not self._signs or view.level < MARKS_FROM:
            return []
        self._lay_out(view, self._ratio)
        return [rect for one in self._drawn for rect in _rects(one)]

    @property
    def _ratio(self) -> float:
        found = self._state[-1] if self._state else 1.0
        return found if isinstance(found, float) else 1.0

    def _lay_out(self, view: Viewport, ratio: float) -> None:
        marks = self._points.generation if self._points is not None else 0
        state = (view.level, look().name, look().scale, marks, ratio)
        if self._wide is not None and state == self._state and self._wide.holds(view):
            return
        self._state, self._wide = state, view.spread(MARGIN)
        self._drawn = list(self._placed(self._wide, ratio))

    def _placed(self, view: Viewport, ratio: float) -> Iterator[_Sign]:
        west, north, east, south = view.box
        seen = [one for one in self._signs if west <= one.x <= east and north <= one.y <= south][:MOST_MARKS]
        room, ink, scale = Room(), self._ink or inks(), view.scale
        radius = RADIUS * look().scale
        named = 0
        marks = Room()
        for rect in self._points.obstacles(view) if self._points is not None else ():
            room.take(rect)
            marks.take(rect)
        squares = [
            (x - radius, y - radius, x + radius, y + radius)
            for x, y in ((one.x * scale, one.y * scale) for one in seen)
        ]
        for square in squares:
            room.take(square)
        for one, square in zip(seen, squares, strict=True):
            x, y = one.x * scale, one.y * scale
            sign = _Sign(x, y, 0.0, 0.0, None)
            if view.level >= NAMES_FROM and named < MOST_NAMES and marks.is_free(square):
                picture = words_in(one.name, "small", ink.name, ink.halo, ratio=ratio)
                size = picture.deviceIndependentSize()
                for left, top in beside((x, y), radius + 1, size.width(), size.height()):
                    rect = (left, top, left + size.width(), top + size.height())
                    if room.is_free(rect):
                        room.take(rect)
                        named += 1
                        sign = _Sign(x, y, left, top, picture)
                        break
            yield sign


def _rects(one: _Sign) -> Iterator[Rect]:
    radius = RADIUS * look().scale
    yield (one.x - radius, one.y - radius, one.x + radius, one.y + radius)
    if one.picture is not None:
        size = one.picture.deviceIndependentSize()
        yield (one.left, one.top, one.left + size.width(), one.top + size.height())
