"""Laptops meet: every record of one to an empty one by bundle, beside a library of CRDTs and SQLite's changesets."""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.bench.children import OFFSCREEN, own_home, python, surroundings
from tests.bench.measuring import Aim, Measured

PEERS = {"loro": "Loro 1.17", "session": "a SQLite session changeset"}


def meetings(runs: int, records: int) -> list[Measured]:
    """Ours and the peers in turn, each time in fresh processes; and what each does with a hundred conflicts, on stderr."""
    found: dict[str, list[dict[str, Any]]] = {way: [] for way in ("ours", *PEERS)}
    for _ in range(runs):
        for way, told in found.items():
            told.append(_one(way, records))
    singly = [_one("ours", min(records, 10_000), "saved") for _ in range(runs)]
    for way, told in found.items():
        print(f"{way}: {told[-1]['conflicts']}", file=sys.stderr)
    ours = found["ours"]
    name = f"{records:,} records x 30 by bundle"
    aim = Aim("most", 15_000 * records / 100_000)
    lines = [
        Measured(
            f"{name}: made, read, verified, folded, against {PEERS[way]}", _whole(ours), _whole(told), aim=aim
        )
        for way, told in found.items()
        if way != "ours"
    ]
    return [
        *lines,
        Measured("of that, made", _milliseconds(ours, "make")),
        Measured("of that, read, verified, folded", _milliseconds(ours, "take")),
        Measured("what the preview takes before it", _milliseconds(ours, "look")),
        Measured(
            "1 % changed on both sides and exchanged", _milliseconds(ours, "changes"), aim=Aim("most", 1000)
        ),
        Measured("the same bundle again", _milliseconds(ours, "again"), aim=Aim("most", 1000)),
        Measured("memory above the open projects", [told["mb"] for told in ours], (), "MB", Aim("most", 150)),
        Measured("bytes a record, imported", _bytes(ours), _bytes(found["loro"]), "bytes", Aim("most", 150)),
        Measured("bytes a record, saved singly", _bytes(singly), (), "bytes", Aim("most", 260)),
    ]


def _one(way: str, records: int, *more: str) -> dict[str, Any]:
    with own_home() as home:
        arguments = ["-m", "tests.bench.meeting_child", way, str(records), *more]
        told: dict[str, Any] = json.loads(python(arguments, surroundings(home, OFFSCREEN)))
    return {**told, "count": records}


def _whole(told: list[dict[str, Any]]) -> list[float]:
    return [1000 * (one["make"] + one["take"]) for one in told]


def _milliseconds(told: list[dict[str, Any]], name: str) -> list[float]:
    return [1000 * one[name] for one in told]


def _bytes(told: list[dict[str, Any]]) -> list[float]:
    return [one["bytes"] / one["count"] for one in told]
