"""The shape of an area or a line that people brought: its corners as they were given, packed into a text that keeps them."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from camifield.geo.columns import packed_columns, unpacked_columns
from camifield.geo.earth import MEAN_RADIUS_M, distance_m

MOST_CORNERS = 100_000
MOST_PARTS = 5_000
LONGEST = 900_000  # letters when packed: what one change of the log can hold, and room for the other answers
_STEPS_A_DEGREE = 10_000_000  # a centimetre
_MOST_BYTES = MOST_CORNERS * 12 + MOST_PARTS * 4
_VERSION = "1:"
_MOST_NESTED = 200  # rings whose nesting is worked out for the size; more are a mosaic, and have none


class Box(NamedTuple):
    """Degrees, WGS 84. Nothing that crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def text(self) -> str:
        """The box as a table holds it: "76.5 41.2 77.25 42"."""
        return " ".join(f"{one:.7f}".rstrip("0").rstrip(".") for one in self)

    def touches(self, other: Box) -> bool:
        """Whether the two share a point."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


def box_of(text: str) -> Box | None:
    """The inverse of `Box.text`; None for anything else."""
    try:
        west, south, east, north = map(float, text.split())
    except ValueError:
        return None
    return Box(west, south, east, north)


class Part(NamedTuple):
    """One ring or line: degrees in WGS 84, both of one length."""

    longitude: array[float]
    latitude: array[float]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Rings that are filled even-odd, so that the ring of a hole is a ring as any (`is_closed`), or the pieces of a line."""

    is_closed: bool
    parts: tuple[Part, ...]

    def __len__(self) -> int:
        return sum(len(part.latitude) for part in self.parts)

    @property
    def corners(self) -> int:
        """How many corners a person sees: the point that closes a ring is its first one again."""
        return len(self) - sum(self.is_closed and _is_shut(part) for part in self.parts)

    @property
    def box(self) -> Box:
        """What holds every corner."""
        return Box(
            min(min(part.longitude) for part in self.parts),
            min(min(part.latitude) for part in self.parts),
            max(max(part.longitude) for part in self.parts),
            max(max(part.latitude) for part in self.parts),
        )

    @property
    def length_m(self) -> float:
        """The way along the pieces of a line, or around the rings."""
        return math.fsum(_length(part, is_closed=self.is_closed) for part in self.parts)

    @property
    def area_m2(self) -> float | None:
        """The ground inside, holes left out; None for lines and for a mosaic of very many rings. On a sphere, to 0.5 %."""
        if not self.is_closed or len(self.parts) > _MOST_NESTED:
            return None
        total = 0.0
        for part in self.parts:
            at = part.latitude[0], part.longitude[0]
            around = sum(_is_in_ring(other, *at) for other in self.parts if other is not part)
            total += (-1) ** (around % 2) * _ring_area(part)
        return max(total, 0.0)


def shape_of(parts: Iterable[Sequence[tuple[float, float]]], *, is_closed: bool) -> Shape:
    """Parts of (longitude, latitude) as a shape; nothing is checked."""
    made = tuple(
        Part(array("d", [east for east, _ in part]), array("d", [north for _, north in part]))
        for part in parts
    )
    return Shape(is_closed, made)


def packed_shape(shape: Shape) -> str:
    """The shape as one line of ASCII, some 5 bytes a corner, exact to a centimetre.

    Raises ValueError for more than `MOST_CORNERS`, `MOST_PARTS` or `LONGEST`, and for a shape without corners.
    """
    if not 0 < len(shape) <= MOST_CORNERS or len(shape.parts) > MOST_PARTS:
        raise ValueError(f"{len(shape)} corners")
    text = packed_columns(
        _VERSION,
        (
            [int(shape.is_closed)],
            [len(part.latitude) for part in shape.parts],
            [round(one * _STEPS_A_DEGREE) for part in shape.parts for one in part.latitude],
            [round(one * _STEPS_A_DEGREE) for part in shape.parts for one in part.longitude],
        ),
    )
    if len(text) > LONGEST:
        raise ValueError(f"{len(text)} letters")
    return text


@lru_cache(maxsize=16)  # the card, the size and the box of one record are worked out in one breath
def unpacked_shape(text: str) -> Shape:
    """The inverse of `packed_shape`. Nobody may change what it gives. Raises ValueError for anything that is no shape."""
    flags, counts, latitude, longitude = unpacked_columns(_VERSION, text, 4, MOST_CORNERS, _MOST_BYTES)
    least = 3 if flags == [1] else 2
    if flags not in ([0], [1]) or not 0 < len(counts) <= MOST_PARTS or min(counts) < least:
        raise ValueError("not a shape")
    if not sum(counts) == len(latitude) == len(longitude) <= MOST_CORNERS:
        raise ValueError("not a shape")
    if max(map(abs, latitude)) > 90 * _STEPS_A_DEGREE or max(map(abs, longitude)) > 180 * _STEPS_A_DEGREE:
        raise ValueError("not on the earth")
    parts: list[Part] = []
    at = 0
    for count in counts:
        parts.append(
            Part(
                array("d", [one / _STEPS_A_DEGREE for one in longitude[at : at + count]]),
                array("d", [one / _STEPS_A_DEGREE for one in latitude[at : at + count]]),
            )
        )
        at += count
    return Shape(flags == [1], tuple(parts))


def _is_shut(part: Part) -> bool:
    """Whether the last point of a ring is the first one again."""
    return (
        len(part.latitude) > 1
        and part.latitude[0] == part.latitude[-1]
        and part.longitude[0] == part.longitude[-1]
    )


def _length(part: Part, *, is_closed: bool) -> float:
    first = 0 if is_closed else 1  # the first corner of a ring is reached from its last
    return math.fsum(
        distance_m(part.latitude[at - 1], part.longitude[at - 1], part.latitude[at], part.longitude[at])
        for at in range(first, len(part.latitude))
    )


def _ring_area(part: Part) -> float:
    """Square metres (Chamberlain and Duquette 2007, Some algorithms for polygons on a sphere)."""
    sines = [math.sin(math.radians(one)) for one in part.latitude]
    east = part.longitude
    twice = math.fsum((east[at] - east[at - 1]) * (sines[at] + sines[at - 1]) for at in range(len(sines)))
    return abs(math.radians(twice)) * MEAN_RADIUS_M**2 / 2


def _is_in_ring(part: Part, latitude: float, longitude: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    inside = False
    north, east = part.latitude, part.longitude
    for at in range(len(north)):
        if (north[at] > latitude) != (north[at - 1] > latitude):
            share = (latitude - north[at]) / (north[at - 1] - north[at])
            if east[at] + share * (east[at - 1] - east[at]) > longitude:
                inside = not inside
    return inside
