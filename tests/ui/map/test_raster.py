"""Rasters: each tile stands where it belongs, what is missing shows what is below, and no picture is taken that is none."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.geo.mercator import to_unit
from camifield.geo.tiles.package import Facts
from tests.map_packages import FULL, bounds_text, flat, mbtiles, packed, pmtiles, tile_at, tiles_of, valley
from ui.map.canvas import Canvas
from ui.map.pictures import LARGEST_SIDE, decoded
from ui.map.raster import Arrival, Raster, Tile
from ui.map.reading import Reading, StillRaster
from ui.map.viewport import Viewport

RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (30, 30, 200)
HERE = tile_at(12, 75.43, 41.92)
WIDE, HIGH = 800, 600
BELOW = QColor("white")


def view_of(tile: tuple[int, int, int], level: float) -> Viewport:
    """A view around the middle of a tile."""
    side = 1 << tile[0]
    return Viewport((tile[1] + 0.5) / side, (tile[2] + 0.5) / side, level, WIDE, HIGH)


def painted(raster: Raster, view: Viewport) -> QImage:
    """What a raster paints over white."""
    picture = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    picture.fill(BELOW)
    painter = QPainter(picture)
    raster.paint(painter, view)
    painter.end()
    return picture


def middle(picture: QImage) -> QColor:
    """The colour in the middle of a view."""
    return picture.pixelColor(WIDE // 2, HIGH // 2)


def is_like(one: QColor, other: tuple[int, int, int]) -> bool:
    """Whether a colour is another one, as far as JPEG and WebP keep it."""
    return max(abs(a - b) for a, b in zip((one.red(), one.green(), one.blue()), other, strict=True)) < 12


@pytest.mark.parametrize("sort", ["png", "jpg", "webp"])
@pytest.mark.parametrize("level", [11.5, 12, 13, 18])
def test_a_tile_stands_where_it_belongs(tmp_path: Path, sort: str, level: float) -> None:
    """In every format and at every zoom: the one blue tile among red ones is seen where its ground is."""
    tiles = {tile: flat(RED, sort) for tile in tiles_of(12)}
    path = mbtiles(tmp_path / "a.mbtiles", {**tiles, HERE: flat(BLUE, sort)}, sort=sort)
    view = view_of(HERE, level)
    picture = painted(StillRaster(path), view)
    assert is_like(middle(picture), BLUE)
    west, north, east, south = Tile(*HERE).box
    left, top = (round(one) for one in view.to_screen(west, north))
    right, bottom = (round(one) for one in view.to_screen(east, south))
    for x, y in (
        (left - 3, HIGH // 2),
        (right + 3, HIGH // 2),
        (WIDE // 2, top - 3),
        (WIDE // 2, bottom + 3),
    ):
        if 0 <= x < WIDE and 0 <= y < HIGH:
            assert is_like(picture.pixelColor(x, y), RED)


class Asked:
    """A source that only notes what it is asked."""

    def __init__(self) -> None:
        self.tiles: list[Tile] = []

    def ask(self, raster: Raster, tile: Tile | None) -> None:
        if tile is None:
            raster.take(Arrival(facts=Facts("", "", (0, 0, 1, 1), tuple(range(15)))))
        else:
            self.tiles.append(tile)


def test_large_tiles_are_shown_at_the_level_that_fits_their_pixels() -> None:
    """Tiles of 512 pixels hold what four small ones do: none is read that would only be shrunk away."""
    source = Asked()
    raster = Raster(source)
    painted(raster, view_of(HERE, 12))
    assert {tile.level for tile in source.tiles} == {12}
    raster.take(Arrival(Tile(*HERE), Tile(*HERE), QImage(512, 512, QImage.Format.Format_RGB32)))
    source.tiles.clear()
    painted(raster, view_of(HERE, 12))
    assert {tile.level for tile in source.tiles} == {11}


def test_a_missing_zoom_is_bridged_by_the_next_coarser_tile(tmp_path: Path) -> None:
    """Never a hole, never another place: the part of the coarse tile that lies there, and nothing else."""
    coarse = tile_at(9, 75.43, 41.92)
    picture = Image.new("RGB", (256, 256), RED)
    shift = HERE[0] - coarse[0]
    part = 256 >> shift
    corner = (HERE[1] - (coarse[1] << shift)) * part, (HERE[2] - (coarse[2] << shift)) * part
    picture.paste(BLUE, (*corner, corner[0] + part, corner[1] + part))
    finer = {tile: flat(GREEN) for tile in tiles_of(13) if (tile[1] >> 1, tile[2] >> 1) != HERE[1:]}
    raster = StillRaster(mbtiles(tmp_path / "a.mbtiles", {coarse: packed(picture, "png"), **finer}))
    assert is_like(middle(painted(raster, view_of(HERE, 12))), BLUE)
    near = painted(raster, view_of(HERE, 13))
    assert is_like(middle(near), BLUE)
    assert is_like(near.pixelColor(4, 4), GREEN)


def test_where_there_is_no_tile_the_base_map_is_seen(tmp_path: Path) -> None:
    """Beside the map, and further away than it was made for, nothing is painted over what lies below."""
    raster = StillRaster(mbtiles(tmp_path / "a.mbtiles", {HERE: flat(BLUE)}))
    picture = painted(raster, view_of(HERE, 12))
    assert picture.pixelColor(4, 4) == BELOW
    assert middle(painted(raster, view_of(HERE, 9))) == BELOW
    assert is_like(middle(painted(raster, view_of(HERE, 11))), BLUE)


def test_a_paler_map_lets_the_ground_through(tmp_path: Path) -> None:
    """Half as strong is half of both."""
    path = mbtiles(tmp_path / "a.mbtiles", {HERE: flat((0, 0, 0))})
    assert abs(middle(painted(StillRaster(path, 50), view_of(HERE, 12))).red() - 128) < 4


def bare_png(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rest = chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rest


@pytest.mark.parametrize(
    "data",
    [
        bare_png(50_000, 50_000),
        flat(RED, side=LARGEST_SIDE + 1),
        flat(RED, "webp")[:40],
        flat(RED, "png")[:30],
        b"\xff\xd8\xff" + os.urandom(500),
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"GIF89a" + bytes(40),
        b"",
    ],
)
def test_what_is_no_tile_is_not_taken(data: bytes) -> None:
    """Too large, cut short, or of a sort that can hold more than a picture: it is as if it were not there."""
    assert decoded(data) is None


def test_a_broken_tile_is_told_and_the_others_are_shown(tmp_path: Path) -> None:
    """One bad picture costs its own place, and not even that where a coarser one lies."""
    tiles = {tile: flat(RED) for tile in tiles_of(12)}
    raster = StillRaster(mbtiles(tmp_path / "a.mbtiles", {**tiles, HERE: b"\xff\xd8\xff broken"}))
    picture = painted(raster, view_of(HERE, 12))
    assert middle(picture) == BELOW
    assert is_like(picture.pixelColor(4, 4), RED)
    assert raster.problem is not None
    assert raster.problem.code == "map-is-damaged"


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    """An empty map in a window of its own."""
    made = Canvas((), name="Map", language="en")
    made.resize(WIDE, HIGH)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def test_tiles_are_read_beside_the_window_and_appear(canvas: Canvas, qtbot: QtBot, tmp_path: Path) -> None:
    """The first frame does not wait for the stick; a moment later the map stands there, the same as on paper."""
    path = valley(tmp_path / "a.mbtiles", range(10, 13))
    reading = Reading(canvas)
    raster = reading.add(path, 100)
    canvas.show_ground((), [raster])
    view = view_of(HERE, 11.5)
    canvas.look_at(view)
    canvas.repaint()
    assert reading.is_busy
    qtbot.waitUntil(lambda: not reading.is_busy and not canvas.tiles.is_stale(canvas.view), timeout=20_000)
    shown, paper = canvas.grab().toImage(), painted(StillRaster(path), canvas.view)
    for x, y in ((300, 200), (500, 400), (350, 333)):
        assert shown.pixelColor(x, y) == paper.pixelColor(x, y)
    reading.rest()


def test_a_file_that_goes_away_is_told_and_the_window_lives(
    canvas: Canvas, qtbot: QtBot, tmp_path: Path
) -> None:
    """A stick that is pulled out: what was seen stays, what is asked now is told; put back, it is read again."""
    path = pmtiles(
        tmp_path / "a.pmtiles", {tile: flat(BLUE) for level in (11, 12) for tile in tiles_of(level)}
    )
    reading = Reading(canvas)
    raster = reading.add(path, 100)
    canvas.show_ground((), [raster])
    canvas.look_at(view_of(HERE, 11))
    qtbot.waitUntil(lambda: raster.facts is not None and not reading.is_busy, timeout=20_000)
    reading.rest()
    away = path.rename(tmp_path / "away.pmtiles")
    canvas.look_at(view_of(HERE, 12))
    qtbot.waitUntil(lambda: raster.problem is not None, timeout=20_000)
    assert raster.problem is not None
    assert raster.problem.code == "map-is-gone"
    qtbot.waitUntil(lambda: not reading.is_busy, timeout=20_000)
    away.rename(path)
    raster.start_again()
    canvas.repaint_ground()
    qtbot.waitUntil(lambda: is_like(canvas.grab().toImage().pixelColor(380, 280), BLUE), timeout=20_000)
    assert raster.problem is None
    reading.rest()


def test_too_many_questions_let_the_oldest_go(canvas: Canvas, qtbot: QtBot, tmp_path: Path) -> None:
    """Somebody who pulls the map far and wide waits only for where it stops."""
    path = mbtiles(tmp_path / "a.mbtiles", {HERE: flat(BLUE)}, {**FULL, "bounds": bounds_text()})
    reading = Reading(canvas)
    raster = reading.add(path, 100)
    for number in range(2000):
        reading.ask(raster, Tile(12, number, 1))
    qtbot.waitUntil(lambda: not reading.is_busy, timeout=20_000)
    reading.remove(raster)
    reading.ask(raster, Tile(12, 1, 1))
    assert not reading.is_busy
    reading.rest()


def test_what_a_raster_keeps_is_bounded() -> None:
    """A long day of pulling the map fills no memory: the pictures that were not needed for longest go first."""
    source = Asked()
    raster = Raster(source)
    painted(raster, view_of(HERE, 12))
    picture = QImage(1024, 1024, QImage.Format.Format_RGB32)
    for number in range(40):
        tile = Tile(14, number, 0)
        raster.take(Arrival(tile, tile, picture.copy()))
    for number, is_kept in ((39, True), (0, False)):
        view = view_of((14, number, 0), 16)
        seen = view.sized(2, 2)
        source.tiles.clear()
        painted(raster, seen)
        assert (Tile(14, number, 0) not in source.tiles) == is_kept


def test_positions_agree_with_the_rest_of_the_map() -> None:
    """A tile's box is the ground that web maps give it."""
    west, north, east, south = Tile(*HERE).box
    x, y = to_unit(75.43, 41.92)
    assert west <= x < east
    assert north <= y < south
