"""What a text says of a place, in words: metres without a zone ask for it, wherever the team is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from camifield.fields.field import Asking
from camifield.geo.position import read_position
from camifield.i18n.words import LANGUAGES, Words
from camifield.queries.understood import understand


def asking(country: str | None, language: str = "en") -> Asking:
    """Who asks."""
    return Asking(today=date(2026, 11, 22), words=Words(language), country=country)


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_without_a_country_every_zone_on_land_is_offered(language: str) -> None:
    """Each choice says its country in the reader's language, and is read without another question."""
    found = understand("656450 4790730", asking(None, language))
    assert found.is_asked
    assert len(found.choices) > 8
    for one in found.choices:
        position = read_position(one.entry).position
        assert position is not None
        assert (position.latitude, position.longitude) == (one.position.latitude, one.position.longitude)
        assert one.position.origin is not None
        assert one.position.origin.zone in one.words
    assert len({one.words for one in found.choices}) == len(found.choices)


def test_the_zones_of_the_teams_own_ground_come_first() -> None:
    """Mongolia's box reaches into China: what lies in Mongolia is offered before it."""
    said = [one.words for one in understand("656450 4790730", asking("MN")).choices]
    assert [one.startswith("Zone") and "Mongolia," in one for one in said[:3]] == [True, True, False]


def test_a_single_zone_is_there_to_be_pressed() -> None:
    """In Bhutan one zone is possible: it is offered, and still a person's word."""
    (only,) = understand("282345 3056789", asking("BT")).choices
    assert "Bhutan" in only.words
    assert read_position(only.entry).position is not None


def test_metres_that_lie_nowhere_in_the_country_still_ask() -> None:
    """The question stands there without choices: the zone can be written before the numbers."""
    found = understand("282345 3056789", asking("KG"))
    assert (found.is_asked, found.choices) == (True, ())
    assert "zone" in found.question


def test_what_was_understood_is_in_the_readers_writing_and_never_the_same_again() -> None:
    """Degrees are told in UTM to somebody who writes UTM; the UTM that they typed is told in degrees, to be compared."""
    utm = replace(asking("KG"), coordinates="UTM")
    assert understand("42.31860 76.90412", utm).what.startswith("43T 656908 4686907 ·")
    assert understand("43T 656908 4686907", utm).what.startswith("42.31860° N, 76.90412° E · UTM 43N")


def test_of_two_readings_the_one_on_the_map_comes_first() -> None:
    """Swapped or not: the place in the region is offered before one in the Arctic, which is told as beyond the map."""
    for text in ("77.5289 41.8701", "41.8701, 77.5289"):
        said = [one.words for one in understand(text, asking("KG")).choices]
        if said:
            assert "Kyrgyzstan" in said[0]
            assert "beyond the map" in said[1]
    assert understand("77.5289 41.8701", asking("KG")).choices
