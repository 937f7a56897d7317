"""A form ready for typing, from Ctrl+1 to the keyboard in its first question, against a page of plain editors."""

from __future__ import annotations

from pathlib import Path

from tests.bench.children import OFFSCREEN, own_home, python, surroundings
from tests.bench.large import make
from tests.bench.measuring import Aim, Measured

CHILD = "tests.bench.form_child"
AIM = Aim("times", 5)


def forms(runs: int) -> list[Measured]:
    """The first and the second time in a process; every run is a process of its own."""
    with own_home() as home:
        folder = home / "project"
        make(folder, 200)
        ours: list[list[float]] = []
        plain: list[list[float]] = []
        for _ in range(runs):
            ours.append(_numbers("ours", folder, home))
            plain.append(_numbers("plain", folder, home, str(int(ours[-1][2]))))
    editors = int(ours[0][2])
    return [
        Measured(
            f"form of {editors} editors ready for typing, the {name} time",
            [run[place] for run in ours],
            [run[place] for run in plain],
            aim=AIM,
        )
        for place, name in enumerate(("first", "second"))
    ]


def _numbers(which: str, folder: Path, home: Path, *more: str) -> list[float]:
    told = python(["-m", CHILD, which, str(folder), *more], surroundings(home, OFFSCREEN))
    return [float(number) for number in told.split()]
