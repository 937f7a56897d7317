"""`camifield where` in the terminal: one place, a question, and no place."""

from __future__ import annotations

import re

from tests.cli.terminal import Terminal


def test_a_place_is_told_and_written_in_every_way(terminal: Terminal) -> None:
    """One call tells the position, its system and the operation, what it lies in, and the other writings."""
    told = terminal.json("where", "СК-42 X=4732109 Y=13612345")
    assert (told["system"], told["srs"], told["operation"]) == ("gauss_kruger", "EPSG:28413", "EPSG:15865")
    assert set(told["written"]) == {"DD", "DM", "DMS", "UTM", "MGRS", "SK-42"}
    assert told["written"]["SK-42"] == "SK-42 X=4732109 Y=13612345"
    assert told["country"] == "KG"
    assert "SK-42, zone 13" in terminal("where", "СК-42 X=4732109 Y=13612345").out


def test_two_readings_are_shown_and_not_guessed(terminal: Terminal) -> None:
    """Metres without a zone give the zones of the country, and the exit code says that something is left."""
    answer = terminal("where", "--country", "KZ", "656450 4790730", "--json")
    assert answer.code == 3
    assert len(answer.json["choices"]) >= 2
    again = terminal.json("where", answer.json["choices"][0]["text"])
    assert again["system"] == "UTM"


def test_what_is_no_place_is_said(terminal: Terminal) -> None:
    """A text without a place has its reason, and no position."""
    answer = terminal("where", "wolf den")
    assert answer.code == 3
    assert answer.out.strip()


def test_what_may_have_been_meant_is_offered(terminal: Terminal) -> None:
    """Swapped numbers are refused with the place they may be, which the next call takes."""
    answer = terminal("where", "95.31860 76.90412", "--json")
    assert (answer.code, answer.json["choices"]) == (3, [])
    assert terminal.json("where", answer.json["perhaps"])["latitude"].startswith("76.9")


FROM_AFAR = ("where", "42.31860 76.90412", "--distance", "800", "--bearing", "135")


def test_an_animal_is_placed_by_distance_and_bearing(terminal: Terminal) -> None:
    """By a compass the words say how many degrees were added on that day, and which position is whose."""
    told = terminal.json(*FROM_AFAR, "--north", "magnetic", "--date", "2026-03-14")
    assert (told["latitude"], told["longitude"]) == ("42.3130940", "76.9103755")
    assert told["observer"] == {"latitude": "42.31860", "longitude": "76.90412"}
    assert (told["declination"], told["true_bearing"]) == (4.86, 139.86)
    said = terminal(*FROM_AFAR, "--north", "magnetic", "--date", "2026-03-14").out
    assert re.search(r"The animal: 42\.31309\d?° N, 76\.9103\d+° E", said)
    assert "135° by the compass, +4.9° to true north: 139.9°" in said
    assert terminal.json(*FROM_AFAR, "--north", "true")["declination"] is None


def test_what_is_missing_of_a_bearing_is_asked(terminal: Terminal) -> None:
    """Without the north, without the bearing and with a distance beyond all sight nothing is placed."""
    assert "compass or from true north" in terminal(*FROM_AFAR).out
    assert terminal(*FROM_AFAR[:4]).code == 3
    assert (
        "5000"
        in terminal("where", "42.3 76.9", "--distance", "9000", "--bearing", "1", "--north", "true").out
    )
