"""Drafts: what a new form begins with, what the next one inherits, and nothing typed ever lost."""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands import drafting, people
from camifield.fields.findings import error, warning
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.opening import open_project
from camifield.project.project import Project
from tests.making import conflict, make_project, person, sighting


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


class TestBeginning:
    """A new form knows what is nearly always so, and nothing else."""

    def test_nobody_here_means_the_one_who_types(self, project: Project) -> None:
        """Before anybody said who is here, the observer is whoever is at the keyboard, if that was said."""
        assert "recorded_by" not in drafting.starting_entries(project, "sighting")
        other = person(project, "Гулнара С.")
        people.set_typist(project, bytes.fromhex(other))
        assert drafting.starting_entries(project, "sighting")["recorded_by"] == other

    def test_the_first_of_those_here_saw_it(self, project: Project) -> None:
        """One laptop serves six people: Today asks who is here, the form begins with the first."""
        first, second = person(project, "Гулнара С."), person(project)
        people.set_here_today(project, [bytes.fromhex(first), bytes.fromhex(second)])
        assert drafting.starting_entries(project, "sighting")["recorded_by"] == first
        patrol = drafting.starting_entries(project, "patrol")
        assert (patrol["leader"], patrol["members"]) == (first, [second])

    def test_yesterdays_people_are_not_todays(self, project: Project) -> None:
        """A name that stays in the box for a week puts a week of records under the wrong person."""
        people.set_here_today(project, [bytes.fromhex(person(project, "Гулнара С."))])
        project.clock = SteppedClock(project.clock.now() + timedelta(days=1))
        assert "recorded_by" not in drafting.starting_entries(project, "sighting")

    def test_the_usual_is_filled(self, project: Project) -> None:
        """The protocol, and livestock attacked unless changed; the country follows the place and is no answer."""
        entries = drafting.starting_entries(project, "conflict")
        assert entries == {"sampling_protocol": "opportunistic", "conflict_type": ["depredation"]}
        assert drafting.starting_entries(project, "place") == {}

    @pytest.mark.parametrize("kind", ["sighting", "grazing", "conflict", "patrol", "person", "place"])
    def test_only_fields_of_the_kind_are_filled(self, project: Project, kind: str) -> None:
        """A form never begins with an answer to a question that it has not got."""
        people.set_here_today(project, [bytes.fromhex(person(project))])
        assert set(drafting.starting_entries(project, kind)) <= set(kind_of(kind).fields)


def test_save_and_next_keeps_the_day_and_clears_the_point(project: Project) -> None:
    """Ten sightings on one point is the worst silent error: place, time, animal and counts are asked anew."""
    entries = sighting(
        project, event_time="09:20", companions=[person(project, "Гулнара С.")], patrol="ab" * 16
    )
    kept = drafting.kept_entries(kind_of("sighting"), entries)
    assert set(kept) == {"event_date", "recorded_by", "companions", "locality", "country_code", "patrol"}


def keep(project: Project, **entries: object) -> bytes:
    """A draft of a sighting on the list."""
    identifier = new_id(project.clock, project.entropy)
    draft = drafting.draft_of(project, "sighting", identifier, {**entries}, [])  # pyright: ignore[reportArgumentType]
    assert drafting.keep(project, draft).drafts
    return identifier


def test_a_draft_is_called_by_what_was_typed(project: Project) -> None:
    """Today shows animal, place and date of what is unfinished, each as far as it was typed."""
    findings = [
        error("answer-needed", "species"),
        warning("count-large", "count"),
        error("place-needed", "locality"),
    ]
    draft = drafting.draft_of(project, "conflict", b"d" * 16, conflict(project), findings, bases=("ab",))
    title = draft.title
    assert (title.species, title.locality, title.date) == ("WOL", "Сары-Булак", "2026-03-11/2026-03-12")
    assert [one.code for one in draft.findings] == ["answer-needed", "place-needed"]
    assert draft.author == project.typist
    assert draft.bases == ("ab",)


def test_an_empty_draft_has_an_empty_title(project: Project) -> None:
    """Opened and left at once: nothing to call it by, and no fault either."""
    title = drafting.draft_of(project, "sighting", b"d" * 16, {}, []).title
    assert (title.species, title.locality, title.date) == ("", "", "")


def test_a_draft_survives_the_program(project: Project, tmp_path: Path) -> None:
    """On the disk when `keep` returns: a power cut a moment later loses nothing of it."""
    identifier = keep(project, species="ARG", remarks="half a sent")
    project.close()
    again = open_project(tmp_path / "project", settings_path=tmp_path / "settings.json", for_reading=True)
    found = again.drafts.get(identifier)
    assert found is not None
    assert found.entries == {"species": "ARG", "remarks": "half a sent"}
    again.close()


def test_a_discarded_draft_can_be_taken_back(project: Project) -> None:
    """Thrown away by mistake: it is off the list, and comes back whole."""
    identifier = keep(project, species="ARG")
    assert drafting.discard(project, identifier).drafts
    assert project.drafts.count() == 0
    assert drafting.take_back(project, identifier).drafts
    (found,) = project.drafts.page()
    assert (found.id, found.entries) == (identifier, {"species": "ARG"})
