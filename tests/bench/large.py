"""Projects with many records, made once through the real append path and kept in the temporary folder for the next run."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from camifield.commands import people
from camifield.commands.many import save_many
from camifield.kinds.catalogue import kinds
from camifield.project.opening import open_project
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.settings import Settings
from camifield.store.layout import FOLDING, LAYOUT
from camifield.store.typed_tables import all_tables
from tests.bench import records
from tests.bench.records import ENGLISH, Maker

PEOPLE = ("Aibek U.", "Гулнара С.", "Тимур К.")
MADE = "made.json"


class Large(NamedTuple):
    """A kept project: its folder, how many records it has, and how many seconds making it took when it was made."""

    folder: Path
    records: int
    seconds: float


def kept_folder() -> Path:
    """Where such projects are kept between runs; nothing else is there, and it can be thrown away at any time."""
    return Path(tempfile.gettempdir()) / "camifield-bench"


def key() -> str:
    """Changes when the tables, the folding or the made-up records do: an older project is then made anew."""
    shape = [str(LAYOUT), str(FOLDING), *(table.statement() for table in all_tables(kinds()))]
    shape.append(Path(records.__file__).read_text("utf-8"))
    return hashlib.sha256("\n".join(shape).encode()).hexdigest()[:12]


def large(count: int) -> Large:
    """The project of that many sightings; made now (minutes for a million) when it is not there."""
    folder = kept_folder() / f"{count}-{key()}"
    if not (folder / MADE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        for older in kept_folder().glob(f"{count}-*"):
            shutil.rmtree(older)
        folder.mkdir(parents=True)
        (folder / MADE).write_text(json.dumps({"seconds": make(folder / "project", count)}))
    seconds: float = json.loads((folder / MADE).read_text())["seconds"]
    return Large(folder / "project", count, seconds)


def make(folder: Path, count: int) -> float:
    """Found a project and append the records as imports are: signed, folded, indexed, 500 a transaction. Seconds."""
    project = opened(folder)
    try:
        for name in PEOPLE:
            people.add_person(project, name, ENGLISH)
        maker = Maker(project, count)
        started = time.perf_counter()
        save_many(project, maker.saves(), Action.IMPORT)
        return time.perf_counter() - started
    finally:
        project.close()


def opened(folder: Path) -> Project:
    """The project of a folder with the kinds learned, under the settings that every measurement has."""
    project = open_project(
        folder,
        settings_path=folder.parent / "settings.json",
        settings=Settings(laptop="M7", language="en", country="KG"),
    )
    project.learn()
    return project
