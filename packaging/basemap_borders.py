"""Finds borders between countries and provinces in Natural Earth's polygons, and which of them are disputed.

The polygons share their vertices exactly, so that a piece of line which lies in two of them is a border, and one that
lies in one of them is a shore. Natural Earth marks the claims as lines apart; the line that a claim is made across (the
line of control) is an ordinary edge of its polygons, and is found here as the way along the border from one end of the
claim to the other. Ground between the two is disputed: no country is told for it.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from basemap_ingredients import Claim, Points, Province, Ring

Node = tuple[float, float]
Segment = tuple[Node, Node]

COUNTRY_OF = {"KAB": "KZ"}  # Natural Earth gives Baikonur, which Kazakhstan leases out, no country of its own
# Provinces that are claimed whole, with who holds and who claims them.
CLAIMED_PROVINCES = {
    ("IND", "Jammu and Kashmir"): "IN PK",
    ("PAK", "Azad Kashmir"): "PK IN",
    ("PAK", "Northern Areas"): "PK IN",
    ("KAS", "Kashmir"): "IN PK",
    ("RUS", "Crimea"): "RU UA",
    ("RUS", "Sevastopol"): "RU UA",
}
# Claims within a country: (whose, in whose ground) as Natural Earth names them, with the codes of both.
CLAIMS_BY_LINE = {
    ("Indian claim", "CHN"): "CN IN",
    ("Chinese claim", "IND"): "IN CN",
    ("Chinese claim", "BTN"): "BT CN",
}
# The southern Kuril islands, which one line in the sea divides off: a box around them is enough.
KURILS = np.array([(145.2, 43.2), (149.2, 43.2), (149.2, 45.63), (145.2, 45.63), (145.2, 43.2)])
JOINED = 1e-6  # degrees: vertices that are meant to be one
NEAR_ENOUGH = (
    0.25  # degrees from a claim's end to the border that it ends at; the borders are thinned, the claims not
)


class Sides(NamedTuple):
    """The provinces left and right of a piece of line, as it runs; None at a shore."""

    left: int | None
    right: int | None


class Disputed(NamedTuple):
    """A ring of ground that more than one country claims, with their codes, the holder first."""

    claimants: str
    ring: Points


def country_of(province: Province) -> str:
    """Its ISO 3166-1 code, empty where Natural Earth gives none."""
    if province.iso2 not in ("-1", "-99", ""):
        return province.iso2
    return COUNTRY_OF.get(province.holder, "")


def sides_of(provinces: Sequence[Province]) -> dict[Segment, Sides]:
    """Every piece of line of the polygons once, with what lies on its two sides; its lesser end comes first."""
    found: dict[Segment, Sides] = {}
    for index, province in enumerate(provinces):
        for ring in province.rings:
            nodes = [_node(point) for point in _inside_left(ring)]
            for start, end in pairwise(nodes):
                if start == end:
                    continue
                is_forward = start < end
                key = (start, end) if is_forward else (end, start)
                before = found.get(key, Sides(None, None))
                found[key] = before._replace(**{"left" if is_forward else "right": index})
    return found


def international(provinces: Sequence[Province], sides: Mapping[Segment, Sides]) -> list[Segment]:
    """The pieces of line between two countries."""
    return [
        segment
        for segment, (left, right) in sides.items()
        if left is not None
        and right is not None
        and country_of(provinces[left]) != country_of(provinces[right])
    ]


def chains(segments: Iterable[Segment]) -> list[Points]:
    """Pieces of line joined where two and only two of them meet, in an order that is always the same."""
    at: dict[Node, list[Node]] = defaultdict(list)
    for start, end in sorted(segments):
        at[start].append(end)
        at[end].append(start)
    left = {frozenset((start, end)) for start in at for end in at[start]}
    found: list[Points] = []
    ends = [node for node in sorted(at) if len(at[node]) != 2]
    for node in [*ends, *sorted(at)]:
        for onward in at[node]:
            if frozenset((node, onward)) in left:
                found.append(np.array(_walk(node, onward, at, left)))
    return found


def claimed(claims: Sequence[Claim], borders: Iterable[Segment]) -> list[Disputed]:
    """The rings between claims and the border they are made across."""
    graph: dict[Node, list[Node]] = defaultdict(list)
    for start, end in borders:
        graph[start].append(end)
        graph[end].append(start)
    nodes = np.array(sorted(graph))
    found = [Disputed("RU JP", KURILS)]
    for (name, holder), claimants in CLAIMS_BY_LINE.items():
        pieces = [line for one in claims if (one.name, one.holder) == (name, holder) for line in one.lines]
        for claim in chains(_segments(pieces)):
            ring = _closed(claim, graph, nodes)
            if ring is not None:
                found.append(Disputed(claimants, ring))
    return found


def claim_lines(claims: Sequence[Claim]) -> list[Points]:
    """The claims as lines, joined."""
    return chains(_segments([line for one in claims for line in one.lines]))


def disputed_edges(
    provinces: Sequence[Province], sides: Mapping[Segment, Sides], grounds: Sequence[Disputed]
) -> set[Segment]:
    """Borders that a claim is made across: around claimed provinces, and along the rings of claims."""
    whole = {i for i, one in enumerate(provinces) if (one.holder, one.name) in CLAIMED_PROVINCES}
    along = {key for ground in grounds for key in _segments([ground.ring])}
    found: set[Segment] = set()
    for segment, (left, right) in sides.items():
        if left is None or right is None:
            continue
        here, there = country_of(provinces[left]), country_of(provinces[right])
        is_claimed = (left in whole or right in whole) and "AF" not in (here, there)
        if here != there and (is_claimed or segment in along):
            found.add(segment)
    return found


def _node(point: Points) -> Node:
    return round(float(point[0]) / JOINED) * JOINED, round(float(point[1]) / JOINED) * JOINED


def _inside_left(ring: Ring) -> Points:
    """A ring turned so that its province lies to the left."""
    x, y = ring.points[:, 0], ring.points[:, 1]
    is_left_turning = float(x[:-1] @ y[1:] - x[1:] @ y[:-1]) > 0
    return ring.points if is_left_turning != ring.is_hole else ring.points[::-1]


def _segments(lines: Iterable[Points]) -> list[Segment]:
    found: set[Segment] = set()
    for line in lines:
        nodes = [_node(point) for point in line]
        for start, end in pairwise(nodes):
            if start != end:
                found.add((start, end) if start < end else (end, start))
    return sorted(found)


def _walk(node: Node, onward: Node, at: Mapping[Node, list[Node]], left: set[frozenset[Node]]) -> list[Node]:
    path = [node]
    while frozenset((node, onward)) in left:
        left.discard(frozenset((node, onward)))
        path.append(onward)
        if len(at[onward]) != 2:
            break
        node, onward = onward, next(other for other in at[onward] if other != node)
    return path


def _closed(claim: Points, graph: Mapping[Node, list[Node]], nodes: Points) -> Points | None:
    """The ring of a claim and the shortest way back along the border; None where an end lies far from it."""
    ends: list[Node] = []
    for end in (claim[-1], claim[0]):
        away = np.hypot(*(nodes - end).T)
        nearest = int(away.argmin())
        if away[nearest] > NEAR_ENOUGH:
            return None
        ends.append((float(nodes[nearest][0]), float(nodes[nearest][1])))
    way = _shortest(graph, *ends)
    return None if way is None else np.vstack((claim, np.array(way), claim[:1]))


def _shortest(graph: Mapping[Node, list[Node]], start: Node, goal: Node) -> list[Node] | None:
    """Dijkstra's shortest way, in degrees."""
    waiting: list[tuple[float, Node, Node]] = [(0.0, start, start)]
    came_from: dict[Node, Node] = {}
    while waiting:
        so_far, node, before = heapq.heappop(waiting)
        if node in came_from:
            continue
        came_from[node] = before
        if node == goal:
            way = [node]
            while way[-1] != start:
                way.append(came_from[way[-1]])
            return way[::-1]
        for onward in graph[node]:
            if onward not in came_from:
                heapq.heappush(waiting, (so_far + math.dist(node, onward), onward, node))
    return None
