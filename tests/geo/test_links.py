"""Addresses of web maps: each map's order and hiding place, and the maps that must not be believed."""

from __future__ import annotations

import pytest

from camifield.geo.position import read_position


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/@42.3186,74.9041,14z",
        "https://www.google.com/maps/@42.3186,74.9041,1500m/data=!3m1!1e3",
        "https://maps.google.com/?q=42.3186,74.9041",
        "https://maps.google.com/maps?q=loc:42.3186,74.9041&z=12",
        "https://www.google.com/maps/search/?api=1&query=42.3186%2C74.9041",
        "https://www.google.com/maps/search/42.3186,+74.9041",
        "https://www.google.com/maps/place/Camp/@42.1,74.1,14z/data=!4m5!3m4!1s0x0:0x0!8m2!3d42.3186!4d74.9041",
        "https://www.openstreetmap.org/#map=15/42.3186/74.9041",
        "https://www.openstreetmap.org/?mlat=42.3186&mlon=74.9041#map=12/42.1/74.1",
        "https://yandex.ru/maps/?ll=74.9041%2C42.3186&z=12",
        "https://yandex.kz/maps/?ll=74.1%2C42.1&pt=74.9041,42.3186",
        "https://yandex.ru/maps/?whatshere[point]=74.9041,42.3186",
        "https://2gis.kg/geo/74.9041,42.3186",
        "https://2gis.kg/bishkek?m=74.9041%2C42.3186%2F16",
        "https://maps.apple.com/?ll=42.3186,74.9041",
        "https://www.bing.com/maps?cp=42.3186~74.9041&lvl=11",
        "https://mapy.cz/zakladni?x=74.9041&y=42.3186&z=11",
        "https://www.waze.com/ul?ll=42.3186,74.9041",
        "https://example.org/show?lat=42.3186&lng=74.9041",
        "https://example.org/view/42.3186,74.9041/",
        "https://yandex.ru/maps/?text=42.3186%2C74.9041",
        "https://yandex.ru/maps/?rtext=~42.3186,74.9041",
        "https://nakarte.me/#m=14/42.3186/74.9041&l=O",
        "https://en.mapy.cz/s/?source=coor&id=74.9041%2C42.3186",
        "https://www.bing.com/maps?sp=point.42.3186_74.9041_Camp",
        "https://osmand.net/map?pin=42.3186,74.9041#15/42.3186/74.9041",
        "https://www.windy.com/42.3186/74.9041?42.3186,74.9041,8",
        "www.google.com/maps/@42.3186,74.9041,14z",
        "maps.google.com/?q=42.3186,74.9041",
        "om://map?v=1&ll=42.3186,74.9041&n=Camp",
        "google.navigation:q=42.3186,74.9041",
        "Look here: https://maps.google.com/?q=42.3186,74.9041 by the river",
        "Dropped pin 42.3186,74.9041 https://maps.app.goo.gl/x1y2",
    ],
)
def test_the_position_of_a_shared_link_is_found(text: str) -> None:
    """Each map's own order is known: Yandex and 2GIS write longitude first, the others latitude; the mark beats the view."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude) == ("42.3186", "74.9041")


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/place/42%C2%B019'07.0%22N+74%C2%B054'14.8%22E/@42.1,74.1,14z",
        "https://geohack.toolforge.org/geohack.php?params=42_19_07.0_N_74_54_14.8_E_type:mountain",
    ],
)
def test_degrees_inside_a_link_are_read(text: str) -> None:
    """A place that the address names in degrees and minutes is taken before the middle of the view."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude, position.system) == ("42.3186111", "74.9041111", "DMS")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://maps.app.goo.gl/x1y2z3", "link-without-position"),
        ("https://www.google.com/maps/dir/42.31,74.90/42.55,74.77", "link-without-position"),
        ("https://map.baidu.com/@12958162,4825907,13z", "phone-map-baidu"),
        ("https://maps.google.com/?q=95.3186,174.9041", "latitude-out-of-range"),
        ("https://maps.google.com/?q=0,0", "null-island"),
    ],
)
def test_a_link_that_tells_no_true_position_is_refused(text: str, reason: str) -> None:
    """A shortened address holds nothing, and the maps of China are moved on purpose: both are said, not read."""
    reading = read_position(text)
    assert (reading.candidates, reading.reason) == ((), reason)
