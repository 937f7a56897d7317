"""Originals by choice: those that are lacking come, each noted as it comes, and Stop keeps what came."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from camifield.media.photos import photo_path
from camifield.progress import Progress
from camifield.sync.memory_road import MemoryRoad, Place
from camifield.sync.originals import hand_photos, take_photos
from camifield.sync.road import PhotoFile
from tests.media.pictures import drawn, packed
from tests.sync.contract import StopAfter
from tests.sync.ledgers import Crew


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    """A team in a folder of its own."""
    return Crew(tmp_path / "laptops")


def some_photos(folder: Path, count: int) -> list[PhotoFile]:
    """So many real pictures."""
    found: list[PhotoFile] = []
    for number in range(count):
        data = packed(drawn(40 + number, 30))
        path = folder / f"{number}.jpg"
        path.write_bytes(data)
        found.append(PhotoFile(sha256(data).digest(), len(data), path))
    return found


def test_chosen_ones_come_and_are_noted(crew: Crew, tmp_path: Path) -> None:
    """What was chosen comes once; what was not stays where it is."""
    ranger, place = crew.enrol("ranger"), Place()
    photos = some_photos(tmp_path, 3)
    hand_photos(MemoryRoad(place, crew.chief.party), photos, Progress())
    wanted = [photos[0].digest, photos[2].digest]
    road = MemoryRoad(place, ranger.party)
    assert take_photos(ranger.side, road, wanted, Progress()).digests == wanted
    assert take_photos(ranger.side, road, wanted, Progress()).digests == []
    assert [photo.sha256 for photo in ranger.ledger.photos] == wanted
    assert not photo_path(ranger.folder, photos[1].digest).exists()


@pytest.mark.parametrize("steps", range(4))
def test_stop_keeps_what_came(crew: Crew, tmp_path: Path, steps: int) -> None:
    """Stop is no error; those that came are noted, and the next call brings the others."""
    ranger, place = crew.enrol("ranger"), Place()
    photos = some_photos(tmp_path, 4)
    hand_photos(MemoryRoad(place, crew.chief.party), photos, Progress())
    wanted, road = [photo.digest for photo in photos], MemoryRoad(place, ranger.party)
    first = take_photos(ranger.side, road, wanted, StopAfter(steps))
    assert first.is_stopped
    assert [photo.sha256 for photo in ranger.ledger.photos] == first.digests
    second = take_photos(ranger.side, road, wanted, Progress())
    assert first.digests + second.digests == wanted


def test_an_altered_one_is_told(crew: Crew, tmp_path: Path) -> None:
    """A photo whose bytes are not those of its name is named, and the others come."""
    ranger, place = crew.enrol("ranger"), Place()
    photos = some_photos(tmp_path, 2)
    hand_photos(MemoryRoad(place, crew.chief.party), photos, Progress())
    place.photos[photos[0].digest] += b"more"
    taken = take_photos(
        ranger.side, MemoryRoad(place, ranger.party), [photo.digest for photo in photos], Progress()
    )
    assert taken.digests == [photos[1].digest]
    assert [problem.code for problem in taken.problems] == ["photo-damaged"]
