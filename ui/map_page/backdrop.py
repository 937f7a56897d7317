"""What the page's map is drawn on: the basemap with its names, at once without relief, which follows beside the window.

Maps that people bring join `layers`, above the basemap and below the names.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from camifield.errors import Problem
from camifield.geo.basemap import basemap
from camifield.i18n import words
from ui.desk import Desk
from ui.map.canvas import Canvas
from ui.map.ground import Ground, relief_of
from ui.map.layer import Layer
from ui.map.names import Names
from ui.map_page.finder import PlaceFinder
from ui.map_page.presenter import MapPresenter


class Backdrop:
    """Gives `canvas` its ground and names. `problem` is what is wrong with the basemap, if anything is."""

    def __init__(self, desk: Desk, canvas: Canvas, owner: QWidget) -> None:
        self._desk = desk
        self._canvas = canvas
        self._owner = owner
        self._is_finding = False
        self.problem: Problem | None = None
        self.layers: list[Layer] = []
        self.ground: Ground | None = None
        try:
            self.ground = Ground(basemap())
            places = basemap().places()
        except Problem as problem:
            self.problem = problem
            return
        self.ground.has_borders = desk.project.settings.map_borders
        self.ground.has_relief = False
        self.layers = [self.ground]
        canvas.show_ground(self.layers)
        grid = canvas.graticule
        canvas.names = Names(
            places, words.language(), canvas.points.obstacles, edges=lambda: [*grid.numbers, grid.clear]
        )

    def add_relief(self) -> None:
        """The relief, which takes longest: beside the window."""
        if self.ground is not None and not self.ground.has_relief:
            task = self._desk.read(lambda _: relief_of(basemap()), self._owner)
            task.done.connect(self._on_relief)

    def _on_relief(self, _decoded: object) -> None:
        self._show(has_relief=True)

    def find_places(self, presenter: MapPresenter) -> None:
        """Index the names of places beside the window, when somebody is about to type one."""
        if presenter.finder is not None or self.ground is None or self._is_finding:
            return
        self._is_finding = True
        task = self._desk.read(lambda _: PlaceFinder(words.language()), self._owner)

        def on_done(finder: PlaceFinder) -> None:
            presenter.finder = finder

        task.done.connect(on_done)

    @property
    def has_borders(self) -> bool:
        return self.ground is not None and self.ground.has_borders

    def set_borders(self, shown: bool, /) -> None:  # noqa: FBT001
        """Draw borders or not, from now on. Raises Problem ``settings-not-written``."""
        self._show(has_borders=shown)
        project = self._desk.project
        project.change_settings(replace(project.settings, map_borders=shown))

    def _show(self, *, has_borders: bool | None = None, has_relief: bool | None = None) -> None:
        if self.ground is None:
            return
        if has_borders is not None:
            self.ground.has_borders = has_borders
        if has_relief is not None:
            self.ground.has_relief = has_relief
        self._canvas.repaint_ground()
