"""Saying where on a map: a click on the place, or the cross brought there by arrows and Enter. One press is the answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QDialog, QWidget

from camifield.errors import Problem
from camifield.geo.basemap import basemap
from camifield.i18n import words
from ui.forms.place_keeping import PlaceKeeping
from ui.map.canvas import Canvas
from ui.map.ground import Ground
from ui.map.names import Names
from ui.map.viewport import Viewport
from ui.theme.theme import look, shade
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Text

SHARE_WIDE, SHARE_HIGH = 0.8, 0.84
"""How much of its window the map may take."""


class MapPick(QDialog):
    """`picked` with longitude, latitude and the metres that a pixel was, before it closes; closed otherwise, nothing changed."""

    picked = Signal(float, float, float)

    def __init__(self, place: PlaceKeeping, over: QWidget) -> None:
        super().__init__(over)
        self._place = place
        self.setWindowTitle(words.say("pick.title"))
        self.setModal(True)
        column = Column(self, gap=12, sides=(16, 16, 16, 16))
        column.addWidget(Text(words.say("pick.how"), "body", is_wrapped=True))
        self.canvas = Canvas([], name=words.say("pick.title"), language=words.language(), parent=self)
        column.addWidget(self.canvas, 1)
        self.at = Text("", "help", tone="ink2", is_wrapped=False)
        self.take = Button(words.say("pick.take"), "accent", icon="place")
        self.leave = Button(words.say("pick.leave"), "quiet")
        row = Row(gap=12)
        row.addWidget(self.at, 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)
        self._draw()
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.clicked.connect(self._on_clicked)
        self.take.clicked.connect(lambda: self._on_clicked(self.canvas.middle))
        self.leave.clicked.connect(self.reject)
        window = over.window()
        self.resize(round(window.width() * SHARE_WIDE), round(window.height() * SHARE_HIGH))
        self.canvas.setFocus(Qt.FocusReason.TabFocusReason)

    def _draw(self) -> None:
        """The basemap with its names; without it, where its file is damaged, the grid is still a map."""
        try:
            ground, places = Ground(basemap()), basemap().places()
        except Problem:
            return
        ground.has_borders = self._place.has_borders()
        canvas = self.canvas
        canvas.show_ground([ground])
        grid = canvas.graticule
        canvas.names = Names(
            places, words.language(), canvas.points.obstacles, edges=lambda: [*grid.numbers, grid.clear]
        )

    def begin(self) -> None:
        """Show it over its window, at the place where picking begins."""
        self.open()
        start = self._place.start()
        if start.is_place:
            west, north, _, _ = start.box
            self.canvas.above = [_Dot(west, north)]
        self.canvas.fit(start.box, start.level)
        self._on_pointed(None)

    def _on_pointed(self, at: tuple[float, float] | None) -> None:
        middle = self.canvas.middle
        longitude, latitude = at or self.canvas.view.degrees(middle.x(), middle.y())
        self.at.setText(self._place.text_at(longitude, latitude, self.canvas.view.metres_per_px))

    def _on_clicked(self, at: QPointF) -> None:
        view = self.canvas.view
        longitude, latitude = view.degrees(at.x(), at.y())
        self.picked.emit(longitude, latitude, view.metres_per_px)
        self.accept()


class _Dot:
    """The place that the record has now."""

    def __init__(self, x: float, y: float) -> None:
        self._x, self._y = x, y

    def paint(self, painter: QPainter, view: Viewport) -> None:
        theme = look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shade(theme.colours.sheet), theme.px(2)))
        painter.setBrush(theme.tone("conflict"))
        radius = theme.px(6.5)
        painter.drawEllipse(QPointF(*view.to_screen(self._x, self._y)), radius, radius)


def pick_on_map(place: PlaceKeeping, over: QWidget, done: Callable[[], None]) -> MapPick:
    """Open the map over the form; `done` once the place is answered."""
    dialog = MapPick(place, over)

    def on_picked(longitude: float, latitude: float, metres_per_px: float) -> None:
        place.take(longitude, latitude, metres_per_px)
        done()

    dialog.picked.connect(on_picked)
    dialog.finished.connect(dialog.deleteLater)
    dialog.begin()
    return dialog
