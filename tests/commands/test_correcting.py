"""One answer put right on many records: seen before, saved as one, and never touching anything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.correcting import Correction, correct_many, correctable, preview
from camifield.commands.saving import save
from camifield.commands.undoing import undo
from camifield.fields.values import lines_of
from camifield.kinds.catalogue import kind, kinds
from camifield.project.project import Project
from camifield.revisions.headers import Action
from tests.making import ENGLISH, conflict, make_project, save_sighting


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


def test_the_preview_says_what_would_change_and_writes_nothing(project: Project) -> None:
    """A person sees from which answers, how many already hold it, and decides before anything is saved."""
    ids = [
        save_sighting(project, event_date=day).record for day in ("12.03.2026", "12.03.2026", "13.03.2026")
    ]
    commits = project.store.last_commit()
    found = preview(project, ids, Correction("event_date", "13.03.2026"), ENGLISH)
    assert (found.changing, found.same, found.left_out) == (2, 1, ())
    assert (found.before, found.after) == ({"12 March 2026": 2}, "13 March 2026")
    assert project.store.last_commit() == commits


def test_a_wrong_date_on_thirty_records_is_one_action(project: Project) -> None:
    """The agency's wish: thirty dates at once, each with its reason in the history, undone with one press."""
    ids = [save_sighting(project, event_date="12.03.2025").record for _ in range(30)]
    done = correct_many(project, ids, Correction("event_date", "12.03.2026", "wrong year"), ENGLISH)
    assert (done.count, done.left_out) == (30, ())
    latest = project.store.history(ids[7])[-1]
    assert (latest.action, latest.why) == (Action.CORRECT, "wrong year")
    assert {project.stored(one).values["event_date"] for one in ids} == {"2026-03-12"}
    assert undo(project, done.batch).count == 30
    assert {project.stored(one).values["event_date"] for one in ids} == {"2025-03-12"}


def test_the_old_text_as_written_does_not_outlive_its_date(project: Project) -> None:
    """The date as written belongs to the date: after a correction it must not contradict it."""
    record = save_sighting(project, event_date="12.3.26").record
    correct_many(project, [record], Correction("event_date", "13 March 2026"), ENGLISH)
    values = project.stored(record).values
    assert (values["event_date"], values["verbatim_event_date"]) == ("2026-03-13", "13 March 2026")


def test_another_place_brings_its_own_coordinates(project: Project) -> None:
    """Coordinates understood from the old text must not stay behind the new one."""
    record = save_sighting(project).record
    correct_many(project, [record], Correction("verbatim_coordinates", "42.5 77.5"), ENGLISH)
    values = project.stored(record).values
    assert (values["decimal_latitude"], values["decimal_longitude"]) == ("42.5", "77.5")


def test_another_place_brings_its_own_country_province_and_clock(project: Project) -> None:
    """What the program filled in follows the place; what a person wrote of it stays."""
    filled = save_sighting(project, country_code="").record
    written = save_sighting(project, country_code="", state_province="Ак-Суу").record
    correct_many(project, [filled, written], Correction("verbatim_coordinates", "47.92 106.91"), ENGLISH)
    values = project.stored(filled).values
    assert (values["country_code"], values["state_province"]) == ("MN", "Ulaanbaatar")
    assert (values["utc_offset"], values["offset_source"]) == ("+08:00", "place")
    assert project.stored(written).values["state_province"] == "Ак-Суу"


def test_a_record_that_cannot_take_the_answer_is_left_out_and_named(project: Project) -> None:
    """One impossible record does not hold up the others, and is not changed silently either."""
    fine = save_sighting(project, count="12").record
    full = save_sighting(project, count="12", adult_males="6", adult_females="6").record
    done = correct_many(project, [fine, full], Correction("count", "3"), ENGLISH)
    assert done.count == 1
    assert [(one.record, one.findings[0].code) for one in done.left_out] == [(full, "classes-over-total")]
    assert project.stored(full).values["count"] == "12"


def test_a_kind_without_the_question_is_left_out(project: Project) -> None:
    """A selection over several kinds answers only where it is asked."""
    attack = save(project, "conflict", conflict(project), ENGLISH).record
    seen = save_sighting(project).record
    found = preview(project, [attack, seen], Correction("behaviour", "resting"), ENGLISH)
    assert found.changing == 1
    assert [(one.record, one.findings) for one in found.left_out] == [(attack, ())]


def test_lines_and_other_answers_are_never_rewritten(project: Project) -> None:
    """Correcting the village of an attack must not touch its losses, or an undo would undo more than was done."""
    record = save(project, "conflict", conflict(project), ENGLISH).record
    before = project.stored(record).values
    correct_many(project, [record], Correction("village", "Tosor"), ENGLISH)
    after = project.stored(record).values
    assert lines_of(after, "losses") == lines_of(before, "losses")
    assert {name for name in after if after[name] != before.get(name)} == {"village"}
    assert {one.field for one in project.store.history(record) if one.action == Action.CORRECT} == {"village"}


def test_answers_that_apply_no_more_are_counted_before_they_fall_away(project: Project) -> None:
    """An attack that becomes crop damage loses its livestock lines: the person must see that first."""
    record = save(project, "conflict", conflict(project), ENGLISH).record
    change = Correction("conflict_type", ["feared_presence"])
    found = preview(project, [record], change, ENGLISH)
    assert found.falls_away == {"Losses": 1}
    correct_many(project, [record], change, ENGLISH)
    assert not lines_of(project.stored(record).values, "losses")


def test_a_blank_answer_empties_the_question(project: Project) -> None:
    """A wrong remark can be taken off many records; a required answer cannot."""
    record = save_sighting(project, remarks="test").record
    assert correct_many(project, [record], Correction("remarks", ""), ENGLISH).count == 1
    assert "remarks" not in project.stored(record).values
    refused = correct_many(project, [record], Correction("event_date", ""), ENGLISH)
    assert (refused.count, len(refused.left_out)) == (0, 1)


@pytest.mark.parametrize("name", sorted(kinds()))
def test_what_belongs_to_one_record_alone_is_never_offered(name: str) -> None:
    """A record number given to a hundred records would make them one on the radio."""
    offered = correctable(kind(name))
    assert offered
    assert not {"record_number", "photos", "confirmed_findings", "source_row"} & set(offered)
