"""Where a position is, against places that anybody can look up on a map of their own."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time, timedelta

import pytest

from camifield.geo.earth import distance_m
from camifield.geo.place_names import place_names
from camifield.geo.whereabouts import Whereabouts, nearest, whereabouts

# Latitude, longitude, country, ISO 3166-2 code, zone. Towns and mountains well inside, two or more a state.
INSIDE = [
    (34.53, 69.17, "AF", "AF-KAB", "Asia/Kabul"),
    (36.99, 72.65, "AF", "AF-BDS", "Asia/Kabul"),  # the Wakhan, between three other states
    (27.47, 89.64, "BT", "BT-15", "Asia/Thimphu"),
    (27.35, 91.55, "BT", "BT-41", "Asia/Thimphu"),
    (43.80, 87.60, "CN", "CN-XJ", "Asia/Shanghai"),
    (36.40, 94.90, "CN", "CN-QH", "Asia/Shanghai"),
    (29.65, 91.10, "CN", "CN-XZ", "Asia/Shanghai"),
    (32.22, 78.07, "IN", "IN-HP", "Asia/Kolkata"),  # Spiti
    (30.55, 79.56, "IN", "IN-UK", "Asia/Kolkata"),  # Joshimath
    (35.70, 51.40, "IR", "IR-23", "Asia/Tehran"),
    (33.60, 56.90, "IR", "IR-29", "Asia/Tehran"),  # Tabas, Yazd's until 2013
    (43.24, 76.95, "KZ", "KZ-75", "Asia/Almaty"),
    (50.28, 57.17, "KZ", "KZ-15", "Asia/Aqtobe"),
    (41.43, 75.99, "KG", "KG-N", "Asia/Bishkek"),
    (42.87, 74.59, "KG", "KG-GB", "Asia/Bishkek"),
    (47.92, 106.91, "MN", "MN-1", "Asia/Ulaanbaatar"),
    (43.57, 104.43, "MN", "MN-053", "Asia/Ulaanbaatar"),
    (48.00, 91.64, "MN", "MN-043", "Asia/Hovd"),
    (27.70, 85.30, "NP", "NP-P3", "Asia/Kathmandu"),
    (29.18, 83.95, "NP", "NP-P4", "Asia/Kathmandu"),  # Mustang
    (30.18, 67.00, "PK", "PK-BA", "Asia/Karachi"),
    (35.85, 71.79, "PK", "PK-KP", "Asia/Karachi"),  # Chitral
    (51.70, 94.40, "RU", "RU-TY", "Asia/Krasnoyarsk"),
    (49.95, 88.67, "RU", "RU-AL", "Asia/Barnaul"),
    (50.90, 115.60, "RU", "RU-ZAB", "Asia/Chita"),
    (38.17, 73.97, "TJ", "TJ-GB", "Asia/Dushanbe"),
    (40.28, 69.62, "TJ", "TJ-SU", "Asia/Dushanbe"),
    (37.95, 58.38, "TM", "TM-A", "Asia/Ashgabat"),
    (35.90, 62.50, "TM", "TM-M", "Asia/Ashgabat"),
    (42.46, 59.60, "UZ", "UZ-QR", "Asia/Samarkand"),
    (41.30, 69.24, "UZ", "UZ-TK", "Asia/Tashkent"),
]


@pytest.mark.parametrize(("latitude", "longitude", "country", "province", "zone"), INSIDE)
def test_all_range_states(latitude: float, longitude: float, country: str, province: str, zone: str) -> None:
    """Country, today's province and clock of places in each of the fourteen states."""
    found = whereabouts(latitude, longitude)
    assert found.province is not None
    assert (found.country, found.province.code, found.zone) == (country, province, zone)
    assert found.is_known
    assert not found.is_sea
    assert not found.claimants


@pytest.mark.parametrize(
    ("latitude", "longitude", "claimants"),
    [
        (34.16, 77.58, ("IN", "PK")),  # Leh
        (34.08, 74.80, ("IN", "PK")),  # Srinagar
        (35.92, 74.31, ("PK", "IN")),  # Gilgit
        (34.37, 73.47, ("PK", "IN")),  # Muzaffarabad
        (35.20, 79.20, ("CN", "IN")),  # Aksai Chin
        (36.00, 76.60, ("CN", "IN")),  # the Shaksgam valley
        (27.58, 91.86, ("IN", "CN")),  # Tawang
        (28.80, 95.90, ("IN", "CN")),  # Anini
        (44.95, 34.10, ("RU", "UA")),  # Simferopol
        (44.03, 145.85, ("RU", "JP")),  # Kunashir
    ],
)
def test_no_opinion_on_claimed_ground(latitude: float, longitude: float, claimants: tuple[str, ...]) -> None:
    """Neither country nor province is told; who claims it, the nearest place and the clock are."""
    found = whereabouts(latitude, longitude)
    assert (found.country, found.province, found.claimants) == ("", None, claimants)
    assert all(found.may_be_in(one) for one in claimants)
    assert found.nearest is not None
    assert found.zone


def test_ground_beside_a_claim_is_told() -> None:
    """A claim reaches as far as its line, and no farther: Manali, Kashgar's south and Dibrugarh are nobody else's."""
    assert whereabouts(32.24, 77.19).country == "IN"
    assert whereabouts(37.20, 77.20).country == "CN"
    assert whereabouts(27.47, 94.90).country == "IN"
    assert whereabouts(34.20, 72.03).country == "PK"


def test_enclaves() -> None:
    """Sokh and Shohimardon are Uzbekistan's and Vorukh Tajikistan's, with Kyrgyzstan all around and near."""
    for latitude, longitude, country in ((39.97, 71.13, "UZ"), (39.83, 70.57, "TJ")):
        found = whereabouts(latitude, longitude)
        assert found.country == country
        assert found.may_be_in("KG")
    assert whereabouts(39.98, 71.80).may_be_in("UZ")
    assert whereabouts(39.90, 71.40).country == "KG"


def test_near_a_border_both_sides_may_be() -> None:
    """Within five kilometres of a border the neighbour is no mistake; ten kilometres on it is."""
    korday = whereabouts(43.03, 74.72)
    assert korday.country == "KZ"
    assert korday.is_near_border
    assert korday.may_be_in("KG")
    assert not korday.may_be_in("UZ")
    inland = whereabouts(43.25, 74.72)
    assert not inland.is_near_border
    assert not inland.may_be_in("KG")


def test_the_sea_and_its_shores() -> None:
    """The Caspian and the Black Sea are sea; a town on the shore, a lake and the dried Aral are not."""
    for latitude, longitude in ((42.0, 51.0), (43.0, 34.0), (20.0, 65.0)):
        found = whereabouts(latitude, longitude)
        assert found.is_sea
        assert found.country == ""
        assert found.province is None
    for latitude, longitude, country in (
        (43.65, 51.14, "KZ"),
        (45.0, 60.0, "KZ"),
        (44.2, 59.0, "UZ"),
        (42.4, 77.2, "KG"),
    ):
        found = whereabouts(latitude, longitude)
        assert not found.is_sea
        assert found.country == country


def test_outside_the_region_nothing_is_claimed() -> None:
    """Paris has a clock and nothing else; no country is held against it."""
    found = whereabouts(48.85, 2.35)
    assert found == Whereabouts(48.85, 2.35)
    assert found.zone == "Europe/Paris"
    assert found.nearest is None
    assert found.may_be_in("FR")
    assert whereabouts(float("nan"), 70.0).country == ""


def test_provinces_that_were_cut_up() -> None:
    """Regions of Kazakhstan of 2022 and Nepal's of 2015 are told where the places around agree, else left out."""
    for latitude, longitude, code in (
        (45.02, 78.37, "KZ-33"),  # Taldykorgan
        (43.88, 77.08, "KZ-19"),  # Konayev
        (50.41, 80.23, "KZ-10"),  # Semey
        (49.95, 82.61, "KZ-63"),  # Oskemen
        (47.80, 67.71, "KZ-62"),  # Zhezkazgan
        (49.80, 73.10, "KZ-35"),  # Karaganda
        (29.27, 82.18, "NP-P6"),  # Jumla
    ):
        province = whereabouts(latitude, longitude).province
        assert province is not None
        assert province.code == code
    codes = {
        found.code if (found := whereabouts(lat / 10, 78.2).province) else None for lat in range(430, 460)
    }
    assert {"KZ-19", "KZ-33", None} <= codes


def test_the_nearest_place() -> None:
    """Named in the reader's language, with metres and the true bearing from the place to the position."""
    found = whereabouts(41.6, 75.9957).nearest
    assert found is not None
    assert found.name("ru") == "Нарын"
    assert found.name("en") == "Naryn"
    assert abs(found.distance_m - 19_090) < 60
    assert found.bearing_degrees < 1 or found.bearing_degrees > 359


@pytest.mark.parametrize(("latitude", "longitude"), [(37.1, 87.9), (49.0, 65.0), (45.5, 110.0), (30.1, 81.2)])
def test_the_nearest_place_is_the_nearest(latitude: float, longitude: float) -> None:
    """The search in growing rings finds what a look at every place finds, to some metres."""
    names = place_names()
    least = min(
        distance_m(latitude, longitude, north / names.SCALE, east / names.SCALE)
        for north, east in zip(names.latitudes, names.longitudes, strict=True)
    )
    found = nearest(latitude, longitude)
    assert found is not None
    assert abs(found.distance_m - least) < 0.002 * least


def test_no_place_is_near_in_the_ocean() -> None:
    """Three hundred kilometres from any place there is nothing to name."""
    assert nearest(12.0, 62.0) is None


def test_the_clock_of_a_place_and_a_day() -> None:
    """Offsets follow each zone's past: Kazakhstan's east until 2024, Iran's summer until 2022, Nepal's quarter."""
    almaty, tehran = whereabouts(43.24, 76.95), whereabouts(35.7, 51.4)
    assert almaty.utc_offset(date(2024, 2, 1)) == timedelta(hours=6)
    assert almaty.utc_offset(date(2024, 4, 1)) == timedelta(hours=5)
    assert tehran.utc_offset(date(2021, 7, 1)) == timedelta(hours=4, minutes=30)
    assert tehran.utc_offset(date(2023, 7, 1)) == timedelta(hours=3, minutes=30)
    assert whereabouts(27.7, 85.3).utc_offset(date(2026, 1, 1), time(7)) == timedelta(hours=5, minutes=45)
    assert Whereabouts(100.0, 0.0).utc_offset(date(2026, 1, 1)) is None


def test_numpy_stays_out() -> None:
    """A lookup in a form must not cost the time that numpy takes to import."""
    program = (
        "import sys; from camifield.geo.whereabouts import whereabouts;"
        "assert whereabouts(41.43, 75.99).country == 'KG'; sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
