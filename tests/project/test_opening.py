"""Opening a project folder: made without a question, found again as it was, told plainly when it cannot be."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands import backing_up
from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.project.opening import SAMPLE_MARK, open_project
from camifield.project.project import Project, World
from camifield.settings import Settings
from tests.making import make_project, save_sighting


def opened(folder: Path, *, seed: int = 7, for_reading: bool = False) -> Project:
    """Open the project in a folder."""
    world = World(SteppedClock(), SeededEntropy(seed))
    return open_project(
        folder, world=world, settings_path=folder.parent / "settings.json", for_reading=for_reading
    )


def test_a_new_folder_becomes_a_project_of_one(tmp_path: Path) -> None:
    """No question, no wizard: an id, a founder with keys, and settings with a code of this laptop's own."""
    project = opened(tmp_path / "Мой проект" / "deep")
    assert project.store.project is not None
    assert project.typist == project.identity.founder
    assert len(project.settings.laptop) == 2
    assert not project.is_sample
    project.close()


def test_it_is_found_again_as_it_was(tmp_path: Path) -> None:
    """The same id, the same founder, the same records; nothing is written by opening."""
    project = make_project(tmp_path)
    record = save_sighting(project).record
    facts = (project.store.project, project.identity.founder, project.store.last_commit())
    project.close()
    again = opened(tmp_path / "project")
    assert (again.store.project, again.identity.founder, again.store.last_commit()) == facts
    again.learn()
    assert again.stored(record).values["species"] == "ARG"
    again.close()


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    """The window and the program's end both close it."""
    project = make_project(tmp_path)
    project.close()
    project.close()
    opened(tmp_path / "project").close()


def test_a_second_opening_to_write_is_refused_and_reading_is_not(tmp_path: Path) -> None:
    """One process writes. The other is told, and may look."""
    project = make_project(tmp_path)
    save_sighting(project)
    with pytest.raises(Problem, match="store-is-open-elsewhere"):
        opened(tmp_path / "project")
    reader = opened(tmp_path / "project", for_reading=True)
    assert reader.store.count() == 3
    with pytest.raises(Problem):
        save_sighting(reader)
    reader.close()
    assert save_sighting(project).number == "M7-0002"
    project.close()


def test_reading_makes_no_folder(tmp_path: Path) -> None:
    """A mistyped path is not a new project."""
    with pytest.raises(Problem, match="store-is-missing"):
        opened(tmp_path / "typo", for_reading=True)
    assert not (tmp_path / "typo").exists()


def test_a_refused_store_gives_the_lock_back(tmp_path: Path) -> None:
    """Another program's file in the place of ours: told, untouched, and the folder can be used when it is gone."""
    folder = tmp_path / "project"
    folder.mkdir()
    alien = folder / "store.sqlite"
    with sqlite3.connect(alien) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    before = alien.read_bytes()
    with pytest.raises(Problem, match="store-is-not-ours"):
        opened(folder)
    assert alien.read_bytes() == before
    alien.unlink()
    opened(folder).close()


def test_missing_keys_let_read_and_not_sign(tmp_path: Path) -> None:
    """A folder copied without its keys can be looked at; a save says what is missing."""
    project = make_project(tmp_path)
    save_sighting(project)
    project.close()
    (tmp_path / "project" / "keys").unlink()
    again = opened(tmp_path / "project")
    assert again.store.count() == 3
    with pytest.raises(Problem, match="keys-are-missing"):
        save_sighting(again, recorded_by="01" * 16)
    again.close()


def test_a_damaged_keyring_is_told(tmp_path: Path) -> None:
    """Half a file of keys is not silently replaced by new ones."""
    project = make_project(tmp_path)
    project.close()
    keys = tmp_path / "project" / "keys"
    whole = keys.read_bytes()
    keys.write_bytes(whole[: len(whole) // 2])
    again = opened(tmp_path / "project")
    with pytest.raises(Problem, match="keyring-damaged"):
        save_sighting(again, recorded_by="01" * 16)
    again.close()
    assert keys.read_bytes() == whole[: len(whole) // 2]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a POSIX thing")
def test_the_keys_are_nobody_elses(tmp_path: Path) -> None:
    """On a shared machine another user cannot read them."""
    make_project(tmp_path).close()
    assert (tmp_path / "project" / "keys").stat().st_mode & 0o077 == 0


def test_a_copy_put_in_the_place_of_a_newer_store_goes_on_with_new_feeds(tmp_path: Path) -> None:
    """Somebody copied last week's file back by hand: numbers that were used since are never used twice."""
    project = make_project(tmp_path)
    save_sighting(project)
    project.close()
    old = tmp_path / "old.sqlite"
    shutil.copy(tmp_path / "project" / "store.sqlite", old)
    again = opened(tmp_path / "project", seed=8)
    again.learn()
    save_sighting(again)
    device = again.identity.read_keys()
    again.close()
    for path in (tmp_path / "project").glob("store.sqlite*"):
        path.unlink()
    shutil.copy(old, tmp_path / "project" / "store.sqlite")
    restored = opened(tmp_path / "project", seed=9)
    assert device is not None
    incarnations = restored.identity.roster.devices[device.devices[0].device].incarnations
    assert len(incarnations) == 2
    restored.learn()
    save_sighting(restored)
    assert restored.store.count() == 4
    restored.close()


def test_a_restore_that_was_interrupted_is_finished_on_opening(tmp_path: Path) -> None:
    """The backup is in the place of the present when the window opens again, and is not put back a second time."""
    project = make_project(tmp_path)
    save_sighting(project)
    made = backing_up.back_up(project, Progress())
    save_sighting(project)
    backing_up.put_back(project, made.path, Progress())
    again = opened(tmp_path / "project", seed=11)
    assert again.store.count() == 3
    again.learn()
    save_sighting(again)
    again.close()
    once_more = opened(tmp_path / "project", seed=12)
    assert once_more.store.count() == 4
    once_more.close()


def test_the_sample_is_known_by_its_mark(tmp_path: Path) -> None:
    """Opened by its path, from a shortcut or a terminal, it still says that it is not real."""
    make_project(tmp_path).close()
    (tmp_path / "project" / SAMPLE_MARK).write_bytes(b"")
    again = opened(tmp_path / "project")
    assert again.is_sample
    again.close()


def test_opening_needs_neither_kinds_nor_signing() -> None:
    """The first page is painted from what this gives: what is heavy is loaded when somebody saves."""
    code = (
        "import sys; import camifield.project.opening as o; "
        "print(sorted(m for m in sys.modules if m.partition('.')[0] in ('sqlmodel', 'sqlalchemy', 'nacl', 'openpyxl', 'babel', 'PIL', 'numpy')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_settings_that_are_handed_in_are_used_as_they_are(tmp_path: Path) -> None:
    """The sample is opened with the laptop's language and a code of its own."""
    settings = Settings(laptop="S1", language="mn")
    project = open_project(tmp_path / "project", settings_path=tmp_path / "own.json", settings=settings)
    assert project.settings is settings
    assert not (tmp_path / "own.json").exists()
    project.close()
