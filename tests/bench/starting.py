"""The first paint of the program, and its memory when it idles, against a bare window of QtWidgets."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench.children import CHECKOUT, OFFSCREEN, memory_mb, own_home, python, surroundings, x_screen
from tests.bench.large import large
from tests.bench.measuring import Aim, Measured, in_turn

BARE = str(Path(__file__).with_name("bare_window.py"))
IDLE_S = 5.0
SETTLED_S = 6.0  # by then the kinds are learned and the chart is drawn, also on a busy machine


def first_paint(runs: int, cards: int) -> list[Measured]:
    """Milliseconds from starting the process to the end of the first paint; offscreen, then on a virtual X screen."""
    found: list[Measured] = []
    with own_home() as home, x_screen() as screen:
        for name, platform in (("offscreen", OFFSCREEN), ("xcb", screen)):
            if platform is None:
                continue
            environment = surroundings(home, platform)
            empty, full = str(home / "project"), str(large(cards).folder)
            _painted(_ours(empty), environment)()  # makes the project and compiles the modules
            bare, on_empty, on_full = in_turn(
                runs,
                _painted([BARE], environment),
                _painted(_ours(empty), environment),
                _painted(_ours(full), environment),
            )
            aim = Aim("times", 1.5)
            found.append(Measured(f"first paint, empty project, {name}", on_empty, bare, aim=aim))
            found.append(Measured(f"first paint, {cards:,} records, {name}", on_full, bare, aim=aim))
    return found


def _ours(project: str) -> list[str]:
    return ["-m", "ui.main", "--quit-after-paint", "--project", project]


def _painted(arguments: Sequence[str], environment: Mapping[str, str]) -> Callable[[], float]:
    """Starts a process and answers the milliseconds until the moment of painting that it told."""

    def run() -> float:
        started = time.time()
        told = python(arguments, environment)
        moment = next(line.split()[1] for line in told.splitlines() if line.startswith("painted "))
        return (float(moment) - started) * 1000

    return run


def idle_memory(runs: int, cards: int) -> list[Measured]:
    """MB of resident memory after five idle seconds, the chart drawn, with a large project open."""
    with own_home() as home:
        environment = surroundings(home, OFFSCREEN)
        ours = ["-m", "ui.main", "--project", str(large(cards).folder)]
        bare, window = in_turn(runs, _resident([BARE, "--stay"], environment), _resident(ours, environment))
    return [Measured(f"idle memory, {cards:,} records, with the chart", window, bare, "MB", Aim("times", 2))]


def _resident(arguments: Sequence[str], environment: Mapping[str, str]) -> Callable[[], float]:
    def run() -> float:
        with subprocess.Popen(
            [sys.executable, *arguments], cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL
        ) as child:
            time.sleep(SETTLED_S + IDLE_S)
            try:
                return memory_mb(child.pid)
            finally:
                child.kill()

    return run
