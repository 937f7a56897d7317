"""Backups from the window's side: once a day without asking, whenever asked, and put back whole."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands import backing_up
from camifield.commands.saving import save
from camifield.errors import Problem
from camifield.progress import Progress, Stopped
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.store.query import CardQuery
from tests.formats.small_disks import no_file_over
from tests.making import ENGLISH, make_project, save_sighting, sighting
from tests.store.drafting import typed


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people and one sighting."""
    project = make_project(tmp_path)
    save_sighting(project)
    yield project
    project.close()


def later(project: Project, **by: float) -> None:
    """Let time go by."""
    project.clock = SteppedClock(project.clock.now() + timedelta(**by))


def test_the_first_backup_is_made_and_the_next_a_day_later(project: Project) -> None:
    """Without a question, not at every start, and not when nothing was saved."""
    made = backing_up.back_up_if_due(project, Progress())
    assert made is not None
    assert made.manifest.why == "daily"
    assert backing_up.back_up_if_due(project, Progress()) is None
    save_sighting(project)
    later(project, hours=2)
    assert backing_up.back_up_if_due(project, Progress()) is None
    later(project, hours=23)
    assert backing_up.back_up_if_due(project, Progress()) is not None
    later(project, days=5)
    assert backing_up.back_up_if_due(project, Progress()) is None
    assert [one.manifest.sequence for one in backing_up.backups(project) if one.manifest] == [2, 1]


def test_a_backup_counts_what_people_call_records(project: Project) -> None:
    """One sighting and two people of the team are one record, as the Records page says."""
    assert len(project.names.people) == 2
    assert backing_up.back_up(project, Progress()).manifest.records == 1


def test_the_sample_and_a_read_only_store_are_not_backed_up(project: Project, tmp_path: Path) -> None:
    """Invented records take nobody's disk."""
    project.is_sample = True
    assert backing_up.back_up_if_due(project, Progress()) is None
    project.close()
    for_reading = open_project(
        tmp_path / "project", settings_path=tmp_path / "settings.json", for_reading=True
    )
    assert backing_up.back_up_if_due(for_reading, Progress()) is None
    for_reading.close()


def test_a_chosen_folder_is_used_and_listed_with_the_own_one(project: Project, tmp_path: Path) -> None:
    """A stick that is plugged in holds the newest; the list shows both places."""
    own = backing_up.back_up(project, Progress())
    project.settings = replace(project.settings, backup_folder=str(tmp_path / "stick"))
    away = backing_up.back_up(project, Progress())
    assert away.path.parent == tmp_path / "stick"
    assert [one.path for one in backing_up.backups(project)] == [away.path, own.path]
    project.settings = replace(project.settings, backup_folder=str(tmp_path / "pulled out"))
    assert [one.path for one in backing_up.backups(project)] == [own.path]


def test_the_budget_is_in_megabytes(project: Project) -> None:
    """What a person sets in words is what is kept to in bytes."""
    assert backing_up.budget(project) is None
    project.settings = replace(project.settings, backup_megabytes=500)
    assert backing_up.budget(project) == 500_000_000


def test_putting_back_brings_the_records_of_then_and_keeps_those_of_now(
    project: Project, tmp_path: Path
) -> None:
    """What is there is backed up first: putting back the wrong one can be put right."""
    kept = save_sighting(project, species="SNL").record
    made = backing_up.back_up(project, Progress())
    later_one = save_sighting(project, species="WOL").record
    restored = backing_up.put_back(project, made.path, Progress())
    assert restored.records > 0
    assert not project.is_open
    again = _reopened(tmp_path)
    assert again.store.count(CardQuery(kinds=("sighting",))) == 2
    assert again.store.record(later_one) is None
    assert again.store.record(kept) is not None
    whys = [one.manifest.why for one in backing_up.backups(again) if one.manifest]
    assert "before-restore" in whys
    again.learn()
    saved = save(again, "sighting", sighting(again), ENGLISH)
    assert again.store.record(saved.record) is not None
    again.close()


def _reopened(folder: Path) -> Project:
    clock = SteppedClock()
    clock.at += timedelta(days=30)
    from camifield.entropy import SeededEntropy

    return open_project(
        folder / "project", world=World(clock, SeededEntropy(9)), settings_path=folder / "settings.json"
    )


def test_a_file_that_is_no_backup_changes_nothing(project: Project, tmp_path: Path) -> None:
    """A photo chosen by mistake is refused, and the project can be opened again as it was."""
    wrong = tmp_path / "photo.cfbackup"
    wrong.write_bytes(b"\xff\xd8\xff not a backup")
    with pytest.raises(Problem) as caught:
        backing_up.put_back(project, wrong, Progress())
    assert caught.value.code.startswith("backup-")
    again = _reopened(tmp_path)
    assert again.store.count(CardQuery(kinds=("sighting",))) == 1
    again.close()


def test_no_room_for_a_backup_is_told_and_leaves_nothing(project: Project) -> None:
    """The disk is full: no half backup stays to be trusted later, and the project goes on."""
    with no_file_over(2_000), pytest.raises(Problem) as caught:
        backing_up.back_up(project, Progress())
    assert caught.value.code in ("backup-has-no-room", "backup-not-written", "disk-failed")
    assert backing_up.backups(project) == []
    assert save_sighting(project).number == "M7-0002"


def test_stop_leaves_no_backup(project: Project) -> None:
    """A person who must go shuts the lid; nothing half-made is listed."""
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        backing_up.back_up(project, progress)
    assert backing_up.backups(project) == []


def test_before_an_import_a_backup_is_made_once(project: Project) -> None:
    """Nothing is lost by a large import, and nothing is copied twice when nothing changed in between."""
    made = backing_up.back_up_before(project, "import", Progress())
    assert made is not None
    assert made.manifest.why == "before-import"
    assert backing_up.back_up_before(project, "import", Progress()) is None
    later(project, minutes=1)
    save_sighting(project)
    assert backing_up.back_up_before(project, "import", Progress()) is not None
    later(project, minutes=1)
    project.drafts.keep(typed(3, "Тосор"))
    assert backing_up.back_up_before(project, "import", Progress()) is not None
    assert backing_up.back_up_before(project, "import", Progress()) is None


def test_nothing_is_backed_up_where_nothing_could_be_lost(tmp_path: Path) -> None:
    """A team that begins with a table waits for no copy of its empty project."""
    project = make_project(tmp_path)
    assert backing_up.back_up_before(project, "import", Progress()) is None
    project.close()
