"""The road in memory keeps the contract of all roads, and its chooser can lose, repeat, reorder and cut."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pytest

from camifield.store.proofs import Carried
from camifield.sync.memory_road import MemoryRoad, Place
from camifield.sync.road import Road
from tests.sync.contract import RoadContract, Ways
from tests.sync.ledgers import Crew, Member

T = TypeVar("T")


@dataclass
class MemoryWays:
    """One place that all share."""

    place: Place = field(default_factory=Place)

    def out(self, member: Member) -> Road:
        return MemoryRoad(self.place, member.party)

    def into(self, member: Member) -> Sequence[Road]:
        return [self.out(member)]

    def spoil(self) -> None:
        name, laid = next(iter(self.place.packets.items()))
        header, signature, payload = laid.commits[-1]
        bad = Carried(header, signature, payload[:-1] + bytes([payload[-1] ^ 1]))
        self.place.packets[name] = replace(laid, commits=(*laid.commits[:-1], bad))


class TestMemoryRoad(RoadContract):
    """Each test of the suite, in memory."""

    @pytest.fixture
    def ways(self) -> Ways:
        return MemoryWays()

    @pytest.fixture
    def second_ways(self) -> Ways:
        return MemoryWays()


@dataclass
class Storm:
    """Loses, repeats, reorders and cuts by chance."""

    chance: random.Random

    def choose(self, doing: str, items: Sequence[T]) -> Sequence[T]:
        chosen = [one for one in items for _ in range(self.chance.choice((0, 1, 1, 1, 2)))]
        self.chance.shuffle(chosen)
        return chosen[: self.chance.randint(0, len(chosen))] if self.chance.random() < 0.3 else chosen


@pytest.mark.parametrize("seed", range(20))
def test_a_storm_loses_nothing_for_ever(tmp_path: Path, seed: int) -> None:
    """Whatever a road drops, repeats and reorders, fair weather afterwards brings every laptop the same log."""
    crew, place, chance = Crew(tmp_path, seed), Place(), random.Random(seed)
    members = [crew.chief, *(crew.enrol("reviewer") for _ in range(3))]
    for _ in range(25):
        member = chance.choice(members)
        member.save(chance.randint(1, 3))
        road = MemoryRoad(place, member.party, Storm(chance))
        chance.choice((member.gives, member.takes))(road)
    for _ in range(2):
        for member in members:
            member.gives(MemoryRoad(place, member.party))
        for member in members:
            member.takes(MemoryRoad(place, member.party))
    assert all(member.ledger.log == crew.chief.ledger.log for member in members)
