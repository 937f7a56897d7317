"""The ground: sea is sea and land is land, borders can be hidden, names never touch, kept squares give the same picture."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from camifield.geo.basemap import basemap
from camifield.geo.mercator import to_unit
from ui.map.graticule import Graticule, angle_text, step_of
from ui.map.ground import Ground
from ui.map.inks import inks
from ui.map.layer import Layer
from ui.map.names import Names
from ui.map.tiles import Sheets, Tiles
from ui.map.viewport import REGION, Viewport
from ui.theme.theme import look

WIDE, HIGH = 900, 600


def painted(layer: Layer | Tiles | Sheets, view: Viewport) -> QImage:
    """The picture that a layer makes of a view."""
    picture = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    layer.paint(painter, view)
    painter.end()
    return picture


def view_of(longitude: float, latitude: float, level: float) -> Viewport:
    """A view around a position."""
    return Viewport(*to_unit(longitude, latitude), level, WIDE, HIGH)


@pytest.mark.parametrize("theme", ["light", "dark", "sunlight"])
@pytest.mark.parametrize(
    ("longitude", "latitude", "is_water"),
    [(77.2, 42.45, True), (51.0, 40.0, True), (70.0, 15.0, True), (76.0, 42.0, False), (104.0, 46.0, False)],
)
@pytest.mark.parametrize("level", [4, 6.5, 9])
def test_water_is_water_at_every_detail(
    qapp: QApplication, theme: str, longitude: float, latitude: float, level: float, is_water: bool
) -> None:
    """Issyk-Kul, the Caspian and the ocean are painted as water; Naryn and the Gobi are not."""
    look().apply(qapp, theme)
    picture = painted(Ground(basemap()), view_of(longitude, latitude, level))
    middle = picture.pixelColor(WIDE // 2, HIGH // 2)
    assert (middle == QColor(inks().sea)) == is_water


def test_hidden_borders_are_gone() -> None:
    """Where lines are a question in themselves, a map without them is one press away."""
    ground, view = Ground(basemap()), view_of(76.0, 35.5, 5.5)
    shown = painted(ground, view)
    ground.has_borders = False
    assert painted(ground, view) != shown


def test_beyond_the_basemap_is_said_by_an_empty_sheet() -> None:
    """Nobody may take the end of the data for the sea."""
    picture = painted(Ground(basemap()), view_of(-30.0, 20.0, 4))
    assert picture.pixelColor(WIDE // 2, HIGH // 2) == QColor(inks().beyond)


@pytest.mark.parametrize(
    ("longitude", "latitude", "level"), [(75, 42, 5), (75, 42, 7), (75, 42, 9), (110, 30, 7.5)]
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_names_never_touch_each_other_or_a_mark(
    longitude: float, latitude: float, level: float, language: str
) -> None:
    """Two names over each other are no name."""
    view = view_of(longitude, latitude, level)
    mark = (view.left + 400.0, view.top + 250.0, view.left + 520.0, view.top + 330.0)
    names = Names(basemap().places(), language, lambda _: [mark])
    painted(names, view)
    assert names.shown
    rects = [
        (one.left, one.top, one.left + size.width(), one.top + size.height())
        for one in names.shown
        for size in (one.picture.deviceIndependentSize(),)
    ]
    for first, second in combinations([mark, *rects], 2):
        is_apart = (
            first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]
        )
        assert is_apart


def test_places_are_called_as_the_window_speaks() -> None:
    """A Russian window has a Russian map."""
    view = view_of(75, 42.5, 7)
    names = Names(basemap().places(), "ru")
    painted(names, view)
    assert "Бишкек" in {one.text for one in names.shown}
    assert "КЫРГЫЗСТАН" in {one.text for one in names.shown} or "КИРГИЗИЯ" in {
        one.text for one in names.shown
    }


def test_kept_squares_are_the_picture_itself() -> None:
    """Moving the map puts kept squares beside each other: no seam, no shift."""
    tiles, ground = Tiles([Ground(basemap())]), Ground(basemap())
    view = view_of(75.5, 42.0, 7)
    painted(tiles, view)
    while tiles.prepare(view):
        pass
    for right, down in ((0, 0), (100, 37), (255, -200)):
        there = view.moved(right, down)
        ours, whole = painted(tiles, there), painted(ground, there)
        different = sum(
            abs(ours.pixelColor(x, y).lightness() - whole.pixelColor(x, y).lightness()) > 40
            for x in range(3, WIDE, 17)
            for y in range(3, HIGH, 13)
        )
        # A line that ends at another pixel is thinned to other pixels: a few differ, none is shifted.
        assert different < 12


def test_the_grid_has_round_steps(qapp: QApplication) -> None:
    """Degrees at first, minutes further in, never so many lines that the map is a cage."""
    assert angle_text(76, "E", "W") == "76°E"
    assert angle_text(-42.25, "N", "S") == "42°15′S"
    assert angle_text(0.5 / 60 + 41, "N", "S") == "41°00′30″N"
    assert angle_text(0, "N", "S") == "0°"
    for level in range(3, 20):
        view = Viewport(0.7, 0.37, level, WIDE, HIGH)
        grid = Graticule()
        painted(grid, view)
        assert len(grid.numbers) <= 14
        assert 0 < step_of(view) <= 20
    assert painted(Graticule(), Viewport(width=WIDE, height=HIGH).fitted(REGION)).width() == WIDE


class Pieces:
    """A layer that fills the view with a colour, and counts how often it is asked."""

    def __init__(self) -> None:
        self.colour = QColor("red")
        self.asked = 0

    def paint(self, painter: QPainter, view: Viewport) -> None:
        self.asked += 1
        painter.fillRect(0, 0, view.width, view.height, self.colour)


def test_what_arrives_is_painted_between_frames_and_what_lies_below_is_not() -> None:
    """A raster's pieces come one by one: a pull of the map must not wait for them, nor paint all the ground with each."""
    ground, raster, empty = Pieces(), Pieces(), Sheets()
    sheets = Sheets([ground], [raster], [])
    view = view_of(75.0, 42.0, 9)
    assert len(sheets.layers) == 2
    assert empty.layers == []
    shown = painted(sheets, view)
    raster.colour = QColor("blue")
    west, north, east, south = view.box
    sheets.spoil(raster, ((west + east) / 2, (north + south) / 2, east, south))
    assert painted(sheets, view) == shown
    assert sheets.is_stale(view)
    while sheets.prepare(view):
        pass
    assert not sheets.is_stale(view)
    asked = ground.asked
    now = painted(sheets, view)
    assert now.pixelColor(WIDE - 1, HIGH - 1) == QColor("blue")
    assert now.pixelColor(0, 0) == QColor("red")
    assert ground.asked == asked
