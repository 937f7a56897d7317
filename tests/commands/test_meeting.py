"""Two laptops of one team meet over a folder: seen before, taken in, handed over, undone as one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from camifield.clock import SteppedClock
from camifield.commands.meeting import (
    Choice,
    bring_back,
    file_way,
    finish_half_done,
    folder_way,
    look,
    meet,
    undo_meeting,
)
from camifield.commands.saving import save
from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.queries.meetings import meetings_facts, only_here
from camifield.settings import Settings
from camifield.store.meetings import MeetingState
from camifield.store.proofs import Carried
from camifield.sync.folder_road import FolderRoad
from tests.making import ENGLISH, sighting
from tests.store.teams import carried
from tests.teams import another_laptop, first_laptop


def two_laptops(folder: Path) -> tuple[Project, Project]:
    """A coordinator's laptop and a ranger's."""
    first = first_laptop(folder / "one", name="Aibek U.")
    second = another_laptop(first, folder / "two", code="M3", name="Tilek A.")
    return first.project, second.project


def seen_animal(project: Project, species: str = "ARG") -> bytes:
    """A sighting by whoever sits there."""
    who = project.identity.founder.hex()
    return save(project, "sighting", sighting(project, recorded_by=who, species=species), ENGLISH).record


def opened_again(folder: Path, seed: int) -> Project:
    """The project of a laptop's folder, opened as a later start does."""
    world = World(SteppedClock(), SeededEntropy(seed))
    settings = Settings(laptop="M3", language="en", country="KG")
    project = open_project(
        folder / "project", world=world, settings_path=folder / "s.json", settings=settings
    )
    project.learn()
    return project


def over_folder(project: Project, folder: Path) -> None:
    """One laptop comes by the folder and leaves."""
    way = folder_way(project, folder)
    met = meet(project, way, look(project, way, Progress()), Progress())
    assert met.problem is None


def test_a_stick_carries_records_both_ways(tmp_path: Path) -> None:
    """After each came by twice both hold the same, and each knows by the other's receipt that nothing is here alone."""
    one, two = two_laptops(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    seen_animal(one)
    seen_animal(two, "WOL")
    assert only_here(one).total == 1
    for project in (one, two, one, two):
        over_folder(project, stick)
    assert one.store.count() == two.store.count()
    assert only_here(one).total == only_here(two).total == 0
    [colleague] = meetings_facts(one, ENGLISH).colleagues
    assert colleague.lacks == 0
    assert colleague.seen_ms is not None


def test_the_preview_says_what_happens_and_undo_takes_it_back(tmp_path: Path) -> None:
    """New records are counted before; undone, the list is as it was; brought back, as after the meeting."""
    one, two = two_laptops(tmp_path)
    seen_animal(two)
    file = tmp_path / "for-one.cfb"
    way = file_way(two, file, readers=[device.id for device in one.identity.own_devices()])
    meet(two, way, look(two, way, Progress()), Progress(), Choice(take=False))
    before = one.store.count()
    way = file_way(one, file)
    seen = look(one, way, Progress())
    assert seen.coming is not None
    assert seen.coming.new.counts["sighting"] == 1
    met = meet(one, way, seen, Progress(), Choice(give=False))
    assert one.store.count() == before + 1
    undo_meeting(one, met.meeting.id, Progress())
    assert one.store.count() == before
    bring_back(one, met.meeting.id, Progress())
    assert one.store.count() == before + 1


def test_an_undo_that_a_crash_broke_off_is_finished_at_the_next_start(tmp_path: Path) -> None:
    """The window says nothing and asks nothing: what was half set aside is set aside whole."""
    one, two = two_laptops(tmp_path)
    seen_animal(two)
    stick = tmp_path / "stick"
    stick.mkdir()
    over_folder(two, stick)
    before = one.store.count()
    over_folder(one, stick)
    [meeting] = one.store.meetings()
    assert not one.store.is_half_done()
    one.store.note_meeting(replace(meeting, state=MeetingState.LEAVING))
    assert one.store.is_half_done()
    finish_half_done(one, Progress())
    assert one.store.count() == before
    assert one.store.meetings()[0].state is MeetingState.ASIDE
    assert not one.store.is_half_done()


def test_the_latest_meeting_stands_first_when_the_clock_has_gone_back(tmp_path: Path) -> None:
    """A battery dies: the meeting that somebody may want to undo is not below those of a year that is to come."""
    here = first_laptop(tmp_path / "one", name="Aibek U.")
    other = another_laptop(here, tmp_path / "two", code="M3", name="Tilek A.").project
    stick = tmp_path / "stick"
    stick.mkdir()
    for hours in (0, -100_000):
        here.wait(hours)
        seen_animal(other)
        over_folder(other, stick)
        over_folder(here.project, stick)
    latest, first = here.project.store.meetings()
    assert latest.at_ms < first.at_ms


def test_a_copied_laptop_goes_on_with_numbers_of_its_own(tmp_path: Path) -> None:
    """A disk was copied and both went on: when they meet, both keep everything, and it is said once."""
    one, two = two_laptops(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    copy_folder = tmp_path / "copy"
    two.close()
    shutil.copytree(tmp_path / "two", copy_folder)
    two, copied = (opened_again(folder, seed) for folder, seed in ((tmp_path / "two", 71), (copy_folder, 72)))
    seen_animal(two, "WOL")
    seen_animal(copied, "SNL")
    over_folder(two, stick)
    way = folder_way(copied, stick)
    met = meet(copied, way, look(copied, way, Progress()), Progress())
    assert met.has_begun_anew
    seen_animal(copied, "ARG")
    for project in (copied, two, one, copied):
        over_folder(project, stick)
    assert one.store.count() == two.store.count() == copied.store.count()
    assert not one.store.quarantined()
    for project in (one, two, copied):
        project.close()


def test_a_copied_laptop_that_was_killed_in_the_meeting_begins_anew_at_its_next_start(tmp_path: Path) -> None:
    """The commits of its other life came in and the power went: the next save must not go on behind them."""
    one, two = two_laptops(tmp_path)
    two.close()
    shutil.copytree(tmp_path / "two", tmp_path / "copy")
    two, copied = (opened_again(tmp_path / name, seed) for name, seed in (("two", 71), ("copy", 72)))
    seen_animal(two, "WOL")
    copied.store.receive(carried(two.store), copied.identity.own_feeds(), 1)  # and no more of the meeting
    before = copied.identity.writing_feeds()
    copied.close()
    copied = opened_again(tmp_path / "copy", 73)
    assert not set(before).intersection(copied.identity.writing_feeds())
    assert not copied.store.came_home()
    for project in (one, two, copied):
        project.close()


def test_what_came_before_a_road_broke_off_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stick is pulled behind the first piece: who came with it is known, and the pages are told what changed."""
    one, two = two_laptops(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    record = seen_animal(two)
    over_folder(two, stick)
    way = folder_way(one, stick)
    seen = look(one, way, Progress())
    fetch = FolderRoad.fetch

    def pulled(self: FolderRoad, *asked: Any) -> Iterator[list[Carried]]:
        yield from fetch(self, *asked)
        raise Problem("road-not-reached")

    monkeypatch.setattr(FolderRoad, "fetch", pulled)
    met = meet(one, way, seen, Progress(), Choice(give=False))
    assert met.problem is not None
    assert record in met.changes.records
    for project in (one, two):
        project.close()
