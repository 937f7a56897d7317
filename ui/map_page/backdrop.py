"""What the page's map is drawn on: the basemap with its names, at once without relief, which follows beside the window.

Between the basemap and its names lie, from below: `rasters` that people bring, the borders, `areas`, their outlines, and
the `ways` of tracks.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from camifield.errors import Problem
from camifield.geo.basemap import Shapes, basemap
from camifield.i18n import words
from camifield.queries.ways import no_ways
from ui.desk import Desk
from ui.map.canvas import Canvas
from ui.map.ground import Borders, Ground, relief_of
from ui.map.known_places import KnownPlaces
from ui.map.layer import Layer
from ui.map.names import Names, Rect
from ui.map.viewport import Viewport
from ui.map.ways import Ways
from ui.map_page.finder import PlaceFinder
from ui.map_page.presenter import MapPresenter


class Backdrop:
    """Gives `canvas` its ground and names. `problem` is what is wrong with the basemap, if anything is.

    After a change of `rasters` or `areas` call `arrange`; when one of them looks otherwise, `canvas.repaint_ground`.
    """

    def __init__(self, desk: Desk, canvas: Canvas, owner: QWidget) -> None:
        self._desk = desk
        self._canvas = canvas
        self._owner = owner
        self._is_finding = False
        self._has_borders = desk.project.settings.map_borders
        self.problem: Problem | None = None
        self.rasters: list[Layer] = []
        self.areas: list[Layer] = []
        self._ways = Ways()
        self._shapes = no_ways()
        self._has_ways = desk.project.settings.map_ways
        self.places = KnownPlaces(canvas.points)
        canvas.above.append(self.places)
        self.ground: Ground | None = None
        try:
            self.ground = Ground(basemap())
            places = basemap().places()
        except Problem as problem:
            self.problem = problem
            return
        self.ground.has_relief = False
        self.arrange()
        grid = canvas.graticule
        canvas.names = Names(
            places, words.language(), self._obstacles, edges=lambda: [*grid.numbers, grid.clear]
        )

    def _obstacles(self, view: Viewport) -> list[Rect]:
        """What the names of towns keep clear of: the marks of records, and known places with their names."""
        return [*self._canvas.points.obstacles(view), *self.places.obstacles(view)]

    def arrange(self) -> None:
        """Put the layers above each other, on as few sheets as can be: each costs a little of every frame."""
        ground = self.ground
        if ground is None:
            self._canvas.show_ground((), self.rasters, [*self.areas, self._ways])
        elif not self.rasters:
            ground.has_borders = self._has_borders
            self._canvas.show_ground([ground, *self.areas, self._ways])
        else:
            ground.has_borders = False
            borders: list[Layer] = [Borders(basemap())] if self._has_borders else []
            self._canvas.show_ground([ground], self.rasters, [*borders, *self.areas, self._ways])

    def show_ways(self, shapes: Shapes) -> None:
        """Other tracks, where they are wished for."""
        self._shapes = shapes
        shown = shapes if self._has_ways else None
        was, self._ways.shapes = self._ways.shapes, shown
        if any(one is not None and len(one.boxes) for one in (was, shown)):
            self._canvas.repaint_ground()

    def add_relief(self) -> None:
        """The relief, which takes longest: beside the window."""
        if self.ground is not None and not self.ground.has_relief:
            task = self._desk.read(lambda _: relief_of(basemap()), self._owner)
            task.done.connect(self._on_relief)

    def _on_relief(self, _decoded: object) -> None:
        if self.ground is not None:
            self.ground.has_relief = True
            self._canvas.repaint_ground()

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
    def has_ways(self) -> bool:
        return self._has_ways

    def set_ways(self, shown: bool, /) -> None:  # noqa: FBT001
        """Draw the ways of tracks or not, from now on. Raises Problem ``settings-not-written``."""
        self._has_ways = shown
        self.show_ways(self._shapes)
        project = self._desk.project
        project.change_settings(replace(project.settings, map_ways=shown))

    @property
    def has_borders(self) -> bool:
        return self.ground is not None and self._has_borders

    def set_borders(self, shown: bool, /) -> None:  # noqa: FBT001
        """Draw borders or not, from now on. Raises Problem ``settings-not-written``."""
        self._has_borders = shown
        self.arrange()
        self._canvas.repaint_ground()
        project = self._desk.project
        project.change_settings(replace(project.settings, map_borders=shown))
