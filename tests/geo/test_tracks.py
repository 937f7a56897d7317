"""Protects tracks: no point is lost by packing, a moment finds its place, a thinned line keeps its shape."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.geo.tracks import (
    MOST_POINTS,
    NO_TIME,
    Points,
    as_wkt,
    packed,
    simplified,
    unpacked,
    where_at,
)

STEPS = 10_000_000
POINT = st.tuples(
    st.integers(-180 * STEPS, 180 * STEPS),
    st.integers(-90 * STEPS, 90 * STEPS),
    st.one_of(st.none(), st.integers(-5_000, 90_000)),
    st.one_of(st.none(), st.integers(-(2**41), 2**42)),
)


def walk(*points: tuple[float, float, int], breaks: tuple[int, ...] = ()) -> Points:
    """Points of (longitude, latitude, seconds)."""
    found = Points(breaks=list(breaks))
    for east, north, seconds in points:
        found.add(east, north, at_ms=seconds * 1000)
    return found


@given(st.lists(POINT, max_size=60), st.data())
def test_packing_loses_nothing(
    rows: list[tuple[int, int, int | None, int | None]], data: st.DataObject
) -> None:
    """Every point comes back to the centimetre, with its height, its time and the breaks between."""
    points = Points()
    for east, north, up, at in rows:
        points.add(
            east / STEPS, north / STEPS, math.nan if up is None else up / 10, NO_TIME if at is None else at
        )
    if len(rows) > 1:
        points.breaks = sorted(data.draw(st.sets(st.integers(1, len(rows) - 1), max_size=5)))
    again = unpacked(packed(points))
    assert [round(one * STEPS) for one in again.longitude] == [row[0] for row in rows]
    assert [round(one * STEPS) for one in again.latitude] == [row[1] for row in rows]
    assert [None if math.isnan(one) else round(one * 10) for one in again.elevation] == [
        row[2] for row in rows
    ]
    assert list(again.at_ms) == list(points.at_ms)
    assert again.breaks == points.breaks


@given(st.text(max_size=80))
def test_what_is_no_track_is_refused(text: str) -> None:
    """Text from others never becomes points by chance, and nothing but ValueError comes of it."""
    with pytest.raises(ValueError, match=r"not|on"):
        unpacked(f"1:{text}")


def test_a_track_that_unfolds_without_end_is_refused() -> None:
    """A few bytes that claim a gigabyte of points cost nothing."""
    import base64
    import zlib

    bomb = "1:" + base64.b64encode(zlib.compress(bytes(MOST_POINTS * 60), 9)).decode()
    with pytest.raises(ValueError, match="not a track"):
        unpacked(bomb)


def test_a_moment_finds_its_place_between_two_points() -> None:
    """In a straight line between them; nothing before the first and after the last."""
    points = walk((77.0, 43.0, 0), (77.2, 43.1, 100), (77.2, 43.1, 50))
    found = where_at(points, 25_000)
    assert found is not None
    assert (round(found.longitude, 6), round(found.latitude, 6), found.away_s) == (77.05, 43.025, 25.0)
    assert where_at(points, 100_000) == (43.1, 77.2, 0.0)
    assert where_at(points, -1) is None
    assert where_at(points, 100_001) is None
    assert where_at(Points(), 0) is None


def test_points_without_a_time_are_passed_over() -> None:
    """A receiver that lost its clock for a while does not make the rest useless."""
    points = walk((77.0, 43.0, 0), (80.0, 50.0, 0), (77.2, 43.0, 100))
    points.at_ms[1] = NO_TIME
    found = where_at(points, 50_000)
    assert found is not None
    assert round(found.longitude, 6) == 77.1


def test_a_break_is_no_way() -> None:
    """The receiver was off and carried in a car: nobody walked that."""
    whole = walk((77.0, 43.0, 0), (77.0, 43.01, 1), (78.0, 44.0, 2), (78.0, 44.01, 3))
    broken = walk((77.0, 43.0, 0), (77.0, 43.01, 1), (78.0, 44.0, 2), (78.0, 44.01, 3), breaks=(2,))
    assert whole.length_m > 100_000
    assert round(broken.length_m) == pytest.approx(2 * 1112, abs=2)
    assert [len(one) for one in simplified(broken)] == [2, 2]


def test_a_thinned_line_keeps_its_corners() -> None:
    """A square walked in ten thousand steps is a square still, its ends where they were."""
    side = [(77 + at / 25_000, 43.0) for at in range(2_500)] + [
        (77.1, 43 + at / 25_000) for at in range(2_501)
    ]
    points = Points(array("d", [one for one, _ in side]), array("d", [one for _, one in side]))
    points.elevation, points.at_ms = array("d", [0.0] * len(side)), array("q", [NO_TIME] * len(side))
    [line] = simplified(points, 50)
    assert len(line) <= 50
    assert (line[0], line[-1]) == (side[0], side[-1])
    assert min(math.dist(one, (77.1, 43.0)) for one in line) < 0.001
    assert all(
        abs(a[0] - b[0]) < 1e-9 or abs(a[1] - b[1]) < 1e-9 or math.dist(a, b) < 0.01
        for a, b in pairwise(line)
    )


def test_the_line_in_well_known_text() -> None:
    """Longitude first, as the standard has it; a single point is no line."""
    points = walk((77.0, 43.0, 0), (77.123456, 43.5, 1), (78.0, 44.0, 2), breaks=(2,))
    assert as_wkt(simplified(points)) == "LINESTRING (77.00000 43.00000, 77.12346 43.50000)"
    assert as_wkt([]) == ""
