"""Protects files in another system: their corners land where PROJ puts them, and keep how they came there."""

from __future__ import annotations

import pytest
from pyproj import CRS, Transformer

from camifield.errors import Problem
from camifield.formats.features.converting import converter_of
from camifield.geo.position import read_position
from tests.formats.features.making import UTM_43N, WGS84

LAND = (74.25, 42.5)
CONE = (
    f'PROJCS["Cone",{WGS84},PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",0.0],'
    'PARAMETER["Central_Meridian",75.0],PARAMETER["Latitude_Of_Origin",0.0],'
    'PARAMETER["Standard_Parallel_1",{first}],PARAMETER["Standard_Parallel_2",{second}],UNIT["Meter",1.0]]'
)


@pytest.mark.parametrize("code", [32643, 28413, 2541, 2503, 4284, 7694, 24376, 4491])
def test_the_text_of_a_point_is_read_as_its_corner(code: int) -> None:
    """What a place field reads is what the map draws, with the system and its operation kept."""
    converter = converter_of(CRS.from_epsg(code).to_wkt("WKT1_ESRI"), "a.shp")
    to = Transformer.from_crs("EPSG:4326", f"EPSG:{code}", always_xy=True)
    x, y = to.transform(*LAND)
    east, north = converter.corner(x, y)
    assert (east, north) == pytest.approx(
        LAND, abs=2e-3
    )  # PROJ may choose another operation, some metres away
    position = read_position(converter.written(x, y)).position
    assert position is not None
    assert float(position.longitude) == pytest.approx(east, abs=2e-7)
    assert float(position.latitude) == pytest.approx(north, abs=2e-7)
    origin = position.origin
    assert origin is not None
    assert (origin.code, origin.operation) == (converter.code, converter.operation)


def test_degrees_in_wgs_84_need_nothing() -> None:
    """Not a digit of them changes."""
    converter = converter_of(WGS84, "a.shp")
    assert converter.is_plain
    assert converter.corner(74.123456789, 42.1) == (74.123456789, 42.1)
    assert converter.written(74.1, 42.1) == ""


def test_a_grid_that_nobody_named_is_brought_over_without_a_text() -> None:
    """A plane of somebody's own on a known datum has no code that a place field could read."""
    converter = converter_of(UTM_43N.replace("75.0", "74.5"), "a.shp")
    assert converter.corner(500_000, 4_700_000) == pytest.approx((74.5, 42.4523), abs=1e-3)
    assert (converter.code, converter.written(500_000, 4_700_000)) == ("", "")


def test_the_change_is_told_with_what_it_leaves_open() -> None:
    """People read the system, the operation and the metres before anything comes in."""
    told = converter_of(CRS.from_epsg(28413).to_wkt("WKT1_ESRI"), "a.shp").notice()
    assert told.code == "converted-with-operation"
    assert told.parameters == {
        "system": "Pulkovo_1942_GK_Zone_13",
        "operation": "EPSG:15865",
        "metres": 4.5,
    }
    assert converter_of(UTM_43N, "a.shp").notice().code == "converted-from-system"


@pytest.mark.parametrize(
    ("prj", "named"),
    [
        ('PROJCS["Somebody_s_own",GEOGCS["x",DATUM["D_Unknown"]]]', "Somebody_s_own"),
        ('LOCAL_CS["a mine"]', "a mine"),
        (CONE.format(first=-30.0, second=-45.0), "Cone"),
        (CONE.format(first=-30.0, second=30.0), "Cone"),
        (CONE.format(first=30.0, second=90.0), "Cone"),
        ("what", "?"),
    ],
)
def test_an_unknown_system_is_refused_by_its_name(prj: str, named: str) -> None:
    """Nothing is guessed: the person reads which system it is."""
    with pytest.raises(Problem) as caught:
        converter_of(prj, "a.shp")
    assert caught.value.code == "shapefile-in-other-system"
    assert caught.value.parameters["system"] == named
