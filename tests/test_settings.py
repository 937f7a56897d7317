"""Settings can always be read, are written whole, and keep what another version wrote."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield import settings
from camifield.clock import SteppedClock
from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.settings import (
    Loaded,
    OwnMap,
    Settings,
    default_project_folder,
    load,
    new_laptop_code,
    save,
    settings_file,
)

FULL = Settings(
    laptop="M7",
    language="mn",
    theme="sunlight",
    text_scale=1.5,
    country="MN",
    typed_by="ab" * 16,
    people_here=("ab" * 16, "cd" * 16),
    people_here_on="2026-03-14",
    decimal_sign=",",
    date_order="dmy",
    backup_megabytes=500,
    backup_folder="D:\\Резерв",
    last_project="/home/кордон/project",
    export_places="blurred",
    export_people=True,
    export_folder="/tmp/out",
    window="AdnQywADAAAA",
)


def loaded(path: Path, seed: int = 1) -> Loaded:
    """The settings of a file, with randomness and time of the test's own."""
    return load(path, SeededEntropy(seed), SteppedClock(at=datetime(2026, 3, 14, 3, 0, tzinfo=UTC)))


def test_settings_are_read_again(tmp_path: Path) -> None:
    """Everything that was chosen is there at the next start."""
    path = tmp_path / "папка" / "settings.json"
    save(path, FULL)
    assert loaded(path) == Loaded(FULL)


def test_the_first_start_gives_the_laptop_its_code_for_good(tmp_path: Path) -> None:
    """Record numbers begin with the code, so it must be the same at every start, whatever chance says then."""
    path = tmp_path / "settings.json"
    first = loaded(path, seed=1)
    assert first == Loaded(Settings(first.settings.laptop))
    assert loaded(path, seed=2) == first


@given(st.integers(0, 1 << 32))
def test_a_code_can_be_told_over_the_radio(seed: int) -> None:
    """Two signs that nobody mistakes for another, the first a letter, so that Excel sees no number and no date."""
    code = new_laptop_code(SeededEntropy(seed))
    assert len(code) == 2
    assert code[0].isalpha()
    assert not set(code) & set("0O1I")
    assert code.isascii()
    assert code == code.upper()


@pytest.mark.parametrize(
    "content", [b"", b"{half", b"[]", b"\xff\xfe\0", b"[" * 90_000, b"x" * 1_100_000, b"null"]
)
def test_a_file_that_makes_no_sense_is_put_away(tmp_path: Path, content: bytes) -> None:
    """A torn file costs the choices, never the start, and is kept for whoever can read it."""
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    found = loaded(path)
    assert found.settings == Settings(found.settings.laptop)
    assert found.problem is not None
    aside = tmp_path / "settings.damaged-20260314T030000Z.json"
    assert (found.problem.code, found.problem.parameters) == ("settings-were-damaged", {"file": str(aside)})
    assert aside.read_bytes() == content
    assert loaded(path, seed=5).settings == found.settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "sepia"),
        ("text_scale", 9),
        ("text_scale", True),
        ("text_scale", float("nan")),
        ("country", "kz"),
        ("people_here", ["x"]),
        ("people_here", "x"),
        ("decimal_sign", ";"),
        ("backup_megabytes", -1),
        ("export_people", "yes"),
        ("window", 7),
        ("last_project", "a\0b"),
        ("language", ["ru"]),
    ],
)
def test_one_bad_value_costs_only_itself_and_stays_in_the_file(
    tmp_path: Path, name: str, value: object
) -> None:
    """A theme of a newer version is shown as the default and is still there when that version comes back."""
    path = tmp_path / "settings.json"
    save(path, FULL)
    facts = {**json.loads(path.read_text(encoding="utf-8")), name: value}
    path.write_text(json.dumps(facts), encoding="utf-8")
    found = loaded(path)
    default = getattr(Settings("M7"), name)
    assert found.problem is None
    assert replace(found.settings, unknown={}) == replace(FULL, **{name: default})
    save(path, found.settings)
    assert json.dumps(json.loads(path.read_text(encoding="utf-8"))[name]) == json.dumps(value)


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path) -> None:
    """Going back and forth between two versions on one laptop loses nothing of either."""
    path = tmp_path / "settings.json"
    path.write_text(
        json.dumps({"laptop": "M7", "sync_folder": ["x", {"y": 1}], "theme": "dark"}), encoding="utf-8"
    )
    found = loaded(path).settings
    save(path, replace(found, theme="light"))
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert (kept["sync_folder"], kept["theme"]) == (["x", {"y": 1}], "light")


def test_a_choice_replaces_a_value_that_was_not_understood(tmp_path: Path) -> None:
    """Once the person chooses, the choice stands in the file."""
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"laptop": "M7", "theme": "sepia"}), encoding="utf-8")
    save(path, replace(loaded(path).settings, theme="dark"))
    assert loaded(path).settings.theme == "dark"


def test_maps_that_somebody_brought_come_back(tmp_path: Path) -> None:
    """In their order and as they were shown; what makes no sense among them is left out alone."""
    path = tmp_path / "settings.json"
    one, other = OwnMap("/a.mbtiles", "Долина", False, 40), OwnMap("/b.pmtiles", "Pass")
    save(path, replace(loaded(path).settings, own_maps=(one, other)))
    assert loaded(path).settings.own_maps == (one, other)
    kept = json.loads(path.read_text(encoding="utf-8"))
    broken = [{**one._asdict(), "strength": 0}, {"file": 3}, "x", {**one._asdict(), "file": "a\0b"}]
    kept["own_maps"] = [*broken, *kept["own_maps"]]
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert loaded(path).settings.own_maps == (one, other)


def test_settings_that_cannot_be_read_or_written_stop_nothing(tmp_path: Path) -> None:
    """On a locked stick the program starts with defaults and says so; what lies there is left alone."""
    (tmp_path / "settings.json").mkdir()
    found = loaded(tmp_path / "settings.json")
    assert found.problem is not None
    assert found.problem.code == "settings-not-readable"
    (tmp_path / "file").write_text("in the way")
    found = loaded(tmp_path / "file" / "settings.json")
    assert found.problem is not None
    with pytest.raises(Problem) as caught:
        save(tmp_path / "file" / "settings.json", FULL)
    assert caught.value.code == "settings-not-written"


def test_people_here_are_those_of_today() -> None:
    """Who was here yesterday is asked again today."""
    assert FULL.people_of(date(2026, 3, 14)) == FULL.people_here
    assert FULL.people_of(date(2026, 3, 15)) == ()


def test_where_the_project_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An argument stands before the environment, that before a stick's own folder, that before the platform's."""
    usual = default_project_folder(environment={})
    assert usual.is_absolute()
    assert (usual.name, usual.parent.name) == ("project", "CAMI Field")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "camifield"))
    assert default_project_folder(environment={}) == usual
    (tmp_path / settings.PORTABLE_MARK).write_text("")
    assert default_project_folder(environment={}) == tmp_path / "project"
    assert settings_file() == tmp_path / "settings.json"
    variable = {settings.PROJECT_VARIABLE: str(tmp_path / "env")}
    assert default_project_folder(environment=variable) == tmp_path / "env"
    assert default_project_folder(tmp_path / "given", variable) == tmp_path / "given"
    assert default_project_folder(environment={settings.PROJECT_VARIABLE: ""}) == tmp_path / "project"


def test_settings_lie_in_the_platforms_place() -> None:
    """Nobody needs rights beyond their own to keep settings."""
    path = settings_file()
    assert (path.name, path.parent.name) == ("settings.json", "CAMI Field")
