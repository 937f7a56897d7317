"""`camifield list` and `show`: found by any word and filter, in columns for people and as one document for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.cli.columns import columns, width_of
from tests.cli.terminal import WHO, Terminal


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    """A project with a few records of several kinds and years."""
    assert terminal("record", "person", "name=Ann Baker").code == 0
    assert terminal("record", "place", "name=Camp 3", "coordinates=42.3 76.9").code == 0
    terminal.sighting("date=14.03.2023", "species=SNL", "locality=Upper Kyzyl-Suu")
    terminal.sighting("date=02.05.2024", "species=LYN", "locality=Sary-Jaz", "who=Ann Baker")
    terminal.sighting("date=03.05.2024", "species=SNL", "place=Camp 3", "locality=")
    terminal(
        "record",
        "conflict",
        "date=12.01.2024",
        f"who={WHO}",
        "species=wolf",
        "locality=Сары-Булак",
        "lost=goat killed=2",
    )
    return terminal


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ([], 4),
        (["kyzyl"], 1),
        (["снежный", "барс"], 2),
        (["sary", "bulak"], 0),
        (["сары-булак"], 1),
        (["--species", "snow leopard"], 2),
        (["--species", "Panthera uncia", "--species", "LYN"], 3),
        (["--kind", "conflict"], 1),
        (["--kind", "person"], 2),
        (["--who", "ann baker"], 1),
        (["--place", "camp 3"], 1),
        (["--from", "2024"], 3),
        (["--to", "2023"], 1),
        (["--from", "May 2024", "--to", "2.5.2024"], 1),
        (["--new"], 4),
        (["--state", "new"], 4),
        (["--state", "checked"], 0),
        (["--deleted"], 0),
        (["leopard", "--from", "2024", "--kind", "sighting"], 1),
    ],
)
def test_filters(filled: Terminal, filters: list[str], count: int) -> None:
    """Each filter chooses what it says, and several narrow each other down."""
    found = filled.json("list", *filters)
    assert found["count"] == count
    assert len(found["records"]) == count


def test_newest_first_and_limit(filled: Terminal) -> None:
    """The newest stands on top; a limit is told, so that nobody takes a part for the whole."""
    days = [one["date"] for one in filled.json("list")["records"]]
    assert days == sorted(days, reverse=True)
    assert len(filled.json("list", "--limit", "2")["records"]) == 2
    told = filled("list", "--limit", "2").out
    assert "4 records" in told
    assert "--limit 0" in told
    assert "--limit 0" not in filled("list", "--limit", "0").out


@pytest.mark.parametrize(
    ("filters", "code", "problem"),
    [
        (["--species", "snow lepard"], 1, "no-such-animal"),
        (["--who", "Nobody"], 1, "no-such-person"),
        (["--place", "Nowhere"], 1, "no-such-known-place"),
        (["--state", "rotten"], 1, "no-such-state"),
        (["--from", "soon"], 2, "wrong-use"),
        (["--limit", "-1"], 2, "wrong-use"),
        (["--kind", "yeti"], 2, "wrong-use"),
    ],
)
def test_filters_that_mean_nothing(filled: Terminal, filters: list[str], code: int, problem: str) -> None:
    """A name that nobody has is a problem and not an empty list, which would be believed."""
    answer = filled("list", *filters, "--json")
    assert (answer.code, answer.problem["problem"]) == (code, problem)
    assert answer.out == ""


def test_languages(filled: Terminal) -> None:
    """Names are told in the language that was asked for."""
    assert "Снежный барс" in filled("list", "--language", "ru").out
    assert "4 записи" in filled("list", "--language", "ru").out
    assert "Snow leopard" in filled("list", "--language", "en").out


def test_show_by_number_as_people_say_it(filled: Terminal) -> None:
    """A number is found in small letters and with Cyrillic twins, as it comes over the radio or off a notebook."""
    number = filled.json("list", "kyzyl")["records"][0]["number"]
    record = filled.json("show", number)
    assert record["place"] == "Upper Kyzyl-Suu"
    assert filled.json("show", number.lower())["id"] == record["id"]
    assert filled.json("show", record["id"])["number"] == number
    told = filled("show", number).out
    assert number in told
    assert "Upper Kyzyl-Suu" in told
    assert WHO in told


def test_show_by_the_reference_of_a_file_for_others(filled: Terminal, tmp_path: Path) -> None:
    """Whoever was given a generalised file asks about one of its rows: the reference leads to the record."""
    record = filled.json("list", "kyzyl")["records"][0]["id"]
    path = tmp_path / "others.csv"
    options = ("--generalised", "--for", "Institute", "--purpose", "a map")
    filled("export", str(path), *options)
    lines = path.with_name("others-sighting.csv").read_text("utf-8-sig").splitlines()
    references = [line.split(",")[0] for line in lines[2:] if line.startswith("R-")]
    assert record in {filled.json("show", one)["id"] for one in references}


def test_show_history(filled: Terminal) -> None:
    """--history tells every save with who made it."""
    number = filled.json("list", "kyzyl")["records"][0]["number"]
    assert "history" not in filled.json("show", number)
    history = filled.json("show", number, "--history")["history"]
    assert [(one["what"], one["who"]) for one in history] == [("made", WHO)]
    assert f"Saved: {WHO}" in filled("show", number, "--history").out


def test_show_a_draft(terminal: Terminal) -> None:
    """A draft is shown by its id, with what was typed and what is missing."""
    draft = terminal.sighting("count=-1").json["drafts"][0]["id"]
    told = terminal("show", draft)
    assert told.code == 0
    assert "Draft" in told.out
    assert "cannot be below zero" in told.out
    assert terminal.json("show", draft)["is_draft"] is True


def test_show_what_is_not_there(filled: Terminal) -> None:
    """A number that no record has is told, with where to look."""
    answer = filled("show", "ZZ-9999")
    assert answer.code == 1
    assert "“ZZ-9999”" in answer.err
    assert "camifield list" in answer.err


def test_list_of_drafts(terminal: Terminal) -> None:
    """The drafts are listed with what they are about and how much is missing."""
    terminal.sighting("count=-1", "place=95 76")
    told = terminal("list", "--drafts").out
    assert "2 mistakes" in told
    assert "1 draft" in told


def test_columns_stand_straight_in_any_script() -> None:
    """A Chinese name takes two cells a sign, a mark over a letter none; the next column begins at the same place."""
    lines = list(columns([("雪豹", "1"), ("bars", "2"), ("ба\u0306рс", "3")]))
    places = [width_of(line[: line.rindex(line[-1])]) for line in lines]
    assert places == [6, 6, 6]
    assert list(columns([("a very long name", "1")], (8, 0))) == ["a very …  1"]
    assert list(columns([])) == []
