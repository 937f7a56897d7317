"""One file, whole or in parts, keeps the contract of all roads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.sync.arrivals import Arrivals
from camifield.sync.bundle_road import BundleRoad
from camifield.sync.handing import hand_over
from camifield.sync.outlook import Teller, asked_of
from camifield.sync.road import PhotoFile, Road
from tests.sync.contract import RoadContract, Ways, logs_of
from tests.sync.ledgers import Crew, Member


@dataclass
class FileWays:
    """A file of each laptop's own, in a folder of mails."""

    root: Path

    def _road(self, path: Path, member: Member) -> BundleRoad:
        return BundleRoad(path, member.party, member.folder)

    def out(self, member: Member) -> Road:
        return self._road(self.root / f"{member.keys.device.hex()}.cfb", member)

    def into(self, member: Member) -> Sequence[Road]:
        own = f"{member.keys.device.hex()}.cfb"
        return [self._road(path, member) for path in sorted(self.root.iterdir()) if path.name != own]

    def spoil(self) -> None:
        [path] = self.root.iterdir()
        data = bytearray(path.read_bytes())
        data[len(data) * 19 // 20] ^= 1
        path.write_bytes(data)


def mails(tmp_path: Path, name: str) -> FileWays:
    """An empty folder of mails."""
    (tmp_path / name).mkdir()
    return FileWays(tmp_path / name)


class TestBundleRoad(RoadContract):
    """Each test of the suite, by files."""

    @pytest.fixture
    def ways(self, tmp_path: Path) -> Ways:
        return mails(tmp_path, "mails")

    @pytest.fixture
    def second_ways(self, tmp_path: Path) -> Ways:
        return mails(tmp_path, "second mails")


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    """A team in a folder of its own."""
    return Crew(tmp_path / "laptops")


def test_another_project_is_said(crew: Crew, tmp_path: Path) -> None:
    """Opening another team's file says what it is, and takes nothing."""
    others, ranger = Crew(tmp_path / "others", seed=77), crew.enrol("ranger")
    others.chief.save(1)
    path = tmp_path / "theirs.cfb"
    others.chief.gives(BundleRoad(path, others.chief.party, others.chief.folder))
    taken = ranger.takes(BundleRoad(path, ranger.party, ranger.folder))
    assert [(problem.code, problem.where.file) for problem in taken.problems] == [
        ("bundle-of-another-project", "theirs.cfb")
    ]


def test_a_file_in_parts(crew: Crew, tmp_path: Path) -> None:
    """Parts for a messenger are one road, whichever of them is opened; a missing one is named."""
    ranger = crew.enrol("ranger")
    for number in range(30):
        crew.chief.save(number, word=crew.entropy.take(10_000).hex())
    crew.chief.gives(BundleRoad(tmp_path / "season.cfb", crew.chief.party, crew.chief.folder, 80 * 1024))
    parts = sorted(tmp_path.glob("*.cfb"))
    assert len(parts) > 2
    assert all(path.stat().st_size <= 80 * 1024 for path in parts)
    missing = parts[1].rename(tmp_path / "elsewhere")
    with pytest.raises(Problem, match="bundle-parts-missing"):
        ranger.takes(BundleRoad(parts[0], ranger.party, ranger.folder))
    missing.rename(parts[1])
    road = BundleRoad(parts[-1], ranger.party, ranger.folder)
    ranger.takes(road)
    road.close()
    assert logs_of(ranger) == logs_of(crew.chief)
    assert not list((ranger.folder.root / "joined").iterdir())


def test_a_file_for_known_readers_holds_what_they_lack(crew: Crew, tmp_path: Path) -> None:
    """By the receipts of those a file is for, what they hold already is left out."""
    ranger, other = crew.enrol("ranger"), crew.enrol("ranger")
    for number in range(20):
        crew.chief.save(number)
    for member in (ranger, other):
        member.ledger.log.update(crew.chief.ledger.log)
    crew.chief.save(21)
    vectors = [member.ledger.vector() for member in (ranger, other)]
    path = tmp_path / "news.cfb"
    road = BundleRoad(path, crew.chief.party, crew.chief.folder)
    given = hand_over(crew.chief.side, road, Progress(), readers=vectors).given
    assert given is not None
    assert given.commits == 1
    ranger.takes(BundleRoad(path, ranger.party, ranger.folder))
    assert logs_of(ranger) == logs_of(crew.chief)


def test_a_file_of_another_is_not_written_over(crew: Crew, tmp_path: Path) -> None:
    """Handing over onto the file that was just received does not lose what it held."""
    ranger = crew.enrol("ranger")
    ranger.save(1)
    crew.chief.save(2)
    path = tmp_path / "theirs.cfb"
    ranger.gives(BundleRoad(path, ranger.party, ranger.folder))
    before = path.read_bytes()
    with pytest.raises(Problem, match="bundle-is-anothers"):
        crew.chief.gives(BundleRoad(path, crew.chief.party, crew.chief.folder))
    assert path.read_bytes() == before


def test_originals_do_not_travel_in_a_file(crew: Crew, tmp_path: Path) -> None:
    """A messenger's file has no room for originals, and says so of each."""
    road = BundleRoad(tmp_path / "a.cfb", crew.chief.party, Folder(tmp_path))
    given = road.give_photos([PhotoFile(b"d" * 32, 5, tmp_path / "p")], Progress())
    assert given.no_room == (b"d" * 32,)
    assert list(road.fetch_photos([b"d" * 32], Arrivals(Folder(tmp_path)), Progress())) == []


def test_a_file_that_went_away_with_its_stick_is_said(crew: Crew, tmp_path: Path) -> None:
    """Pulled out before it was read, or between the look and the taking in: nobody may read that nothing new came."""
    ranger, stick = crew.enrol("ranger"), tmp_path / "STICK"
    stick.mkdir()
    crew.chief.save(2)
    path = stick / "news.cfb"
    crew.chief.gives(BundleRoad(path, crew.chief.party, crew.chief.folder))
    data = path.read_bytes()
    road = BundleRoad(path, ranger.party, ranger.folder)
    wants = asked_of(ranger.side, road.look(Progress()))
    assert wants
    path.unlink()
    with pytest.raises(Problem, match="file-not-found"):
        ranger.takes(road)
    with pytest.raises(Problem, match="file-not-found"):
        list(road.fetch(wants, Teller(), Progress()))
    path.write_bytes(data)
    assert not ranger.takes(road).problems
    assert logs_of(ranger) == logs_of(crew.chief)


def test_a_stick_that_went_away_while_a_file_was_made_is_said(crew: Crew, tmp_path: Path) -> None:
    """What to do is to put it back, not to close the file elsewhere; nothing is made on the laptop in its place."""
    crew.enrol("ranger")
    crew.chief.save(2)
    stick = tmp_path / "STICK"
    road = BundleRoad(stick / "news.cfb", crew.chief.party, crew.chief.folder)
    with pytest.raises(Problem, match="road-is-gone"):
        crew.chief.gives(road)
    assert not stick.exists()
    stick.mkdir()
    crew.chief.gives(road)
    assert (stick / "news.cfb").is_file()
