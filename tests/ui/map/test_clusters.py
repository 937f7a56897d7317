"""Marks: whatever the points are, no two touch, no point is lost or counted twice, and one alone is where it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ui.map.clusters import GAP, Marks, gathered

RADII = (12.0, 14.0, 16.0, 20.0, 24.0, 28.0)
SCALES = st.sampled_from([256.0 * 2.0**level for level in (2, 4, 6.5, 9, 13, 19)])


@st.composite
def points(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    """Points strewn widely, heaped closely, in rows, and twice at the same place."""
    seed = draw(st.integers(0, 2**32 - 1))
    count = draw(st.integers(1, 300))
    heaps = draw(st.integers(1, 12))
    width = draw(st.sampled_from([0.0, 1e-7, 1e-5, 1e-3, 0.05]))
    dice = np.random.default_rng(seed)
    middles = dice.uniform(0.55, 0.9, (heaps, 2))
    chosen = middles[dice.integers(0, heaps, count)]
    strewn = chosen + dice.normal(0, 1, (count, 2)) * width
    if draw(st.booleans()):
        strewn = np.round(strewn * 4000) / 4000
    return strewn[:, 0].tolist(), strewn[:, 1].tolist()


def made(given_points: tuple[list[float], list[float]], scale: float) -> Marks:
    """The marks of these points, every third of another sort."""
    x, y = (np.array(one) for one in given_points)
    return gathered(x, y, np.arange(len(x)) % 3, scale, RADII, 3)


@given(points(), SCALES)
def test_no_two_marks_touch(given_points: tuple[list[float], list[float]], scale: float) -> None:
    """A mark that hides another is a record that nobody sees."""
    marks = made(given_points, scale)
    for one in range(len(marks)):
        away = np.hypot((marks.x - marks.x[one]) * scale, (marks.y - marks.y[one]) * scale)
        room = away - marks.radii - marks.radii[one] - GAP
        room[one] = 0
        assert room.min() >= -1e-3


@given(points(), SCALES)
def test_every_point_is_in_one_mark(given_points: tuple[list[float], list[float]], scale: float) -> None:
    """The numbers on the map are counted by people: they must add up, also by kind."""
    marks = made(given_points, scale)
    count = len(given_points[0])
    assert sorted(marks.members.tolist()) == list(range(count))
    assert marks.counts.sum() == count
    assert marks.counts.tolist() == [last - first for first, last in pairwise(marks.starts.tolist())]
    for mark in range(len(marks)):
        sorts = np.bincount(marks.of(mark) % 3, minlength=3)
        assert marks.mix[mark].tolist() == sorts.tolist()


@given(points(), SCALES)
def test_a_point_alone_is_where_it_is(given_points: tuple[list[float], list[float]], scale: float) -> None:
    """A mark is moved for nobody's sake: the place of an animal is the place of an animal."""
    marks = made(given_points, scale)
    for mark in np.flatnonzero(marks.counts == 1).tolist():
        [member] = marks.of(mark).tolist()
        assert (marks.x[mark], marks.y[mark]) == (given_points[0][member], given_points[1][member])


def test_near_enough_every_point_has_its_own_mark() -> None:
    """Zooming in takes clusters apart, until only what lies at one place is together."""
    x = [0.7, 0.7001, 0.7001, 0.7002]
    marks = made((x, [0.4] * 4), 256.0 * 2.0**16)
    assert sorted(marks.counts.tolist()) == [1, 1, 2]


def test_the_mark_under_the_pointer_is_found() -> None:
    """A click in its disc, or by a finger's breadth beside it; none further away."""
    scale = 256.0 * 2.0**8
    marks = made(([0.7, 0.72], [0.4, 0.4]), scale)
    assert marks.x[marks.nearest(0.7001, 0.4, scale) or 0] == 0.7
    beside = 0.72 + (RADII[0] + 5) / scale
    assert marks.nearest(beside, 0.4, scale) is None
    found = marks.nearest(beside, 0.4, scale, reach=8)
    assert found is not None
    assert marks.x[found] == 0.72
