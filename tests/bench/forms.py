"""A form ready for typing, from Ctrl+1 to the keyboard in its first question, against a page of plain editors."""

from __future__ import annotations

from pathlib import Path

from tests.bench.children import OFFSCREEN, own_home, python, surroundings
from tests.bench.large import make
from tests.bench.measuring import Aim, Measured

CHILD = "tests.bench.form_child"
AIM = Aim("times", 5)


def forms(runs: int) -> list[Measured]:
    """The first and the second time in a process; every run is a process of its own.

    The form makes the editors of the questions that apply and are in sight; the others follow when they are asked.
    So there are two floors: a page of as many plain editors as it makes, and one of as many as it has.
    """
    with own_home() as home:
        folder = home / "project"
        make(folder, 200)
        made, has = (int(number) for number in _numbers("ours", folder, home)[2:])
        ours: list[list[float]] = []
        few: list[list[float]] = []
        many: list[list[float]] = []
        for _ in range(runs):
            ours.append(_numbers("ours", folder, home))
            few.append(_numbers("plain", folder, home, str(made)))
            many.append(_numbers("plain", folder, home, str(has)))
    return [
        Measured(
            f"form ready for typing, the {name} time, against {count} plain editors",
            [run[place] for run in ours],
            [run[place] for run in floor],
            aim=AIM,
        )
        for place, name in enumerate(("first", "second"))
        for count, floor in ((made, few), (has, many))
    ]


def _numbers(which: str, folder: Path, home: Path, *more: str) -> list[float]:
    told = python(["-m", CHILD, which, str(folder), *more], surroundings(home, OFFSCREEN))
    return [float(number) for number in told.split()]
