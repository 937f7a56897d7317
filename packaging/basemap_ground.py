"""Makes the tables of `resources/geo/ground.zip`: which country and province a position lies in.

`camifield/geo/ground.py` reads them, and says how they are walked.
"""

from __future__ import annotations

import json
import math
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from basemap_borders import CLAIMED_PROVINCES, Disputed, Segment, Sides, chains, country_of
from basemap_ingredients import Province
from basemap_shapes import EAST, NORTH, SOUTH, WEST, Points
from camifield.geo.ground import (
    CELL,
    CELLS_EAST,
    CELLS_NORTH,
    FIRST_EAST,
    FIRST_NORTH,
    NEAR_M,
    SCALE,
    SEA,
)

METRES_PER_DEGREE = 111_194.9
CORNER_EAST, CORNER_NORTH = FIRST_EAST * SCALE, FIRST_NORTH * SCALE
Column = Sequence[int]
# What GeoNames still has in the old province: Tabas went from Yazd to South Khorasan in 2013.
MOVED = {113659: "41"}


class Line(NamedTuple):
    """A run of border or shore between the same two sides: whole numbers of 1e-5 degrees, tracts left and right."""

    points: list[tuple[int, int]]
    left: int
    right: int


def ground_tables(
    provinces: Sequence[Province], sides: Mapping[Segment, Sides], grounds: Sequence[Disputed]
) -> dict[str, bytes]:
    """All members but the seats."""
    numbers = _numbered(provinces)
    told = _tracts(provinces, numbers)
    lines = _lines(sides, numbers)
    pieces = [piece for line in lines for piece in _pieces(line)]  # indexes match the points of all lines
    return {
        "provinces.json": _json(told),
        "claims.json": _json([[one.claimants, np.round(one.ring, 5).tolist()] for one in grounds]),
        "lines": _columns(
            [len(line.points) for line in lines],
            [line.left for line in lines],
            [line.right for line in lines],
            [x for line in lines for x, _ in line.points],
            [y for line in lines for _, y in line.points],
        ),
        "cells": _cells(pieces),
        "near": _near(pieces, [""] + [country for country, _, _ in told]),
    }


def seats(cities: Sequence[Mapping[str, Any]], levels: Mapping[str, set[str]]) -> bytes:
    """Places of the countries whose provinces were cut up since: degrees north and east, country, GeoNames' first level."""
    rows = [
        [round(city["latitude"], 4), round(city["longitude"], 4), city["countrycode"], level]
        for city in cities
        if (level := MOVED.get(city["geonameid"], city["admin1code"])) in levels.get(city["countrycode"], ())
    ]
    return _json(rows)


class _Piece(NamedTuple):
    """One piece of line: its two ends, its tracts; a piece without length ends each line."""

    x1: int
    y1: int
    x2: int
    y2: int
    left: int
    right: int


def _numbered(provinces: Sequence[Province]) -> dict[int, int]:
    """Index of a province -> number of its tract, for those in the region; numbers begin with 1."""
    found: dict[int, int] = {}
    for index, province in enumerate(provinces):
        rings = [ring.points for ring in province.rings]
        if any(
            (ring[:, 0] >= WEST).any()
            and (ring[:, 0] <= EAST).any()
            and ring[:, 0].max() >= WEST
            and ring[:, 0].min() <= EAST
            and ring[:, 1].max() >= SOUTH
            and ring[:, 1].min() <= NORTH
            for ring in rings
        ):
            found[index] = len(found) + 1
    return found


def _tracts(provinces: Sequence[Province], numbers: Mapping[int, int]) -> list[tuple[str, str, str]]:
    """Country, name and claimants of every tract; where two provinces have one name, GeoNames' follows in parentheses."""
    often = Counter((one.iso2, one.name) for one in provinces)
    found: list[tuple[str, str, str]] = []
    for index in numbers:
        one = provinces[index]
        claimants = CLAIMED_PROVINCES.get((one.holder, one.name), "")
        name = f"{one.name} ({one.geonames})" if often[one.iso2, one.name] > 1 else one.name
        found.append(("" if claimants else country_of(one), name, claimants))
    return found


def _lines(sides: Mapping[Segment, Sides], numbers: Mapping[int, int]) -> list[Line]:
    """The edges of all tracts as runs, in an order that is always the same."""

    def number(index: int | None) -> int:
        return SEA if index is None else numbers.get(index, SEA)

    by_pair: dict[tuple[int, int], list[Segment]] = defaultdict(list)
    for segment, both in sides.items():
        if any(WEST <= x <= EAST and SOUTH <= y <= NORTH for x, y in segment):
            low, high = sorted((number(both.left), number(both.right)))
            if low != high:
                by_pair[low, high].append(segment)
    found: list[Line] = []
    for pair in sorted(by_pair):
        for run in chains(by_pair[pair]):
            start, end = _pair(run[0]), _pair(run[1])
            told = sides[(start, end)] if start < end else sides[(end, start)]
            left, right = number(told.left), number(told.right)
            if start > end:
                left, right = right, left
            points = [(round(x * SCALE), round(y * SCALE)) for x, y in run.tolist()]
            found.append(Line(points, left, right))
    at_edge = (
        (segment, Sides(number(both.left) or None, number(both.right) or None))
        for segment, both in sides.items()
    )
    return found + _eastern_edge(at_edge)


def _eastern_edge(sides: Iterable[tuple[Segment, Sides]]) -> list[Line]:
    """The eastern edge of the table as if it were a shore: what walks east from a position must meet something there."""
    edge = CORNER_EAST / SCALE + CELLS_EAST * CELL / SCALE
    met: list[tuple[float, int]] = []
    for ((x1, y1), (x2, y2)), both in sides:
        if (x1 <= edge) != (
            x2 <= edge
        ):  # its lesser end, the western one, comes first: what is left lies north
            met.append((y1 + (edge - x1) / (x2 - x1) * (y2 - y1), both.left or SEA))
    met.sort()
    runs: list[Line] = []
    for (south, tract), (north, _) in pairwise(met):
        if tract != SEA:
            x = round(edge * SCALE)
            runs.append(Line([(x, round(south * SCALE)), (x, round(north * SCALE))], tract, SEA))
    return runs


def _pair(point: Points) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _pieces(line: Line) -> Iterator[_Piece]:
    for (x1, y1), (x2, y2) in zip(line.points, [*line.points[1:], line.points[-1]], strict=True):
        yield _Piece(x1, y1, x2, y2, line.left, line.right)


def _cells(pieces: Sequence[_Piece]) -> bytes:
    """What each cell holds: a tract, or -(n + 1) for the n-th list of pieces that cross it."""
    crossing: dict[int, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        for cell in _crossed(piece):
            crossing[cell].append(index)
    cells = [SEA] * (CELLS_EAST * CELLS_NORTH)
    mixed = sorted(crossing)
    for index, cell in enumerate(mixed):
        cells[cell] = -(index + 1)
    for row in range(CELLS_NORTH):
        beyond = SEA
        for column in reversed(range(CELLS_EAST)):
            cell = row * CELLS_EAST + column
            if cells[cell] < 0:
                beyond = _western(pieces, crossing[cell], row, beyond)
            else:
                cells[cell] = beyond
    lists = [crossing[cell] for cell in mixed]
    return _columns(cells, [len(one) for one in lists], [index for one in lists for index in one])


def _western(pieces: Sequence[_Piece], crossing: Sequence[int], row: int, beyond: int) -> int:
    """The tract at the western edge of a cell, in its middle; `beyond` is the one at its eastern edge."""
    y = CORNER_NORTH + (row + 0.5) * CELL
    first, side = math.inf, beyond
    for index in crossing:
        piece = pieces[index]
        if (piece.y1 <= y) != (piece.y2 <= y):
            meets = piece.x1 + (y - piece.y1) / (piece.y2 - piece.y1) * (piece.x2 - piece.x1)
            if meets < first:
                first, side = meets, piece.left if piece.y2 > piece.y1 else piece.right
    return side


def _crossed(piece: _Piece) -> Iterator[int]:
    """The cells that a piece passes through; a level one is never crossed by a parallel."""
    if piece.y1 == piece.y2:
        return
    low, high = sorted(((piece.y1, piece.x1), (piece.y2, piece.x2)))
    slope = (high[1] - low[1]) / (high[0] - low[0])
    for row in range((low[0] - CORNER_NORTH) // CELL, (high[0] - CORNER_NORTH) // CELL + 1):
        if not 0 <= row < CELLS_NORTH:
            continue
        bottom, top = CORNER_NORTH + row * CELL, CORNER_NORTH + (row + 1) * CELL
        ends = [low[1] + slope * (max(min(y, high[0]), low[0]) - low[0]) for y in (bottom, top)]
        west = math.floor((min(ends) - 1 - CORNER_EAST) / CELL)
        east = math.floor((max(ends) + 1 - CORNER_EAST) / CELL)
        for column in range(max(0, west), min(CELLS_EAST - 1, east) + 1):
            yield row * CELLS_EAST + column


def _near(pieces: Sequence[_Piece], countries: Sequence[str]) -> bytes:
    """For each cell the borders between countries and the shores that may be near a position in it."""
    found: dict[int, list[int]] = defaultdict(list)
    up = NEAR_M / METRES_PER_DEGREE * SCALE
    for index, piece in enumerate(pieces):
        is_level = (piece.x1, piece.y1) == (piece.x2, piece.y2)
        is_inner = SEA not in (piece.left, piece.right) and countries[piece.left] == countries[piece.right]
        if is_level or is_inner:
            continue
        north = max(piece.y1, piece.y2) + up
        across = up / math.cos(math.radians(min(80, north / SCALE)))
        west, east = min(piece.x1, piece.x2) - across, max(piece.x1, piece.x2) + across
        south = min(piece.y1, piece.y2) - up
        for row in range(int((south - CORNER_NORTH) // CELL), int((north - CORNER_NORTH) // CELL) + 1):
            for column in range(int((west - CORNER_EAST) // CELL), int((east - CORNER_EAST) // CELL) + 1):
                if 0 <= row < CELLS_NORTH and 0 <= column < CELLS_EAST:
                    found[row * CELLS_EAST + column].append(index)
    cells = sorted(found)
    lists = [found[cell] for cell in cells]
    return _columns(cells, [len(one) for one in lists], [index for one in lists for index in one])


def _columns(*columns: Column) -> bytes:
    head = struct.pack(f"<{len(columns) + 1}I", len(columns), *(len(one) for one in columns))
    return head + b"".join(np.array(one, "<i4").tobytes() for one in columns)


def _json(held: object) -> bytes:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()
