"""Country, province, nearest place and clock of a position; the tables they come from; the shapes of the basemap."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median

import tzfpy

from camifield import resources
from camifield.geo.basemap import DETAILS, LAYERS, Basemap
from camifield.geo.ground import Ground, ground
from camifield.geo.whereabouts import Whereabouts, nearest, whereabouts
from tests.bench.measuring import Aim, Measured, in_turn

POSITIONS = 2_000
LOOKUP = Aim("most", 50)
READING = Aim("most", 100)


def positions_known(runs: int) -> list[Measured]:
    """A position asked for the first time, against the zone alone from a compiled library; nothing comes from the cache."""
    chance = random.Random(7)
    points = [(chance.uniform(30, 54), chance.uniform(48, 116)) for _ in range(POSITIONS)]
    table = ground()
    nearest(*points[0])
    whole, tract, near, zone = in_turn(
        runs,
        _each(points, _everything),
        _each(points, table.tract_at),
        _each(points, nearest),
        _each(points, lambda north, east: tzfpy.get_tz(east, north)),
    )
    sizes = [
        resources.path("geo", name).stat().st_size / 1e6
        for name in ("basemap.zip", "ground.zip", "provinces.csv")
    ]
    return [
        Measured(
            "one lookup of country, province, place and zone, against the zone alone",
            whole,
            zone,
            "us",
            LOOKUP,
        ),
        Measured("the same, which province of the map", tract, zone, "us"),
        Measured("the same, the nearest of 28,000 places", near, zone, "us"),
        Measured("the tables read, once in a process", _read(runs, Ground), (), "ms", READING),
        *(
            Measured(
                f"the shapes of the basemap at detail {detail}",
                _read(runs, _shapes(detail)),
                (),
                "ms",
                READING,
            )
            for detail in DETAILS
        ),
        Measured("basemap and tables on the disk", [sum(sizes)], (), "MB", Aim("most", 8)),
    ]


def _everything(latitude: float, longitude: float) -> object:
    here: Whereabouts = whereabouts.__wrapped__(latitude, longitude)
    return here.province, here.nearest, here.zone


def _each(points: list[tuple[float, float]], ask: Callable[[float, float], object]) -> Callable[[], float]:
    """Microseconds a position, median of pieces."""

    def work() -> float:
        took: list[float] = []
        for start in range(0, len(points), 100):
            begun = time.perf_counter()
            for latitude, longitude in points[start : start + 100]:
                ask(latitude, longitude)
            took.append((time.perf_counter() - begun) * 1e4)
        return median(took)

    return work


def _shapes(detail: int) -> Callable[[], object]:
    return lambda: [Basemap().shapes(layer, detail) for layer in LAYERS]


def _read(runs: int, read: Callable[[], object]) -> list[float]:
    """Milliseconds of each reading."""
    took: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        read()
        took.append((time.perf_counter() - begun) * 1e3)
    return took
