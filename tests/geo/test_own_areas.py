"""Protects which areas a position lies in: holes, several parts, edges within the uncertainty, against plain arithmetic."""

from __future__ import annotations

import math
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.geo.earth import METRES_PER_DEGREE
from camifield.geo.edges import Edges
from camifield.geo.own_areas import NO_AREAS, OwnArea, OwnAreas
from camifield.geo.shapes import packed_shape, shape_of

Ring = list[tuple[float, float]]
SQUARE: Ring = [(76.0, 42.0), (77.0, 42.0), (77.0, 43.0), (76.0, 43.0), (76.0, 42.0)]
HOLE: Ring = [(76.25, 42.25), (76.75, 42.25), (76.75, 42.75), (76.25, 42.75), (76.25, 42.25)]
FAR: Ring = [(80.0, 45.0), (80.1, 45.0), (80.0, 45.1)]
NUMBER = st.integers(-400, 400).map(lambda one: one / 100)
RINGS = st.lists(st.lists(st.tuples(NUMBER, NUMBER), min_size=3, max_size=30), min_size=1, max_size=4)


def area(name: str, *rings: Ring, sort: str = "protected_area", is_closed: bool = True) -> OwnArea:
    """An area of these rings."""
    shape = shape_of(rings, is_closed=is_closed)
    return OwnArea(name.encode(), name, sort, packed_shape(shape), shape.box)


def names(areas: OwnAreas, latitude: float, longitude: float) -> list[str]:
    """What a position lies in."""
    return [one.area.name for one in areas.at(latitude, longitude) if one.is_inside]


def test_holes_and_several_parts() -> None:
    """Inside a hole is outside; an island far away belongs to the same area."""
    areas = OwnAreas([area("reserve", SQUARE, HOLE, FAR), area("zone", HOLE)])
    assert names(areas, 42.1, 76.1) == ["reserve"]
    assert names(areas, 42.5, 76.5) == ["zone"]
    assert names(areas, 45.03, 80.03) == ["reserve"]
    assert names(areas, 44.0, 78.0) == []
    assert areas.sorts == {"protected_area"}


@given(RINGS, NUMBER, NUMBER)
def test_bands_say_what_all_edges_say(rings: list[Ring], east: float, north: float) -> None:
    """The bands of latitude are a shortcut: asked of every edge, the answer is the same, self-crossing rings included."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip([ring[-1], *ring], ring, strict=False):
            if (y1 > north) != (y2 > north) and x1 + (north - y1) / (y2 - y1) * (x2 - x1) > east:
                inside = not inside
    assert Edges(shape_of(rings, is_closed=True)).hold(north, east) == inside


def test_a_saw_of_tall_edges_does_not_fill_the_memory() -> None:
    """A file of a kilobyte can hold edges that each cross all bands: they are told apart by fewer bands, and as rightly."""
    saw: Ring = [(76 + at * 1e-5, 42.0 if at % 2 else 43.0) for at in range(20_000)]
    shape = shape_of([[*saw, (76.2, 41.0), (76.0, 41.0)]], is_closed=True)
    tracemalloc.start()
    edges = Edges(shape)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000
    assert edges.hold(41.5, 76.1)
    assert not edges.hold(42.5, 76.3)


@pytest.mark.parametrize("metres", [50.0, 5_000.0])
def test_an_edge_within_the_uncertainty_is_told(metres: float) -> None:
    """Just nearer to the edge than the uncertainty it is not sure, on either side of it; just farther it is."""
    areas = OwnAreas([area("reserve", SQUARE)])
    east = 77.0
    for side in (-1, 1):
        for share, is_near in ((0.98, True), (1.02, False)):
            degrees = metres * share / (METRES_PER_DEGREE * math.cos(math.radians(42.5)))
            found = areas.at(42.5, east + side * degrees, metres)
            if is_near:
                assert [(one.is_inside, one.is_sure) for one in found] == [(side < 0, False)]
            else:
                assert [(one.is_inside, one.is_sure) for one in found] == ([(True, True)] if side < 0 else [])


def test_a_line_holds_nothing_and_is_near() -> None:
    """A route without a width has no inside; who stands on it is near to it."""
    areas = OwnAreas([area("route", [(76.0, 42.0), (77.0, 43.0)], is_closed=False)])
    assert areas.at(42.5, 76.5) == []
    [found] = areas.at(42.5, 76.5, 30)
    assert (found.is_inside, found.is_sure) == (False, False)
    assert areas.at(42.9, 76.1, 30) == []


def test_an_area_as_large_as_a_continent_is_found() -> None:
    """What stands in too many squares of a degree is asked of every position."""
    areas = OwnAreas([area("steppe", [(20.0, 20.0), (140.0, 20.0), (140.0, 70.0), (20.0, 70.0)])])
    assert names(areas, 45.0, 90.0) == ["steppe"]
    assert names(areas, 10.0, 90.0) == []


def test_days_between_which_an_area_holds() -> None:
    """An end that is open holds for ever; both given days count."""
    one = OwnArea(b"a", "a", "", "", shape_of([SQUARE], is_closed=True).box, (), 10, 20)
    assert [one.holds_on(day, day) for day in (9, 10, 20, 21)] == [False, True, True, False]
    assert one.holds_on(1, 100)
    assert OwnArea(b"a", "a", "", "", one.box).holds_on(1, 1)


def test_a_shape_of_a_newer_version_is_passed_over() -> None:
    """An area that cannot be read here tags nothing and stops nothing."""
    whole = area("reserve", SQUARE)
    areas = OwnAreas([OwnArea(b"n", "new", "protected_area", "9:newer", whole.box), whole])
    assert names(areas, 42.1, 76.1) == ["reserve"]
    assert len(NO_AREAS) == 0
