"""Protects `camifield areas`: areas come in from a terminal once, records say where they lie when that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import WHO, Terminal
from tests.commands.area_files import file, square

SIGHTING = ("species=argali", "how=saw", "sure=certain", "count=3", "coordinates=42.31860 76.90412")


def areas(tmp_path: Path) -> str:
    """A file with a reserve and a corridor."""
    return str(file(tmp_path, square("Sarychat"), square("Kök-Oirok", sort="corridor")))


def record(terminal: Terminal) -> None:
    """A sighting inside of both."""
    assert terminal("record", "sighting", *SIGHTING, f"who={WHO}", "date=2026-03-11").code == 0


def test_a_preview_keeps_nothing(terminal: Terminal, tmp_path: Path) -> None:
    """What is in the file is told with its sort, and nothing is written."""
    done = terminal("areas", "add", areas(tmp_path), "--sort", "protected_area", "--preview")
    assert done.code == 0
    assert "Sarychat" in done.out
    assert "Protected area" in done.out
    assert terminal.json("areas", "list")["areas"] == []


def test_areas_come_in_once_and_records_say_so_when_asked(terminal: Terminal, tmp_path: Path) -> None:
    """Said twice, they are here once; records change with `tag` only, and undo takes that back."""
    record(terminal)
    path = areas(tmp_path)
    kept = terminal.json("areas", "add", path, "--sort", "reserve", "--sort-column", "sort")
    assert [(one["name"], one["sort"]) for one in kept["areas"]] == [
        ("Sarychat", "protected_area"),
        ("Kök-Oirok", "migration_corridor"),
    ]
    assert kept["untagged"] == 1
    again = terminal.json("areas", "add", path)
    assert (again["areas"], again["here"]) == ([], 2)
    assert terminal.json("areas", "tag", "--preview") == {"untagged": 1}
    tagged = terminal.json("areas", "tag")
    assert (tagged["untagged"], tagged["tagged"]) == (1, 1)
    assert terminal("areas", "tag").out.startswith("All records say")
    assert terminal("undo", tagged["tagged_batch"]).code == 0
    assert terminal.json("areas", "tag", "--preview") == {"untagged": 1}


def test_areas_are_listed_and_removed_by_name(terminal: Terminal, tmp_path: Path) -> None:
    """Case does not matter; a name that none has is said."""
    assert terminal("areas", "add", areas(tmp_path), "--tag").code == 0
    [first, second] = terminal.json("areas", "list")["areas"]
    assert (first["name"], second["name"]) == ("Kök-Oirok", "Sarychat")
    assert second["box"] == [76.0, 42.0, 77.0, 43.0]
    assert terminal("areas", "remove", "SARYCHAT", "--why", "moved").code == 0
    assert [one["name"] for one in terminal.json("areas", "list")["areas"]] == ["Kök-Oirok"]
    wrong = terminal("areas", "remove", "Nowhere", "--json")
    assert (wrong.code, wrong.problem["problem"]) == (1, "no-such-area")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--sort", "lake"), 1), (("--name-column", "title"), 2), (("--sort-column", "title"), 2)],
)
def test_a_wrong_column_or_sort_is_said(
    terminal: Terminal, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    """What the file has is told, so that the next try is right, and nothing was kept."""
    wrong = terminal("areas", "add", areas(tmp_path), *arguments)
    assert wrong.code == code
    assert "protected_area" in wrong.err if code == 1 else "name, sort" in wrong.err
    assert terminal.json("areas", "list")["areas"] == []


def test_records_are_listed_by_area(terminal: Terminal, tmp_path: Path) -> None:
    """By the whole name or its beginning; a name that none has is said."""
    record(terminal)
    assert terminal("areas", "add", areas(tmp_path), "--sort", "reserve", "--tag").code == 0
    assert terminal.json("list", "--area", "sarychat")["count"] == 1
    assert terminal.json("list", "--area", "Sary")["count"] == 1
    assert terminal("list", "--area", "Nowhere").code == 1
