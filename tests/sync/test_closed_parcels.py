"""A parcel opens for its readers alone, whole, and is the same wherever it travels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.revisions.vectors import NOTHING_HELD
from camifield.security.hashing import sha256
from camifield.store.proofs import Carried
from camifield.sync.bundle_writing import Sender
from camifield.sync.closed_parcels import close_parcel, open_parcel
from camifield.sync.road import Parcel, Run
from tests.sync.ledgers import Crew, Member


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    """A team in a folder of its own."""
    return Crew(tmp_path)


def closed(writer: Member, reader: Member) -> tuple[Parcel, list[Carried]]:
    """Three restricted commits of one, for another, and the commits as they are."""
    for number in range(3):
        writer.save(number, Stream.RESTRICTED)
    feed = writer.incarnation.feed(Stream.RESTRICTED)
    run = Run(feed, int(Stream.RESTRICTED), NOTHING_HELD, writer.ledger.vector()[feed])
    pieces = list(writer.ledger.carried(feed, 0, 9))
    sender = Sender(writer.ledger.project, writer.keys.device, writer.keys.signing, 5)
    parcel = close_parcel([run], pieces, sender, [reader.keys.encryption.public])
    return parcel, [one for piece in pieces for one in piece]


def opened(parcel: Parcel, reader: Member) -> Iterator[Carried]:
    """What a reader finds in it."""
    for piece in open_parcel(parcel, [reader.keys.encryption], Progress()):
        yield from piece


def test_its_reader_opens_it(crew: Crew) -> None:
    """The same commits to the last byte, in their order."""
    writer = crew.enrol("ranger")
    parcel, commits = closed(writer, crew.chief)
    assert parcel.name == sha256(parcel.data)
    assert list(opened(parcel, crew.chief)) == commits


def test_nobody_else_does(crew: Crew) -> None:
    """Not even the laptop that carries it."""
    writer, carrier = crew.enrol("ranger"), crew.enrol("ranger")
    parcel, _ = closed(writer, crew.chief)
    with pytest.raises(Problem, match="bundle-not-for-us"):
        list(opened(parcel, carrier))


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_an_altered_one_gives_nothing(crew: Crew, place: float) -> None:
    """A bit that flipped on the way is found before a commit is given."""
    parcel, _ = closed(crew.enrol("ranger"), crew.chief)
    data = bytearray(parcel.data)
    data[int(len(data) * place)] ^= 1
    harmed = Parcel(
        sha256(bytes(data)), parcel.sender, parcel.made_ms, parcel.readers, parcel.runs, bytes(data)
    )
    with pytest.raises(Problem):
        list(opened(harmed, crew.chief))
