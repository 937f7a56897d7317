"""The map's square: known corners, there and back again, and arrays that say what single points say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.geo.earth import distance_m
from camifield.geo.mercator import MOST_LATITUDE, from_unit, metres_per_unit, to_unit, to_unit_arrays

LONGITUDES = st.floats(-180, 179.999999)
LATITUDES = st.floats(-85, 85)


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (0.0, 0.0, 0.5, 0.5),
        (-180.0, MOST_LATITUDE, 0.0, 0.0),
        (90.0, -MOST_LATITUDE, 0.75, 1.0),
        (76.9, 43.25, 0.71361111, 0.36649782),
    ],
)
def test_known_points_lie_where_web_maps_have_them(
    longitude: float, latitude: float, x: float, y: float
) -> None:
    """The same square as the tiles that people bring: a picture of theirs must lie on ours."""
    assert to_unit(longitude, latitude) == pytest.approx((x, y), abs=5e-8)


@given(LONGITUDES, LATITUDES)
def test_there_and_back_again(longitude: float, latitude: float) -> None:
    """A click on a point gives the point back, to a millimetre."""
    east, north = from_unit(*to_unit(longitude, latitude))
    assert distance_m(latitude, longitude, north, east) < 0.001


@given(st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1, max_size=20))
def test_arrays_say_what_single_points_say(points: list[tuple[float, float]]) -> None:
    """Records are turned all at once, the pointer alone: both must agree."""
    x, y = to_unit_arrays([one[0] for one in points], [one[1] for one in points])
    for number, (longitude, latitude) in enumerate(points):
        assert (x[number], y[number]) == pytest.approx(to_unit(longitude, latitude), abs=1e-14)


@given(LONGITUDES.filter(lambda one: one < 179), st.floats(-80, 80))
def test_the_scale_at_a_latitude_is_that_of_the_ground(longitude: float, latitude: float) -> None:
    """The scale bar is measured by it."""
    here, there = to_unit(longitude, latitude), to_unit(longitude + 0.01, latitude)
    told = (there[0] - here[0]) * metres_per_unit(latitude)
    assert told == pytest.approx(distance_m(latitude, longitude, latitude, longitude + 0.01), rel=1e-5)


def test_beyond_the_square_is_its_edge() -> None:
    """A pole, or nonsense near it, must not become an infinite number that a painter chokes on."""
    assert to_unit(0, 90) == pytest.approx((0.5, 0.0), abs=1e-9)
    assert all(math.isfinite(one) for one in to_unit(10, -90))
