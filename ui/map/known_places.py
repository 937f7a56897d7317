"""The team's known places on the map: a small square each with its name, below the records' marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap, QPolygonF

from ui.map.inks import Inks, inks
from ui.map.names import Rect, Room
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
    """A layer above the ground. `is_shown` and `signs` may be changed at any time; tell the canvas then."""

    def __init__(self, ink: Inks | None = None) -> None:
        self.is_shown = True
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
        state = (view.level, look().name, look().scale, ratio)
        if self._wide is not None and state == self._state and _holds(self._wide, view):
            return
        self._state, self._wide = state, view.spread(MARGIN)
        self._drawn = list(self._placed(self._wide, ratio))

    def _placed(self, view: Viewport, ratio: float) -> Iterator[_Sign]:
        west, north, east, south = view.box
        seen = [one for one in self._signs if west <= one.x <= east and north <= one.y <= south][:MOST_MARKS]
        room, ink, scale = Room(), self._ink or inks(), view.scale
        radius = RADIUS * look().scale
        named = 0
        for one in seen:
            x, y = one.x * scale, one.y * scale
            room.take((x - radius, y - radius, x + radius, y + radius))
        for one in seen:
            x, y = one.x * scale, one.y * scale
            if view.level < NAMES_FROM or named >= MOST_NAMES:
                yield _Sign(x, y, 0.0, 0.0, None)
                continue
            picture = words_in(one.name, "small", ink.name, ink.halo, ratio=ratio)
            size = picture.deviceIndependentSize()
            left, top = x + radius + 1, y - size.height() / 2
            rect = (left, top, left + size.width(), top + size.height())
            if not room.is_free(rect):
                left = x - radius - 1 - size.width()
                rect = (left, top, left + size.width(), top + size.height())
            if room.is_free(rect):
                room.take(rect)
                named += 1
                yield _Sign(x, y, left, top, picture)
            else:
                yield _Sign(x, y, 0.0, 0.0, None)


def _rects(one: _Sign) -> Iterator[Rect]:
    radius = RADIUS * look().scale
    yield (one.x - radius, one.y - radius, one.x + radius, one.y + radius)
    if one.picture is not None:
        size = one.picture.deviceIndependentSize()
        yield (one.left, one.top, one.left + size.width(), one.top + size.height())


def _holds(wide: Viewport, view: Viewport) -> bool:
    """Whether all of a view is in another of the same level."""
    return (
        wide.left <= view.left
        and wide.top <= view.top
        and wide.left + wide.width >= view.left + view.width
        and wide.top + wide.height >= view.top + view.height
    )
