"""Protects KML and KMZ: placemarks in folders of folders, with the words that map programs wrap in HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.features.kml import read_kml, read_kmz
from camifield.progress import Progress, Stopped
from tests.formats.features.making import kml, written, zipped

CAMP = (
    "<Placemark><name>Camp</name><description><![CDATA[<b>Two</b> yurts &amp; a well]]></description>"
    "<TimeStamp><when>2026-03-14</when></TimeStamp>"
    '<ExtendedData><Data name="herd"><value>120</value></Data>'
    '<SchemaData><SimpleData name="хозяин">Бакыт</SimpleData></SchemaData></ExtendedData>'
    "<Point><coordinates>76.9, 43.25,812</coordinates></Point></Placemark>"
)
AREA = (
    "<Placemark><name>Reserve</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>"
    "70,40 71,40 71,41 70,40</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing>"
    "<coordinates>70.5,40.2 70.6,40.2 70.6,40.3 70.5,40.2</coordinates></LinearRing></innerBoundaryIs></Polygon>"
    "<LineString><coordinates>70,40 71,41</coordinates></LineString></MultiGeometry></Placemark>"
)


def test_a_placemark_in_folders(tmp_path: Path) -> None:
    """Its words, its place as written, and the folders it lies in."""
    folders = f"<Folder><name>East</name><Folder><name>Wells</name>{CAMP}</Folder></Folder>"
    [layer] = read_kml(written(tmp_path / "a.kml", kml(folders)))
    [found] = layer.features
    assert (found.longitude, found.latitude) == ("76.9", "43.25")
    assert dict(found.words) == {
        "name": "Camp",
        "description": "Two  yurts & a well",
        "time": "2026-03-14",
        "herd": "120",
        "хозяин": "Бакыт",
        "folder": "East / Wells",
        "elevation": "812",
    }


def test_areas_with_holes_and_lines(tmp_path: Path) -> None:
    """A hole is a ring of the same area; a line beside it is a feature of its own."""
    [layer] = read_kml(written(tmp_path / "a.kml", kml(AREA)))
    area, line = layer.features
    assert (area.shape, [len(part) for part in area.parts]) == ("area", [4, 4])
    assert (line.shape, area.words["name"], line.words["name"]) == ("line", "Reserve", "Reserve")


def test_a_packed_document(tmp_path: Path) -> None:
    """A KMZ is read without unpacking anything onto the disk; the pictures in it are left."""
    path = zipped(tmp_path / "a.kmz", {"files/x.png": b"x", "../doc.kml": kml(CAMP).encode()})
    [layer] = read_kmz(path)
    assert [one.words["name"] for one in layer.features] == ["Camp"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.kmz"]


def test_bad_corners_are_left_out_and_told(tmp_path: Path) -> None:
    """NaN, words and latitudes of 95 are no corners; a placemark without a place keeps its name."""
    bad = (
        "<Placemark><name>x</name><Point><coordinates>nan,43</coordinates></Point></Placemark>"
        "<Placemark><name>y</name><LineString><coordinates>70,95 a,b 71,41</coordinates></LineString></Placemark>"
        "<Placemark><name>z</name></Placemark>"
    )
    [layer] = read_kml(written(tmp_path / "a.kml", kml(bad)))
    assert [(one.shape, one.words["name"]) for one in layer.features] == [
        ("none", "x"),
        ("none", "y"),
        ("none", "z"),
    ]
    assert {one.code: one.parameters["count"] for one in layer.notices} == {
        "features-without-place": 2,
        "places-off-earth": 2,
    }


def test_a_folder_of_folders_without_end_is_refused(tmp_path: Path) -> None:
    """A hundred floors down there is no place any more."""
    deep = "<Folder>" * 5_000
    with pytest.raises(Problem) as caught:
        read_kml(written(tmp_path / "a.kml", kml(deep)[:-20]))
    assert caught.value.code == "file-is-damaged"


def test_a_package_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    """A zip bomb is met by its real size, not by what it says of itself."""
    path = zipped(tmp_path / "a.kmz", {"doc.kml": kml(" " * 70_000_000).encode()})
    with pytest.raises(Problem) as caught:
        read_kmz(path)
    assert caught.value.code == "file-too-large-inside"


@pytest.mark.parametrize(
    ("text", "code"), [("<svg/>", "not-kml"), ('<!DOCTYPE kml [<!ENTITY a "b">]><kml/>', "xml-with-entities")]
)
def test_what_is_no_kml_is_a_problem(tmp_path: Path, text: str, code: str) -> None:
    """Other XML is named, and entities are never expanded."""
    with pytest.raises(Problem) as caught:
        read_kml(written(tmp_path / "a.kml", text))
    assert caught.value.code == code


def test_stop_is_heard(tmp_path: Path) -> None:
    """A long file is left at its next thousand placemarks."""
    many = "<Placemark><Point><coordinates>70,40</coordinates></Point></Placemark>" * 2_000
    path, progress = written(tmp_path / "a.kml", kml(many)), Progress()
    read_kml(path, progress)
    assert progress.latest.doing == "reading.features"
    progress.stop()
    with pytest.raises(Stopped):
        read_kml(path, progress)
