"""Handing over: no more than is lacking, and nothing that this laptop carries can stop it."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.sync.folder_road import FolderRoad
from camifield.sync.handing import hand_over, make_receipt
from camifield.sync.memory_road import MemoryRoad, Place
from camifield.sync.parcels import PARCELS
from camifield.sync.receipts import check_receipt
from tests.sync.contract import logs_of, restricted_of
from tests.sync.ledgers import Crew


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    """A team in a folder of its own."""
    return Crew(tmp_path / "laptops")


def test_a_damaged_parcel_stops_nothing(crew: Crew, tmp_path: Path) -> None:
    """One carried for others that the disk spoiled is left out; the laptop's own records and other parcels go."""
    first, second, carrier = (crew.enrol("ranger") for _ in range(3))
    place = Place()
    for writer in (first, second):
        writer.save(1, Stream.RESTRICTED)
        writer.gives(MemoryRoad(place, writer.party))
    carrier.takes(MemoryRoad(place, carrier.party))
    spoiled = min((carrier.folder.root / PARCELS).iterdir())
    data = spoiled.read_bytes()
    spoiled.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    carrier.save(5)
    (tmp_path / "stick").mkdir()
    given = hand_over(carrier.side, FolderRoad(tmp_path / "stick", carrier.party), Progress()).given
    assert given is not None
    assert given.parcels == 1
    crew.chief.takes(FolderRoad(tmp_path / "stick", crew.chief.party))
    assert logs_of(crew.chief) == logs_of(carrier)
    assert len(restricted_of(crew.chief)) == 1
    assert not spoiled.exists()


def test_a_receipt_alone_is_handed_over_once(crew: Crew) -> None:
    """Who has nothing new still says that he received it, and does not say it again."""
    ranger, place = crew.enrol("ranger"), Place()
    crew.chief.save(1)
    crew.chief.gives(MemoryRoad(place, crew.chief.party))
    ranger.takes(MemoryRoad(place, ranger.party))
    first = hand_over(ranger.side, MemoryRoad(place, ranger.party), Progress()).given
    assert first is not None
    assert first.commits == 0
    assert hand_over(ranger.side, MemoryRoad(place, ranger.party), Progress()).given is None
    crew.chief.takes(MemoryRoad(place, crew.chief.party))
    assert crew.chief.ledger.heard[ranger.keys.device].vector == ranger.ledger.vector()


def test_a_receipt_counts_what_is_in_quarantine(crew: Crew) -> None:
    """What was refused here need not be sent again, so the receipt names it; but it is not given on."""
    lost, ranger, place = crew.enrol("ranger"), crew.enrol("ranger"), Place()
    lost.save(1)
    lost.gives(MemoryRoad(place, lost.party))
    crew.revoke(lost)
    ranger.ledger.log.update(crew.chief.ledger.log)
    ranger.takes(MemoryRoad(place, ranger.party))
    receipt = make_receipt(ranger.side)
    feed = lost.incarnation.feed(Stream.OPEN)
    assert check_receipt(receipt, ranger.party.roster()).id == ranger.keys.device
    assert receipt.vector[feed].held == 1
    assert feed not in ranger.ledger.giving_vector()
    empty = Place()
    ranger.gives(MemoryRoad(empty, ranger.party))
    assert feed not in {run.feed for laid in empty.packets.values() for run in laid.runs}
