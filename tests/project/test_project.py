"""An open project: numbers, the typist, settings, and what an answer is read with."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands.deleting import delete
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.settings import load
from camifield.store.writing import Save
from tests.making import ENGLISH, make_project, person, save_sighting


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


def test_numbers_go_on_from_the_highest_ever(project: Project) -> None:
    """A number that somebody wrote on a sack is never given again, also when its record lies in the bin."""
    last = [save_sighting(project) for _ in range(2)][-1]
    delete(project, [last.record])
    project.forget_number()
    assert project.next_number() == "M7-0003"


def test_each_laptop_counts_for_itself(project: Project) -> None:
    """A changed code begins at one; another laptop's records do not count here."""
    save_sighting(project)
    save_sighting(project, record_number="K2-0900")
    project.settings = replace(project.settings, laptop="K3")
    project.forget_number()
    assert project.next_number() == "K3-0001"


def test_numbers_grow_beyond_four_digits(project: Project) -> None:
    """The ten thousandth record has a number too."""
    save_sighting(project, record_number="M7-9999")
    project.forget_number()
    assert [project.next_number(), project.next_number()] == ["M7-10000", "M7-10001"]


@pytest.mark.parametrize("typed_by", [None, "", "zz", "ab", "01" * 15])
def test_a_typist_that_makes_no_sense_is_the_founder(project: Project, typed_by: str | None) -> None:
    """A settings file edited by hand does not stop a save."""
    project.settings = replace(project.settings, typed_by=typed_by)
    assert project.typist == project.identity.founder


def test_today_is_the_local_day(project: Project) -> None:
    """At nine in the evening UTC it is tomorrow in Bishkek."""
    project.clock = SteppedClock(project.clock.now().replace(hour=21), offset=timedelta(hours=6))
    assert project.today() == date(2026, 3, 15)
    project.clock = SteppedClock(project.clock.now().replace(hour=21), offset=timedelta(0))
    assert project.today() == date(2026, 3, 14)


def test_a_change_of_settings_is_written_and_holds_even_where_it_cannot_be(
    project: Project, tmp_path: Path
) -> None:
    """On a read-only stick the language changes all the same, and the person is told."""
    project.change_settings(replace(project.settings, language="mn"))
    assert load(tmp_path / "settings.json", project.entropy, project.clock).settings.language == "mn"
    project.settings_path = tmp_path / "project" / "store.sqlite" / "settings.json"
    with pytest.raises(Problem, match="settings-not-written"):
        project.change_settings(replace(project.settings, language="ru"))
    assert project.settings.language == "ru"


def test_answers_are_read_as_the_laptop_is_set(project: Project) -> None:
    """Country, decimal sign and the order of dates come from the settings; day first where nobody chose."""
    project.settings = replace(project.settings, decimal_sign=",", date_order=None, country="KZ")
    asking = project.asking(ENGLISH)
    assert (asking.country, asking.decimal, asking.date_order, asking.today) == (
        "KZ",
        ",",
        "dmy",
        project.today(),
    )
    assert asking.find("person", "aibek u.") == [bytes.fromhex(person(project))]
    assert project.asking(ENGLISH, is_import=True).is_import
    assert not project.coded_asking(ENGLISH).is_import


def test_a_record_that_is_not_here_is_a_problem_with_its_id(project: Project) -> None:
    """A link from another project's file is told, not shown as an empty page."""
    with pytest.raises(Problem) as caught:
        project.stored(b"\xab" * 16)
    assert (caught.value.code, caught.value.parameters["record"]) == ("record-is-not-here", "ab" * 16)


def test_saves_of_one_batch_are_one_action(project: Project) -> None:
    """What was done together is listed together, and can be undone together."""
    groups = {"species": {"species": "ARG"}}
    batch = b"b" * 16
    project.save([Save(bytes([one]) * 16, "sighting", groups) for one in (1, 2)], Action.IMPORT, batch=batch)
    (found,) = project.store.batches()
    assert (found.id, found.author, found.changes) == (batch, project.typist, 2)
