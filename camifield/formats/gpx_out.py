"""GPX that handheld units and map programs take in (version 1.1, topografix.com): waypoints of records, and tracks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from camifield.geo.tracks import NO_TIME, Points
from camifield.progress import Progress
from camifield.version import VERSION

_NAMESPACE = "http://www.topografix.com/GPX/1/1"
_STEP = 1_000


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A place with a name: WGS 84 degrees, metres (None: not known), milliseconds since 1970 in UTC (None: not known).

    name is short, as units show it; comment is the line beneath; kind is what sort of record it is, in words.
    """

    latitude: float
    longitude: float
    name: str
    comment: str = ""
    kind: str = ""
    elevation: float | None = None
    at_ms: int | None = None


def write_gpx(
    path: Path,
    waypoints: Iterable[Waypoint],
    tracks: Iterable[tuple[str, Points]],
    about: str,
    made_ms: int,
    progress: Progress,
) -> tuple[int, int]:
    """Write a file; answers how many waypoints and tracks. `about` says whose it is and how exact. Raises Stopped, OSError.

    `path` is a part of `WholeFiles`. The standard's order: metadata, waypoints, tracks.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        out = XMLGenerator(file, "utf-8", short_empty_elements=True)
        out.startDocument()
        _open(out, "gpx", version="1.1", creator=f"CAMI Field {VERSION}", xmlns=_NAMESPACE)
        _open(out, "metadata")
        _leaf(out, "desc", about)
        _leaf(out, "time", _time(made_ms))
        out.endElement("metadata")
        points = lines = 0
        for one in waypoints:
            _waypoint(out, one)
            points += 1
            if points % _STEP == 0:
                progress.step(points, 0, "export.writing")
        for name, line in tracks:
            _track(out, name, line)
            lines += 1
            progress.step(points + lines, 0, "export.writing")
        out.endElement("gpx")
        out.endDocument()
    return points, lines


def _waypoint(out: XMLGenerator, one: Waypoint) -> None:
    _open(out, "wpt", **_at(one.latitude, one.longitude))
    if one.elevation is not None:
        _leaf(out, "ele", f"{one.elevation:g}")
    if one.at_ms is not None:
        _leaf(out, "time", _time(one.at_ms))
    for name, text in (("name", one.name), ("cmt", one.comment), ("desc", one.comment), ("type", one.kind)):
        if text:
            _leaf(out, name, text)
    out.endElement("wpt")


def _track(out: XMLGenerator, name: str, points: Points) -> None:
    _open(out, "trk")
    if name:
        _leaf(out, "name", name)
    for piece in points.pieces():
        _open(out, "trkseg")
        for at in piece:
            _open(out, "trkpt", **_at(points.latitude[at], points.longitude[at]))
            if not math.isnan(points.elevation[at]):
                _leaf(out, "ele", f"{points.elevation[at]:g}")
            if points.at_ms[at] != NO_TIME:
                _leaf(out, "time", _time(points.at_ms[at]))
            out.endElement("trkpt")
        out.endElement("trkseg")
    out.endElement("trk")


def _at(latitude: float, longitude: float) -> Mapping[str, str]:
    return {"lat": f"{latitude:.7f}", "lon": f"{longitude:.7f}"}


def _time(at_ms: int) -> str:
    moment = datetime.fromtimestamp(at_ms / 1000, UTC)
    return moment.isoformat(timespec="seconds" if at_ms % 1000 == 0 else "milliseconds").replace(
        "+00:00", "Z"
    )


def _open(out: XMLGenerator, name: str, **attributes: str) -> None:
    out.startElement(name, AttributesImpl(attributes))


def _leaf(out: XMLGenerator, name: str, text: str) -> None:
    """An element with text; signs that XML cannot hold are left out."""
    _open(out, name)
    out.characters("".join(letter for letter in text if _may_stand(letter)))
    out.endElement(name)


def _may_stand(letter: str) -> bool:
    code = ord(letter)
    return code in (9, 10, 13) or (
        code >= 32 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
    )
