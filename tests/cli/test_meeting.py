"""`camifield sync` in the terminal: laptops meet over a stick and by files, undo a meeting, and erase a person's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

SEEN = ("how_known=saw", "certainty=certain", "verbatim_coordinates=42.1 78.2", "country_code=KG")


def laptop(terminal: Terminal, folder: Path, name: str) -> Terminal:
    """A laptop on which this person began alone and saw one animal."""
    found = terminal.at(folder)
    found.json("record", "person", f"name={name}", f"code={name[0]}", "role=ranger")
    saw(found, name)
    return found


def saw(laptop: Terminal, name: str, species: str = "argali") -> None:
    """Record a sighting."""
    answers = ("event_date=2026-03-01", f"recorded_by={name}", f"species={species}", "count=2", *SEEN)
    laptop.json("record", "sighting", *answers)


@pytest.fixture(name="pair")
def a_team(terminal: Terminal, tmp_path: Path) -> tuple[Terminal, Terminal]:
    """A coordinator's laptop and a ranger's, of one team, who have not met since."""
    one, two = laptop(terminal, tmp_path / "k1", "Aibek"), laptop(terminal, tmp_path / "m7", "Tilek")
    files = [str(tmp_path / name) for name in ("invitation.cfb", "request.cfb", "answer.cfb")]
    one.json("sync", "team", "invite", files[0], "--role", "ranger")
    two.json("sync", "team", "ask", files[1], "--invitation", files[0])
    one.json("sync", "team", "admit", files[1], files[2])
    two.json("sync", "team", "join", files[2])
    return one, two


def test_a_stick_goes_to_and_fro(pair: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    """The preview tells and changes nothing; after two rounds nothing is on one laptop only, and both say so."""
    one, two = pair
    stick = tmp_path / "stick"
    stick.mkdir()
    assert one.json("sync", "status")["only_here"] == {"sighting": 1}
    one.json("sync", "folder", str(stick))
    seen = two.json("sync", "folder", str(stick), "--preview")["preview"]
    assert seen["new"]["sighting"] == 1
    assert two.json("list")["count"] == 1
    for each in (two, one, two):
        each.json("sync", "folder", str(stick))
    for each in pair:
        assert each.json("list")["count"] == 2
        told = each.json("sync", "status")
        assert told["only_here"] == {}
        assert [colleague["lacks"] for colleague in told["colleagues"]] == [0]


def test_a_file_for_a_colleague_holds_what_he_lacks(pair: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    """Named by code, written once, not written over unasked; a name that nobody has is told."""
    one, two = pair
    file = tmp_path / "for-tilek.cfb"
    assert (
        one("sync", "export", str(file), "--for", "Nobody", "--json").problem["problem"]
        == "no-such-colleague"
    )
    met = tmp_path / "from-tilek.cfb"
    two.json("sync", "export", str(met))
    one.json("sync", "import", str(met))  # a colleague is known by name once his laptop was met
    one.json("sync", "export", str(file), "--for", "Tilek")
    assert one("sync", "export", str(file), "--for", "Tilek", "--json").problem["problem"] == "file-exists"
    assert two.json("sync", "import", str(file))["taken"] >= 1
    assert two.json("list")["count"] == 2
    assert two.json("sync", "import", str(file))["taken"] == 0


def test_a_meeting_is_undone_and_brought_back(pair: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    """What came goes aside as one and returns as one; the list says which is which."""
    one, two = pair
    file = tmp_path / "all.cfb"
    two.json("sync", "export", str(file))
    meeting = one.json("sync", "import", str(file))["meeting"]
    assert one.json("list")["count"] == 2
    one.json("sync", "undo", meeting)
    assert one.json("list")["count"] == 1
    assert one.json("sync", "undo", "--list")["meetings"][0]["is_aside"] is True
    one.json("sync", "undo", meeting, "--restore")
    assert one.json("list")["count"] == 2
    assert one("sync", "undo", "0" * 32, "--json").problem["problem"] == "no-such-meeting"


def test_erasing_says_first_and_only_a_coordinator_does_it(
    pair: tuple[Terminal, Terminal], tmp_path: Path
) -> None:
    """Without --sure nothing goes; afterwards the laptop that has not been met is named."""
    one, two = pair
    attack = ("event_date=2026-03-02", "recorded_by=Aibek", "conflict_type=crop_damage", "species=wolf")
    lost = ("village=Tosor", "owner_name=Bakyt", "owner_phone=+996 555 010203", "country_code=KG")
    one.json("record", "conflict", *attack, *lost)
    [record] = one.json("list", "--kind", "conflict")["records"]
    number = record["number"]
    assert one.json("sync", "erase", number)["is_erased"] is False
    assert "Bakyt" in one("show", number).out
    assert one.json("sync", "erase", number, "--sure", "--why", "asked")["is_erased"] is True
    assert "Bakyt" not in one("show", number).out
    [erased] = one.json("sync", "erase", "--list")["erasures"]
    assert len(erased["waiting"]) == 1
    file = tmp_path / "all.cfb"
    one.json("sync", "export", str(file))
    two.json("sync", "import", str(file))
    assert two("sync", "erase", number, "--json").problem["problem"] == "role-may-not-erase"
