"""Positions in the reader's own writing: read, put into a form, and no finer than they are known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from camifield.fields.field import Asking
from camifield.fields.place_words import (
    in_chosen_writing,
    known_step_m,
    plain_position,
    position_text,
    position_words,
)
from camifield.geo.earth import METRES_PER_DEGREE, distance_m
from camifield.geo.position import read_position
from camifield.i18n.words import LANGUAGES, Words
from camifield.settings import WRITINGS

HERE = ("42.3186012", "76.9041234")
LANGUAGE_CODES = [one.code for one in LANGUAGES]


def asking(writing: str, language: str = "en") -> Asking:
    """Somebody in Kyrgyzstan who writes positions in that way."""
    return Asking(date(2026, 3, 14), Words(language), country="KG", coordinates=writing)


@pytest.mark.parametrize(
    ("language", "writing", "text"),
    [
        ("en", "DD", "42.31860° N, 76.90412° E"),
        ("ru", "DD", "42,31860° N; 76,90412° E"),
        ("ru", "DM", "42°19,116' N; 76°54,247' E"),
        ("ru", "SK42", "СК-42 X=4688835 Y=13657021"),
        ("mn", "UTM", "43T 656909 4686907"),
    ],
)
def test_a_position_has_the_readers_decimal_sign(language: str, writing: str, text: str) -> None:
    """A comma in a Russian window, with a mark between the numbers that is none; metres have no sign at all."""
    assert position_text(*HERE, Words(language), writing) == text
    assert "," not in plain_position(*HERE, Words(language), writing).replace(", ", " ")


@given(
    st.floats(39.5, 43.0),
    st.floats(70.0, 80.0),
    st.sampled_from(WRITINGS),
    st.sampled_from(LANGUAGE_CODES),
)
def test_what_is_shown_is_read_again(north: float, east: float, writing: str, language: str) -> None:
    """Whoever copies a line from the screen by hand, in any language, types the same place."""
    text = position_text(north, east, Words(language), writing)
    position = read_position(text, country="KG").position
    assert position is not None, text
    assert distance_m(position.latitude, position.longitude, north, east) < 1.6


@given(
    st.floats(39.5, 43.0),
    st.floats(70.0, 80.0),
    st.sampled_from(WRITINGS),
    st.integers(1, 6),
)
def test_a_line_on_a_form_is_the_same_place(north: float, east: float, writing: str, digits: int) -> None:
    """What a receiver or the map says in degrees goes into the field in the person's writing, and asks nothing there."""
    degrees = f"{north:.{digits}f} {east:.{digits}f}"
    text = in_chosen_writing(degrees, asking(writing))
    one = read_position(degrees, country="KG").position
    again = read_position(text, country="KG").position
    assume(one is not None)
    assert one is not None
    assert again is not None, text
    step_m = METRES_PER_DEGREE / 10**digits
    assert distance_m(one.latitude, one.longitude, again.latitude, again.longitude) <= max(step_m, 2.0)


def test_degrees_stay_as_they_came() -> None:
    """Nobody who writes degrees finds other digits in the field than the receiver gave; no place stays no place."""
    assert in_chosen_writing("42.123456, 76.654321", asking("DD")) == "42.123456, 76.654321"
    assert in_chosen_writing("by the spring", asking("UTM")) == "by the spring"


def test_an_understood_text_is_no_finer_than_it_was_typed() -> None:
    """Two decimals are a kilometre: its UTM says no more."""
    position = read_position("42.32 76.90").position
    assert position is not None
    assert position_words(position, asking("DD")) == "42.32° N, 76.90° E"
    assert position_words(position, asking("UTM")) == "43T 657000 4687000"


@pytest.mark.parametrize(
    ("values", "step_m"),
    [
        ({"coordinate_precision": "0.001"}, 111.2),
        ({"coordinate_precision": "0.00001", "coordinate_uncertainty_in_meters": 5000}, 5000),
        ({"coordinate_precision": "0.00001", "coordinate_uncertainty_in_meters": 30}, 1.1),
        (
            {
                "coordinate_precision": "0.00001",
                "coordinate_uncertainty_in_meters": 150,
                "georeference_source": "handheld_gps",
            },
            1.1,
        ),
        ({"decimal_latitude": "42.3", "decimal_longitude": "76.90"}, 1112),
        ({"decimal_latitude": 42.3, "decimal_longitude": 76.9}, 0.0),
        (
            {
                "decimal_latitude": "42.0",  # typed as 42.00000: a table keeps no zeros
                "decimal_longitude": "77.0",
                "coordinate_uncertainty_in_meters": 300,
                "georeference_source": "known_place",
            },
            300,
        ),
        (
            {
                "decimal_latitude": "42.0",
                "decimal_longitude": "77.0",
                "reading_uncertainty_in_meters": 8000,
                "coordinate_uncertainty_in_meters": 300,
                "georeference_source": "known_place",
            },
            8000,
        ),
        ({"coordinate_precision": "unknown"}, 0.0),
    ],
)
def test_how_finely_a_record_knows_its_place(values: dict[str, object], step_m: float) -> None:
    """Typed digits and a stated circle count; a receiver's position is never written coarser than a metre for it."""
    assert known_step_m(values) == pytest.approx(step_m, rel=0.02)
