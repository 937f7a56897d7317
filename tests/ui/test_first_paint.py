"""The first page is painted from Qt and sqlite3 alone: whatever is heavier is imported afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from camifield.commands import drafting, people
from camifield.commands.saving import save
from camifield.project.project import Project
from tests.making import ENGLISH, make_project, sighting

CHECKOUT = Path(__file__).resolve().parents[2]
HEAVY = {"sqlalchemy", "sqlmodel", "pydantic", "numpy", "pyqtgraph", "openpyxl", "PIL", "babel", "lxml"}
NOT_YET = {"nacl", "cbor2", "zstandard", "python_calamine", "PySide6.QtNetwork", "camifield.kinds.catalogue"}

# Runs the real entry, and tells what is imported at the moment at which it would tell of the first paint.
CHILD = """
import sys
import ui.main
ui.main.tell_moment = lambda: sys.stdout.write("painted " + " ".join(sorted(sys.modules)) + "\\n")
sys.exit(ui.main.main(["--quit-after-paint", "--project", sys.argv[1]]))
"""


def imported_at_first_paint(folder: Path) -> set[str]:
    """The modules of a real start on that project, up to its first paint."""
    command = [sys.executable, "-c", CHILD, str(folder)]
    done = subprocess.run(
        command, cwd=CHECKOUT, env={**os.environ}, capture_output=True, text=True, check=True, timeout=60
    )
    told = next(line for line in done.stdout.splitlines() if line.startswith("painted "))
    return set(told.split()[1:])


def filled(folder: Path) -> Path:
    """A project with everything that Today can show: people, an own animal, records saved today and a draft."""
    project = make_project(folder)
    save(project, "own_species", {"name": "Горный козёл местный"}, ENGLISH)
    for species in ("ARG", "WOL"):
        save(
            project, "sighting", sighting(project, species=species, event_date=str(project.today())), ENGLISH
        )
    people.set_typist(project, project.names.find("person", "Aibek U.")[0])
    keep_draft(project)
    project.close()
    return folder / "project"


def keep_draft(project: Project) -> None:
    """An unfinished sighting of a wolf with a date and a place."""
    entries = {"species": "WOL", "locality": "Upper Kyzyl-Suu", "event_date": "12.3.2026"}
    drafting.keep(project, drafting.draft_of(project, "sighting", b"d" * 16, entries, ()))


def test_a_new_project_is_painted_without_what_is_heavy(tmp_path: Path) -> None:
    """The very first start, which founds the project, imports no database layer, no arrays and no charts."""
    modules = imported_at_first_paint(tmp_path / "project")
    assert not HEAVY & modules


def test_a_known_project_is_painted_from_qt_and_sqlite_alone(tmp_path: Path) -> None:
    """Records, drafts and people on the page need neither the kinds, nor the keys, nor the network part of Qt."""
    modules = imported_at_first_paint(filled(tmp_path))
    assert not (HEAVY | NOT_YET) & modules
