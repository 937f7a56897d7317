"""Protects points of other programs on the road of every table: a row each, nothing of them lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.reading.tables import open_table
from tests.formats.features.making import UTM_43N, gpx, kml, shapes, written, zipped


def rows(path: Path) -> list[list[object]]:
    """The headings and the rows of the first sheet."""
    sheet = open_table(path).sheet()
    return [list(sheet.headings), *(list(row.cells) for row in sheet.rows())]


def test_waypoints_are_a_table(tmp_path: Path) -> None:
    """Under the headings that a table of waypoints has, so that they find their fields."""
    inside = '<wpt lat="43.25" lon="76.9"><time>2026-03-14T05:10:00Z</time><name>007</name></wpt><wpt lat="43" lon="77"><ele>9</ele></wpt>'
    assert rows(written(tmp_path / "a.gpx", gpx(inside))) == [
        ["latitude", "longitude", "time", "waypoint", "elevation"],
        ["43.25", "76.9", "2026-03-14T05:10:00Z", "007", ""],
        ["43", "77", "", "", "9"],
    ]


def test_points_of_another_system_keep_it(tmp_path: Path) -> None:
    """They stand as text in one column, which the place field reads with its system and what the change costs."""
    files = {
        f"a{end}": data for end, data in shapes(1, [((500_000.0, 4_600_000.0), "a")], system=UTM_43N).items()
    }
    assert rows(zipped(tmp_path / "a.zip", files)) == [
        ["coordinates", "NAME"],
        ["EPSG:32643: E 500000.000 N 4600000.000", "a"],
    ]


def test_tracks_alone_are_no_table(tmp_path: Path) -> None:
    """Two thousand points of a walk are not two thousand sightings."""
    walk = '<trk><trkseg><trkpt lat="43" lon="77"/><trkpt lat="43" lon="78"/></trkseg></trk>'
    with pytest.raises(Problem) as caught:
        open_table(written(tmp_path / "a.gpx", gpx(walk)))
    assert (caught.value.code, caught.value.parameters) == ("gpx-has-only-tracks", {"count": 1})


def test_lines_among_points_are_told(tmp_path: Path) -> None:
    """Their rows stay, without a place."""
    line = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[70, 40], [71, 41]]},
        "properties": {"latitude": "x"},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [line]})
    sheet = open_table(written(tmp_path / "a.geojson", text)).sheet()
    assert list(sheet.headings) == ["latitude (wgs84)", "longitude (wgs84)", "latitude"]
    assert [list(row.cells) for row in sheet.rows()] == [["", "", "x"]]
    assert [one.code for one in sheet.notices] == ["features-are-no-points"]


def test_every_layer_of_a_zip_is_a_sheet(tmp_path: Path) -> None:
    """A reserve's folder of wells and camps comes in sheet by sheet."""
    files = {
        f"{name}{end}": data
        for name in ("wells", "camps")
        for end, data in shapes(1, [((70.0, 40.0), name)]).items()
    }
    table = open_table(zipped(tmp_path / "a.zip", files))
    assert [sheet.name for sheet in table.sheets] == ["wells", "camps"]
    assert [list(row.cells) for row in table.sheet("camps").rows()] == [["40.0", "70.0", "camps"]]


def test_a_placemark_is_a_row(tmp_path: Path) -> None:
    """Whatever the ending says."""
    mark = "<Placemark><name>Camp</name><Point><coordinates>70,40</coordinates></Point></Placemark>"
    assert rows(written(tmp_path / "a.xml", kml(mark))) == [
        ["latitude", "longitude", "name"],
        ["40", "70", "Camp"],
    ]
