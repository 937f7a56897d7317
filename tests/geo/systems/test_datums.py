"""Each datum against PROJ over a grid of its countries, and the page that tells how large the largest difference is."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyproj import CRS, Transformer
from pyproj.transformer import TransformerGroup

from camifield.geo.countries import countries
from camifield.geo.earth import distance_m
from camifield.geo.systems.datums import DATUMS, Datum
from camifield.geo.systems.phone_maps import from_phone_map, to_phone_map

PAGE = Path(__file__).resolve().parents[3] / "camifield" / "geo" / "README.md"
PUBLISHED = [
    one.key for one in DATUMS.values() if any(re.fullmatch(r"EPSG:\d+", s.operation) for s in one.shifts)
]


@cache
def by_operation(datum: str, operation: str) -> Transformer:
    """PROJ's road from a datum to WGS 84 by one named operation."""
    group = TransformerGroup(CRS(datum), CRS.from_epsg(4326), always_xy=True, allow_ballpark=False)
    code = int(operation.removeprefix("EPSG:"))
    for transformer in group.transformers:
        steps = [json.loads(step.to_json()) for step in transformer.operations or ()]
        if any(step.get("id", {}).get("code") == code for step in steps):
            return transformer
    raise AssertionError(f"PROJ has no {operation}")


def points_of(datum: Datum) -> Iterator[tuple[float, float]]:
    """A grid of a degree and a half over the countries whose maps are in the datum."""
    boxes = [one.box for one in countries() if one.iso2 in datum.countries]
    for west, south, east, north in boxes:
        for row in range(int((north - south) / 1.5) + 1):
            for column in range(int((east - west) / 1.5) + 1):
                yield south + row * 1.5, west + column * 1.5


def greatest(datum: Datum) -> float:
    """The largest distance in metres between our WGS 84 points and PROJ's by the same operation."""
    far = 0.0
    for latitude, longitude in points_of(datum):
        north, east, shift = datum.to_wgs84(latitude, longitude)
        if not re.fullmatch(r"EPSG:\d+", shift.operation):
            continue
        there_east, there_north = by_operation(datum.code, shift.operation).transform(longitude, latitude)
        far = max(far, distance_m(north, east, there_north, there_east))
    return far


@pytest.mark.parametrize("key", PUBLISHED)
def test_a_datum_agrees_with_proj_by_the_same_operation(key: str) -> None:
    """No sign of a rotation is turned and no figure is mistyped: 0.2 mm at most, everywhere in its countries."""
    assert greatest(DATUMS[key]) < 2e-4


def test_the_page_tells_the_largest_differences() -> None:
    """The table on the room's page is what is measured here, in micrometres, and names every published datum."""
    table = dict(
        re.findall(r"^\| `(\w+)` \|.*\| (\d+) µm \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(table) == set(PUBLISHED)
    for key, told in table.items():
        assert greatest(DATUMS[key]) * 1e6 <= int(told), key


def test_what_proj_would_choose_lies_within_the_stated_accuracy() -> None:
    """One operation for all of SK-42 keeps within 5 m of what PROJ prefers, north of 41.19 degrees and by the Caspian."""
    best = Transformer.from_crs(4284, 4326, always_xy=True)
    datum = DATUMS["sk42"]
    for latitude, longitude in points_of(datum):
        north, east, shift = datum.to_wgs84(latitude, longitude)
        there_east, there_north = best.transform(longitude, latitude)
        assert distance_m(north, east, there_north, there_east) < math.ceil(shift.accuracy_m)


@pytest.mark.parametrize("key", list(DATUMS))
def test_a_point_comes_back_from_every_datum(key: str) -> None:
    """Written in another datum and read again, a point is itself to a hundredth of a millimetre, box edges included."""
    datum = DATUMS[key]
    for latitude, longitude in points_of(datum):
        north, east, _ = datum.from_wgs84(latitude, longitude)
        again_north, again_east, _ = datum.to_wgs84(north, east)
        assert distance_m(latitude, longitude, again_north, again_east) < 1e-5


def test_without_a_published_operation_the_uncertainty_says_so() -> None:
    """China's old datums and Afghanistan's cost at least a hundred metres, and their basins with an operation do not."""
    for key in ("beijing54", "xian80", "herat_north", "kalianpur1962", "kalianpur1880"):
        assert DATUMS[key].shifts[-1].accuracy_m >= 100
    assert DATUMS["beijing54"].shift_at(38.0, 80.0).accuracy_m == 1
    assert DATUMS["beijing54"].shift_at(35.0, 95.0).operation.startswith("no published")


def test_the_one_known_point_of_a_phone_map() -> None:
    """The formula of GCJ-02 gives the known pair, is undone to a millimetre, and leaves places outside China alone."""
    shown = to_phone_map(31.1774276, 121.5272106)
    assert shown == pytest.approx((31.17530398364597, 121.531541859215), abs=1e-12)
    for latitude, longitude in ((31.1774276, 121.5272106), (36.1, 95.3), (47.8, 88.1)):
        north, east = from_phone_map(*to_phone_map(latitude, longitude))
        assert distance_m(north, east, latitude, longitude) < 1e-3
    assert to_phone_map(43.2, 60.9) == (43.2, 60.9)
