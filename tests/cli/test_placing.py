"""`camifield where` in the terminal: one place, a question, and no place."""

from __future__ import annotations

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
