"""A meeting in words before it happens: every sort of change, what they get, and the photos that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from camifield.commands import people
from camifield.commands.deleting import delete
from camifield.commands.meeting import Choice, file_way, folder_way, look, meet
from camifield.commands.team import revoke
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.foretold import Row
from camifield.queries.previews import Preview, preview, size_text
from camifield.store.query import CardQuery
from tests import differing
from tests.making import ENGLISH, make_project
from tests.meetings import Camp, camp_with_news, come_by
from tests.teams import another_laptop, first_laptop, give
from ui.exchange.meeting.presenter import MeetingPresenter


@pytest.fixture
def camp(tmp_path: Path) -> Iterator[Camp]:
    """Two laptops and a stick with news on it."""
    made = camp_with_news(tmp_path)
    yield made
    made.close()


def seen(project: Project, folder: Path) -> Preview:
    """The preview of a meeting over a folder."""
    return preview(project, look(project, folder_way(project, folder), Progress()), ENGLISH)


def row_of(found: Preview, sort: str) -> Row:
    """The one row of a sort."""
    return next(row for row in found.rows if row.sort == sort)


def test_every_sort_is_told_with_its_people_and_reasons(camp: Camp) -> None:
    """New by kind, changed by whom, deleted by whom and why, contested as kept until a person decides."""
    found = seen(camp.here.project, camp.stick)
    assert [(row.sort, row.total) for row in found.rows] == [
        ("new", 4),
        ("changed", 1),
        ("deleted", 1),
        ("contested", 1),
    ]
    assert row_of(found, "new").line == "3 animals or signs, 1 attack or damage"
    assert row_of(found, "changed").line == "by Bolat K."
    assert row_of(found, "deleted").head == "deleted by Bolat K."
    assert row_of(found, "deleted").line == "M3-0003: “typed twice”"
    assert found.who == ("Bolat K. (M3)",)
    assert found.takes
    assert found.hands
    assert found.gives == "2 animals or signs"


def test_what_is_behind_a_row_can_be_looked_at(camp: Camp) -> None:
    """Each record with its title, day, place, number and who wrote what comes."""
    found = seen(camp.here.project, camp.stick)
    [listed] = row_of(found, "changed").listed
    assert listed.record == camp.records["changed"]
    assert (listed.title, listed.when, listed.place) == ("Argali", "1 February 2026", "Jukuu gorge")
    assert (listed.number, listed.who) == ("M3-0001", "Bolat K.")
    assert len(row_of(found, "new").listed) == 4


def test_nothing_is_written_by_looking(camp: Camp) -> None:
    """Neither here nor on the stick: a look may be thrown away."""
    before = camp.here.project.store.count()
    files = sorted(path.name for path in camp.stick.rglob("*"))
    seen(camp.here.project, camp.stick)
    assert camp.here.project.store.count() == before
    assert sorted(path.name for path in camp.stick.rglob("*")) == files
    assert not camp.here.project.store.meetings()


def test_after_the_meeting_there_is_nothing_left_to_do(camp: Camp) -> None:
    """Both have it all: the same look finds no row, and nothing to hand over."""
    come_by(camp.here.project, camp.stick)
    come_by(camp.camp.project, camp.stick)
    come_by(camp.here.project, camp.stick)
    found = seen(camp.here.project, camp.stick)
    assert not found.rows
    assert not found.takes
    assert not found.hands
    assert not found.gives


def test_many_deletions_are_asked_about_again(camp: Camp) -> None:
    """A fifth of the records that are here, or fifty of anything: a person sees the number before it happens."""
    found = seen(camp.here.project, camp.stick)
    assert (found.deleted, found.deleted_records, found.living, found.asks_again) == (1, 1, 5, False)
    assert replace(found, deleted_records=2, living=10).asks_again
    assert not replace(found, deleted_records=2, living=11).asks_again
    assert replace(found, deleted=50, living=10_000).asks_again
    assert not replace(found, deleted=0, deleted_records=0, living=0).asks_again
    assert not replace(found, deleted=2, deleted_records=0, living=1).asks_again


def test_people_are_no_records_when_a_share_is_asked_about(camp: Camp) -> None:
    """A team of many people and few records is asked as soon as a fifth of the records would go, and not for a person."""
    here, other = camp.here.project, camp.camp.project
    come_by(here, camp.stick)
    come_by(other, camp.stick)
    for number in range(20):
        people.add_person(here, f"Person {number}", ENGLISH)
    delete(other, [records_of(other)[0], records_of(other)[1]], "")
    come_by(other, camp.stick)
    found = seen(here, camp.stick)
    assert (found.deleted_records, found.living, found.asks_again) == (2, 8, True)


def records_of(project: Project) -> list[bytes]:
    """The living sightings of a laptop."""
    return [card.id for card in project.store.cards(CardQuery(kinds=("sighting",)))]


def test_what_leaves_with_a_laptop_that_was_shut_out_is_told_by_whom(tmp_path: Path) -> None:
    """Nobody deleted it: whose records they are, who shut the laptop out, and that they wait, before it happens."""
    here = first_laptop(tmp_path / "here", name="Gulnara S.")
    lost = another_laptop(here, tmp_path / "lost", code="M3", name="Bolat K.")
    third = another_laptop(here, tmp_path / "third", code="T5", name="Tuya D.", seed=9)
    stick = tmp_path / "STICK"
    stick.mkdir()
    for day in (1, 2):
        differing.sighting(lost, event_date=f"2026-02-0{day}")
    give(lost, third)
    revoke(here.project, lost.project.identity.own_devices()[0].id)
    come_by(here.project, stick)
    found = seen(third.project, stick)
    row = row_of(found, "withdrawn")
    assert (row.total, row.head) == (2, "taken out")
    assert row.line.startswith("2 animals or signs, recorded by Bolat K.: Gulnara S. shut that laptop out")
    assert [one.sort for one in found.rows] == ["withdrawn"]
    assert (found.deleted, found.living, found.asks_again) == (2, 2, True)
    come_by(third.project, stick)
    assert records_of(third.project) == []
    for laptop in (here, lost, third):
        laptop.close()


def test_a_laptop_that_is_shut_out_gets_nothing_and_that_is_said(tmp_path: Path) -> None:
    """Whoever shut it out must not read that it gets their records: they go to the others, and what it holds stays there."""
    here = first_laptop(tmp_path / "here", name="Gulnara S.")
    lost = another_laptop(here, tmp_path / "lost", code="M3", name="Bolat K.")
    stick = tmp_path / "STICK"
    stick.mkdir()
    differing.sighting(lost, event_date="2026-02-01")
    come_by(lost.project, stick)
    come_by(here.project, stick)
    differing.sighting(here, event_date="2026-02-02")
    presenter = MeetingPresenter.of_folder(here.project, ENGLISH, stick, "STICK")
    presenter.look(Progress())
    assert presenter.gives_line() == "Bolat K. (M3) gets from you: 1 animal or sign. A receipt follows."
    assert presenter.shut_out_line() == ""
    revoke(here.project, lost.project.identity.own_devices()[0].id)
    found = presenter.look(Progress())
    assert found.who == found.shut_out == ("Bolat K. (M3)",)
    assert presenter.gives_line() == "You lay out for the others: 1 animal or sign. A receipt follows."
    assert presenter.shut_out_line() == (
        "Bolat K. (M3) is shut out: it gets nothing further. What it already holds stays there."
    )
    come_by(here.project, stick)
    come_by(lost.project, stick)
    assert len(records_of(lost.project)) == 1  # which is true
    presenter.close()
    for laptop in (here, lost):
        laptop.close()


def test_many_deleted_records_are_counted_and_not_named(camp: Camp) -> None:
    """More than three are told by kind; the list is behind the row."""
    delete(camp.camp.project, [camp.records[name] for name in ("changed", "contested", "kept")], "")
    come_by(camp.camp.project, camp.stick)
    row = row_of(seen(camp.here.project, camp.stick), "contested")
    assert row.total == 1
    deleted = row_of(seen(camp.here.project, camp.stick), "deleted")
    assert deleted.total == 3


def test_a_stranger_is_not_let_in_and_the_reason_is_told(camp: Camp, tmp_path: Path) -> None:
    """A file of another team's project changes nothing; what is wrong is told as a sentence."""
    other = make_project(tmp_path / "other", seed=9)
    file = tmp_path / "from-others.cfb"
    way = file_way(other, file)
    meet(other, way, look(other, way, Progress()), Progress(), Choice(take=False))
    way = file_way(camp.here.project, file)
    found = preview(
        camp.here.project, look(camp.here.project, way, Progress()), ENGLISH, with_originals=False
    )
    assert not found.takes
    assert found.problems
    other.close()


def test_a_far_off_clock_is_told_and_refuses_nothing(camp: Camp) -> None:
    """Ten years back: the row says whose clock, and everything comes all the same."""
    camp.camp.wait(-24 * 365 * 10)
    differing.sighting(camp.camp, event_date="2016-03-01")
    come_by(camp.camp.project, camp.stick)
    found = seen(camp.here.project, camp.stick)
    assert row_of(found, "new").total == 5
    assert row_of(found, "clocks").line.startswith("Bolat K.: 1")


def test_sizes_are_told_as_people_say_them() -> None:
    """One place below ten megabytes, none above; never zero."""
    told = [size_text(size, ENGLISH) for size in (0, 3_140_000, 38_000_000, 11_400_000_000, 2_500_000_000)]
    assert told == ["0.1 MB", "3.1 MB", "38 MB", "11 GB", "2.5 GB"]
