"""The animal's position from the observer's: when it is moved, by how much, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from camifield.fields.field import Asking
from camifield.fields.validation import Checked, entries_of, validate
from camifield.fields.values import Entry, Value
from camifield.kinds.animal_position import offset_of, placed
from camifield.kinds.catalogue import kind
from camifield.kinds.event import uncertainty_of

GEOD = Geod(ellps="WGS84")
ASKING = Asking(today=date(2026, 11, 22), country="KG")
SEEN: dict[str, Entry] = {
    "event_date": "2026-03-14",
    "recorded_by": "01" * 16,
    "how_known": "saw",
    "species": "ARG",
    "certainty": "certain",
    "verbatim_coordinates": "42.31860 76.90412",
    "position_of": "observer",
    "distance_m": "800",
    "bearing_deg": "135",
    "bearing_north": "true",
}


def read(asking: Asking = ASKING, /, **changes: Entry) -> Checked:
    """A sighting of an animal 800 m to the south-east, with some answers changed."""
    return validate(kind("sighting"), {**SEEN, **changes}, asking)


def where(values: dict[str, Value]) -> tuple[str, str]:
    """The position that tables tell."""
    told = placed(values)
    return str(told["decimal_latitude"]), str(told["decimal_longitude"])


def test_the_animal_is_where_it_was_seen() -> None:
    """The answers keep the observer's position as typed; what is told is the animal's, and what was done."""
    checked = read()
    assert checked.findings == ()
    assert (checked.values["decimal_latitude"], checked.values["decimal_longitude"]) == (
        "42.31860",
        "76.90412",
    )
    told = placed(checked.values)
    assert where(dict(checked.values)) == ("42.3135072", "76.9109815")
    assert told["verbatim_coordinates"] == "42.31860 76.90412"
    assert told["coordinate_operation"] == "moved 800 m from the observer, 135.0 degrees from true north"


def test_a_compass_is_put_right_by_place_and_day() -> None:
    """By a compass 4.9 degrees are added there in 2026; the words of the operation say which, how many, and by what."""
    values = dict(read(bearing_north="magnetic").values)
    east, north, _ = GEOD.fwd(76.90412, 42.3186, 135 + 4.85, 800)
    latitude, longitude = map(float, where(values))
    assert GEOD.inv(east, north, longitude, latitude)[2] < 1
    assert "139.9 degrees from true north (135 magnetic +4.9 by WMM2025)" in str(
        placed(values)["coordinate_operation"]
    )
    then = dict(read(bearing_north="magnetic", event_date="2016-03-14").values)
    assert "WMM2015" in str(placed(then)["coordinate_operation"])
    assert where(then) != where(values)


def test_what_was_done_to_another_datum_stands_before_the_move() -> None:
    """A map sheet's position is first brought over, then moved; both are told."""
    told = placed(read(verbatim_coordinates="СК-42 X=4732109 Y=13612345").values)
    assert str(told["coordinate_operation"]).startswith("EPSG:15865; moved 800 m")


@pytest.mark.parametrize(
    "changes",
    [
        {"position_of": "animal"},
        {"position_of": "camera"},
        {"position_of": ""},
        {"distance_m": ""},
        {"bearing_deg": ""},
        {"bearing_north": ""},
        {"verbatim_coordinates": ""},
    ],
)
def test_nothing_is_moved_on_a_guess(changes: dict[str, Entry]) -> None:
    """Without whose position it is, the distance, the bearing or its north, the position stays as it was answered."""
    values = read(**changes).values
    assert offset_of(values) is None
    assert placed(values) == values


def test_no_distance_is_where_the_observer_stood() -> None:
    """Tracks at one's own feet: 0 m moves nothing, not even the digits."""
    assert where(dict(read(distance_m="0").values)) == ("42.31860", "76.90412")


@pytest.mark.parametrize(
    ("changes", "metres"),
    [
        ({"distance_m": "", "bearing_deg": "", "bearing_north": ""}, 1000),
        ({"bearing_deg": "", "bearing_north": ""}, 1000),
        ({"bearing_deg": "", "bearing_north": "", "distance_m": "2500"}, 2530),
        ({"distance_m": ""}, 1000),
        ({"distance_method": "laser"}, 30 + 71),
        ({"distance_method": "eye"}, 30 + 212),
        ({"distance_method": "laser", "bearing_north": "magnetic"}, 30 + 85),
        ({"position_of": "animal"}, 30),
        ({"coordinate_uncertainty_in_meters": "5", "distance_m": "", "bearing_deg": ""}, 1000),
        ({"coordinate_uncertainty_in_meters": "5", "distance_method": "laser"}, 5 + 71),
    ],
)
def test_the_uncertainty_counts_distance_and_angle(changes: dict[str, Entry], metres: int) -> None:
    """Without both it is a kilometre at least; with both it is the observer's own and what they leave open."""
    assert uncertainty_of(read(**changes).values) == metres


def test_a_bearing_from_nobody_knows_which_north_is_less_sure() -> None:
    """It is taken from true north, and the difference of both is part of the uncertainty."""
    known, unknown = read(distance_method="laser"), read(bearing_north="unknown", distance_method="laser")
    assert where(dict(known.values)) == where(dict(unknown.values))
    true, unsure = uncertainty_of(known.values), uncertainty_of(unknown.values)
    assert isinstance(true, int)
    assert isinstance(unsure, int)
    assert unsure > true + 60


def test_the_country_is_that_of_the_animal() -> None:
    """From Korday in Kazakhstan across the Chu: the animal, and so the record, is in Kyrgyzstan."""
    here = {"verbatim_coordinates": "43.0300 74.7000", "bearing_deg": "180", "distance_m": "5000"}
    asking = replace(ASKING, country=None)
    assert read(asking, **here, position_of="animal").values["country_code"] == "KZ"
    assert read(asking, **here).values["country_code"] == "KG"


@given(
    st.floats(min_value=28, max_value=52),
    st.floats(min_value=53, max_value=115),
    st.integers(min_value=0, max_value=5000),
    st.integers(min_value=0, max_value=3599),
    st.sampled_from(["true", "magnetic", "unknown"]),
)
def test_from_the_animal_back_to_the_observer(
    latitude: float, longitude: float, metres: int, tenths: int, north: str
) -> None:
    """Distance and bearing of PROJ between both positions are those answered; edited again, nothing moves twice."""
    checked = read(
        verbatim_coordinates=f"{latitude:.6f}N {longitude:.6f}E",
        distance_m=str(metres),
        bearing_deg=f"{tenths / 10}",
        bearing_north=north,
    )
    offset = offset_of(checked.values)
    assert offset is not None
    told = where(dict(checked.values))
    east, north_of = float(f"{longitude:.6f}"), float(f"{latitude:.6f}")
    bearing, _, distance = GEOD.inv(east, north_of, float(told[1]), float(told[0]))
    assert distance == pytest.approx(metres, abs=0.02)
    if metres > 100:
        assert abs((bearing - offset.true_bearing_deg + 180) % 360 - 180) < 0.02
    again = validate(kind("sighting"), entries_of(kind("sighting"), checked.values), ASKING)
    assert again.values == checked.values
    assert where(dict(again.values)) == told


@pytest.mark.parametrize(
    "changes",
    [{"distance_m": "far"}, {"bearing_deg": "east"}, {"decimal_latitude": "?"}, {"event_date": "once"}],
)
def test_what_another_version_wrote_moves_nothing(changes: dict[str, Value]) -> None:
    """A record that makes no sense here is still shown: with the position as it was answered."""
    values: dict[str, Value] = {
        "position_of": "observer",
        "decimal_latitude": "42.5",
        "decimal_longitude": "76.5",
        "distance_m": "800",
        "bearing_deg": "135",
        "bearing_north": "magnetic",
        "event_date": "2026-03-14",
    }
    assert offset_of(values) is not None
    assert offset_of({**values, **changes}) is None
    assert placed({**values, **changes}) == {**values, **changes}
