"""Positions written for people: short, with no more decimals than needed and no less than asked."""

from __future__ import annotations

import pytest

from camifield.geo.writing import Style, format_position


@pytest.mark.parametrize(
    ("latitude", "longitude", "style", "written"),
    [
        ("43.25654", "76.92848", "DD", "43.25654° N, 76.92848° E"),
        ("-43.25654", "-76.92848", "DD", "43.25654° S, 76.92848° W"),
        ("43.25654", "76.92848", "DM", "43°15.3924' N, 76°55.7088' E"),
        ("43.5", "76", "DM", "43°30.000' N, 76°00.000' E"),
        ("43.2101389", "100.6", "DMS", "43°12'36.5\" N, 100°36'00.0\" E"),
        ("43.9999999", "100.9999999", "DMS", "43°59'59.9996\" N, 100°59'59.9996\" E"),
        ("0", "0", "DMS", "0°00'00.0\" N, 0°00'00.0\" E"),
    ],
)
def test_each_style_writes_what_is_there(latitude: str, longitude: str, style: Style, written: str) -> None:
    """Minutes keep three decimals and seconds one at least; nothing is rounded up to sixty."""
    assert format_position(latitude, longitude, style) == written
