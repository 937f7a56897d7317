"""What changed in a record is told in words: who, when, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands.deleting import delete, restore
from camifield.commands.saving import save
from camifield.commands.undoing import undo
from camifield.fields.values import Entry
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.history import Changed, history
from tests.making import ENGLISH, conflict, make_project, person, save_sighting, sighting


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


def change(project: Project, record: bytes, why: str | None = None, **changes: Entry) -> None:
    """Correct a plain sighting as Gulnara, on another day."""
    clock = project.checked_clock.laptop
    assert isinstance(clock, SteppedClock)
    clock.at = datetime(2026, 3, 16, 3, 5, tzinfo=UTC)
    author = bytes.fromhex(person(project, "Гулнара С."))
    save(project, "sighting", sighting(project, **changes), ENGLISH, record=record, why=why, author=author)


def test_each_save_is_told_with_who_when_and_why(project: Project) -> None:
    """An agency answers for every number: the old one, the new one and the reason stand together."""
    record = save_sighting(project).record
    change(project, record, "recount from photo", count="~12")
    latest, first = history(project, record, ENGLISH)
    assert (latest.what, latest.who, latest.why) == ("changed", "Гулнара С.", "recount from photo")
    assert latest.when == "16 March, 09:05"
    assert latest.changes == (Changed("In all", "12", "~12"),)
    assert (first.what, first.who, first.changes) == ("made", "Aibek U.", ())


def test_answers_are_told_in_the_readers_language(project: Project) -> None:
    """The log holds codes; nobody reads codes."""
    record = save_sighting(project).record
    change(project, record, species="SNL")
    (told,) = history(project, record, Words("ru"))[0].changes
    assert told.after.startswith("Снежный барс")


def test_a_moved_place_is_told_once_and_not_in_its_parts(project: Project) -> None:
    """Latitude and longitude were only understood from what was typed."""
    record = save_sighting(project).record
    change(project, record, verbatim_coordinates="42.32 76.91")
    told = history(project, record, ENGLISH)[0].changes
    assert [(one.before, one.after) for one in told] == [("42.31860 76.90412", "42.32 76.91")]


def test_a_line_that_was_added_is_told_whole(project: Project) -> None:
    """A loss is one thing: its animal and its numbers belong together."""
    record = save(project, "conflict", conflict(project), ENGLISH).record
    lines = [
        {"animal": "sheep_ewe", "killed": "3"},
        {"animal": "goat", "missing": "1"},
        {"animal": "yak", "injured": "2"},
    ]
    kept = project.stored(record).values["losses"]
    assert isinstance(kept, list)
    for line, old in zip(lines, kept, strict=False):
        line["id"] = old["id"]  # type: ignore[index]
    save(project, "conflict", conflict(project, losses=lines), ENGLISH, record=record)
    (told,) = history(project, record, ENGLISH)[0].changes
    assert (told.label, told.before) == ("Losses", "")
    assert "Injured: 2" in told.after


def test_names_in_the_restricted_stream_make_no_second_save(project: Project) -> None:
    """One press of Save is one thing that happened, though it is two commits; the name is marked."""
    record = save(project, "conflict", conflict(project, owner_name="Азамат"), ENGLISH).record
    assert len(history(project, record, ENGLISH)) == 1
    changed = conflict(project, owner_name="Азамат Б.", village="Tosor")
    values = project.stored(record).values
    from camifield.fields.validation import entries_of
    from camifield.kinds.catalogue import kind

    changed["losses"] = entries_of(kind("conflict"), values)["losses"]
    save(project, "conflict", changed, ENGLISH, record=record)
    latest = history(project, record, ENGLISH)[0]
    assert {(one.label, one.is_restricted) for one in latest.changes} == {
        ("Village", False),
        ("Owner's name", True),
    }
    assert len(latest.commits) == 2


def test_deleting_restoring_and_undoing_are_told_as_such(project: Project) -> None:
    """The list must not say "changed" where a whole record came and went."""
    record = save_sighting(project).record
    done = delete(project, [record], "twice")
    restore(project, [record])
    delete(project, [record])
    undo(project, done.batch)
    told = [one.what for one in history(project, record, ENGLISH)]
    assert told[-4:] == ["deleted", "restored", "deleted", "made"]


def test_a_record_that_is_not_here_has_no_history(project: Project) -> None:
    """A pointer to a record of another laptop opens an empty panel and no error."""
    assert history(project, b"\0" * 16, ENGLISH) == []
