"""Whatever way of writing a person chose: what is written is read as the same place, and says no more than is known."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from camifield.geo.countries import countries, in_box
from camifield.geo.earth import distance_m
from camifield.geo.position import read_position
from camifield.geo.systems.chosen import FINEST_M, Writing, write_position
from camifield.geo.systems.datums import DATUMS
from camifield.settings import WRITINGS

NARYN = (41.428734, 75.991123)
BOXES = [one.box for one in countries() if one.iso2 != "RU"]
EDGE = 0.2


@st.composite
def places(draw: st.DrawFn) -> tuple[float, float]:
    """A point in the box of some range state, so far inside that a coarse writing of it is inside as well."""
    west, south, east, north = draw(st.sampled_from(BOXES))
    latitude, longitude = st.floats(south + EDGE, north - EDGE), st.floats(west + EDGE, east - EDGE)
    return round(draw(latitude), 7), round(draw(longitude), 7)


def test_the_settings_know_every_writing() -> None:
    """What can be chosen and what can be written are the same list."""
    assert get_args(Writing) == WRITINGS


@pytest.mark.parametrize(
    ("writing", "written"),
    [
        ("DD", "41.42873° N, 75.99112° E"),
        ("DM", "41°25.724' N, 75°59.467' E"),
        ("DMS", "41°25'43.44\" N, 75°59'28.04\" E"),
        ("UTM", "43T 582813 4586826"),
        ("MGRS", "43T EF 82813 86826"),
        ("SK42", "SK-42 X=4588716 Y=13582896"),
        ("of-tomorrow", "41.42873° N, 75.99112° E"),
    ],
)
def test_each_writing_is_as_people_know_it(writing: str, written: str) -> None:
    """A metre in each of them, as a Garmin or the sheet of a map has it; one that is not known here is degrees."""
    assert write_position(*NARYN, writing) == written


@pytest.mark.parametrize(
    ("writing", "step_m", "written"),
    [
        ("DD", 1112.0, "41.43° N, 75.99° E"),
        ("DD", 200_000.0, "41° N, 76° E"),
        ("DM", 1112.0, "41°25.7' N, 75°59.5' E"),
        ("DM", 2000.0, "41°26' N, 75°59' E"),
        ("DM", 200_000.0, "41° N, 76° E"),
        ("DMS", 31.0, "41°25'43\" N, 75°59'28\" E"),
        ("DMS", 2000.0, "41°26' N, 75°59' E"),
        ("UTM", 1112.0, "43T 583000 4587000"),
        ("MGRS", 112.0, "43T EF 828 868"),
        ("MGRS", 1e6, "43T EF 8 8"),
        ("SK42", 30.0, "SK-42 X=4588720 Y=13582900"),
    ],
)
def test_no_digit_is_written_that_nobody_knows(writing: str, step_m: float, written: str) -> None:
    """A place known to a kilometre is not written to a metre: the reader would believe it."""
    assert write_position(*NARYN, writing, step_m) == written


@given(places(), st.sampled_from(WRITINGS), st.sampled_from([0.0, 1.0, 11.2, 112.0, 1112.0, 5000.0]))
@example((45.00001, 75.0), "DM", 0.0)
def test_every_writing_goes_round(place: tuple[float, float], writing: str, step_m: float) -> None:
    """Written and read again it is one place, and off by no more than half a step either way."""
    text = write_position(*place, writing, step_m)
    position = read_position(text).position
    # Degrees that are equal are taken for a slip of the pen, and asked about: rounding can make them so.
    assume(not (abs(place[0] - place[1]) < 0.1 and position is None))
    assert position is not None, text
    off = distance_m(position.latitude, position.longitude, *place)
    assert off <= math.sqrt(0.5) * max(step_m * 1.02, FINEST_M) * 1.01 + 0.05, (text, off)


@given(places(), st.sampled_from(WRITINGS))
def test_a_metre_is_never_lost(place: tuple[float, float], writing: str) -> None:
    """A receiver's position is not moved by more than a metre to the north or the east by how it is written."""
    position = read_position(write_position(*place, writing)).position
    assume(position is not None)
    assert position is not None
    north = distance_m(place[0], place[1], position.latitude, place[1])
    east = distance_m(place[0], place[1], place[0], position.longitude)
    assert max(north, east) <= 1.01


@pytest.mark.parametrize("place", [(88.5, 76.0), (-85.0, 30.0), (27.7, 85.3), (43.0, -3.0)])
def test_where_a_system_ends_degrees_are_written(place: tuple[float, float]) -> None:
    """Near the poles there is no UTM, and where no maps of SK-42 were made nobody would know what its numbers are."""
    is_polar = not -80 <= place[0] <= 84
    degrees = write_position(*place, "DD")
    assert (write_position(*place, "UTM") == degrees) == is_polar
    assert (write_position(*place, "MGRS") == degrees) == is_polar
    assert write_position(*place, "SK42") == degrees
    assert not any(in_box(one, *place) for one in DATUMS["sk42"].countries)


def test_the_name_of_the_system_is_the_readers() -> None:
    """In Russian it is СК-42, which is read as well."""
    text = write_position(*NARYN, "SK42", sk42="СК-42")
    assert text.startswith("СК-42 X=")
    position = read_position(text).position
    assert position is not None
    assert distance_m(position.latitude, position.longitude, *NARYN) < 1
