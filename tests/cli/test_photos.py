"""`camifield photos add` and photos with `camifield record`: the window's own road, in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.cli.terminal import Terminal
from tests.media.pictures import drawn, notes_at, packed

RIGHT = ("2026:03:12 09:20:00", "2026:03:12 03:20:00")
BEHIND = ("2026:03:11 11:20:00", "2026:03:12 03:20:00")


def photo(folder: Path, name: str, exif: Image.Exif | None = None) -> str:
    """A JPEG on a card; each name is another picture."""
    path = folder / name
    path.write_bytes(packed(drawn(200 + sum(name.encode()), 150), exif=exif))
    return str(path)


def test_a_card_becomes_drafts(terminal: Terminal, tmp_path: Path) -> None:
    """Two meetings are two drafts; an empty file among the photos is told, and the exit code says so."""
    card = tmp_path / "DCIM"
    card.mkdir()
    photo(card, "a.jpg", notes_at(*RIGHT))
    photo(card, "b.jpg", notes_at("2026:03:12 15:00:00"))
    (card / "c.jpg").touch()
    answer = terminal("photos", "add", str(card))
    assert answer.code == 3
    assert "1. 12 March 2026, 09:20: 1 photo · 42.31860° N, 76.90412° E" in answer.out
    assert "2 drafts were made from photos." in answer.out
    assert "c.jpg is empty" in answer.err
    drafts = terminal.json("list", "--drafts")["drafts"]
    assert [draft["from"] for draft in drafts] == ["photo", "photo"]


def test_a_wrong_clock_is_told_and_put_right_when_asked(terminal: Terminal, tmp_path: Path) -> None:
    """Nothing is changed unasked; by the satellites or by a typed length of time the draft gets the right day."""
    one = photo(tmp_path, "a.jpg", notes_at(*BEHIND))
    told = terminal("photos", "add", one)
    assert told.code == 3
    assert "its clock was 22 h behind" in told.out
    assert "--by-satellites" in told.out
    for wish in (["--by-satellites"], ["--behind", "22 h"]):
        done = terminal.json("photos", "add", one, *wish)
        (taken,) = done["drafts"][0]["photos"]
        assert (taken["taken"], taken["clock_behind_minutes"]) == ("2026-03-12T09:20", 1320)


def test_all_together_of_another_kind(terminal: Terminal, tmp_path: Path) -> None:
    """The person knows better than minutes and kilometres."""
    files = [photo(tmp_path, "a.jpg", notes_at(*RIGHT)), photo(tmp_path, "b.jpg")]
    done = terminal.json("photos", "add", *files, "--together", "--kind", "conflict")
    assert [len(draft["photos"]) for draft in done["drafts"]] == [2]
    assert terminal.json("list", "--drafts")["drafts"][0]["kind"] == "conflict"


@pytest.mark.parametrize(
    "arguments",
    [["--behind", "soon"], ["--behind", "1 h", "--ahead", "2 h"], ["--ahead", "2 h", "--by-satellites"]],
)
def test_a_clock_is_told_once_and_plainly(terminal: Terminal, tmp_path: Path, arguments: list[str]) -> None:
    """What is no length of time, or two of them, is a mistake in the command, and nothing is brought in."""
    answer = terminal("photos", "add", photo(tmp_path, "a.jpg"), *arguments)
    assert answer.code == 2
    assert terminal.json("list", "--drafts")["drafts"] == []


def test_a_record_takes_time_and_place_from_its_photo(terminal: Terminal, tmp_path: Path) -> None:
    """What was typed stands; what was not comes from the photo, when that is asked for."""
    one = photo(tmp_path, "a.jpg", notes_at(*RIGHT))
    given = ("who=Aibek U.", "species=SNL", "how=saw", "sure=certain", "--photo", one)
    answer = terminal("record", "sighting", *given, "--from-photo", "--json")
    values = terminal.json("show", answer.json["records"][0]["number"])["values"]
    assert (values["event_date"], values["event_time"]) == ("2026-03-12", "09:20")
    assert (values["decimal_latitude"], values["georeference_source"]) == ("42.318600", "photo_exif")
    typed = ("date=10.03.2026", "locality=Sary-Jaz")
    answer = terminal("record", "sighting", *given, *typed, "--from-photo", "--json")
    values = terminal.json("show", answer.json["records"][0]["number"])["values"]
    assert values["event_date"] == "2026-03-10"
    assert "event_time" not in values


def test_two_clocks_are_not_chosen_between(terminal: Terminal, tmp_path: Path) -> None:
    """Where the camera and the satellites disagree somebody must say the time."""
    one = photo(tmp_path, "a.jpg", notes_at(*BEHIND))
    answer = terminal.sighting("--photo", one, "--from-photo")
    assert answer.code in (0, 3)
    refused = terminal("record", "sighting", "who=Aibek U.", "species=SNL", "--photo", one, "--from-photo")
    assert refused.code == 1
    assert "disagree" in refused.err


def test_photos_go_along_with_an_export(terminal: Terminal, tmp_path: Path) -> None:
    """--photos lays them beside the file, and says how many."""
    terminal.sighting("--photo", photo(tmp_path, "a.jpg", notes_at(*RIGHT)))
    done = terminal.json("export", str(tmp_path / "out.xlsx"), "--exact", "--photos")
    assert done["photos"]["given"] == 1
    assert len(list(Path(done["photos"]["folder"]).iterdir())) == 1
