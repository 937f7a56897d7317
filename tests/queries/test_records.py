"""One record in words: what was answered, what is asked, and what two people said differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from camifield.commands.deleting import delete
from camifield.commands.saving import save
from camifield.fields.findings import Finding
from camifield.kinds.catalogue import kinds
from camifield.project.project import Project
from camifield.queries.records import Detail, asked_text, detail
from camifield.revisions.headers import Action
from camifield.store.writing import Save
from tests.making import ENGLISH, WALK, conflict, make_project, person, save_sighting


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


def told(project: Project, record: bytes) -> Detail:
    """The detail of a record that is there."""
    found = detail(project, record, ENGLISH)
    assert found is not None
    return found


def lines(found: Detail) -> dict[str, str]:
    """Label and text of every line, those of the program included."""
    return {line.label: line.text for line in (*found.lines, *found.facts)}


def test_a_record_reads_as_a_person_would_tell_it(project: Project) -> None:
    """When, where, who and how stand first, each in one line."""
    record = save_sighting(project, event_time="09:20", adult_males="3", young="2").record
    found = told(project, record)
    assert (found.title, found.latin, found.card.number) == ("Argali", "Ovis ammon", "M7-0001")
    shown = lines(found)
    assert shown["When"] == "12 March 2026, 09:20"
    assert shown["Where"] == "Upper Kyzyl-Suu"
    assert shown["Coordinates"] == "42.31860° N, 76.90412° E ±30\u00a0m"
    assert shown["Who saw it"] == "Aibek U."
    assert shown["Of them"] == "males: 3 · young: 2"
    assert shown["Typed by"].startswith("Aibek U., 14 March")
    assert shown["Typed by"].endswith("laptop M7")


def test_lines_of_losses_and_hidden_names_are_told(project: Project) -> None:
    """What was lost is the point of an attack; whose it was is for few, and says so."""
    record = save(project, "conflict", conflict(project, owner_name="Азамат"), ENGLISH).record
    found = told(project, record)
    assert lines(found)["Losses"] == "Ewe · Killed, carcass found: 3\nGoat · Missing, not found: 1"
    assert [line.text for line in found.lines if line.is_restricted] == ["Азамат"]


def test_open_questions_are_asked_until_they_are_settled(project: Project) -> None:
    """Fifty argali in a place are fine, fifty snow leopards are asked about wherever the record is shown."""
    record = save_sighting(project, species="SNL", count="50").record
    (asked,) = told(project, record).asked
    assert asked.code == "count-out-of-the-ordinary"
    values = {"species": "SNL", "count": "50", "confirmed_findings": [asked.mark]}
    settled = save_sighting(project, **values).record
    found = told(project, settled)
    assert found.asked == ()
    assert "50" in lines(found)["Questions settled"]


def test_both_of_two_values_are_told_with_who_said_them(project: Project) -> None:
    """The program recommends nothing: both values, both people, both times."""
    record = save_sighting(project, count="12").record
    heads = project.stored(record).heads
    for name, count in (("Aibek U.", "14"), ("Гулнара С.", "11")):
        changed = Save(record, "sighting", {"count": {"count": count}}, bases=heads)
        project.save([changed], Action.SAVE, author=bytes.fromhex(person(project, name)))
    found = told(project, record)
    (contested,) = found.contested
    assert contested.label == "In all"
    assert {(one.text, one.who) for one in contested.versions} == {("14", "Aibek U."), ("11", "Гулнара С.")}


def test_a_deleted_record_can_still_be_read(project: Project) -> None:
    """Who restores wants to see first what it was."""
    record = save_sighting(project).record
    delete(project, [record], "twice")
    found = told(project, record)
    assert found.is_deleted
    assert found.history[0].why == "twice"


def test_a_record_that_is_not_here_is_none(project: Project) -> None:
    """A pointer to a record of another laptop is no error."""
    assert detail(project, b"\1" * 16, ENGLISH) is None


def test_every_answer_of_an_attack_is_told_somewhere(project: Project) -> None:
    """Nothing that was typed may be invisible: every kept value has a line, the title or the tag."""
    entries = conflict(
        project,
        finding="cannot_tell",
        predator_number="2",
        household_code="H-01",
        claim_made="insurance",
        claim_number="K-77",
        remarks="snow fell at night",
        snow_depth_cm="4.5",
    )
    record = save(project, "conflict", entries, ENGLISH).record
    found = told(project, record)
    names = {line.name for line in (*found.lines, *found.facts)}
    values = project.stored(record).values
    silent = {"species", "record_number", "offset_source", "verbatim_event_date"}
    assert set(values) - names - silent == set()
    assert lines(found)["Snow depth, cm"] == "4.5"


@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_kind_has_a_detail(project: Project, name: str) -> None:
    """A kind that is added later must open in the same panel without a word of new code."""
    entries = {
        "sighting": {},
        "grazing": {"grazing_type": "water_point", "event_date": "2026-03-01", "locality": "Tosor"},
        "conflict": conflict(project),
        "patrol": {"start_date": "2026-03-01", "start_time": "08:00", "leader": person(project)},
        "person": {"code": "NB", "name": "Nurlan B."},
        "place": {"name": "Camera K-07"},
        "own_species": {"name": "Tosor vole"},
        "own_term": {"vocabulary": "habitat", "label": "saxaul"},
        "clock_correction": {"feed": "0b" * 16, "from_seq": "1", "to_seq": "2", "offset_ms": "60000"},
        "track": {"start_date": "2026-03-01", "recorded_by": person(project), "points": WALK},
        "area": {
            "name": "Sarychat",
            "area_kind": "protected_area",
            "shape": "1:eNpjYmLi4Gg4cnQCM0NDZxUDR8OOp1dYQaz/HVUAfvMKuA==",
        },
    }[name]
    if name == "sighting":
        record = save_sighting(project).record
    else:
        entries = {**entries, "recorded_by": person(project)} if name == "grazing" else entries
        record = save(project, name, entries, ENGLISH).record
    found = told(project, record)
    assert found.title
    assert found.lines


def test_an_answer_that_is_lacking_says_which_one_it_is() -> None:
    """Three times "needs an answer" below a record tells nobody what to fill in; other questions name it themselves."""
    lacking, other = Finding("answer-needed", "event_date"), Finding("count-is-large", "count")
    assert asked_text("sighting", lacking, ENGLISH).startswith("Date: ")
    assert asked_text("sighting", other, ENGLISH) == other.sentence(ENGLISH)


def test_a_position_is_told_as_the_person_writes_positions(project: Project) -> None:
    """The line and what is copied of it are in the chosen writing, and say no more than was typed."""
    record = save_sighting(project).record
    coarse = save_sighting(project, verbatim_coordinates="42.32 76.90", event_date="2026-03-11").record
    assert told(project, record).position == "42.31860° N, 76.90412° E"
    project.change_settings(replace(project.settings, coordinates="DM"))
    assert lines(told(project, record))["Coordinates"].startswith("42°19.116' N, 76°54.247' E ±30")
    project.change_settings(replace(project.settings, coordinates="UTM"))
    assert told(project, record).position == "43T 656908 4686907"
    assert told(project, coarse).position == "43T 657000 4687000"
