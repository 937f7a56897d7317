"""The table of range states: fourteen countries, whole, and true to what other tables know."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from camifield.geo.countries import countries, country, in_any_box, in_box

CODES = ["AF", "BT", "CN", "IN", "IR", "KG", "KZ", "MN", "NP", "PK", "RU", "TJ", "TM", "UZ"]


def test_every_range_state_has_its_row() -> None:
    """All fourteen are there, each with a box, money, zones that exist, words in three languages and a source."""
    assert [row.iso2 for row in countries()] == CODES
    for row in countries():
        west, south, east, north = row.box
        assert west < east
        assert south < north
        assert len(row.currency) == 3
        assert row.decimal_mark in (".", ",")
        assert row.date_order in ("dmy", "mdy", "ymd")
        assert all(ZoneInfo(zone) for zone in row.zones)
        assert row.calendar in ("gregorian", "solar_hijri", "solar_hijri_af", "bikram_sambat")
        assert set(row.level_words) == {"en", "ru", "mn"}
        assert all(word for levels in row.level_words.values() for word in levels)
        assert row.source


@pytest.mark.parametrize(
    ("iso2", "latitude", "longitude", "inside"),
    [
        ("MN", "47.92", "106.92", True),
        ("mn", 47.92, 106.92, True),
        ("MN", "106.92", "47.92", False),
        ("KG", "42.87", "74.59", True),
        ("NP", "27.7", "85.3", True),
        ("XX", "47.92", "106.92", None),
    ],
)
def test_a_point_is_in_the_box_of_its_country(
    iso2: str, latitude: str, longitude: str, inside: bool | None
) -> None:
    """Capitals lie in their countries' boxes, swapped ones do not, and of other countries nothing is claimed."""
    assert in_box(iso2, latitude, longitude) is inside


def test_the_region_is_the_union_of_its_boxes() -> None:
    """A point of the ocean is in no box, Almaty is in one."""
    assert in_any_box("43.2", "76.9")
    assert not in_any_box("0", "0")


def test_an_unknown_country_is_none() -> None:
    """A code that is no range state gives None and not an error: any country may be recorded."""
    assert country("DE") is None
    found = country("kz")
    assert found is not None
    assert found.decimal_mark == ","
