"""Two laptops of one team meet over a folder: seen before, taken in, handed over, undone as one."""

from __future__ import annotations

from pathlib import Path

from camifield.commands.meeting import Choice, bring_back, file_way, folder_way, look, meet, undo_meeting
from camifield.commands.saving import save
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.meetings import meetings_facts, only_here
from tests.making import ENGLISH, sighting
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
