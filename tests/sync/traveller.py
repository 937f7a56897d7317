"""A process that meets other laptops until it is killed: `python -m tests.sync.traveller`, driven by `tests.sync.kills`.

For each line "go DOING ROOT" on its input a child opens the project of that folder, does it, and says on its output
what was acknowledged: `saved <record>`. Where the system cannot fork, the process itself does it, once.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from camifield.commands.joining import join
from camifield.commands.meeting import (
    FILE,
    Choice,
    Met,
    bring_back,
    file_way,
    finish_half_done,
    folder_way,
    meet,
    undo_meeting,
)
from camifield.commands.saving import save
from camifield.fields.values import Entry
from camifield.progress import Progress
from camifield.project.asking import read_reply
from camifield.project.opening import open_project
from camifield.project.project import Project
from camifield.settings import Settings
from camifield.store import meetings
from tests.making import ENGLISH

LITTLE_PIECE = 15  # so that there are many transactions between which to die


def opened(root: Path) -> Project:
    """The project of a cycle's folder."""
    settings = Settings(laptop="K1", language="en", country="KG")
    project = open_project(
        root / "project", settings_path=root / "settings.json", settings=settings, wait_s=10.0
    )
    project.learn()
    return project


def say(*words: object) -> None:
    """Tell the parent, in one write that a kill cannot cut."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def save_one(project: Project) -> None:
    """A save of one's own, told when it is durable."""
    say("saved", save(project, "conflict", an_attack(project), ENGLISH).record.hex())


def an_attack(project: Project) -> dict[str, Entry]:
    """A record of both streams, by whoever the laptop belongs to."""
    return {
        "event_date": "2026-03-11",
        "recorded_by": project.identity.founder.hex(),
        "village": "Sary-Bulak",
        "conflict_type": ["depredation"],
        "species": "WOL",
        "losses": [{"animal": "sheep_ewe", "killed": "3"}],
        "owner_name": "Asan",
    }


def import_file(project: Project, root: Path) -> Iterator[None]:
    """Take in what another laptop wrote."""
    way = file_way(project, root / "from-another.cfb")
    must_be_good(meet(project, way, None, Progress(), Choice(give=False)))
    yield


def export_file(project: Project, root: Path) -> Iterator[None]:
    """Write a file for others."""
    for number in count():
        way = file_way(project, root / f"to-others-{number}.cfb")
        must_be_good(meet(project, way, None, Progress(), Choice(take=False)))
        yield


def come_by(project: Project, root: Path) -> Iterator[None]:
    """A folder on which another laptop left something."""
    for _ in range(3):
        way = folder_way(project, root / "stick")
        must_be_good(meet(project, way, None, Progress()))
        yield


def undo_and_bring_back(project: Project, root: Path) -> Iterator[None]:
    """A meeting is set aside and brought back, over and over."""
    del root
    [meeting] = [one for one in project.store.meetings() if one.road == FILE]
    while True:
        undo_meeting(project, meeting.id, Progress())
        yield
        bring_back(project, meeting.id, Progress())
        yield


def come_in(project: Project, root: Path) -> Iterator[None]:
    """The answer of a team is read, and the laptop turns to it."""
    join(project, read_reply(project, root / "answer.cfb"))
    yield


def must_be_good(met: Met) -> Met:
    """Raises what ended a meeting early."""
    if met.problem is not None:
        raise met.problem
    return met


DOINGS: dict[str, Callable[[Project, Path], Iterator[None]]] = {
    "import": import_file,
    "export": export_file,
    "folder": come_by,
    "undo": undo_and_bring_back,
    "join": come_in,
}


def travel(doing: str, root: Path) -> None:
    """Do it, saving something of one's own before and after every time; then wait for the end."""
    meetings.PIECE = LITTLE_PIECE
    project = opened(root)
    finish_half_done(project, Progress())
    say("begin")
    save_one(project)
    for _ in DOINGS[doing](project, root):
        save_one(project)
        say("once")
    say("all")
    time.sleep(60)


if __name__ == "__main__":
    say("ready")
    for line in sys.stdin:
        _, asked, place = line.split(maxsplit=2)
        if not hasattr(os, "fork"):
            travel(asked, Path(place.strip()))
            break
        child = os.fork()
        if child == 0:
            travel(asked, Path(place.strip()))
            os._exit(0)
        say("child", child)
        os.waitpid(child, 0)
        say("dead")
