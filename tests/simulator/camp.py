"""Teams ready to be copied: made once a process by the real commands, because every seed begins with one."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from camifield.commands import people
from camifield.commands.inviting import admit, invite
from camifield.commands.joining import ask, join
from camifield.commands.meeting import folder_way, look, meet
from camifield.progress import Progress
from camifield.project.admitting import read_incoming
from camifield.project.asking import read_reply
from tests.making import ENGLISH
from tests.simulator.deeds import record_something
from tests.simulator.laptop import NOT_COPIED, Laptop
from tests.simulator.script import Step

ROLES = ("coordinator", "ranger", "reviewer", "monitor", "ranger", "monitor", "coordinator", "ranger")
NAMES = (
    "Aibek U.", "Gulnara S.", "Bat E.", "Tuya D.", "Rustam K.", "Zara M.", "Nurlan O.", "Saule A.",
)  # fmt: skip
RECORDS = 3
LONERS = ("Dordji B.", "Ivan P.")
SHARED_MEMORY = Path("/dev/shm")


def fast_folder() -> Path:
    """Where files cost least: in memory, where the system has such a place."""
    return SHARED_MEMORY if SHARED_MEMORY.is_dir() else Path(gettempdir())


@cache
def _shelf() -> Path:
    import atexit

    made = Path(mkdtemp(prefix="camifield-team-", dir=fast_folder()))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def team(laptops: int) -> Path:
    """A team of so many laptops that have all met, with the older version: one folder each, `0` the coordinator's."""
    root = _shelf() / f"team-{laptops}"
    first = _alone(root / "0", NAMES[0], 0)
    made = [first]
    for number in range(1, laptops):
        newcomer = _alone(root / str(number), NAMES[number], number)
        files = [root / f"{number}-{what}.cfb" for what in ("invitation", "request", "answer")]
        invite(first.project, ROLES[number], files[0])
        ask(newcomer.project, files[1], invitation=files[0])
        admit(first.project, read_incoming(first.project, files[1]), files[2])
        join(newcomer.project, read_reply(newcomer.project, files[2]))
        made.append(newcomer)
    for what in range(RECORDS):
        record_something(made[what % len(made)], Step("save", 0, what, what))
    stick = root / "stick"
    stick.mkdir()
    for _ in range(2):
        for one in made:
            way = folder_way(one.project, stick)
            meet(one.project, way, look(one.project, way, Progress()), Progress())
    for one in made:
        one.stop()
    return root


@cache
def member(laptops: int, number: int, *, is_older: bool) -> Path:
    """The folder of one laptop of such a team: as the older version left it, or upgraded since."""
    older = team(laptops) / str(number)
    return older if is_older else _upgraded(older)


@cache
def loner(number: int) -> Path:
    """The folder of a laptop on which somebody works alone."""
    root = _shelf() / f"loner-{number}"
    _alone(root, LONERS[number], 50 + number).stop()
    return _upgraded(root)


def _upgraded(older: Path) -> Path:
    root = older.with_name(f"{older.name}-newer")
    shutil.copytree(older, root, ignore=NOT_COPIED)
    laptop = Laptop("T", root, 8_000)
    laptop.start()
    laptop.stop()
    return root


def _alone(root: Path, name: str, number: int) -> Laptop:
    laptop = Laptop(f"T{number}", root, 7_000 + number, is_older=True)
    laptop.root.mkdir(parents=True)
    laptop.start()
    people.add_person(laptop.project, name, ENGLISH)
    return laptop
