"""Projections and grids against PROJ, which is the oracle here and nowhere else."""

from __future__ import annotations

import math
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer
from pyproj.database import query_crs_info
from pyproj.enums import PJType

from camifield.geo.systems import grids
from camifield.geo.systems.datums import DATUMS
from camifield.geo.systems.grids import Grid
from camifield.geo.systems.projections import TransverseMercator

OURS = (
    "Pulkovo 1942 / 3", "Pulkovo 1942 / G", "Pulkovo 1942 / CS63", "Pulkovo 1995 / ", "GSK-2011 / ", "CGCS2000 / ",
    "Beijing 1954 / ", "Xian 1980 / ", "Kalianpur 19", "Kyrg-06 / ", "DRUKREF 03 / ", "ED50(ED77) / ", "FD58 / ",
    "WGS 84 / UTM zone", "WGS 84 / India NSF LCC", "WGS 84 / Pseudo-Mercator",
)  # fmt: skip
MICROMETRE = 1e-6


@cache
def projector(code: str) -> Transformer:
    """PROJ's projection of a code alone, from degrees of its own datum."""
    crs = CRS(code)
    return Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)


def test_every_published_grid_of_the_region_is_known_by_its_code() -> None:
    """A code that somebody finds in a file is read as EPSG means it: meridian, false easting, datum, zone by zone."""
    known = 0
    for info in query_crs_info(auth_name="EPSG", pj_types=[PJType.PROJECTED_CRS]):
        grid = grids.by_code(int(info.code))
        if not info.name.startswith(OURS):
            assert grid is None, info.name
            continue
        assert isinstance(grid, Grid), info.name
        crs = CRS.from_epsg(int(info.code))
        assert grid.code == f"EPSG:{info.code}"
        assert crs.geodetic_crs is not None
        assert grid.datum.code == f"EPSG:{crs.geodetic_crs.to_epsg()}", info.name
        longitude = getattr(grid.projection, "meridian", 80.0) + 1
        east, north = projector(grid.code).transform((longitude + 180) % 360 - 180, 40.0)
        easting, northing = grid.projection.to_metres(40.0, longitude, grid.datum.ellipsoid)
        assert math.hypot(easting - east, northing - north) < MICROMETRE, info.name
        known += 1
    assert known > 850


@pytest.mark.parametrize(
    "code",
    [
        "EPSG:32643",
        "EPSG:28413",
        "EPSG:2940",
        "EPSG:24378",
        "EPSG:7755",
        "EPSG:3857",
        "EPSG:7694",
        "EPSG:32743",
    ],
)
def test_a_projection_is_right_to_a_micrometre(code: str) -> None:
    """Transverse Mercator, the cone and the web's map agree with PROJ both ways, far beyond the zone's edge."""
    grid = grids.by_code(int(code[5:]))
    assert isinstance(grid, Grid)
    meridian = getattr(grid.projection, "meridian", 80.0)
    for latitude in range(1, 80, 6):
        north = -latitude if code == "EPSG:32743" else latitude
        for offset in (-5.0, -1.5, 0.0, 0.7, 6.0):
            longitude = meridian + offset
            east_metres, north_metres = projector(code).transform(longitude, north)
            easting, northing = grid.projection.to_metres(north, longitude, grid.datum.ellipsoid)
            assert math.hypot(easting - east_metres, northing - north_metres) < MICROMETRE
            back = grid.projection.to_degrees(easting, northing, grid.datum.ellipsoid)
            assert back == pytest.approx((north, longitude), abs=1e-11)


@given(st.floats(0.0, 83.0), st.floats(-4.0, 4.0), st.integers(1, 60))
def test_metres_and_degrees_go_round(latitude: float, offset: float, zone: int) -> None:
    """A point projected and brought back is itself to a tenth of a micrometre, in every zone."""
    grid = grids.utm(zone)
    assert isinstance(grid.projection, TransverseMercator)
    longitude = (grid.projection.meridian + offset + 540) % 360 - 180
    north, east = grid.projection.to_degrees(
        *grid.projection.to_metres(latitude, longitude, grid.datum.ellipsoid), grid.datum.ellipsoid
    )
    assert north == pytest.approx(latitude, abs=1e-12)
    assert (east - longitude + 540) % 360 - 180 == pytest.approx(0, abs=1e-11)


def test_a_named_meridian_is_the_grid_that_epsg_has_for_it() -> None:
    """A central meridian instead of a zone keeps that system's own false easting, also GSK-2011's narrow one."""
    for datum, meridian, code in (
        ("sk42", 75, 2503),
        ("cgcs2000", 105, 4507),
        ("cgcs2000", 102, 4543),
        ("gsk2011", 96, 21332),
    ):
        grid = grids.meridian_grid(datum, meridian)
        assert grid.code == f"EPSG:{code}"
        east, north = projector(grid.code).transform(meridian + 1, 50.0)
        assert grid.projection.to_metres(50.0, meridian + 1, DATUMS[datum].ellipsoid) == pytest.approx(
            (east, north), abs=MICROMETRE
        )


def test_zones_that_were_never_published_are_none() -> None:
    """A zone of SK-63 outside the public ones, and one of India's cones on a datum that has none, is not invented."""
    assert grids.cs63("K9") is None
    assert grids.cs63("M3") is None
    assert grids.cs63("K") is None
    assert grids.india_zone("kalianpur1962", "IVA") is None
    assert grids.by_code(9999) is None
