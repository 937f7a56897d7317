"""GPX of handheld units and telephones (versions 1.0 and 1.1, topografix.com): waypoints, routes and tracks, as a stream.

Read as a stream and not with gpxpy, which holds an object a point: a file of a million points takes it a gigabyte.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from camifield.errors import Problem, Where
from camifield.formats.features.feature import MOST_CORNERS, Corner, Layer, as_text, is_on_earth
from camifield.formats.features.gathering import Gathering
from camifield.formats.features.xml_events import EndsEarly, elements, local_name, text_of
from camifield.formats.reading.notices import Notice
from camifield.geo.tracks import NO_TIME
from camifield.progress import Progress

_POINTS = frozenset(("wpt", "rtept", "trkpt"))
_STEP = 5_000  # points between two looks at Stop


@dataclass(slots=True)
class Segment:
    """A piece of a track that was recorded without a break: degrees in WGS 84, metres (NaN: not said), milliseconds since
    1970 in UTC (`NO_TIME`: not said). All four are of one length.
    """

    longitude: array[float] = field(default_factory=lambda: array("d"))
    latitude: array[float] = field(default_factory=lambda: array("d"))
    elevation: array[float] = field(default_factory=lambda: array("d"))
    at_ms: array[int] = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.longitude)


@dataclass(slots=True)
class Track:
    """What a unit recorded on the way. A segment without points is not kept."""

    name: str
    segments: list[Segment] = field(default_factory=list[Segment])
    words: dict[str, str] = field(default_factory=dict[str, str])

    def __len__(self) -> int:
        return sum(len(segment) for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Gpx:
    """One file: waypoints as points, routes as lines, tracks with their times; `notices` speak of the tracks."""

    waypoints: Layer
    routes: Layer
    tracks: tuple[Track, ...]
    notices: tuple[Notice, ...] = ()


def read_gpx(path: Path, progress: Progress | None = None) -> Gpx:
    """The whole file. Raises Problem ``file-is-damaged``, ``xml-with-entities``, ``too-many-features``, ``not-gpx``, and
    Stopped. A file that ends early gives what was read, and says so.
    """
    reading = _Reading(path, progress)
    with path.open("rb") as file:
        try:
            for event, element in elements(file, path.name):
                reading.take(event, element)
        except EndsEarly:
            reading.waypoints.ends_early = True
    return reading.finish()


class _Reading:
    """The state of reading one file: which track and segment is open, and what was found."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._path = path
        self._progress = progress
        self._root: Element | None = None
        self.waypoints = Gathering(path.name, path.stem)
        self._routes = Gathering(path.name, path.stem)
        self._tracks: list[Track] = []
        self._segment_of: Element | None = None
        self._segment = Segment()
        self._route: list[Corner] = []
        self._count = 0
        self._off_earth = 0

    def take(self, event: str, element: Element) -> None:
        name = local_name(element)
        if event == "start":
            self._begin(name, element)
        elif name in _POINTS:
            self._take_point(name, element)
        elif name == "trkseg":
            self._end_segment()
        elif name == "trk" and self._tracks:
            self._tracks[-1].words = _words(element)
            self._tracks[-1].name = self._tracks[-1].words.get("name", "")
            self._forget()
        elif name == "rte":
            self._routes.add("line", (tuple(self._route),), _words(element))
            self._route.clear()
            self._forget()

    def _begin(self, name: str, element: Element) -> None:
        if self._root is None:
            self._root = element
            if name.lower() != "gpx":
                raise Problem("not-gpx", where=Where(file=self._path.name))
        elif name == "trk":
            self._tracks.append(Track(""))
        elif name == "trkseg":
            self._segment_of = element
            if not self._tracks:  # a segment outside a track, as some loggers write it
                self._tracks.append(Track(""))

    def _take_point(self, name: str, element: Element) -> None:
        self._count += 1
        if self._progress is not None and self._count % _STEP == 0:
            self._progress.step(self._count, 0, "reading.points")
        if name == "wpt":
            longitude, latitude = element.get("lon", ""), element.get("lat", "")
            self.waypoints.add_point(longitude.strip(), latitude.strip(), _words(element))
            self._forget()
            return
        corner = _corner(element)
        if corner is None:
            self._off_earth += 1
        elif name == "rtept":
            self._route.append(corner)
        else:
            self._add(corner, element)
        if self._segment_of is not None:
            self._segment_of.clear()

    def _add(self, corner: Corner, element: Element) -> None:
        segment = self._segment
        up, at_ms = math.nan, NO_TIME
        for child in element:
            name = local_name(child)
            if name == "ele":
                up = _number(child.text)
            elif name == "time":
                at_ms = moment(child.text or "")
        segment.longitude.append(corner[0])
        segment.latitude.append(corner[1])
        segment.elevation.append(up)
        segment.at_ms.append(at_ms)
        if self._count > MOST_CORNERS:
            raise Problem(
                "too-many-features",
                where=Where(file=self._path.name),
                parameters={"features": MOST_CORNERS, "corners": MOST_CORNERS},
            )

    def _end_segment(self) -> None:
        if len(self._segment) and self._tracks:
            self._tracks[-1].segments.append(self._segment)
        self._segment, self._segment_of = Segment(), None

    def _forget(self) -> None:
        """Let go of what was taken in: the tree would hold the whole file."""
        if self._root is not None:
            self._root.clear()

    def finish(self) -> Gpx:
        self._end_segment()  # of a file that ends early
        empty = sum(1 for track in self._tracks if not len(track))
        told = (("tracks-without-points", empty), ("places-off-earth", self._off_earth))
        return Gpx(
            self.waypoints.layer(),
            self._routes.layer(),
            tuple(track for track in self._tracks if len(track)),
            tuple(Notice(code, {"count": count}) for code, count in told if count),
        )


def moment(text: str) -> int:
    """A time of a GPX file (ISO 8601; without an offset it is UTC, as the standard asks) in milliseconds since 1970.

    `NO_TIME` for what is no time, and for years that no receiver was in.
    """
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return NO_TIME
    if not 1980 <= read.year <= 2200:
        return NO_TIME
    return round((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp() * 1000)


def _corner(element: Element) -> Corner | None:
    east, north = _number(element.get("lon")), _number(element.get("lat"))
    return (east, north) if is_on_earth(east, north) else None


def _number(text: str | None) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        return math.nan


def _words(element: Element) -> dict[str, str]:
    """What is written in an element beside its points: its own words, then those of the makers' extensions."""
    found: dict[str, str] = {}
    for name, text in _leaves(element):
        if text and name not in found:
            found[name] = as_text(text)
    return found


def _leaves(element: Element) -> Iterator[tuple[str, str]]:
    for child in element:
        name = local_name(child)
        if name in _POINTS or name == "trkseg":
            continue
        if name == "link":
            yield name, child.get("href", "")
        elif len(child):
            yield from _leaves(child)
        else:
            yield name, text_of(child)


def words_as_columns(words: Mapping[str, str]) -> dict[str, str]:
    """A waypoint's words under the headings that a table of waypoints has."""
    return {_HEADINGS.get(name, name): text for name, text in words.items()}


_HEADINGS: Mapping[str, str] = {
    "ele": "elevation",
    "name": "waypoint",
    "cmt": "comment",
    "desc": "description",
    "sym": "symbol",
}
