"""What the form fills in by itself follows the answers it rests on, while they are typed and when a record is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from camifield.i18n.words import Words
from camifield.project.project import Project
from tests.making import make_project, save_sighting
from ui.forms.presenter import Beginning, FormPresenter


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A team that works for Kyrgyzstan."""
    made = make_project(tmp_path)
    yield made
    made.close()


def test_the_line_of_facts_follows_the_place(project: Project) -> None:
    """The team's country before a place is typed, then that of the place with its province, and again the team's."""
    form = FormPresenter(project, Beginning("sighting"), Words("en"))
    assert "Kyrgyzstan" in form.facts_line()
    form.answer("verbatim_coordinates", "47.92 106.91")
    assert "Mongolia · Ulaanbaatar" in form.facts_line()
    form.answer("verbatim_coordinates", "")
    assert "Kyrgyzstan" in form.facts_line()
    assert "country_code" not in form.entries


def test_a_record_put_right_moves_with_its_place(project: Project) -> None:
    """Country, province and clock of an old place do not stay behind the new one; what a person wrote does."""
    record = save_sighting(project, country_code="").record
    form = FormPresenter(project, Beginning("sighting", record=record), Words("ru"))
    form.answer("verbatim_coordinates", "48.0 91.64")
    assert form.save() is not None
    values = project.stored(record).values
    assert (values["country_code"], values["state_province"]) == ("MN", "Ховд")
    assert (values["utc_offset"], values["offset_source"]) == ("+07:00", "place")
    form = FormPresenter(project, Beginning("sighting", record=record), Words("en"))
    form.answer("state_province", "Khovd, Jargalant")
    form.answer("verbatim_coordinates", "48.1 91.70")
    assert form.save() is not None
    assert project.stored(record).values["state_province"] == "Khovd, Jargalant"


def test_another_language_does_not_rewrite_the_province(project: Project) -> None:
    """A count corrected at a Russian window leaves the province as it was filled in at an English one."""
    record = save_sighting(project, country_code="").record
    form = FormPresenter(project, Beginning("sighting", record=record), Words("ru"))
    form.answer("count", "14")
    assert form.save() is not None
    assert project.stored(record).values["state_province"] == "Issyk-Kul"
    assert {one.field for one in project.store.history(record)[-1:]} <= {"count"}


def test_nothing_is_added_to_an_old_record_by_the_way(project: Project) -> None:
    """A record that was saved without a country gets none because somebody corrects its count."""
    told = project.settings
    project.settings = replace(told, country=None)
    record = save_sighting(project, verbatim_coordinates="", locality="Jukuu", country_code="").record
    assert "country_code" not in project.stored(record).values
    project.settings = told
    form = FormPresenter(project, Beginning("sighting", record=record), Words("en"))
    form.answer("count", "14")
    assert form.save() is not None
    assert "country_code" not in project.stored(record).values
