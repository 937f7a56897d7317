"""The Map page over many points in software rendering at 1366x768: the first look, a frame of a pull, a frame of a zoom."""

from __future__ import annotations

import json
from typing import Any

from camifield.geo.packed import basemap_path
from tests.bench.children import OFFSCREEN, own_home, python, surroundings
from tests.bench.large import large
from tests.bench.measuring import Aim, Measured

CHILD = "tests.bench.map_child"
CLOCKS = ("on the clock", "the thread's own time")
FIRST, PAN, WORST, ZOOM, MEGABYTES = (Aim("most", number) for number in (300, 8, 16, 50, 8))


def mapping(runs: int, cards: int) -> list[Measured]:
    """Every run is a process of its own; the floor of a frame is putting one kept picture on the screen."""
    kept = large(cards)
    with own_home() as home:
        told: list[dict[str, Any]] = [
            json.loads(python(["-m", CHILD, str(kept.folder)], surroundings(home, OFFSCREEN)))
            for _ in range(runs)
        ]
    blits = [one for run in told for one in run["blit"]]
    found = [
        Measured("map first shown after its page is opened", [run["first"] for run in told], aim=FIRST),
        Measured(f"{cards:,} points on it, read beside the window", [run["points"] for run in told]),
    ]
    for name in told[0]["pan"]:
        frames = [one for run in told for one, _ in run["pan"][name]]
        found.append(Measured(f"{name}: a frame of a pull, {cards:,} points", frames, blits, aim=PAN))
        for place, clock in enumerate(CLOCKS):
            worst = [max(one[place] for one in run["pan"][name]) for run in told]
            found.append(Measured(f"{name}: the longest of them, {clock}", worst, aim=WORST))
    for name in told[0]["zoom"]:
        for place, clock in enumerate(CLOCKS):
            frames = [one[place] for run in told for one in run["zoom"][name]]
            found.append(Measured(f"{name}: a frame of a zoom, all drawn anew, {clock}", frames, aim=ZOOM))
    found.append(Measured("memory of the page and all on it", [run["memory"] for run in told], unit="MB"))
    size = basemap_path().stat().st_size / 1e6
    found.append(Measured("the basemap's file", [size], unit="MB", aim=MEGABYTES))
    return found
