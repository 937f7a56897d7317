"""What is in view: a pixel and its point, zooming that keeps what is under the pointer, and fitting a box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.map.viewport import LEAST_LEVEL, MOST_LEVEL, REGION, STEP, Viewport, box_around, overlap

MIDDLES = st.floats(0.5, 0.95)
LEVELS = st.integers(int(LEAST_LEVEL / STEP), int(MOST_LEVEL / STEP)).map(lambda one: one * STEP)
VIEWS = st.builds(
    Viewport, MIDDLES, st.floats(0.2, 0.5), LEVELS, st.integers(50, 2000), st.integers(50, 1200)
)


@given(VIEWS, st.integers(0, 2000), st.integers(0, 1200))
def test_a_pixel_and_its_point_belong_together(view: Viewport, px: int, py: int) -> None:
    """What is clicked is what is drawn there."""
    assert view.to_screen(*view.to_unit(px, py)) == pytest.approx((px, py), abs=1e-3)


@given(VIEWS, st.integers(-4, 4), st.integers(0, 50), st.integers(0, 50))
def test_zooming_keeps_what_is_under_the_pointer(view: Viewport, steps: int, px: int, py: int) -> None:
    """The valley that somebody points at stays in sight; within the pixel that edges are rounded to."""
    under = view.to_unit(px, py)
    there = view.zoomed(steps, px, py)
    if 0 < there.x < 1 and 0 < there.y < 1:
        assert there.to_screen(*under) == pytest.approx((px, py), abs=1.5 * 2.0 ** (abs(steps) * STEP))
    assert LEAST_LEVEL <= there.level <= MOST_LEVEL


@given(VIEWS)
def test_a_wider_view_has_the_same_pixels(view: Viewport) -> None:
    """What is drawn for a wider view is shown again when the map is moved: not half a pixel aside."""
    wide = view.spread(64)
    assert (wide.left, wide.top) == (view.left - 64, view.top - 64)
    assert wide.to_screen(0.7, 0.4)[0] - 64 == pytest.approx(view.to_screen(0.7, 0.4)[0])


@given(VIEWS, MIDDLES, st.floats(0.2, 0.5), st.floats(1, 1e5))
def test_a_fitted_box_is_in_view(view: Viewport, x: float, y: float, metres: float) -> None:
    """Going to a place shows all of it."""
    box = box_around(x, y, metres)
    there = view.fitted(box)
    assert there.level % STEP == 0
    if there.level > LEAST_LEVEL:
        west, north, east, south = there.box
        assert west <= box[0]
        assert north <= box[1]
        assert east >= box[2]
        assert south >= box[3]


def test_the_middle_stays_on_the_earth() -> None:
    """Nobody can lose the map by pulling it away."""
    view = Viewport().moved(-1e9, 1e9)
    assert (view.x, view.y) == (0.0, 1.0)


def test_boxes_overlap_or_do_not() -> None:
    """Only what is in view is drawn."""
    assert overlap(REGION, (0.7, 0.3, 0.71, 0.31))
    assert not overlap((0.1, 0.1, 0.2, 0.2), (0.21, 0.1, 0.3, 0.2))
