"""The account of a meeting afterwards: what came and went, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.meeting import Choice, bring_back, file_way, look, meet, undo_meeting
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.accounts import account_of, accounts, built_on
from tests import differing
from tests.commands.area_files import bring_in, file, square
from tests.making import ENGLISH
from tests.meetings import Camp, camp_with_news, come_by


@pytest.fixture
def camp(tmp_path: Path) -> Iterator[Camp]:
    """Two laptops and a stick with news on it."""
    made = camp_with_news(tmp_path)
    yield made
    made.close()


def test_the_account_says_what_the_preview_said(camp: Camp) -> None:
    """Whom we met, where, every sort with its kinds, and what went."""
    met = come_by(camp.here.project, camp.stick)
    found = account_of(camp.here.project, met.meeting.id, ENGLISH)
    assert found is not None
    assert found.title == "Met Bolat K. (M3)"
    assert found.where == "over STICK"
    assert found.came == (
        "4 new: 3 animals or signs, 1 attack or damage",
        "1 changed: 1 animal or sign",
        "1 deleted: 1 animal or sign",
        "1 has two values: 1 animal or sign",
    )
    assert found.went[0].startswith("2 animals or signs, ")
    assert not found.left
    assert found.can_undo
    assert not found.can_return
    assert found.short == "7 came, 2 went"


def test_areas_that_came_lead_to_what_is_offered_for_them(camp: Camp, tmp_path: Path) -> None:
    """Whoever took in a reserve's border hears where the records that lie in it are offered; nobody else does."""
    bring_in(camp.here.project, file(tmp_path, square("Sarychat")))
    come_by(camp.here.project, camp.stick)
    come_by(camp.camp.project, camp.stick, Choice(take=False))
    assert words_of_areas(camp.camp.project) == []
    met = come_by(camp.camp.project, camp.stick)
    told = words_of_areas(camp.camp.project)
    assert told == [
        "Areas came with it. Which records lie in them is offered under Exchange, Areas and lines."
    ]
    assert words_of_areas(camp.here.project) == []
    undo_meeting(camp.camp.project, met.meeting.id, Progress())
    assert words_of_areas(camp.camp.project) == []


def words_of_areas(project: Project) -> list[str]:
    """The notes of all meetings that speak of areas."""
    told = accounts(project, project.store.meetings(), ENGLISH)
    return [note for one in told for note in one.notes if "Areas" in note]


def test_an_undone_meeting_can_be_brought_back(camp: Camp) -> None:
    """The account follows the state: first one way is open, then the other."""
    project = camp.here.project
    met = come_by(project, camp.stick)
    undo_meeting(project, met.meeting.id, Progress())
    [undone] = accounts(project, project.store.meetings(), ENGLISH)
    assert (undone.state, undone.can_undo, undone.can_return) == ("aside", False, True)
    assert undone.short == "undone"
    bring_back(project, met.meeting.id, Progress())
    [back] = accounts(project, project.store.meetings(), ENGLISH)
    assert (back.state, back.can_undo) == ("done", True)


def test_own_edits_on_top_of_what_came_are_named(camp: Camp) -> None:
    """Before a meeting is undone, a person sees which of the own edits build on it."""
    project = camp.here.project
    met = come_by(project, camp.stick)
    assert not built_on(project, met.meeting.id, ENGLISH)
    differing.edit(camp.here, camp.records["changed"], count="16")
    [listed] = built_on(project, met.meeting.id, ENGLISH)
    assert listed.record == camp.records["changed"]
    assert listed.title == "Argali"


def test_a_file_for_others_is_an_account_too(camp: Camp, tmp_path: Path) -> None:
    """Nothing came, and it does not pretend so; there is nothing to undo."""
    project = camp.here.project
    way = file_way(project, tmp_path / "out.cfb")
    met = meet(project, way, look(project, way, Progress()), Progress(), Choice(take=False))
    found = account_of(project, met.meeting.id, ENGLISH)
    assert found is not None
    assert found.title == "Made a file"
    assert found.where == "file out.cfb"
    assert not found.came
    assert found.went
    assert not found.can_undo


def test_what_was_passed_over_is_kept_with_its_words(camp: Camp, tmp_path: Path) -> None:
    """A damaged file on the stick is still named when the account is read again later."""
    home = next(camp.stick.rglob("*.cfb"))
    home.write_bytes(home.read_bytes()[:-1000])
    met = come_by(camp.here.project, camp.stick)
    found = account_of(camp.here.project, met.meeting.id, ENGLISH)
    assert found is not None
    assert any("damaged" in line and "{" not in line for line in found.left)
