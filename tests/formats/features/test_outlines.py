"""Protects reading areas and lines from files: every kind of file, several parts, points left to the road of tables."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapefile

from camifield.errors import Problem
from camifield.formats.features.outlines import Outline, read_outlines
from tests.formats.features.making import UTM_43N, gpx, kml, shapes, written, zipped

RING = "77,42 78,42 78,43 77,42"
HOLE = "77.5,42.1 77.6,42.1 77.6,42.2 77.5,42.1"
POLYGON = (
    f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{RING}</coordinates></LinearRing></outerBoundaryIs>"
)
SQUARE = [[(77.0, 42.0), (77.0, 43.0), (78.0, 43.0), (78.0, 42.0), (77.0, 42.0)]]


def corners(outline: Outline) -> list[int]:
    """How many corners each part has."""
    return [len(part) for part in outline.parts]


def test_kml_folders_holes_and_several_polygons(tmp_path: Path) -> None:
    """A reserve of two polygons, one with a hole, is one area; its folder is one of its words; a point is counted."""
    hole = f"<innerBoundaryIs><LinearRing><coordinates>{HOLE}</coordinates></LinearRing></innerBoundaryIs>"
    inside = (
        "<Folder><name>Reserves</name>"
        f"<Placemark><name>Sarychat</name><MultiGeometry>{POLYGON}{hole}</Polygon>{POLYGON}</Polygon></MultiGeometry>"
        "</Placemark></Folder>"
        f"<Placemark><name>Route</name><LineString><coordinates>{RING}</coordinates></LineString></Placemark>"
        "<Placemark><name>Camp</name><Point><coordinates>77,42</coordinates></Point></Placemark>"
        "<Placemark><name>Nothing</name></Placemark>"
    )
    read = read_outlines(written(tmp_path / "a.kml", kml(inside)))
    reserve, route = read.found
    assert (reserve.is_closed, corners(reserve)) == (True, [4, 4, 4])
    assert reserve.words == {"name": "Sarychat", "folder": "Reserves"}
    assert (route.is_closed, corners(route)) == (False, [4])
    assert (read.points, read.columns, read.name_column) == (1, ("name", "folder"), "name")
    assert [(one.code, one.parameters) for one in read.notices] == [("features-without-place", {"count": 1})]


def test_shapefiles_in_a_zip_in_metres_are_put_into_degrees(tmp_path: Path) -> None:
    """A cadastre's polygon in UTM lands where it belongs; the column of names is found."""
    ring = [
        [
            (400_000.0, 4_650_000.0),
            (400_000.0, 4_651_000.0),
            (401_000.0, 4_651_000.0),
            (400_000.0, 4_650_000.0),
        ]
    ]
    files = shapes(shapefile.POLYGON, [(ring, "Пастбище 4")], system=UTM_43N)
    read = read_outlines(zipped(tmp_path / "p.zip", {f"units{end}": data for end, data in files.items()}))
    [one] = read.found
    assert read.name_column == "NAME"
    assert one.words["NAME"] == "Пастбище 4"
    east, north = one.parts[0][0]
    assert (round(east, 2), round(north, 2)) == (73.79, 42.0)


def test_the_layers_of_a_zip_are_told_apart(tmp_path: Path) -> None:
    """Zones and lines in one package: each shape says which layer it is of."""
    zones = shapes(shapefile.POLYGON, [(SQUARE, "Core"), (None, "Void")])
    lines = shapes(shapefile.POLYLINE, [([[(77.0, 42.0), (78.0, 42.0)]], "A")])
    package = {f"zones{end}": data for end, data in zones.items()}
    package |= {f"lines{end}": data for end, data in lines.items()}
    read = read_outlines(zipped(tmp_path / "p.zip", package))
    assert [(one.words["layer"], one.words["NAME"], one.is_closed) for one in read.found] == [
        ("zones", "Core", True),
        ("lines", "A", False),
    ]
    assert [one.code for one in read.notices] == ["features-without-place"]


def test_geojson_and_the_column_that_is_almost_called_name(tmp_path: Path) -> None:
    """A self-crossing ring is taken as it is; a column that nobody filled is no column of names."""
    text = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "", "NAME_EN": "Eight"},'
        '"geometry": {"type": "Polygon", "coordinates": [[[77,42],[78,43],[78,42],[77,43],[77,42]]]}}]}'
    )
    read = read_outlines(written(tmp_path / "a.geojson", text))
    assert [corners(one) for one in read.found] == [[5]]
    assert read.name_column == "NAME_EN"


def test_a_route_of_a_receiver_is_a_line_and_a_track_is_not(tmp_path: Path) -> None:
    """Where somebody went stays a track; what somebody planned is a line."""
    inside = (
        '<wpt lat="42" lon="77"/><rte><name>Transect</name><rtept lat="42" lon="77"/><rtept lat="42.1" lon="77"/></rte>'
        '<trk><trkseg><trkpt lat="42" lon="77"/><trkpt lat="42.1" lon="77"/></trkseg></trk>'
    )
    read = read_outlines(written(tmp_path / "a.gpx", gpx(inside)))
    assert [(one.is_closed, one.words["name"]) for one in read.found] == [(False, "Transect")]
    assert read.points == 1


def test_a_table_is_no_file_of_areas(tmp_path: Path) -> None:
    """A plain sentence, and not a guess."""
    with pytest.raises(Problem, match="file-is-not-of-places"):
        read_outlines(written(tmp_path / "a.csv", "name,latitude\nA,42\n"))
