"""The team: added by name, known by code, here today, at the keyboard."""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands import people
from camifield.commands.saving import save
from camifield.project.opening import open_project
from camifield.project.project import Project
from camifield.settings import load
from tests.making import ENGLISH, make_project, person, save_sighting


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


def test_the_first_name_is_the_founders(project: Project) -> None:
    """The one who began the project has keys already; nothing is made anew when a name is given."""
    assert bytes.fromhex(person(project)) == project.identity.founder
    assert person(project, "Гулнара С.") != person(project)


def test_the_same_name_is_the_same_person(project: Project) -> None:
    """Typed again in capitals or with another space, nobody becomes two people."""
    before = project.store.last_commit()
    assert people.add_person(project, "  AIBEK  U. ", ENGLISH).hex() == person(project)
    assert project.store.last_commit() == before


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Aibek Usenov", "AU2"),
        ("Нурлан", "Н"),
        ("Anna Maria von Berg", "AMV"),
        ("王小明", "王"),
        ("a.b", "AB"),
        ("", "P"),
    ],
)
def test_codes_are_short_and_never_shared(project: Project, name: str, code: str) -> None:
    """A code stands for a person in every file that leaves the team: two people must not have one."""
    assert people.next_code(project, name) == code


def test_codes_go_on_counting(project: Project) -> None:
    """Three people of one set of initials are AU, AU2 and AU3."""
    for name in ("Azamat Ularov", "Ainura Umetova"):
        people.add_person(project, name, ENGLISH)
    assert sorted(one.code for one in project.names.people.values()) == ["AU", "AU2", "AU3", "ГС"]


def test_who_is_here_is_remembered_for_the_day(project: Project, tmp_path: Path) -> None:
    """Asked once in the morning, kept over a restart, asked again tomorrow."""
    other = person(project, "Гулнара С.")
    assert people.set_here_today(project, [bytes.fromhex(other)]).settings
    kept = load(tmp_path / "settings.json", project.entropy, project.clock).settings
    assert kept.people_of(project.today()) == (other,)
    assert kept.people_of(project.today() + timedelta(days=1)) == ()


def test_every_save_is_signed_by_whoever_types(project: Project, tmp_path: Path) -> None:
    """A new person at a shared laptop gets keys of their own at the first save, and stays at the keyboard."""
    other = bytes.fromhex(person(project, "Гулнара С."))
    people.set_typist(project, other)
    saved = save_sighting(project)
    assert project.store.history(saved.record)[0].author == other
    project.close()
    again = open_project(tmp_path / "project", settings_path=tmp_path / "settings.json")
    assert again.store.record(saved.record) is not None
    assert again.typist == other
    again.close()


def test_somebody_who_left_is_not_offered_and_not_forgotten(project: Project) -> None:
    """Old records still say who it was."""
    other = bytes.fromhex(person(project, "Гулнара С."))
    save(project, "person", {"code": "ГС", "name": "Гулнара С.", "is_away": "yes"}, ENGLISH, record=other)
    assert [one.shown for one in project.names.team()] == ["Aibek U."]
    assert project.names.name("person", other) == "Гулнара С."


def test_a_settings_file_of_yesterday_names_nobody(project: Project) -> None:
    """The laptop was asleep over midnight."""
    people.set_here_today(project, [bytes.fromhex(person(project))])
    project.clock = SteppedClock(project.clock.now() + timedelta(hours=20))
    assert project.settings.people_of(project.today()) == ()
