"""A season on all roads at once, by chance: sticks, files, memory in a storm, newcomers, copies; in the end all is equal."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from camifield.revisions.headers import Stream
from camifield.sync.bundle_road import BundleRoad
from camifield.sync.folder_road import FolderRoad
from camifield.sync.memory_road import MemoryRoad, Place
from camifield.sync.road import Road
from tests.sync.contract import logs_of, restricted_of
from tests.sync.ledgers import Crew, Member
from tests.sync.test_memory_road import Storm


class Season:
    """A team, its roads, and what has happened to it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance, self.root = random.Random(seed), root
        self.crew = Crew(root / "laptops", seed)
        self.place = Place()
        self.mails = 0
        self.given = set[bytes]()
        for name in ("one", "two"):
            (root / name).mkdir()
        for role in ("ranger", "reviewer"):
            self.crew.enrol(role)

    @property
    def members(self) -> list[Member]:
        return self.crew.members

    def road(self, member: Member) -> Road:
        """Any shared road."""
        if self.chance.random() < 0.3:
            return MemoryRoad(self.place, member.party, Storm(self.chance))
        return FolderRoad(self.root / self.chance.choice(("one", "two")), member.party)

    def mail(self) -> None:
        """One sends a file to another, by what he knows of what that one holds."""
        sender, receiver = self.chance.sample(self.members, 2)
        path = self.root / f"mail{self.mails}.cfb"
        self.mails += 1
        sender.gives(BundleRoad(path, sender.party, sender.folder))
        receiver.takes(BundleRoad(path, receiver.party, receiver.folder))

    def go_on(self) -> None:
        """One thing happens."""
        member = self.chance.choice(self.members)
        match self.chance.choice(
            ("save", "save", "tell", "give", "give", "take", "take", "mail", "join", "copy")
        ):
            case "save":
                member.save(self.chance.randint(1, 4))
            case "tell":
                member.save(self.chance.randint(1, 4), Stream.RESTRICTED)
            case "give":
                member.gives(self.road(member))
            case "take":
                member.takes(self.road(member))
            case "mail":
                self.mail()
            case "join" if len(self.members) < 6:
                self.crew.enrol(self.chance.choice(("ranger", "monitor", "reviewer")), is_told=False)
            case _:
                member.ledger.log = dict(member.ledger.log)
                self.copy(member)

    def copy(self, member: Member) -> None:
        """The same laptop twice for a while: both write commits of one number, and both are handed over."""
        before = dict(member.ledger.log)
        self.given.add(member.save(1).id)
        member.gives(FolderRoad(self.root / "one", member.party))
        member.ledger.log = before
        member.save(2)


@pytest.mark.parametrize("seed", range(8))
def test_in_the_end_all_is_equal(tmp_path: Path, seed: int) -> None:
    """Every laptop holds the same open commits, every reader the same restricted ones, and nothing saved is missing."""
    season = Season(tmp_path, seed)
    for _ in range(40):
        season.go_on()
    saved = season.given.union(*logs_of(*season.members))
    told = set[bytes]().union(*(restricted_of(member) for member in season.members))
    for _ in range(3):
        for member in season.members:
            member.gives(FolderRoad(tmp_path / "one", member.party))
        for member in season.members:
            member.takes(FolderRoad(tmp_path / "one", member.party))
    for member, log in zip(season.members, logs_of(*season.members), strict=True):
        assert saved <= log
        assert not member.ledger.quarantine
    assert len({frozenset(log) for log in logs_of(*season.members)}) == 1
    readers = [
        member
        for member in season.members
        if member.party.roster().role_of(member.keys.person) in ("reviewer", "coordinator")
    ]
    assert all(told <= restricted_of(reader) for reader in readers)
    assert len({frozenset(restricted_of(reader)) for reader in readers}) == 1
