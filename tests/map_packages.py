"""Packages of map tiles as people bring them, made by the tests themselves: a valley in MBTiles and PMTiles, and broken ones."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pmtiles.tile import Compression, HeaderDict, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from camifield.geo.mercator import from_unit, to_unit

VALLEY = (75.30, 41.83, 75.56, 42.01)
"""West, south, east and north in degrees: between Song-Kol and Naryn."""
Tile = tuple[int, int, int]
Numbers = NDArray[np.float64]
SORTS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
SCHEMA = """
CREATE TABLE metadata (name TEXT, value TEXT);
CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);
"""
FULL = {"name": "Kyzyl-Suu valley", "attribution": 'Surveyed by <a href="x">the reserve</a> &amp; friends'}


def tiles_of(level: int, degrees: tuple[float, float, float, float] = VALLEY) -> Iterator[Tile]:
    """The tiles that touch a box of degrees, rows counted from the north."""
    west, south, east, north = degrees
    (left, top), (right, bottom) = to_unit(west, north), to_unit(east, south)
    side = 1 << level
    for column in range(int(left * side), int(right * side) + 1):
        for row in range(int(top * side), int(bottom * side) + 1):
            yield level, column, row


def flat(colour: tuple[int, int, int], sort: str = "png", side: int = 256) -> bytes:
    """A tile of one colour."""
    return packed(Image.new("RGB", (side, side), colour), sort)


def packed(picture: Image.Image, sort: str) -> bytes:
    """The bytes of a picture."""
    out = BytesIO()
    picture.save(out, SORTS[sort])
    return out.getvalue()


def relief(tile: Tile, sort: str = "png", side: int = 256) -> bytes:
    """A tile of shaded hills with a river, a track and contour lines, the same ground at every level."""
    level, column, row = tile
    spread = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid((column + spread) / 2**level, (row + spread) / 2**level)
    middle = to_unit((VALLEY[0] + VALLEY[2]) / 2, (VALLEY[1] + VALLEY[3]) / 2)
    across, down = (x - middle[0]) * 16000, (y - middle[1]) * 16000  # some 2 km each
    height = _height(across, down)
    step = 0.02
    slope = (_height(across + step, down) + _height(across, down + step) - 2 * height) / step
    shade = np.clip(0.86 + 0.22 * slope, 0.35, 1.08)[..., None]
    share = np.clip(height / 2.6, 0, 1)[..., None]
    colours = (np.array((190, 205, 150)) * (1 - share) + np.array((238, 226, 206)) * share) * shade
    lines = height * 8
    colours[np.abs(lines - np.round(lines)) < 0.05] *= 0.86
    colours[np.abs(down - _river(across)) < 0.05] = (88, 142, 190)
    colours[np.abs(down - _river(across) + 0.3 + 0.1 * np.sin(across * 2)) < 0.02] = (160, 70, 45)
    picture = Image.fromarray(np.clip(colours, 0, 255).astype(np.uint8), "RGB")
    ImageDraw.Draw(picture).text((6, 6), f"z{level}", fill=(90, 60, 40))
    return packed(picture, sort)


def _river(across: Numbers) -> Numbers:
    return 0.9 * np.sin(across * 0.7) + 0.3 * np.sin(across * 1.9 + 1)


def _height(across: Numbers, down: Numbers) -> Numbers:
    """Kilometres above the river: a valley with ridges that run down to it."""
    away = np.abs(down - _river(across))
    ridges = np.zeros_like(across)
    for number in range(6):  # waves of all directions, each finer and lower
        turn, fine = number * 1.9 + 0.4, 1.6**number
        ridges += np.sin((across * math.cos(turn) + down * math.sin(turn)) * fine * 1.3 + number) / fine
    return 2.2 * (1 - np.exp(-away / 1.6)) + 0.35 * ridges * np.minimum(1, away)


def mbtiles(
    path: Path,
    tiles: Mapping[Tile, bytes],
    claims: Mapping[str, str] = FULL,
    *,
    sort: str = "png",
    is_xyz: bool = False,
    is_indexed: bool = True,
) -> Path:
    """An MBTiles of tiles whose rows count from the north; they are stored from the south unless it `is_xyz`."""
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA if is_indexed else SCHEMA.split("CREATE UNIQUE", maxsplit=1)[0])
    told = {"format": sort, **claims}
    connection.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
    rows = (
        (level, column, row if is_xyz else (1 << level) - 1 - row, data)
        for (level, column, row), data in tiles.items()
    )
    connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return path


def pmtiles(
    path: Path,
    tiles: Mapping[Tile, bytes],
    claims: Mapping[str, str] = FULL,
    *,
    sort: TileType = TileType.PNG,
    degrees: tuple[float, float, float, float] = VALLEY,
) -> Path:
    """A PMTiles of the same tiles, by the library of those who made the format."""
    west, south, east, north = (round(one * 1e7) for one in degrees)
    levels = [level for level, _, _ in tiles]
    with path.open("wb") as file:
        writer = Writer(file)
        for number, data in sorted((zxy_to_tileid(*tile), data) for tile, data in tiles.items()):
            writer.write_tile(number, data)  # pyright: ignore[reportUnknownMemberType]  (the library has no types here)
        header: HeaderDict = {  # pyright: ignore[reportAssignmentType]  (the writer fills in the rest)
            "version": 3,
            "tile_type": sort,
            "tile_compression": Compression.NONE,
            "min_zoom": min(levels),
            "max_zoom": max(levels),
            "min_lon_e7": west,
            "min_lat_e7": south,
            "max_lon_e7": east,
            "max_lat_e7": north,
        }
        writer.finalize(header, dict(claims))  # pyright: ignore[reportUnknownMemberType]
    return path


def bounds_text(degrees: tuple[float, float, float, float] = VALLEY) -> str:
    """The bounds as MBTiles writes them."""
    return ",".join(map(str, degrees))


def valley(path: Path, levels: range = range(9, 14), *, sort: str = "png", is_xyz: bool = False) -> Path:
    """The whole valley in MBTiles, with its bounds."""
    tiles = {tile: relief(tile, sort) for level in levels for tile in tiles_of(level)}
    return mbtiles(path, tiles, {**FULL, "bounds": bounds_text()}, sort=sort, is_xyz=is_xyz)


def tile_at(level: int, longitude: float, latitude: float) -> Tile:
    """The tile under a position, its row counted from the north."""
    x, y = to_unit(longitude, latitude)
    return level, math.floor(x * (1 << level)), math.floor(y * (1 << level))


def corner_of(tile: Tile) -> tuple[float, float]:
    """Longitude and latitude of the north-western corner of a tile."""
    level, column, row = tile
    return from_unit(column / (1 << level), row / (1 << level))
