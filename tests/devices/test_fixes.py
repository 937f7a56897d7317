"""Protects the one position out of many fixes: it lies among them, a stray one moves nothing, and it never boasts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.devices.fixes import MOST_FIXES, Average, Fix, Fixes, average_of
from camifield.devices.sentences import sentence_of
from camifield.geo.earth import distance_m, move
from tests.devices.speech import MORNING, gga, rmc, sentence

FIXES = st.lists(
    st.tuples(st.floats(0, 6), st.floats(0, 360), st.sampled_from([1, 2, 3, 4, 5]), st.floats(0.5, 20)),
    min_size=1,
    max_size=60,
)


def around(latitude: float, longitude: float, away: float, bearing: float, **more: float) -> Fix:
    """A fix some metres away from a point."""
    north, east = move(latitude, longitude, away, bearing)
    return Fix(float(north), float(east), **more)  # pyright: ignore[reportArgumentType]


@given(st.floats(-80, 80), st.floats(-180, 180), FIXES)
def test_the_mean_lies_where_the_fixes_lie(
    latitude: float, longitude: float, fixes: list[tuple[float, float, int, float]]
) -> None:
    """Fixes within 6 m of a point give a mean within 6 m of it, also over the date line, with no fix dropped."""
    found = average_of(
        [
            around(latitude, longitude, away, bearing, quality=quality, hdop=hdop)
            for away, bearing, quality, hdop in fixes
        ]
    )
    assert found is not None
    assert distance_m(latitude, longitude, found.latitude, found.longitude) <= 6.1
    assert found.spread_m <= 12.2
    assert found.uncertainty_m >= found.spread_m
    assert -180 <= found.longitude < 180
    assert found.used + found.dropped == len(fixes)


@given(st.permutations(range(12)), st.floats(0, 360))
def test_order_changes_nothing(order: list[int], bearing: float) -> None:
    """The same fixes give the same position in whatever order they were heard."""
    fixes = [around(42, 76, at, bearing + at * 40, hdop=1 + at) for at in range(12)]
    one, other = average_of(fixes), average_of([fixes[at] for at in order])
    assert one is not None
    assert other is not None
    assert one.coordinates == other.coordinates
    assert (one.uncertainty_m, one.used) == (other.uncertainty_m, other.used)


@given(st.floats(200, 100_000), st.floats(0, 360), st.integers(0, 20))
def test_a_stray_fix_moves_nothing(away: float, bearing: float, at: int) -> None:
    """A fix that jumped hundreds of metres is dropped, and said to be."""
    fixes = [around(42, 76, 2, 18 * number) for number in range(20)]
    fixes.insert(at, around(42, 76, away, bearing))
    found = average_of(fixes)
    assert found is not None
    assert (found.used, found.dropped) == (20, 1)
    assert distance_m(42, 76, found.latitude, found.longitude) < 1


def test_a_better_fix_weighs_more() -> None:
    """A fix of a good sky outweighs one of a bad sky by the square of their errors."""
    found = average_of([Fix(42.0, 76.0, hdop=1.0), Fix(42.0001, 76.0, hdop=3.0)])
    assert found is not None
    assert found.latitude == pytest.approx(42.00001, abs=1e-9)


def test_averaging_never_boasts() -> None:
    """Sixty equal fixes are as uncertain as one: their common error is not averaged away; an unknown sky counts as bad."""
    one, many = average_of([Fix(42, 76, hdop=1.5)]), average_of([Fix(42, 76, hdop=1.5)] * 60)
    assert one is not None
    assert many is not None
    assert one.uncertainty_m == many.uncertainty_m == 16
    unknown = average_of([Fix(42, 76)])
    assert unknown is not None
    assert unknown.uncertainty_m > 30


def heard(*lines: bytes) -> tuple[Fixes, Average | None]:
    """What is gathered of these lines."""
    fixes = Fixes()
    for line in lines:
        found = sentence_of(line)
        assert found is not None
        fixes.hear(found)
    return fixes, fixes.average()


def test_one_moment_is_one_fix() -> None:
    """RMC and GGA of one second are one fix, with all that GGA tells."""
    fixes, found = heard(rmc(42, 76, MORNING), gga(42, 76), gga(42, 76, second=1))
    assert found is not None
    assert len(fixes) == 2
    assert (found.used, found.satellites, found.hdop, found.elevation_m) == (2, 9, 1.0, 2104.0)
    assert found.answers() == {
        "verbatim_coordinates": "42.000000, 76.000000",
        "coordinate_uncertainty_in_meters": "11",
        "georeference_source": "handheld_gps",
        "elevation": "2104",
    }


@pytest.mark.parametrize(
    "line",
    [
        gga(42, 76, quality=0),
        gga(42, 76, quality=6),
        gga(42, 76, quality=8),
        rmc(42, 76, MORNING, status="V"),
        gga(0, 0),
    ],
)
def test_what_was_not_measured_is_no_fix(line: bytes) -> None:
    """No fix, dead reckoning, a simulator, a warning, an empty memory: none of them becomes a position."""
    assert heard(line)[1] is None


def test_a_height_without_enough_satellites_is_none() -> None:
    """A receiver with a flat fix repeats an old height; it is not taken. A height in other units neither."""
    flat = sentence("GPGSA,A,2,04,05,09,,,,,,,,,,2.5,1.3,2.1")
    _, found = heard(flat, gga(42, 76, hdop=""))
    assert found is not None
    assert found.elevation_m is None
    assert found.hdop == 1.3


def test_a_date_of_weeks_counted_anew_says_nothing_of_the_clock() -> None:
    """An old receiver's date is 1024 weeks too early: it must not accuse the laptop's clock."""
    fixes = Fixes()
    for moment, told in ((MORNING - timedelta(weeks=1024), None), (MORNING, MORNING)):
        line = sentence_of(rmc(42, 76, moment))
        assert line is not None
        assert fixes.hear(line) == told


def test_a_local_datum_is_noticed() -> None:
    """A receiver that was set to a local datum says so, and WGS 84 and the datum of GLONASS are right."""
    for name, is_right in (("W84", True), ("P90", True), ("999", False)):
        fixes, _ = heard(sentence(f"GPDTM,{name},,0.0,N,0.0,E,0.0,W84"))
        assert fixes.is_datum_right is is_right


def test_memory_is_bounded() -> None:
    """A receiver that talks for ever fills no memory."""
    fixes = Fixes()
    for second in range(MOST_FIXES + 50):
        line = sentence_of(gga(42, 76, second=second))
        assert line is not None
        fixes.hear(
            line._replace(fields={**line.fields, "timestamp": f"0000{second // 100:02}.{second % 100:02}"})
        )
    assert len(fixes) == MOST_FIXES
