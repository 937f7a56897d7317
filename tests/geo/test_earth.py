"""Distances, moves and generalised cells: right to the metre, the same each time, and covering what they hide."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from camifield.geo.earth import cell_of, distance_m, move

GEOD = Geod(ellps="WGS84")
LATITUDE = st.decimals(min_value=Decimal("-89.9999"), max_value=Decimal("89.9999"), places=4).map(str)
LONGITUDE = st.decimals(min_value=Decimal(-180), max_value=Decimal(180), places=4).map(str)
STEP = st.sampled_from(["1", "0.1", "0.01", "0.001"])


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (("43", "100"), ("43", "100"), 0.0),
        (("43", "100"), ("44", "100"), 111195.1),
        (("0", "0"), ("0", "180"), 20015114.4),
        (("43.2", "179.9"), ("43.2", "-179.9"), 16211.5),
        (("-90", "0"), ("90", "0"), 20015114.4),
    ],
)
def test_distances_are_known_ones(one: tuple[str, str], other: tuple[str, str], metres: float) -> None:
    """A degree of latitude, half the globe, and a step over the date line have their lengths."""
    assert distance_m(*one, *other) == pytest.approx(metres, abs=0.5)


def test_a_move_due_east_turns_with_the_earth() -> None:
    """The animal 800 m east of the observer is at the same latitude and the right longitude."""
    latitude, longitude = move("43.2", "100.6", 800, 90)
    assert latitude == "43.1999996"
    assert longitude == "100.6098430"


@given(
    st.floats(min_value=-89, max_value=89),
    st.floats(min_value=-180, max_value=180),
    st.floats(min_value=0, max_value=20_000),
    st.floats(min_value=0, max_value=360),
)
def test_a_move_is_that_of_proj(north: float, east: float, metres: float, bearing: float) -> None:
    """Wherever and however far one moves, also over the date line, it is the geodesic of PROJ to half of the last decimal."""
    latitude, longitude = move(north, east, metres, bearing)
    assert -180 <= float(longitude) <= 180
    there_east, there_north, _ = GEOD.fwd(east, north, bearing, metres)
    assert GEOD.inv(there_east, there_north, float(longitude), float(latitude))[2] < 0.01


@given(
    st.floats(min_value=5, max_value=75),
    st.floats(min_value=20, max_value=150),
    st.floats(min_value=20, max_value=5_000),
    st.floats(min_value=0, max_value=359.9),
)
def test_a_move_there_and_back_ends_where_it_began(
    north: float, east: float, metres: float, bearing: float
) -> None:
    """From the animal, by the bearing back and the same distance, one is at the observer again: within two centimetres."""
    there = move(north, east, metres, bearing)
    _, back, distance = GEOD.inv(east, north, float(there[1]), float(there[0]))
    assert distance == pytest.approx(metres, abs=0.02)
    again = move(*there, distance, back)
    assert GEOD.inv(east, north, float(again[1]), float(again[0]))[2] < 0.02


@given(LATITUDE, LONGITUDE, STEP)
def test_a_cell_covers_its_point_and_never_moves(latitude: str, longitude: str, step: str) -> None:
    """The stated uncertainty reaches every point that the cell stands for, and the same point gives the same cell."""
    cell = cell_of(latitude, longitude, step)
    assert cell == cell_of(latitude, longitude, step)
    assert distance_m(latitude, longitude, cell.latitude, cell.longitude) <= cell.uncertainty_m
    assert cell_of(cell.latitude, cell.longitude, step) == cell


@given(LATITUDE, LONGITUDE, STEP, st.integers(0, 9999), st.integers(0, 9999))
def test_all_points_of_a_cell_are_one(latitude: str, longitude: str, step: str, up: int, right: int) -> None:
    """Two records in one cell cannot be told apart by where their cells are: nothing of the point leaks."""
    cell = cell_of(latitude, longitude, step)
    side = Decimal(step)
    south, west = Decimal(cell.latitude) - side / 2, Decimal(cell.longitude) - side / 2
    neighbour = (str(south + side * up / 10_000), str(west + side * right / 10_000))
    assert cell_of(*neighbour, step) == cell


@pytest.mark.parametrize(
    ("latitude", "longitude", "step", "centre"),
    [
        ("43.2187", "100.6443", "0.1", ("43.25", "100.65")),
        ("43.2", "100.6", "0.1", ("43.25", "100.65")),
        ("43.2187", "100.6443", "1", ("43.5", "100.5")),
        ("43.2187", "100.6443", "0.001", ("43.2185", "100.6445")),
        ("-0.05", "-0.05", "0.1", ("-0.05", "-0.05")),
        ("90", "180", "1", ("89.5", "179.5")),
        ("-90", "-180", "1", ("-89.5", "-179.5")),
    ],
)
def test_cells_are_cut_downwards(latitude: str, longitude: str, step: str, centre: tuple[str, str]) -> None:
    """Cells have one size on both sides of zero, and the pole and the date line belong to the last cell."""
    cell = cell_of(latitude, longitude, step)
    assert (cell.latitude, cell.longitude) == centre


def test_the_uncertainty_of_a_cell_is_half_its_diagonal() -> None:
    """A tenth of a degree at 43 north is 11.1 by 8.1 km: half the diagonal, not a radius of one side."""
    cell = cell_of("43.2187", "100.6443", "0.1")
    assert cell.uncertainty_m == pytest.approx(math.hypot(11_120, 8_110) / 2, rel=0.005)
