"""The packed tables of tracts: every edge of the region and every cell's side agree, and damage is told."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from camifield import resources
from camifield.errors import Problem
from camifield.geo.ground import CELL_DEGREES, FIRST_EAST, FIRST_NORTH, SEA, Ground, ground


def test_the_answer_does_not_jump_at_the_sides_of_cells() -> None:
    """A step of a metre across a cell's side changes the tract only where a border runs within some metres."""
    table, chance = ground(), random.Random(1)
    jumps = 0
    for _ in range(3000):
        east = FIRST_EAST + CELL_DEGREES * chance.randrange(104, 400)
        north = chance.uniform(28, 56)
        jumps += table.tract_at(north, east - 5e-6) != table.tract_at(north, east + 5e-6)
        north = FIRST_NORTH + CELL_DEGREES * chance.randrange(92, 200)
        east = chance.uniform(46, 118)
        jumps += table.tract_at(north - 5e-6, east) != table.tract_at(north + 5e-6, east)
    assert jumps <= 2


def test_the_sides_of_a_border_are_its_countries() -> None:
    """What is told to lie on both sides of a border near by: Korday and Chuy, Isfara and Batken, the Panj."""
    table = ground()
    for latitude, longitude, countries in (
        (43.0, 74.7, {"KZ", "KG"}),
        (39.9, 70.6, {"KG", "TJ"}),
        (36.7, 71.6, {"AF", "TJ"}),
    ):
        found = table.near(latitude, longitude)
        assert [one.distance_m for one in found] == sorted(one.distance_m for one in found)
        assert {state for side in found[0].sides for state in table.tracts[side].states} == countries
    assert table.near(45.0, 90.0) == []


def test_beyond_the_region_there_is_no_answer() -> None:
    """None, not the sea, outside; the sea inside; land up to the very edge in the east."""
    table = ground()
    assert table.tract_at(48.85, 2.35) is None
    assert table.tract_at(4.9, 80) is None
    assert table.tract_at(75.1, 100) is None
    assert table.tract_at(10, 70) == SEA
    number = table.tract_at(66.6, 149.9999)
    assert number is not None
    assert table.tracts[number].country == "RU"


def test_a_damaged_table_is_a_problem(tmp_path: Path) -> None:
    """A file that is missing, or whose columns do not fit together, is named; no position gets a wrong country."""
    with pytest.raises(Problem, match="basemap-damaged"):
        Ground(tmp_path / "ground.zip")
    whole = resources.path("geo", "ground.zip")
    for member in ("lines", "cells", "near", "provinces.json"):
        broken = tmp_path / f"{member}.zip"
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as copy:
            for one in source.namelist():
                held = source.read(one)
                copy.writestr(one, held[: len(held) // 2] if one == member else held)
        with pytest.raises(Problem, match="basemap-damaged"):
            Ground(broken)
