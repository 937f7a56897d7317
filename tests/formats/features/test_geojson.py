"""Protects GeoJSON: every feature keeps its words, a null geometry is told, bad numbers are no places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.features.feature import Layer
from camifield.formats.features.geojson import read_geojson
from camifield.progress import Progress, Stopped
from tests.formats.features.making import written


def read(tmp_path: Path, text: str) -> Layer:
    """The layer of a file with this inside."""
    [layer] = read_geojson(written(tmp_path / "a.geojson", text))
    return layer


def feature(geometry: object, **properties: object) -> dict[str, object]:
    """One feature."""
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features: object) -> str:
    """A file of these features."""
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def test_digits_stay_as_written(tmp_path: Path) -> None:
    """A coordinate is neither rounded nor made longer by reading it."""
    text = '{"type":"Feature","geometry":{"type":"Point","coordinates":[76.9000,43.25000000000001,812]},"properties":{"n":1.50}}'
    [found] = read(tmp_path, text).features
    assert (found.longitude, found.latitude) == ("76.9000", "43.25000000000001")
    assert dict(found.words) == {"n": "1.50", "elevation": "812"}


def test_shapes_of_every_kind(tmp_path: Path) -> None:
    """Lines and areas with their pieces and holes, collections taken apart, several points one by one."""
    ring = [[70, 40], [71, 40], [71, 41], [70, 40]]
    text = collection(
        feature({"type": "LineString", "coordinates": [[70, 40], [71, 41]]}),
        feature({"type": "MultiPolygon", "coordinates": [[ring, ring], [ring]]}),
        feature({"type": "MultiPoint", "coordinates": [[70, 40], [71, 41]]}, name="a"),
        feature({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [70, 40]}]}),
    )
    found = read(tmp_path, text).features
    assert [(one.shape, len(one.parts)) for one in found] == [
        ("line", 1),
        ("area", 3),
        ("point", 1),
        ("point", 1),
        ("point", 1),
    ]
    assert [one.words.get("name") for one in found[2:4]] == ["a", "a"]


def test_what_has_no_place_keeps_its_words(tmp_path: Path) -> None:
    """Null geometries and empty ones are rows all the same, and their number is told."""
    text = collection(
        feature(None, name="Лагерь"),
        feature({"type": "Point", "coordinates": []}),
        feature({"type": "Polygon"}),
    )
    layer = read(tmp_path, text)
    assert [one.shape for one in layer.features] == ["none", "none", "none"]
    assert layer.features[0].words["name"] == "Лагерь"
    assert [(one.code, one.parameters["count"]) for one in layer.notices] == [("features-without-place", 3)]


def test_not_a_number_is_no_place(tmp_path: Path) -> None:
    """Python reads NaN in JSON; a map must not."""
    text = '{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,43]},"properties":{"name":"x","k":[1,{"a":null}],"b":true}}'
    layer = read(tmp_path, text)
    [found] = layer.features
    assert (found.shape, found.longitude) == ("none", "NaN")
    assert (found.words["k"], found.words["b"]) == ('["1", {"a": null}]', "true")
    assert [one.code for one in layer.notices] == ["places-off-earth"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" + "[1,2]," * 700_000 + "1]", "too-many-features"),
        ("{", "file-is-damaged"),
        ('{"a": 1}', "not-geojson"),
        ("[" * 100_000, "file-is-damaged"),
        ("[1]", "not-geojson"),
    ],
)
def test_what_is_no_geojson_is_a_problem(tmp_path: Path, text: str, code: str) -> None:
    """Also a file that is nothing but brackets."""
    with pytest.raises(Problem) as caught:
        read(tmp_path, text)
    assert caught.value.code == code


def test_an_empty_collection_is_empty(tmp_path: Path) -> None:
    """A layer with nothing in it yet is no mistake."""
    assert read(tmp_path, collection()).features == ()


def test_stop_is_heard(tmp_path: Path) -> None:
    """A long line counts by its corners, so that Stop is heard within one as well."""
    lines = [{"type": "LineString", "coordinates": [[70, 40]] * 4_000}] * 5
    features = [{"type": "Feature", "geometry": one, "properties": {}} for one in lines]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path, progress = written(tmp_path / "a.geojson", text), Progress()
    read_geojson(path, progress)
    assert (progress.latest.done, progress.latest.total) == (3, 5)
    progress.stop()
    with pytest.raises(Stopped):
        read_geojson(path, progress)
