"""Cuts shapes to the basemap's region, thins them for each level of detail, and packs them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from camifield.geo.mercator import to_unit_arrays

Points = NDArray[np.float64]

# The region with one degree more on every side, so that the edges of what was cut lie outside the view.
WEST, SOUTH, EAST, NORTH = 19.0, 4.0, 151.0, 76.0
STEPS = 1 << 22  # of the unit square's side: 9.6 m at the equator, 7 m at 43 N

# What may be lost at each detail, in units of the square. The region fills 1366 px with 0.36 of it (0.00026 a pixel),
# Kazakhstan with 0.11 (0.00008); the third keeps what the sources have.
TOLERANCES = (0.00013, 0.00003, 0.0)
# The fourth is for a valley, of waters alone and from the sources' full resolution: 60 and 120 m at 43 N.
FINE = {"lakes": 2e-6, "rivers": 4e-6}
# Rings whose box is smaller than this are dropped: islands and ponds of less than three pixels.
SMALLEST = (0.0006, 0.00012, 0.0)
SMALLEST_RIVER = (0.003, 0.0008, 0.0)  # the shorter ones are brooks without their river


def cut_ring(points: Points) -> Points:
    """A ring cut to the region (Sutherland and Hodgman, one side after another); empty where it lies outside."""
    for axis, limit, is_least in ((0, WEST, True), (0, EAST, False), (1, SOUTH, True), (1, NORTH, False)):
        if len(points) == 0:
            break
        inside = points[:, axis] >= limit if is_least else points[:, axis] <= limit
        if inside.all():
            continue
        points = _cut_side(points, inside, axis, limit)
    return points


def cut_south(points: Points, latitude: float) -> Points:
    """What of a ring lies north of a latitude."""
    return _cut_side(points, points[:, 1] >= latitude, 1, latitude)


def cut_line(points: Points) -> list[Points]:
    """The pieces of a line inside the region; a segment that leaves it is kept whole."""
    inside = (
        (points[:, 0] >= WEST) & (points[:, 0] <= EAST) & (points[:, 1] >= SOUTH) & (points[:, 1] <= NORTH)
    )
    near = inside.copy()
    near[1:] |= inside[:-1]
    near[:-1] |= inside[1:]
    ends = np.flatnonzero(np.diff(np.concatenate(([False], near, [False])).astype(np.int8)))
    return [points[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True) if end - start > 1]


def to_square(points: Points) -> Points:
    """Degrees to the unit square of Web Mercator."""
    x, y = to_unit_arrays(points[:, 0], points[:, 1])
    return np.column_stack((x, y))


def thinned(points: Points, tolerance: float) -> Points:
    """A line without the points that lie nearer than the tolerance to what is left (Douglas and Peucker)."""
    if tolerance <= 0 or len(points) < 3:
        return points
    keep = np.zeros(len(points), np.bool_)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        away = _distances(points[first + 1 : last], points[first], points[last])
        farthest = int(away.argmax())
        if away[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return points[keep]


def at_detail(shapes: Iterable[Points], detail: int, *, smallest: Sequence[float]) -> list[Points]:
    """Shapes of the unit square as one level of detail shows them; the larger first, so that cuts show the same."""
    found: list[Points] = []
    for points in shapes:
        if np.ptp(points, axis=0).max() < smallest[detail]:
            continue
        fewer = thinned(points, TOLERANCES[detail])
        if len(fewer) > 1:
            found.append(fewer)
    return found


def packed(shapes: Sequence[Points]) -> bytes:
    """Shapes as bytes that compress well: counts, then lengths, then steps east, then steps south.

    Head: points and shapes as two little-endian uint32. Each column is int32 with its four bytes apart (all lowest
    bytes first); the steps are differences to the point before, going on from one shape to the next.
    """
    lengths = np.array([len(points) for points in shapes], np.int32)
    points = np.vstack(shapes) if shapes else np.empty((0, 2))
    steps = np.rint(points * STEPS).astype(np.int32)
    east, south = (np.diff(steps[:, axis], prepend=np.int32(0)).astype(np.int32) for axis in (0, 1))
    head = struct.pack("<II", len(points), len(shapes))
    return head + apart(lengths) + apart(east) + apart(south)


def apart(column: NDArray[np.int32]) -> bytes:
    """The four bytes of every number, all lowest first."""
    return column.astype("<i4").view(np.uint8).reshape(-1, 4).T.tobytes()


def _cut_side(points: Points, inside: NDArray[np.bool_], axis: int, limit: float) -> Points:
    kept: list[NDArray[np.float64]] = []
    for index in range(len(points)):
        here, before = points[index], points[index - 1]
        if inside[index] != inside[index - 1]:
            share = (limit - before[axis]) / (here[axis] - before[axis])
            kept.append(before + share * (here - before))
        if inside[index]:
            kept.append(here)
    return np.array(kept) if kept else np.empty((0, 2))


def _distances(points: Points, start: Points, end: Points) -> NDArray[np.float64]:
    """How far points lie from a segment; from its start where the segment is a point, as in a ring."""
    along = end - start
    square = float(along @ along)
    away = points - start
    if square == 0:
        return np.hypot(away[:, 0], away[:, 1])
    share = np.clip((away @ along) / square, 0, 1)
    rest = away - share[:, None] * along
    return np.hypot(rest[:, 0], rest[:, 1])
