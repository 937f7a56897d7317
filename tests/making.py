"""What tests of commands and pages stand on: a real project in a folder of its own, with people in it."""

from __future__ import annotations

from pathlib import Path

from camifield.clock import SteppedClock
from camifield.commands import people
from camifield.commands.saving import Saved, save
from camifield.entropy import SeededEntropy
from camifield.fields.values import Entry
from camifield.i18n.words import Words
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.settings import Settings

ENGLISH = Words("en")
# Two points of a walk, 43 N 77 E and a little on, the first with a time.
WALK = "1:eNpjaZjXNYt5wRxGloZJq+6xghm1//80NAiwNCxY/e9n0v/5QPJRQ0MDIwMAzdEWPg=="


def make_project(folder: Path, *, seed: int = 1, country: str | None = "KG") -> Project:
    """A new project with two people, opened for writing; the clock stands in March 2026."""
    world = World(SteppedClock(), SeededEntropy(seed))
    settings = Settings(laptop="M7", language="en", country=country)
    project = open_project(
        folder / "project", world=world, settings_path=folder / "settings.json", settings=settings
    )
    project.learn()
    people.add_person(project, "Aibek U.", ENGLISH)
    people.add_person(project, "Гулнара С.", ENGLISH)
    return project


def person(project: Project, name: str = "Aibek U.") -> str:
    """The hexadecimal id of somebody of the team."""
    return project.names.find("person", name)[0].hex()


def sighting(project: Project, **changes: Entry) -> dict[str, Entry]:
    """The entries of a plain sighting, some of them changed."""
    return {
        "event_date": "2026-03-12",
        "recorded_by": person(project),
        "verbatim_coordinates": "42.31860 76.90412",
        "locality": "Upper Kyzyl-Suu",
        "how_known": "saw",
        "species": "ARG",
        "certainty": "certain",
        "count": "12",
        "country_code": "KG",
        **changes,
    }


def conflict(project: Project, **changes: Entry) -> dict[str, Entry]:
    """The entries of a plain attack."""
    return {
        "event_date": "2026-03-11/2026-03-12",
        "recorded_by": person(project, "Гулнара С."),
        "village": "Сары-Булак",
        "conflict_type": ["depredation"],
        "species": "WOL",
        "losses": [{"animal": "sheep_ewe", "killed": "3"}, {"animal": "goat", "missing": "1"}],
        **changes,
    }


def save_sighting(project: Project, **changes: Entry) -> Saved:
    """Save a plain sighting through the real command."""
    return save(project, "sighting", sighting(project, **changes), ENGLISH)
