"""Rings and lines from numpy to Qt: cut to what is in view, thinned to whole pixels, handed over as one buffer.

Building a polygon point by point takes thirty times as long as filling its memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtGui import QPainterPath, QPolygonF
from shiboken6 import VoidPtr, getCppPointer

from ui.map.viewport import Viewport

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camifield.geo.basemap import Shapes

    Points = NDArray[np.float64]

MARGIN = 6.0
"""Pixels beyond the view to which shapes are cut: their cut edges are then out of sight, pens included."""
LEAST_PX = 1.2
"""A ring that is smaller than this is not drawn."""


def polygon(points: Points) -> QPolygonF:
    """The points (n, 2) as Qt has them."""
    made = QPolygonF()
    made.resize(len(points))
    if len(points):
        (address,) = getCppPointer(made.data())
        # The stub does not say that what it points to can be read and written as a buffer.
        memory = np.frombuffer(cast("bytearray", VoidPtr(address, 16 * len(points), True)), np.float64)  # pyright: ignore[reportCallIssue]
        memory[:] = np.ascontiguousarray(points, np.float64).ravel()
    return made


def in_view(shapes: Shapes, view: Viewport, least_px: float = 0.0) -> NDArray[np.int64]:
    """The places of the shapes whose boxes touch the view, those left out that are smaller than so many pixels."""
    west, north, east, south = view.box
    edge = MARGIN / view.scale
    boxes = shapes.boxes
    seen = (boxes[:, 0] <= east + edge) & (boxes[:, 2] >= west - edge)
    seen &= (boxes[:, 1] <= south + edge) & (boxes[:, 3] >= north - edge)
    if least_px:
        size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * view.scale
        seen &= size >= least_px
    return np.flatnonzero(seen)


def rings(shapes: Shapes, view: Viewport) -> QPainterPath:
    """All rings in view as one path in pixels, to be filled by the even-odd rule."""
    path = QPainterPath()
    for points, is_inside in _in_pixels(shapes, view, LEAST_PX):
        cut = points if is_inside else _cut_ring(points, view)
        if len(cut) > 2:
            path.addPolygon(polygon(_thinned(cut)))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
            path.closeSubpath()
    return path


def lines(shapes: Shapes, view: Viewport) -> Iterator[QPolygonF]:
    """The lines in view in pixels, in as many pieces as the view cuts them into."""
    for points, is_inside in _in_pixels(shapes, view, 2.0):
        for piece in (points,) if is_inside else _cut_line(points, view):
            yield polygon(_thinned(piece))


def _in_pixels(shapes: Shapes, view: Viewport, least_px: float) -> Iterator[tuple[Points, bool]]:
    """The shapes in view, and whether all of one is: most are, and need no cutting."""
    origin = np.array((view.left, view.top), np.float64)
    west, north, east, south = view.box
    seen = in_view(shapes, view, least_px)
    boxes = shapes.boxes[seen]
    inside = (boxes[:, 0] >= west) & (boxes[:, 2] <= east) & (boxes[:, 1] >= north) & (boxes[:, 3] <= south)
    starts, ends = shapes.starts[seen].tolist(), shapes.starts[seen + 1].tolist()
    for start, end, is_inside in zip(starts, ends, inside.tolist(), strict=True):
        yield shapes.points[start:end] * view.scale - origin, is_inside


def _thinned(points: Points) -> Points:
    """Without points that fall into the pixel of the one before; first and last stay."""
    if len(points) < 16:
        return points
    pixels = np.round(points)
    kept = np.any(pixels[1:] != pixels[:-1], axis=1)
    return points[np.concatenate(((True,), kept[:-1], (True,)))]


def _cut_ring(points: Points, view: Viewport) -> Points:
    """A ring cut to the view (Sutherland and Hodgman 1974), one edge after the other, each for all points at once."""
    edges = (
        (0, -MARGIN, 1.0),
        (0, view.width + MARGIN, -1.0),
        (1, -MARGIN, 1.0),
        (1, view.height + MARGIN, -1.0),
    )
    for axis, at, inward in edges:
        depth = (points[:, axis] - at) * inward
        if depth.min() >= 0:
            continue
        if depth.max() < 0:
            return points[:0]
        points = _cut_edge(points, depth)
    return points


def _cut_edge(points: Points, depth: NDArray[np.float64]) -> Points:
    """What of a ring is on the side where `depth` is not negative, with the points at which it crosses over."""
    inside = depth >= 0
    after, depth_after = np.roll(points, -1, axis=0), np.roll(depth, -1)
    crosses = np.flatnonzero(inside != (depth_after >= 0))
    share = depth[crosses] / (depth[crosses] - depth_after[crosses])
    crossings = points[crosses] + (after[crosses] - points[crosses]) * share[:, None]
    kept = np.flatnonzero(inside)
    order = np.argsort(np.concatenate((kept.astype(np.float64), crosses + 0.5)), kind="stable")
    return np.concatenate((points[kept], crossings))[order]


def _cut_line(points: Points, view: Viewport) -> Iterator[Points]:
    """The runs of a line whose steps touch the view."""
    least, most = np.minimum(points[1:], points[:-1]), np.maximum(points[1:], points[:-1])
    touches = (most[:, 0] >= -MARGIN) & (least[:, 0] <= view.width + MARGIN)
    touches &= (most[:, 1] >= -MARGIN) & (least[:, 1] <= view.height + MARGIN)
    if touches.all():
        yield points
        return
    turns = np.flatnonzero(np.diff(np.concatenate(((False,), touches, (False,))).astype(np.int8)))
    for first, last in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
        yield points[first : last + 1]
