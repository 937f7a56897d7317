"""Laptops and bundles of every version that was ever released are opened by this one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands.meeting import Choice, file_way, look, meet
from camifield.entropy import SeededEntropy
from camifield.progress import Progress
from camifield.project.opening import open_project
from camifield.project.project import World
from camifield.settings import Settings
from camifield.store.query import CardQuery
from camifield.sync.cover import VERSION
from tests.sync.make_fixture import BUNDLE, CONFLICTS, FIXTURES, SIGHTINGS


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("version-*.zip")), ids=lambda path: path.stem)
def test_an_old_laptop_takes_in_an_old_bundle(path: Path, tmp_path: Path) -> None:
    """The store is brought up to date, the keys still open what was closed to them, and every record arrives."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    project = open_project(
        tmp_path / "project",
        world=World(SteppedClock(), SeededEntropy(3)),
        settings_path=tmp_path / "settings.json",
        settings=Settings(laptop="M3", language="en", country="KG"),
    )
    project.learn()
    way = file_way(project, tmp_path / BUNDLE)
    seen = look(project, way, Progress())
    assert seen.coming is not None
    assert seen.problems == ()
    met = meet(project, way, seen, Progress(), Choice(give=False))
    assert met.problem is None
    assert project.store.count(CardQuery(kinds=("sighting",))) == SIGHTINGS
    assert project.store.count(CardQuery(kinds=("conflict",))) == CONFLICTS
    [attack] = project.store.records_of_kind("conflict")
    assert (attack.values["owner_name"], attack.values["owner_phone"]) == ("Бакыт", "+996 555 010203")
    assert not project.store.quarantined()
    project.close()


def test_this_version_has_its_fixture() -> None:
    """A change of the format without a fixture would leave its files untried for ever."""
    assert (FIXTURES / f"version-{VERSION}.zip").is_file()
