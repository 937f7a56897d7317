"""Where somebody went: points with their times as a receiver kept them, packed into a text without losing any of them."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from camifield.geo.columns import packed_columns, unpacked_columns
from camifield.geo.earth import METRES_PER_DEGREE, distance_m

NO_TIME = -(2**62)  # milliseconds that stand for "not said"
MOST_POINTS = 100_000  # a day of 86,400 seconds, and some
_STEPS_A_DEGREE = 10_000_000  # a centimetre: finer than any receiver
_MOST_BYTES = MOST_POINTS * 40
_VERSION = "1:"
_NO_HEIGHT = -(2**31)
SIMPLE_POINTS = 1_000  # what is drawn, and what fits a cell of a workbook


@dataclass(slots=True)
class Points:
    """Points in the order of the way: degrees in WGS 84, metres (NaN: not said), milliseconds since 1970 in UTC
    (`NO_TIME`: not said), all of one length. `breaks` are the numbers of points before which recording had stopped.
    """

    longitude: array[float] = field(default_factory=lambda: array("d"))
    latitude: array[float] = field(default_factory=lambda: array("d"))
    elevation: array[float] = field(default_factory=lambda: array("d"))
    at_ms: array[int] = field(default_factory=lambda: array("q"))
    breaks: list[int] = field(default_factory=list[int])

    def __len__(self) -> int:
        return len(self.longitude)

    def add(
        self, longitude: float, latitude: float, elevation: float = math.nan, at_ms: int = NO_TIME
    ) -> None:
        """One point more."""
        self.longitude.append(longitude)
        self.latitude.append(latitude)
        self.elevation.append(elevation)
        self.at_ms.append(at_ms)

    @property
    def first_ms(self) -> int | None:
        """When it began, as the receiver says; None without any time."""
        return next((one for one in self.at_ms if one != NO_TIME), None)

    @property
    def last_ms(self) -> int | None:
        """When it ended."""
        return next((one for one in reversed(self.at_ms) if one != NO_TIME), None)

    @property
    def length_m(self) -> float:
        """The way along the points, breaks not counted (nobody knows how they were bridged)."""
        apart = set(self.breaks)
        return math.fsum(
            distance_m(self.latitude[at - 1], self.longitude[at - 1], self.latitude[at], self.longitude[at])
            for at in range(1, len(self))
            if at not in apart
        )

    def pieces(self) -> Iterator[range]:
        """The numbers of the points of each piece without a break."""
        edges = [0, *self.breaks, len(self)]
        for begin, end in pairwise(edges):
            if end > begin:
                yield range(begin, end)


class There(NamedTuple):
    """Where a track was at a moment: WGS 84 degrees, and how many seconds lie to the nearer of the points beside it."""

    latitude: float
    longitude: float
    away_s: float


class Way:
    """The points of a track that have a time, each later than the one before: made once, asked for many moments."""

    def __init__(self, points: Points) -> None:
        self._times: array[int] = array("q")
        self._latitude: array[float] = array("d")
        self._longitude: array[float] = array("d")
        for at, latitude, longitude in zip(points.at_ms, points.latitude, points.longitude, strict=True):
            if at != NO_TIME and (not self._times or at > self._times[-1]):
                self._times.append(at)
                self._latitude.append(latitude)
                self._longitude.append(longitude)

    def __len__(self) -> int:
        return len(self._times)

    def at(self, at_ms: int) -> There | None:
        """As `where_at`."""
        times, latitude, longitude = self._times, self._latitude, self._longitude
        after = bisect_right(times, at_ms)
        if after == 0 or (after == len(times) and times[-1] != at_ms):
            return None
        before = after - 1
        if times[before] == at_ms:
            return There(latitude[before], longitude[before], 0.0)
        share = (at_ms - times[before]) / (times[after] - times[before])
        return There(
            latitude[before] + share * (latitude[after] - latitude[before]),
            longitude[before] + share * (longitude[after] - longitude[before]),
            min(at_ms - times[before], times[after] - at_ms) / 1000,
        )


def where_at(points: Points, at_ms: int) -> There | None:
    """The place at a moment, between the two points around it in a straight line; None before the first and after the
    last. The points must be in the order of their times; those without a time are passed over. For many moments make
    one `Way`.
    """
    return Way(points).at(at_ms)


def packed(points: Points) -> str:
    """The points as one line of ASCII, some 4 bytes each: to a centimetre, a decimetre of height, a millisecond.

    Version, then zlib of variable-length differences in base 64. Raises ValueError for more than `MOST_POINTS`.
    """
    if len(points) > MOST_POINTS:
        raise ValueError(f"{len(points)} points")
    columns: list[list[int]] = [
        [round(one * _STEPS_A_DEGREE) for one in points.latitude],
        [round(one * _STEPS_A_DEGREE) for one in points.longitude],
        [_NO_HEIGHT if math.isnan(one) else round(one * 10) for one in points.elevation],
        list(points.at_ms),
        points.breaks,
    ]
    return packed_columns(_VERSION, columns)


@lru_cache(maxsize=8)  # a detail, its map and its figures ask for the same track in one breath
def unpacked(text: str) -> Points:
    """The inverse of `packed`. Nobody may change what it gives. Raises ValueError for anything that is no track."""
    try:
        found = unpacked_columns(_VERSION, text, 5, MOST_POINTS, _MOST_BYTES)
    except ValueError as error:
        raise ValueError("not a track") from error
    latitude, longitude, elevation, at_ms, breaks = found
    if not len(latitude) == len(longitude) == len(elevation) == len(at_ms):
        raise ValueError("not a track")
    if not all(0 < at < len(latitude) for at in breaks) or breaks != sorted(set(breaks)):
        raise ValueError("not a track")
    if any(abs(one) > 90 * _STEPS_A_DEGREE for one in latitude) or any(
        abs(one) > 180 * _STEPS_A_DEGREE for one in longitude
    ):
        raise ValueError("not on the earth")
    try:
        return Points(
            array("d", [one / _STEPS_A_DEGREE for one in longitude]),
            array("d", [one / _STEPS_A_DEGREE for one in latitude]),
            array("d", [math.nan if one == _NO_HEIGHT else one / 10 for one in elevation]),
            array("q", at_ms),
            breaks,
        )
    except OverflowError as error:
        raise ValueError("not a time") from error


def simplified(points: Points, most: int = SIMPLE_POINTS) -> list[list[tuple[float, float]]]:
    """The pieces of a track as lines of (longitude, latitude) with at most `most` corners in all: those that say the most.

    Visvalingam and Whyatt (1993): the corner that changes the line's area least goes first. Ends always stay.
    """
    pieces = [[(points.longitude[at], points.latitude[at]) for at in piece] for piece in points.pieces()]
    pieces = sorted(sorted(pieces, key=len, reverse=True)[: max(most // 2, 1)], key=pieces.index)
    total = sum(len(piece) for piece in pieces)
    if total <= most:
        return pieces
    return [_thinned(_even(piece, total, most), max(2, most * len(piece) // total)) for piece in pieces]


def _even(line: Sequence[tuple[float, float]], total: int, most: int) -> Sequence[tuple[float, float]]:
    """Of a point a second for a day every so many-th is enough to choose from: weighing them all takes a second."""
    step = max(1, total // (most * 8))
    return line if step == 1 or len(line) < 3 else [*line[:-1:step], line[-1]]


def _thinned(line: Sequence[tuple[float, float]], most: int) -> list[tuple[float, float]]:
    import heapq

    squeeze = math.cos(math.radians(line[0][1])) * METRES_PER_DEGREE
    flat = [(east * squeeze, north * METRES_PER_DEGREE) for east, north in line]
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    alive, worth = [True] * len(line), [math.inf] * len(line)

    def area(at: int) -> float:
        (x1, y1), (x2, y2), (x3, y3) = flat[before[at]], flat[at], flat[after[at]]
        return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2

    heap: list[tuple[float, int]] = []
    for at in range(1, len(line) - 1):
        worth[at] = area(at)
        heap.append((worth[at], at))
    heapq.heapify(heap)
    left = len(line)
    while left > most and heap:
        told, at = heapq.heappop(heap)
        if not alive[at] or told != worth[at]:
            continue
        alive[at], left = False, left - 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if 0 < beside < len(line) - 1:
                worth[beside] = max(area(beside), told)
                heapq.heappush(heap, (worth[beside], beside))
    return [corner for corner, stays in zip(line, alive, strict=True) if stays]


def as_wkt(pieces: Sequence[Sequence[tuple[float, float]]]) -> str:
    """Lines as well-known text (OGC 06-103r4), five decimals (a metre): what Darwin Core calls footprintWKT."""
    lines = [
        ", ".join(f"{east:.5f} {north:.5f}" for east, north in piece) for piece in pieces if len(piece) > 1
    ]
    if not lines:
        return ""
    if len(lines) == 1:
        return f"LINESTRING ({lines[0]})"
    return f"MULTILINESTRING ({', '.join(f'({line})' for line in lines)})"
