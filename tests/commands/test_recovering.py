"""Every laptop is lost: the paper and a stick bring the team's project back, with what was closed as well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands.keeping_keys import make_paper
from camifield.commands.meeting import Choice, file_way, folder_way, look, meet
from camifield.commands.recovering import recover
from camifield.commands.saving import save
from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.project.project import Project, World
from camifield.project.team_paper import Paper
from camifield.security.paper import Secret, write_rows
from camifield.settings import Settings
from tests.making import ENGLISH, conflict, sighting
from tests.teams import another_laptop, first_laptop


def lost_team(folder: Path, place: Path) -> tuple[Paper, int]:
    """Two laptops that met over a place and are gone; the paper, and how many records there were."""
    one = first_laptop(folder / "one", name="Aibek U.")
    two = another_laptop(one, folder / "two", code="M3", name="Гулнара С.")
    paper, _ = make_paper(one.project)
    save(one.project, "sighting", sighting(one.project), ENGLISH)
    save(one.project, "conflict", conflict(one.project, owner_name="Бакыт"), ENGLISH)
    save(two.project, "sighting", sighting(two.project, count="5"), ENGLISH)
    laptops = (two, one) if place.is_dir() else (one,)
    for laptop in laptops:
        way = folder_way(laptop.project, place) if place.is_dir() else file_way(laptop.project, place)
        choice = Choice(take=place.is_dir())
        assert (
            meet(laptop.project, way, look(laptop.project, way, Progress()), Progress(), choice).problem
            is None
        )
    count = one.project.store.count()
    one.close()
    two.close()
    return paper, count


def recovered(folder: Path, place: Path, paper: Paper) -> Project:
    """The project as the agency gets it back on a new laptop."""
    found = recover(
        folder / "new",
        place,
        "\n".join(paper.root),
        "\n".join(paper.recovery),
        "Officer",
        ENGLISH,
        Progress(),
        world=World(SteppedClock(), SeededEntropy(77)),
        settings_path=folder / "settings.json",
        settings=Settings(laptop="HQ", language="en", country="KG"),
    )
    # what a laptop left before it heard of the paper is closed to it; another laptop has left the same since
    assert {problem.code for problem in found.taken.problems} <= {"bundle-not-for-us", "bundle-closed-to-us"}
    return found.project


@pytest.mark.parametrize("is_stick", [True, False])
def test_paper_and_stick_bring_everything_back(tmp_path: Path, *, is_stick: bool) -> None:
    """All records, names too; and the new coordinator can write, let others in, and nothing waits in quarantine."""
    place = tmp_path / ("stick" if is_stick else "team.cfb")
    if is_stick:
        place.mkdir()
    paper, count = lost_team(tmp_path, place)
    project = recovered(tmp_path, place, paper)
    assert project.store.count() == count + 1  # and the officer
    [attack] = project.store.records_of_kind("conflict")
    assert attack.values["owner_name"] == "Бакыт"
    assert not project.store.quarantined()
    assert project.identity.roster.role_of(project.identity.founder) == "coordinator"
    assert project.identity.admin_key() is not None
    who = project.identity.founder.hex()
    save(project, "sighting", {**sighting(project), "recorded_by": who}, ENGLISH)
    assert project.store.count() == count + 2
    project.close()


def test_another_teams_paper_opens_nothing(tmp_path: Path) -> None:
    """The wrong paper is told, and no half project is left behind to stumble over."""
    place = tmp_path / "stick"
    place.mkdir()
    paper, _ = lost_team(tmp_path / "a", place)
    wrong = replace(paper, root=write_rows(b"7" * 32, Secret.ROOT))
    with pytest.raises(Problem, match="nothing-to-recover"):
        recovered(tmp_path, place, wrong)
    recovered(tmp_path, place, paper).close()
    with pytest.raises(Problem, match="project-is-there"):
        recovered(tmp_path, place, paper)
