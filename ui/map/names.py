"""Names on the map: countries, then places by rank, in the window's language; none touches another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QPainter, QPixmap

from camifield.fields.vocabulary import Vocabulary
from camifield.geo.basemap import Places
from ui.map.country_names import COUNTRY_NAMES
from ui.map.inks import Inks, inks
from ui.map.viewport import Viewport
from ui.map.written import words_in
from ui.theme.roles import Role
from ui.theme.theme import look, shade

RANKS_FROM = (3.0, 5.0, 6.5, 7.5, 8.5, 9.5)
"""The levels from which places of each rank have their names; capitals first, villages last."""
MARGIN = 192
"""Pixels around the view for which names are laid out as well: moving the map by that much lays out nothing anew."""
NEAR_EDGE = 48
MOST_TRIED = 700
AROUND = 5.0
"""Pixels that stay free around a name."""
CELL = 96
Rect = tuple[float, float, float, float]


class Name(NamedTuple):
    """A name that has its place: in world pixels of its level, left and top of the picture, and its dot if it has one."""

    text: str
    left: float
    top: float
    picture: QPixmap
    dot: tuple[float, float] | None
    dot_radius: float


class Room:
    """What is taken already, by squares, so that only neighbours are asked."""

    def __init__(self) -> None:
        self._taken: dict[tuple[int, int], list[Rect]] = {}

    def is_free(self, rect: Rect) -> bool:
        return not any(
            rect[0] < other[2] and other[0] < rect[2] and rect[1] < other[3] and other[1] < rect[3]
            for square in self._squares(rect)
            for other in self._taken.get(square, ())
        )

    def take(self, rect: Rect) -> None:
        for square in self._squares(rect):
            self._taken.setdefault(square, []).append(rect)

    @staticmethod
    def _squares(rect: Rect) -> Iterator[tuple[int, int]]:
        for column in range(int(rect[0] // CELL), int(rect[2] // CELL) + 1):
            for row in range(int(rect[1] // CELL), int(rect[3] // CELL) + 1):
                yield column, row


Obstacles = Callable[[Viewport], Sequence[Rect]]


class Names:
    """A layer above. `obstacles` gives rectangles in world pixels that names keep clear of, such as the marks; `edges`
    those on the screen under which a name is left out at this frame.
    """

    def __init__(
        self,
        places: Places,
        language: str,
        obstacles: Obstacles | None = None,
        edges: Callable[[], Sequence[QRect]] | None = None,
        ink: Inks | None = None,
    ) -> None:
        self._edges = edges
        self._places = places
        self._language = language
        self._obstacles = obstacles
        self._ink = ink
        self._for: tuple[object, ...] = ()
        self._ratio = 1.0
        self._wide: Viewport | None = None
        self.shown: list[Name] = []

    def forget(self) -> None:
        """The obstacles changed: lay out anew at the next frame."""
        self._wide = None

    def add_obstacles(self, obstacles: Obstacles) -> None:
        """Keep clear of these as well."""
        before = self._obstacles

        def both(view: Viewport) -> Sequence[Rect]:
            return [*(before(view) if before else ()), *obstacles(view)]

        self._obstacles = both
        self.forget()

    def prepare(self, view: Viewport) -> bool:
        """Lay out anew where the view comes near to the edge of what was laid out; whether that was done."""
        if self._wide is None or self._wide.holds(view.spread(NEAR_EDGE)):
            return False
        self._wide = view.spread(MARGIN)
        self.shown = list(self._laid_out(self._wide, self._ratio))
        return True

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The names of the view; laid out anew where the view left what was laid out."""
        self._ratio = painter.device().devicePixelRatioF()
        state = (view.level, look().name, look().scale, self._ratio)
        if self._wide is None or state != self._for or not self._wide.holds(view):
            self._for, self._wide = state, view.spread(MARGIN)
            self.shown = list(self._laid_out(self._wide, self._ratio))
        ink = self._ink or inks()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edges = self._edges() if self._edges else ()
        for name in self.shown:
            left, top = round(name.left) - view.left, round(name.top) - view.top
            rect = QRect(QPoint(left, top), name.picture.deviceIndependentSize().toSize())
            if any(rect.intersects(edge) for edge in edges):
                continue
            if name.dot is not None:
                painter.setPen(shade(ink.halo))
                painter.setBrush(shade(ink.quiet_name))
                spot = QPointF(name.dot[0] - view.left, name.dot[1] - view.top)
                painter.drawEllipse(spot, name.dot_radius, name.dot_radius)
            painter.drawPixmap(left, top, name.picture)

    def _laid_out(self, view: Viewport, ratio: float) -> Iterator[Name]:
        room = Room()
        for rect in self._obstacles(view) if self._obstacles else ():
            room.take(rect)
        yield from self._countries(view, room, ratio)
        yield from self._towns(view, room, ratio)

    def _countries(self, view: Viewport, room: Room, ratio: float) -> Iterator[Name]:
        ink = self._ink or inks()
        names = Vocabulary("country")
        scale = view.scale
        for one in COUNTRY_NAMES:
            if not one.from_level <= view.level <= one.to_level:
                continue
            text = names.label(one.code, self._language).upper()
            picture = words_in(text, "small", ink.quiet_name, ink.halo, spread=0.22, ratio=ratio)
            wide, high = picture.deviceIndependentSize().width(), picture.deviceIndependentSize().height()
            left, top = one.x * scale - wide / 2, one.y * scale - high / 2
            rect = (left - AROUND, top - AROUND, left + wide + AROUND, top + high + AROUND)
            if room.is_free(rect):
                room.take(rect)
                yield Name(text, left, top, picture, None, 0.0)

    def _towns(self, view: Viewport, room: Room, ratio: float) -> Iterator[Name]:
        ink = self._ink or inks()
        most = sum(view.level >= level for level in RANKS_FROM) - 1
        west, north, east, south = view.box
        places = self._places
        seen = (places.x >= west) & (places.x <= east) & (places.y >= north) & (places.y <= south)
        for index in np.flatnonzero(seen & (places.rank <= most))[:MOST_TRIED].tolist():
            rank = int(places.rank[index])
            role: Role = "strong" if rank == 0 else "small"
            radius = look().scale * (3.2 if rank == 0 else 2.6 if rank < 3 else 2.0)
            dot = (float(places.x[index]) * view.scale, float(places.y[index]) * view.scale)
            if not room.is_free((dot[0] - radius, dot[1] - radius, dot[0] + radius, dot[1] + radius)):
                continue
            text = places.name(index, self._language)
            colour = ink.name if rank < 2 else ink.quiet_name
            picture = words_in(text, role, colour, ink.halo, ratio=ratio)
            yield from _placed(text, picture, dot, radius, room)


def _placed(
    text: str, picture: QPixmap, dot: tuple[float, float], radius: float, room: Room
) -> Iterator[Name]:
    """The name right of its dot, else left, above or below it; none where all four are taken."""
    size = picture.deviceIndependentSize()
    wide, high, (x, y) = size.width(), size.height(), dot
    for left, top in beside(dot, radius + 1, wide, high):
        rect = (
            min(left, x - radius) - AROUND,
            min(top, y - radius),
            max(left + wide, x + radius) + AROUND,
            max(top + high, y + radius),
        )
        if room.is_free(rect):
            room.take(rect)
            yield Name(text, left, top, picture, dot, radius)
            return


def beside(dot: tuple[float, float], gap: float, wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Left and top of a name of that size right of its dot, left of it, above it and below it."""
    x, y = dot
    yield x + gap, y - high / 2
    yield x - gap - wide, y - high / 2
    yield x - wide / 2, y - gap - high
    yield x - wide / 2, y + gap
