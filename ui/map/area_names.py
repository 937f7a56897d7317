"""The names of own areas: inside of those that are wide enough for them, none touching another; towns keep clear of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QPainter, QPixmap

from ui.map.area_looks import colour_of
from ui.map.areas import Areas
from ui.map.inks import Inks, inks
from ui.map.names import Rect, Room
from ui.map.points import Points
from ui.map.viewport import Viewport
from ui.map.written import words_in
from ui.theme.theme import look

MARGIN = 256
"""Pixels around the view for which names are laid out as well: moving the map by that much lays out nothing anew."""
ROOM = 1.1
"""How much wider a name may be than its area."""
AROUND = 4.0
LONGEST = 40
"""Letters; what is longer is cut."""


class AreaName(NamedTuple):
    """A name in its place: left and top in world pixels of its level."""

    text: str
    left: float
    top: float
    picture: QPixmap

    @property
    def rect(self) -> Rect:
        """What it covers, with what stays free around it."""
        size = self.picture.deviceIndependentSize()
        return (
            self.left - AROUND,
            self.top - AROUND,
            self.left + size.width() + AROUND,
            self.top + size.height() + AROUND,
        )


class AreaNames:
    """A layer above. Names keep clear of `points` where they can. `ink` replaces the theme's inks."""

    def __init__(self, areas: Areas, points: Points | None = None, ink: Inks | None = None) -> None:
        self._areas = areas
        self._points = points
        self._ink = ink
        self._for: tuple[object, ...] = ()
        self._ratio = 1.0
        self._wide: Viewport | None = None
        self.shown: list[AreaName] = []

    def forget(self) -> None:
        """There are other areas now."""
        self._wide = None

    def obstacles(self, view: Viewport) -> list[Rect]:
        """What the names of towns keep clear of."""
        self._lay_out(view)
        return [one.rect for one in self.shown]

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The names of the view."""
        self._ratio = painter.device().devicePixelRatioF()
        self._lay_out(view)
        for one in self.shown:
            painter.drawPixmap(round(one.left) - view.left, round(one.top) - view.top, one.picture)

    def _lay_out(self, view: Viewport) -> None:
        marks = self._points.generation if self._points is not None else 0
        state = (view.level, look().name, look().scale, self._ratio, marks)
        if self._wide is None or state != self._for or not self._wide.holds(view):
            self._for, self._wide = state, view.spread(MARGIN)
            self.shown = list(self._laid_out(self._wide))

    def _laid_out(self, view: Viewport) -> Iterator[AreaName]:
        ink, room, marks, scale = self._ink or inks(), Room(), Room(), view.scale
        for rect in self._points.obstacles(view) if self._points is not None else ():
            marks.take(rect)
        for one in self._areas.in_view(view):
            text = one.area.name if len(one.area.name) <= LONGEST else f"{one.area.name[: LONGEST - 1]}…"
            wide = (one.box[2] - one.box[0]) * scale
            if (
                len(text) * 4 > wide * ROOM
            ):  # no letter is narrower: most names need not be drawn to know that
                continue
            colour = colour_of(one.area.sort, ink).name()
            picture = words_in(text, "small", colour, ink.halo, ratio=self._ratio)
            size = picture.deviceIndependentSize()
            if size.width() > wide * ROOM:
                continue
            names = [
                AreaName(text, x * scale - size.width() / 2, y * scale - size.height() / 2, picture)
                for x, y in one.places
            ]
            free = [name for name in names if room.is_free(name.rect)]
            clear = [name for name in free if marks.is_free(name.rect)]
            for name in (clear or free)[:1]:  # rather under a mark than not at all
                room.take(name.rect)
                yield name
