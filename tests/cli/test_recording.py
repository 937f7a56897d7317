"""`camifield record`: the form's own road, from answers on a command line or from JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from camifield.settings import Settings, save, settings_file
from tests.cli.terminal import WHO, Terminal
from tests.media.pictures import drawn, packed


def test_the_example_of_the_help_is_saved_whole(terminal: Terminal) -> None:
    """What the help shows first works, and every answer of it is kept as it was meant."""
    answer = terminal.sighting(
        "date=14.03.2024",
        "species=архар",
        "count=~12",
        "place=42.31860 76.90412",
        "locality=Upper Kyzyl-Suu",
        "how=saw",
        "sure=certain",
    )
    assert answer.code == 0
    record = answer.json["records"][0]
    shown = terminal.json("show", record["number"])
    wanted = {
        "event_date": "2024-03-14",
        "species": "ARG",
        "vernacular_name": "архар",
        "count": "~12",
        "decimal_latitude": "42.31860",
        "decimal_longitude": "76.90412",
        "locality": "Upper Kyzyl-Suu",
        "how_known": "saw",
        "certainty": "certain",
    }
    assert wanted.items() <= shown["values"].items()
    assert shown["who"] == WHO


def test_the_first_record_begins_the_project(empty: Terminal) -> None:
    """Nobody has to make a project first; that one was begun is said, so that a mistyped folder is noticed."""
    answer = empty("record", "person", f"name={WHO}")
    assert answer.code == 0
    assert "A new project was begun" in answer.err
    assert WHO in answer.out
    again = empty("record", "person", "name=Ann B.")
    assert "begun" not in again.err


def test_lines_of_a_repeat(terminal: Terminal) -> None:
    """Losses are typed in one argument: the first words name the animal, the rest say what became of how many."""
    answer = terminal(
        "record",
        "conflict",
        "date=12-13 March 2024",
        f"who={WHO}",
        "species=wolf",
        "locality=Sary-Bulak",
        'lost=sheep_ewe killed=3 ear_tag="A 12"; goat missing=1',
        "--json",
    )
    assert answer.code == 0, answer.out
    values = terminal.json("show", answer.json["records"][0]["id"])["values"]
    lines = [{name: line[name] for name in line if name not in ("id", "order")} for line in values["losses"]]
    assert lines == [
        {"animal": "sheep_ewe", "killed": 3, "ear_tag": "A 12"},
        {"animal": "goat", "missing": 1},
    ]
    assert values["event_date"] == "2024-03-12/2024-03-13"


def test_a_known_place_by_its_name(terminal: Terminal) -> None:
    """place= is coordinates, or the name of a place that the team knows, whichever it turns out to be."""
    assert terminal("record", "place", "name=Camp 3", "coordinates=42.3 76.9").code == 0
    named = terminal.sighting("place=camp 3").json["records"][0]["id"]
    pointed = terminal.sighting("place=42.31860 76.90412").json["records"][0]["id"]
    assert "place" in terminal.json("show", named)["values"]
    assert "place" not in terminal.json("show", pointed)["values"]
    unknown = terminal.sighting("place=Camp 4")
    assert [one["code"] for one in unknown.json["drafts"][0]["findings"]] == ["no-such-place"]


def test_incomplete_becomes_a_draft(terminal: Terminal) -> None:
    """Nothing typed is lost: what cannot be a record yet is a draft, with its mistakes named and exit code 3."""
    answer = terminal.sighting("count=-1", json=False)
    assert answer.code == 3
    assert "Kept as a draft" in answer.out
    assert "In all: A count cannot be below zero." in answer.out
    found = terminal.json("list", "--drafts")
    assert found["count"] == 1
    assert found["drafts"][0]["missing"] == [{"code": "count-negative", "field": "count"}]
    entries = terminal.json("show", found["drafts"][0]["id"])["entries"]
    assert entries["count"] == "-1"


def test_strict_writes_nothing(terminal: Terminal) -> None:
    """A program that says --strict gets all or nothing, and every finding with its field and sentence."""
    answer = terminal.sighting("count=-1", "--strict")
    assert answer.code == 1
    assert answer.out == ""
    problem = answer.problem
    assert problem["problem"] == "record-refused"
    assert [(one["field"], one["code"]) for one in problem["findings"]] == [("count", "count-negative")]
    assert terminal.json("list")["count"] == 0
    assert terminal.json("list", "--drafts")["count"] == 0


def test_open_questions_are_told_and_can_be_confirmed(terminal: Terminal) -> None:
    """A warning saves the record and asks, with exit code 3; --confirm answers "it is so", and it is asked no more."""
    asked = terminal.sighting("species=SNL", "count=40")
    assert asked.code == 3
    assert [one["weight"] for one in asked.json["records"][0]["findings"]] == ["warning"]
    confirmed = terminal.sighting("species=SNL", "count=40", "--confirm")
    assert confirmed.code == 0
    assert terminal.json("show", confirmed.json["records"][0]["number"])["findings"] == []


def test_no_such_field(terminal: Terminal) -> None:
    """A mistyped field is a wrong use of the command: nothing is saved, and the field that was meant is offered."""
    answer = terminal.sighting("speceis=SNL", json=False)
    assert answer.code == 2
    assert "Did you mean “species”?" in answer.err
    assert terminal.json("list")["count"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["date=14.03.2024", "date=15.03.2024"], "answered twice"),
        (["date"], "Write it as field=answer"),
        ([], "Say the answers as field=answer"),
        (["date=14.03.2024", "--from", "-"], "one of the two"),
    ],
)
def test_wrong_use(terminal: Terminal, arguments: list[str], said: str) -> None:
    """Each wrong use says in words what was wrong and where the help is."""
    answer = terminal("record", "sighting", *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert "camifield record --help" in answer.err


def test_a_line_without_such_a_field(terminal: Terminal) -> None:
    """A mistyped answer within a line names the answers that lines have."""
    answer = terminal("record", "conflict", "lost=goat kiled=1")
    assert answer.code == 2
    assert "killed" in answer.err


def write_json(path: Path, entries: object) -> str:
    """Write a file of entries; its path as text."""
    path.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    return str(path)


ENTRY: dict[str, Any] = {
    "event_date": "2024-03-14",
    "who": WHO,
    "species": "SNL",
    "decimal_latitude": 42.3186,
    "decimal_longitude": 76.90412,
    "how_known": "saw",
    "certainty": "possible",
}


def test_records_from_a_file(terminal: Terminal, tmp_path: Path) -> None:
    """A file of several objects: complete ones are records, others drafts, and each says which entry it was."""
    entries = [ENTRY, {**ENTRY, "count": -1}, {**ENTRY, "kind": "sighting", "count": 2}]
    answer = terminal("record", "sighting", "--from", write_json(tmp_path / "in.json", entries), "--json")
    assert answer.code == 3
    assert [one["entry"] for one in answer.json["records"]] == [1, 3]
    assert [one["entry"] for one in answer.json["drafts"]] == [2]
    assert answer.json["given"] == 3


def test_numbers_of_a_file_keep_their_digits(terminal: Terminal, tmp_path: Path) -> None:
    """A coordinate of a JSON file is kept with the digits it was written with, as everywhere else."""
    path = tmp_path / "in.json"
    path.write_text(json.dumps(ENTRY).replace("42.3186", "42.31860"), "utf-8")
    record = terminal.json("record", "sighting", "--from", str(path))["records"][0]
    assert terminal.json("show", record["number"])["values"]["decimal_latitude"] == "42.31860"


def test_one_object_a_line_from_stdin(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs pipe one object a line."""
    lines = "\n".join(json.dumps(ENTRY) for _ in range(3))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), "utf-8"))
    assert len(terminal.json("record", "sighting", "--from", "-")["records"]) == 3


def test_lines_in_a_file(terminal: Terminal, tmp_path: Path) -> None:
    """The lines of a repeat are objects in a file."""
    entry = {
        "event_date": "2024-03-14",
        "who": WHO,
        "locality": "Sary-Bulak",
        "grazing_type": "herd_met",
        "livestock": [{"animal": "sheep", "number": 40}, {"animal": "goat", "number": "12"}],
    }
    record = terminal.json("record", "grazing", "--from", write_json(tmp_path / "in.json", entry))["records"][
        0
    ]
    lines = terminal.json("show", record["number"])["values"]["livestock"]
    assert [(line["animal"], line["number"]) for line in lines] == [("sheep", 40), ("goat", 12)]


@pytest.mark.parametrize(
    ("entries", "code", "said"),
    [
        ([ENTRY, {"speceis": "SNL"}], "answer-not-understood", "Entry 2"),
        ([ENTRY, {"kind": "patrol"}], "answer-not-understood", "patrol"),
        ([ENTRY, {"species": ["SNL", "LYN"]}], "answer-not-understood", "one answer"),
        ([ENTRY, {"count": {"least": 1}}], "answer-not-understood", "an object"),
        ([ENTRY, 7], "entries-not-objects", "Entry 2"),
    ],
)
def test_a_file_that_cannot_be_understood_writes_nothing(
    terminal: Terminal, tmp_path: Path, entries: object, code: str, said: str
) -> None:
    """A file is understood whole before its first record is written: half a file in would be hard to find again."""
    answer = terminal("record", "sighting", "--from", write_json(tmp_path / "in.json", entries), "--json")
    assert answer.code == 1
    assert answer.problem["problem"] == code
    assert said in answer.problem["what"]
    assert terminal.json("list")["count"] == 0


def test_what_show_tells_can_be_recorded(terminal: Terminal, tmp_path: Path) -> None:
    """The entries that `show --json` tells are what `record --from` takes: a program can copy and change records."""
    number = terminal.sighting("count=2").json["records"][0]["number"]
    entries = terminal.json("show", number)["entries"]
    del entries["record_number"]
    copy = terminal.json("record", "sighting", "--from", write_json(tmp_path / "in.json", entries))
    first, second = (terminal.json("show", one)["values"] for one in (number, copy["records"][0]["number"]))
    assert first.pop("record_number") != second.pop("record_number")
    assert first == second


def test_people_get_codes_that_differ(terminal: Terminal, tmp_path: Path) -> None:
    """Two new people with the same initials in one file are told apart by their codes, as when they are typed."""
    path = write_json(tmp_path / "people.json", [{"name": "Ann Baker"}, {"name": "Alan Brown"}])
    found = terminal.json("record", "person", "--from", path)["records"]
    codes = {terminal.json("show", one["id"])["values"]["code"] for one in found}
    assert codes == {"AB", "AB2"}


def test_a_photo_is_attached(terminal: Terminal, tmp_path: Path) -> None:
    """--photo keeps the picture and the record speaks of it; what is no picture is refused before anything is saved."""
    picture = tmp_path / "cat.jpg"
    picture.write_bytes(packed(drawn(40, 30)))
    number = terminal.sighting("--photo", str(picture)).json["records"][0]["number"]
    photos = terminal.json("show", number)["values"]["photos"]
    assert len(photos) == 1
    assert (terminal.project / "photos" / photos[0][:2] / photos[0]).read_bytes() == picture.read_bytes()
    refused = terminal.sighting("--photo", __file__)
    assert (refused.code, refused.problem["problem"]) == (1, "photo-not-an-image")
    assert terminal.json("list")["count"] == 1


def test_fields_are_told(empty: Terminal) -> None:
    """--fields needs no project: names, labels, types and answers, for a person and for a program."""
    told = empty("record", "conflict", "--fields")
    assert told.code == 0
    assert "losses (lost)" in told.out
    assert "recorded_by (who)" in told.out
    found = empty.json("record", "sighting", "--fields", "how")["fields"]
    assert [one["name"] for one in found] == ["how_known"]
    assert found[0]["required"] is True
    assert {"code": "saw", "label": "Saw it"} in found[0]["answers"]
    assert empty("record", "sighting", "--fields", "hwo").code == 2
    assert not empty.project.exists()


def test_typed_answers_begin_as_the_form_does(terminal: Terminal) -> None:
    """Who types here, and the country of the laptop, need not be said each time; a file is all that it says."""
    person = terminal.json("list", "--kind", "person")["records"][0]["id"].replace("-", "")
    save(settings_file(), Settings("M7", country="KG", typed_by=person))
    answers = ["date=2024", "species=SNL", "locality=Sary-Jaz", "how=saw", "sure=possible"]
    number = terminal.json("record", "sighting", *answers)["records"][0]["number"]
    assert number.startswith("M7-")
    values = terminal.json("show", number)["values"]
    assert (values["recorded_by"], values["country_code"], values["utc_offset"]) == (person, "KG", "+06:00")
    assert values["sampling_protocol"] == "opportunistic"
