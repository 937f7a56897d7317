"""The notations of programs: their order is fixed, so nothing is asked, and other datums are refused."""

from __future__ import annotations

import pytest

from camifield.geo.position import read_position


@pytest.mark.parametrize(
    ("text", "altitude", "accuracy"),
    [
        ("geo:42.3186,74.9041", None, None),
        ("geo:42.3186,74.9041,812;u=35", "812", 35),
        ("geo:42.3186,74.9041;crs=wgs84", None, None),
        ("geo:0,0?q=42.3186,74.9041(Camp)", None, None),
        ("POINT(74.9041 42.3186)", None, None),
        ("point z (74.9041 42.3186 812)", "812", None),
        ("SRID=4326;POINT(74.9041 42.3186)", None, None),
        ("+42.3186+074.9041/", None, None),
        ("+42.3186+074.9041+812CRSWGS_84/", "812", None),
        ('{"type": "Point", "coordinates": [74.9041, 42.3186]}', None, None),
        (
            '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [74.9041, 42.3186, 812]}}',
            "812",
            None,
        ),
        ('{"lat": 42.3186, "lng": 74.9041}', None, None),
        ('{"Latitude": "42.3186", "Longitude": "74.9041"}', None, None),
    ],
)
def test_a_notation_is_read_in_its_own_order(text: str, altitude: str | None, accuracy: int | None) -> None:
    """WKT and GeoJSON put longitude first, geo: and ISO 6709 latitude; none of them is ever asked about."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude) == ("42.3186", "74.9041")
    assert (position.altitude_m, position.accuracy_m) == (altitude, accuracy)


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("+4219.116+07454.246/", "42.3186000", "74.9041000"),
        ("+421906.96+0745414.76/", "42.3186000", "74.9041000"),
        ("-4219.116-07454.246/", "-42.3186000", "-74.9041000"),
    ],
)
def test_iso_6709_counts_its_digits(text: str, latitude: str, longitude: str) -> None:
    """Two, four or six digits before the point are degrees, minutes and seconds, as the standard says."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude) == (latitude, longitude)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("geo:42.3,74.9;crs=nad27", "other-datum"),
        ("SRID=9999;POINT(12725595 4154010)", "other-datum"),
        ("POINT(42.3 174.9)", "latitude-out-of-range"),
        ("POINT EMPTY", "place-not-understood"),
        ('{"type": "Point"}', "place-not-understood"),
        ('{"type": "Point", "coordinates": ["a", "b"]}', "place-not-understood"),
        ("{not json", "place-not-understood"),
        ('{"a":' * 300, "place-not-understood"),
    ],
)
def test_a_broken_or_foreign_notation_is_refused(text: str, reason: str) -> None:
    """Another datum is said to be one, and a broken text is not understood; neither raises."""
    reading = read_position(text)
    assert (reading.candidates, reading.reason) == ((), reason)


def test_a_notation_that_lies_elsewhere_is_not_asked_about() -> None:
    """A WKT point far from the range states is taken as it stands: its order is known, so nothing can be swapped."""
    reading = read_position("POINT(42.3186 74.9041)")
    assert reading.position is not None
    assert reading.position.latitude == "74.9041"
    assert reading.notes == ("outside-range-states",)
