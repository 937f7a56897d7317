"""Two laptops of one team that meet over a folder: what the tests of meetings in words and in the window stand on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from camifield.commands.deleting import delete
from camifield.commands.meeting import Choice, Met, folder_way, look, meet
from camifield.progress import Progress
from camifield.project.project import Project
from tests import differing, teams
from tests.teams import Laptop, another_laptop, first_laptop

EVERYTHING = Choice()


class Camp(NamedTuple):
    """A coordinator's laptop M7 and a ranger's M3, a stick, and the records by what will happen to them."""

    here: Laptop
    camp: Laptop
    stick: Path
    records: dict[str, bytes]

    def close(self) -> None:
        self.here.close()
        self.camp.close()


def camp_with_news(folder: Path) -> Camp:
    """Both held the same; then each wrote on, and the camp laid its news on the stick."""
    here = first_laptop(folder / "here", name="Gulnara S.")
    camp = another_laptop(here, folder / "camp", code="M3", name="Bolat K.")
    stick = folder / "STICK"
    stick.mkdir()
    records = {
        "changed": differing.sighting(camp, event_date="2026-02-01"),
        "contested": differing.sighting(camp, event_date="2026-02-02"),
        "deleted": differing.sighting(camp, event_date="2026-02-03"),
        "kept": differing.sighting(camp, event_date="2026-02-04"),
    }
    teams.meet(here, camp)
    for laptop in (here, camp):
        laptop.wait(5)
    for day in range(1, 4):
        differing.sighting(camp, event_date=f"2026-03-0{day}")
    differing.attack(camp)
    differing.edit(camp, records["changed"], count="15")
    differing.edit(camp, records["contested"], count="14")
    differing.edit(here, records["contested"], count="13")
    delete(camp.project, [records["deleted"]], "typed twice")
    differing.sighting(here, event_date="2026-03-05")
    come_by(camp.project, stick)
    return Camp(here, camp, stick, records)


def come_by(project: Project, folder: Path, choice: Choice = EVERYTHING) -> Met:
    """One laptop comes by the folder: takes in, hands over, and leaves."""
    way = folder_way(project, folder)
    return meet(project, way, look(project, way, Progress()), Progress(), choice)
