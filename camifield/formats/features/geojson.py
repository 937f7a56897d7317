"""GeoJSON (RFC 7946): features with points, lines and areas; a null geometry keeps its words and is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from camifield.errors import Problem, Where
from camifield.formats.features.feature import MOST_COLUMNS, MOST_FEATURES, Corner, Layer, Shape, as_text
from camifield.formats.features.gathering import Gathering
from camifield.progress import Progress

LARGEST = 64_000_000
MOST_LISTS = 600_000  # every corner is a list of its own, and costs some 400 bytes while the file is read
_DEEPEST = 8  # of collections in collections; the standard says there should be none

# The geometries that are not points, and what they become; each has its corners one or two levels down.
_SHAPES: Mapping[str, tuple[Shape, int]] = {
    "LineString": ("line", 0),
    "MultiLineString": ("line", 1),
    "Polygon": ("area", 1),
    "MultiPolygon": ("area", 2),
}


class _Number(str):
    """A number of the file exactly as written, so that no digit of a coordinate is lost or made up."""

    __slots__ = ()


def read_geojson(path: Path, progress: Progress | None = None) -> list[Layer]:
    """The one layer of a file. Raises Problem ``file-too-large-inside``, ``file-is-damaged`` and ``not-geojson``, and
    Stopped.
    """
    if path.stat().st_size > LARGEST:
        sizes = {"size_mb": path.stat().st_size // 1_000_000, "limit_mb": LARGEST // 1_000_000}
        raise Problem("file-too-large-inside", where=Where(file=path.name), parameters=sizes)
    data = path.read_bytes()
    if data.count(b"[") > MOST_LISTS:
        counts = {"features": MOST_FEATURES, "corners": MOST_LISTS}
        raise Problem("too-many-features", where=Where(file=path.name), parameters=counts)
    try:
        if progress is not None:
            progress.step(0, 0, "reading.features")
        whole = json.loads(data, parse_float=_Number, parse_int=_Number, parse_constant=_Number)
    except (ValueError, RecursionError) as error:
        raise Problem("file-is-damaged", where=Where(file=path.name)) from error
    gathering = Gathering(path.name, path.stem, progress)
    gathering.total = _count(whole)
    found = False
    for feature in _features(whole):
        found = True
        _take(gathering, feature)
    if not found and not (isinstance(whole, dict) and cast("dict[str, object]", whole).get("features") == []):
        raise Problem("not-geojson", where=Where(file=path.name))
    return [gathering.layer()]


def _features(whole: object) -> Iterator[Mapping[str, object]]:
    """The features of a collection, a feature alone, or a geometry alone. Anything else has none."""
    if not isinstance(whole, dict):
        return
    node = cast("Mapping[str, object]", whole)
    kind = node.get("type")
    if kind == "FeatureCollection" and isinstance(node.get("features"), list):
        for one in cast("list[object]", node["features"]):
            if isinstance(one, dict):
                yield cast("Mapping[str, object]", one)
    elif kind == "Feature":
        yield node
    elif kind in _SHAPES or kind in ("Point", "MultiPoint", "GeometryCollection"):
        yield {"geometry": node, "properties": {}}


def _count(whole: object) -> int:
    features = cast("dict[str, object]", whole).get("features") if isinstance(whole, dict) else None
    return len(cast("list[object]", features)) if isinstance(features, list) else 0


def _take(gathering: Gathering, feature: Mapping[str, object]) -> None:
    words = _words(feature)
    geometry = feature.get("geometry")
    if isinstance(geometry, dict):
        _take_geometry(gathering, cast("Mapping[str, object]", geometry), words, 0)
    else:
        gathering.add("none", (), words)


def _take_geometry(
    gathering: Gathering, geometry: Mapping[str, object], words: Mapping[str, str], depth: int
) -> None:
    kind = geometry.get("type")
    corners = geometry.get("coordinates")
    nested = cast("list[object]", corners) if isinstance(corners, list) else []
    members = geometry.get("geometries")
    if kind == "GeometryCollection" and isinstance(members, list) and members and depth < _DEEPEST:
        for one in cast("list[object]", members):
            if isinstance(one, dict):
                _take_geometry(gathering, cast("Mapping[str, object]", one), words, depth + 1)
    elif kind == "Point":
        _take_point(gathering, nested, words)
    elif kind == "MultiPoint" and nested:
        for one in nested:
            _take_point(gathering, one, words)
    elif isinstance(kind, str) and kind in _SHAPES:
        shape, depth_of_parts = _SHAPES[kind]
        gathering.add(shape, list(_parts(nested, depth_of_parts)), words)
    else:
        gathering.add("none", (), words)


def _take_point(gathering: Gathering, corner: object, words: Mapping[str, str]) -> None:
    numbers = cast("list[object]", corner) if isinstance(corner, list) else []
    if len(numbers) < 2 or not all(isinstance(one, _Number) for one in numbers[:2]):
        gathering.add("none", (), words)
        return
    up = str(numbers[2]) if len(numbers) > 2 and isinstance(numbers[2], _Number) else ""
    told = {**words, "elevation": up} if up and "elevation" not in words else words
    gathering.add_point(str(numbers[0]), str(numbers[1]), told)


def _parts(nested: object, depth: int) -> Iterator[Sequence[Corner]]:
    """The lines or rings that lie `depth` levels down."""
    inside = cast("list[object]", nested) if isinstance(nested, list) else []
    if depth > 0:
        for one in inside:
            yield from _parts(one, depth - 1)
        return
    yield [corner for one in inside if (corner := _corner(one)) is not None]


def _corner(numbers: object) -> Corner | None:
    written = cast("list[object]", numbers) if isinstance(numbers, list) else []
    try:
        return (float(str(written[0])), float(str(written[1]))) if len(written) >= 2 else None
    except ValueError:
        return None


def _words(feature: Mapping[str, object]) -> dict[str, str]:
    """The properties as text; lists and objects inside them as JSON; the feature's own id, when it has one, first."""
    found: dict[str, str] = {}
    if isinstance(feature.get("id"), str):
        found["id"] = as_text(feature["id"])
    properties = feature.get("properties")
    if isinstance(properties, dict):
        for name, value in list(cast("Mapping[str, object]", properties).items())[:MOST_COLUMNS]:
            is_nested = isinstance(value, dict | list)
            found[as_text(name)] = as_text(json.dumps(value, ensure_ascii=False) if is_nested else value)
    return found
