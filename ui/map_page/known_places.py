"""Known places on the Map page: read when they change, one line of the Layers panel, and begun at a point of the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from camifield.changes import Changes
from camifield.errors import Problem
from camifield.geo.mercator import to_unit
from camifield.i18n import words
from camifield.i18n.writing import whole_text
from ui.map.known_places import PlaceSign
from ui.map_page.layer_entries import LayerChoice, LayerEntry

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.map_page.page import MapPage

KEY, KIND, TYPED = "known_places", "place", "verbatim_coordinates"
NEAR_LEVEL = 13.0


class PlacesOnMap(QObject):
    """Fills `backdrop.places`. `fail` hears the Problem of a wish that cannot be kept."""

    def __init__(self, desk: Desk, page: MapPage, fail: Callable[[Problem], object]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._fail = fail
        self._layer = page.backdrop.places
        self._layer.is_shown = desk.project.settings.map_places
        self.read()
        desk.changed.connect(self._on_changed)

    def read(self) -> None:
        """The places as they are now."""
        signs = [
            PlaceSign(*to_unit(float(one.longitude), float(one.latitude)), one.name)
            for one in self._desk.project.names.places.values()
            if one.has_position
        ]
        self._layer.show(sorted(signs, key=lambda one: one.name))
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or KIND in changes.kinds:
            self.read()

    def _show(self) -> None:
        if self._page.canvas.names is not None:
            self._page.canvas.names.forget()
        self._page.canvas.update()

    def entry(self) -> LayerEntry:
        """The line of the Layers panel."""
        count = len(self._layer.signs)
        told = words.say("layers.places_told", count=count, number=whole_text(count, words.language()))
        every = LayerChoice(words.say("settings.all_places"), self._page.wants_places.emit)
        return LayerEntry(
            KEY, words.say("places.title"), told, self._layer.is_shown, self.set_shown, (every,)
        )

    def set_shown(self, shown: bool, /) -> None:  # noqa: FBT001
        """Draw the known places or not, from now on."""
        self._layer.is_shown = shown
        self._show()
        project = self._desk.project
        try:
            project.change_settings(replace(project.settings, map_places=shown))
        except Problem as problem:
            self._fail(problem)

    def begin(self, at: QPointF) -> None:
        """A known place at a point of the canvas."""
        view = self._page.canvas.view
        entries = self._page.presenter.entries_at(*view.degrees(at.x(), at.y()), view.metres_per_px)
        self._page.begin_at.emit(KIND, {TYPED: entries[TYPED]})

    def look_at(self, longitude: float, latitude: float) -> None:
        """Bring a place into the middle, near enough to see what lies around it."""
        x, y = to_unit(longitude, latitude)
        canvas = self._page.canvas
        canvas.look_at(canvas.view.at(x, y)._replace(level=max(canvas.view.level, NEAR_LEVEL)))
