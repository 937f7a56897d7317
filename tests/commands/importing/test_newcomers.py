"""People whom a table names: known ones are found, unknown ones get an id at once and a record before any row needs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.importing.newcomers import Newcomers
from camifield.ids import new_id
from camifield.project.project import Project
from tests.making import ENGLISH, make_project, person


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with two people."""
    found = make_project(tmp_path)
    yield found
    found.close()


def test_somebody_known_is_found(project: Project) -> None:
    """Protects the team from doubles: the name, the code, and another spacing of it are one person."""
    newcomers = Newcomers(project, ENGLISH)
    assert newcomers.find("person", " AIBEK  U. ")[0].hex() == person(project)
    assert newcomers.names == ()


def test_a_name_is_one_newcomer(project: Project) -> None:
    """Protects from a person a row: the same name is the same id, before and after the record is made."""
    newcomers = Newcomers(project, ENGLISH)
    (first,) = newcomers.find("person", "Айгуль Токтосунова")
    assert list(newcomers.find("person", "айгуль  токтосунова")) == [first]
    newcomers.settle(new_id(project.clock, project.entropy))
    assert list(newcomers.find("person", "Айгуль Токтосунова")) == [first]
    assert project.names.people[first].name == "Айгуль Токтосунова"


def test_codes_are_told_apart(project: Project) -> None:
    """Protects the codes that stand in workbooks: two people of the same initials have two."""
    newcomers = Newcomers(project, ENGLISH)
    for name in ("Азамат Токтогулов", "Айгуль Токтосунова"):
        newcomers.find("person", name)
    newcomers.settle(new_id(project.clock, project.entropy))
    codes = [one.code for one in project.names.people.values()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("text", ["", "7", "?", "12345", "x" * 500])
def test_what_is_no_name_makes_nobody(project: Project, text: str) -> None:
    """Protects the team's list from numbers, signs and whole paragraphs."""
    newcomers = Newcomers(project, ENGLISH)
    assert newcomers.find("person", text) == ()
    assert newcomers.names == ()


def test_places_are_never_made(project: Project) -> None:
    """Protects the known places: a locality stays text, only people are made."""
    assert Newcomers(project, ENGLISH).find("place", "Кызыл-Суу") == ()
