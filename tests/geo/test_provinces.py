"""The table of provinces: whole for the tracts of the range states, and sure of whom a written name means."""

from __future__ import annotations

import re

from camifield.geo.ground import ground
from camifield.geo.provinces import ANY, known_as, province_of, tracts_told

# Not told on purpose: islands and places without the animals of this program, and what was cut up since (Andhra Pradesh).
LEFT_OUT = {
    ("CN", "Paracel Islands"),
    ("IN", "Andaman and Nicobar"),
    ("IN", "Andhra Pradesh"),
    ("IN", "Dadra and Nagar Haveli"),
    ("IN", "Daman and Diu"),
    ("IN", "Lakshadweep"),
    ("IN", "Puducherry"),
    ("RU", ""),
}
STATES = {"AF", "BT", "CN", "IN", "IR", "KG", "KZ", "MN", "NP", "PK", "RU", "TJ", "TM", "UZ"}


def test_every_tract_of_a_range_state_has_its_row() -> None:
    """No province is forgotten, and none stands in the table that the map does not know."""
    told = tracts_told()
    known = {(one.country, one.name) for one in ground().tracts if one.country in STATES}
    missing = {key for key in known if key not in told and (key[0], ANY) not in told}
    assert missing == LEFT_OUT
    assert {key for key in told if key[1] != ANY} <= known


def test_names_and_codes() -> None:
    """Each province has a code of its country and names in English and Russian."""
    for country, tract in tracts_told():
        province = province_of(country, tract, 44.0, 78.0)
        if province is not None:
            assert re.fullmatch(rf"{country}-[A-Z0-9]{{1,3}}", province.code)
            assert province.en
            assert province.name("ru")
            assert province.name("mn")


def test_a_written_name_is_recognised() -> None:
    """In any of its languages, with or without the word for what it is; a name that is not known means nothing."""
    assert known_as("Нарынская область") == {"KG-N"}
    assert known_as("naryn") == {"KG-N"}
    assert known_as("Нарын облусу") == {"KG-N"}
    assert known_as("Омноговь аймаг") == {"MN-053"}
    assert known_as("ГБАО") == {"TJ-GB"}
    assert known_as("At-Bashy") == frozenset()
    assert known_as("") == frozenset()


def test_one_name_of_several_provinces_means_any() -> None:
    """Tashkent is a city and a region around it, Punjab lies in two states: the name speaks against neither."""
    assert known_as("Ташкент") == {"UZ-TK"}
    assert known_as("Tashkent Region") >= {"UZ-TO"}
    assert known_as("Almaty") == {"KZ-75", "KZ-19"}
    assert known_as("Punjab") == {"IN-PB", "PK-PB"}
