"""Protects the systems that files name: the very grid that PROJ understands by the same text, or none."""

from __future__ import annotations

import pytest
from pyproj import CRS, Transformer

from camifield.geo.systems.datums import Datum
from camifield.geo.systems.grids import Grid, by_code
from camifield.geo.systems.text_trees import tree_of
from camifield.geo.systems.well_known import read_well_known
from tests.formats.features.making import UTM_43N, WGS84

SPELLINGS = ("WKT1_ESRI", "WKT1_GDAL", "WKT2_2015", "WKT2_2019")
PLANES = (
    32642,
    32646,
    28411,
    28413,
    28415,
    2502,
    20008,
    2935,
    2941,
    4491,
    4513,
    2327,
    2349,
    21416,
    20913,
)
LOCAL = (7693, 7696, 5266, 5292, 24376, 24378, 24343, 24345, 7755, 3200, 3857, 20930)
DEGREES = (
    4326,
    4284,
    4200,
    7683,
    7686,
    5264,
    4490,
    4214,
    4610,
    4144,
    4145,
    4146,
    6207,
    4154,
    4132,
    4255,
    4243,
)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("code", [*PLANES, *LOCAL])
def test_a_plane_is_the_grid_of_its_code(code: int, spelling: str) -> None:
    """The same metres are the same place as PROJ computes on that datum, in every spelling of the text."""
    system = CRS.from_epsg(code)
    text = system.to_wkt(spelling)
    if not text:  # ESRI has no name for it
        pytest.skip("not spelt so")
    said = read_well_known(text)
    assert said is not None
    grid = said.system
    assert isinstance(grid, Grid)
    assert said.unit == 1
    known = by_code(code)
    assert isinstance(known, Grid)
    easting, northing = known.from_wgs84(45.0, 74.0) if code != 5292 else known.from_wgs84(27.5, 90.7)
    assert system.geodetic_crs is not None
    there = Transformer.from_crs(system, system.geodetic_crs, always_xy=True)
    east, north = there.transform(easting, northing)
    mine = grid.projection.to_degrees(easting, northing, grid.datum.ellipsoid)
    assert mine == pytest.approx((north, east), abs=1e-8)
    assert grid.datum is known.datum
    assert grid.code == known.code


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("code", DEGREES)
def test_degrees_are_on_the_datum_of_their_code(code: int, spelling: str) -> None:
    """Degrees of Pulkovo 1942 are not taken for degrees of WGS 84, a hundred metres away."""
    text = CRS.from_epsg(code).to_wkt(spelling)
    if not text:
        pytest.skip("not spelt so")
    said = read_well_known(text)
    assert said is not None
    assert isinstance(said.system, Datum)
    assert said.system.code == f"EPSG:{code}"
    assert said.unit == pytest.approx(1.0)


def test_the_parameters_decide_and_not_the_name() -> None:
    """A file that somebody called otherwise, and one that says a zone and means another."""
    said = read_well_known(UTM_43N.replace("WGS_1984_UTM_Zone_43N", "my zone 45"))
    assert said is not None
    assert isinstance(said.system, Grid)
    assert (said.name, said.system.code) == ("my zone 45", "EPSG:32643")


def test_kilometres_and_feet_are_metres_times_something() -> None:
    """A file in kilometres lies where it lies."""
    said = read_well_known(UTM_43N.replace('UNIT["Meter",1.0]', 'UNIT["Kilometer",1000.0]'))
    assert said is not None
    assert isinstance(said.system, Grid)
    assert said.unit == 1000


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (UTM_43N, ("D_WGS_1984", "D_Tokyo")),
        (UTM_43N, ("298.257223563", "293.465")),
        (UTM_43N, ("Transverse_Mercator", "Albers")),
        (UTM_43N, ('PARAMETER["Central_Meridian",75.0],', "")),
        (UTM_43N, ("Greenwich\",0.0", "Pulkovo\",30.33")),
        (UTM_43N, ("75.0", "nan")),
        (UTM_43N, (',UNIT["Meter",1.0]', "")),
        (WGS84, ("D_WGS_1984", "D_Unknown")),
    ],
)  # fmt: skip
def test_what_is_not_known_is_no_system(text: str, change: tuple[str, str]) -> None:
    """Another datum, ellipsoid, projection or prime meridian, or a missing number: never placed."""
    assert change[0] in text
    said = read_well_known(text.replace(*change))
    assert said is not None
    assert said.system is None


@pytest.mark.parametrize(
    "text", ["", "   ", "PROJCS", "PROJCS[", "]", "a[" * 40, '"' * 99, "x" * 50_000, "PROJCS[]"]
)
def test_what_is_no_text_of_a_system_is_none(text: str) -> None:
    """Damage and endless nesting come to nothing, without an error."""
    assert read_well_known(text) is None


def test_a_bare_code_is_read() -> None:
    """Some programs write no more than the number."""
    said = read_well_known("EPSG:28413")
    assert said is not None
    assert isinstance(said.system, Grid)
    assert said.system.name == "SK-42 zone 13"


def test_quotes_and_round_brackets() -> None:
    """The standard allows both kinds of brackets, and quotes inside a name."""
    tree = tree_of('PROJCS("a ""b"" c",UNIT["m",1])')
    assert tree is not None
    assert tree.nodes[0].texts == ['a "b" c']
    assert tree.nodes[0].nodes[0].number(1) == 1
