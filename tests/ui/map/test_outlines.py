"""Shapes cut to the view: what is inside stays as it was, nothing beyond is left, and Qt gets the same numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from camifield.geo.basemap import Shapes
from ui.map.outlines import MARGIN, in_view, lines, polygon, rings
from ui.map.viewport import Viewport

VIEW = Viewport(0.7, 0.37, 8, 400, 300)
SPOT = st.tuples(st.floats(-500, 900), st.floats(-500, 800))


def shapes(*drawn: list[tuple[float, float]], is_closed: bool) -> Shapes:
    """Shapes given in pixels of the view."""
    points = np.array([VIEW.to_unit(*spot) for one in drawn for spot in one])
    starts = np.cumsum([0, *map(len, drawn)]).astype(np.int32)
    boxes = np.array(
        [
            (*points[first:last].min(axis=0), *points[first:last].max(axis=0))
            for first, last in pairwise(starts.tolist())
        ]
    )
    return Shapes(points, starts, boxes, is_closed)


def spots_of(made: QPolygonF) -> list[tuple[float, float]]:
    """The points of a polygon; the stub does not know that it is a list."""
    points = cast("list[QPointF]", made)
    return [(points[at].x(), points[at].y()) for at in range(made.size())]


def test_a_polygon_holds_the_points_it_was_given() -> None:
    """Its memory is written directly: a wrong step would draw nonsense or end the program."""
    made = polygon(np.array([[1.5, 2.5], [3.0, -4.0], [1e6, 0.25]]))
    assert spots_of(made) == [(1.5, 2.5), (3.0, -4.0), (1e6, 0.25)]
    assert polygon(np.empty((0, 2))).size() == 0


@given(st.lists(SPOT, min_size=3, max_size=12))
def test_a_ring_is_cut_to_the_view_and_no_further(spots: list[tuple[float, float]]) -> None:
    """A point of the view is inside the cut ring exactly when it is inside the whole one."""
    cut = rings(shapes(spots, is_closed=True), VIEW)
    box = cut.boundingRect()
    if not cut.isEmpty():
        assert box.left() >= -MARGIN - 1e-6
        assert box.right() <= VIEW.width + MARGIN + 1e-6
        assert box.top() >= -MARGIN - 1e-6
        assert box.bottom() <= VIEW.height + MARGIN + 1e-6
    exact = polygon(np.array(spots))
    for at in (QPointF(13.37, 17.77), QPointF(201.3, 151.7), QPointF(380.9, 290.1)):
        assert cut.contains(at) == exact.containsPoint(at, Qt.FillRule.OddEvenFill)


@given(st.lists(SPOT, min_size=2, max_size=12))
def test_a_line_keeps_every_step_that_touches_the_view(spots: list[tuple[float, float]]) -> None:
    """A long step of a river across the whole view must not vanish because both its ends are outside."""
    drawn = list(lines(shapes(spots, is_closed=False), VIEW))
    kept = [spot for piece in drawn for spot in spots_of(piece)]
    for x, y in spots:
        if 0 <= x <= VIEW.width and 0 <= y <= VIEW.height and drawn:
            near = min(abs(x - px) + abs(y - py) for px, py in kept)
            assert near == pytest.approx(0, abs=0.01)


def test_what_is_elsewhere_or_too_small_is_left_out() -> None:
    """A thousand islands of half a pixel are not worth a frame."""
    given_shapes = shapes(
        [(10, 10), (60, 10), (60, 60)],
        [(5000, 10), (5060, 10), (5060, 60)],
        [(20, 20), (20.5, 20), (20.5, 20.5)],
        is_closed=True,
    )
    assert in_view(given_shapes, VIEW, 1.2).tolist() == [0]
    assert in_view(given_shapes, VIEW).tolist() == [0, 2]
