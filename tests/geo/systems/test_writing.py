"""What is written in a system is read back as the same place, for every system that this program knows."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from camifield.geo.countries import countries
from camifield.geo.earth import distance_m
from camifield.geo.position import read_position
from camifield.geo.systems import grids
from camifield.geo.systems.datums import DATUMS
from camifield.geo.systems.grids import Grid
from camifield.geo.systems.writing import (
    format_mgrs,
    format_on_datum,
    format_on_grid,
    format_sk42,
    format_utm,
)

BOXES = [one.box for one in countries() if one.iso2 != "RU"]
EDGE = 0.00002


@st.composite
def places(draw: st.DrawFn) -> tuple[float, float]:
    """A point in the box of some range state, on seven decimals.

    A metre off its edges: written in whole metres a point on the edge may lie outside, where 38S is asked about.
    """
    west, south, east, north = draw(st.sampled_from(BOXES))
    latitude, longitude = st.floats(south + EDGE, north - EDGE), st.floats(west + EDGE, east - EDGE)
    return round(draw(latitude), 7), round(draw(longitude), 7)


def is_read_back(written: str, place: tuple[float, float], within_m: float) -> bool:
    """Whether the text is one place, and that one."""
    position = read_position(written).position
    return position is not None and distance_m(position.latitude, position.longitude, *place) <= within_m


@given(places())
def test_utm_goes_round(place: tuple[float, float]) -> None:
    """UTM with its band, in centimetres and in metres."""
    assert is_read_back(format_utm(*place, decimals=2), place, 0.05)
    assert is_read_back(format_utm(*place), place, 0.8)


@given(places(), st.sampled_from([2, 4, 6, 8, 10]))
def test_mgrs_goes_round(place: tuple[float, float], digits: int) -> None:
    """MGRS of any length: within half the diagonal of its square, and written again as itself."""
    written = format_mgrs(*place, digits)
    position = read_position(written).position
    assert position is not None
    assert distance_m(position.latitude, position.longitude, *place) <= position.uncertainty_m * 1.01 + 0.05
    again = format_mgrs(position.latitude, position.longitude, digits)
    if (
        again[:3] == written[:3]
    ):  # the middle of a square on the edge of two zones or bands may be in the other
        assert again[3:] == written[3:]


@given(places())
def test_sk42_goes_round(place: tuple[float, float]) -> None:
    """The military map's x and y, in either script."""
    assert is_read_back(format_sk42(*place, decimals=2), place, 0.05)
    assert is_read_back(format_sk42(*place, decimals=2, name="СК-42"), place, 0.05)


@pytest.mark.parametrize("key", [key for key in DATUMS if key != "wgs84"])
@given(place=places())
def test_degrees_of_every_datum_go_round(key: str, place: tuple[float, float]) -> None:
    """Degrees with the datum's name before them; equal ones are taken for a slip, and at the edge of an operation's
    box two places 60 m apart have the same degrees."""
    assume(abs(place[0] - place[1]) > 0.01)
    assume(not any(is_at_edge(place, shift.box) for shift in DATUMS[key].shifts))
    assert is_read_back(format_on_datum(*place, DATUMS[key]), place, 0.1)


def is_at_edge(place: tuple[float, float], box: tuple[float, float, float, float] | None) -> bool:
    """Whether a point lies within a kilometre of the edge of a box."""
    if box is None:
        return False
    west, south, east, north = box
    return (
        min(abs(place[0] - south), abs(place[0] - north), abs(place[1] - west), abs(place[1] - east)) < 0.01
    )


def grids_of_the_region() -> list[Grid]:
    """One grid of each kind and datum."""
    found = [
        grids.utm(44, datum=datum)
        for datum in ("wgs84", "kalianpur1975", "ed77", "kalianpur1962", "kalianpur1937")
    ]
    for datum in ("sk42", "sk95", "gsk2011", "cgcs2000", "beijing54", "xian80"):
        found += [
            grids.gauss_kruger(datum, 15),
            grids.gauss_kruger(datum, 29, degrees=3),
            grids.meridian_grid(datum, 87),
        ]
    found += [grids.kyrgyz(4), grids.bhutan()]
    found += [one for name in ("K2", "K4", "A2") if (one := grids.cs63(name)) is not None]
    found += [one for name in ("I", "IIA") if (one := grids.india_zone("kalianpur1975", name)) is not None]
    return found


@pytest.mark.parametrize("grid", grids_of_the_region(), ids=lambda grid: grid.name)
@given(north=st.floats(27.0, 45.0), off=st.floats(-1.2, 1.2))
def test_every_grid_goes_round(grid: Grid, north: float, off: float) -> None:
    """Metres on every grid with its name before them are one place, and the same."""
    east = getattr(grid.projection, "meridian", 80.0) + off
    assume(not any(is_at_edge((north, east), shift.box) for shift in grid.datum.shifts))
    assert is_read_back(format_on_grid(north, east, grid, decimals=2), (north, east), 0.05)


def test_nothing_is_written_where_a_system_ends() -> None:
    """Near the pole there is no UTM, and west of Greenwich no zone of SK-42: an empty text, never a wrong one."""
    assert (format_utm(85, 10), format_mgrs(85, 10), format_sk42(43, -3), format_sk42(-1, 76)) == (
        "",
        "",
        "",
        "",
    )
