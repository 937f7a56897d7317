"""A stick or a shared folder keeps the contract of all roads, whatever else lies there and whoever pulls it out."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.sync.folder_road import HOME, MOST_FILES, FolderRoad
from camifield.sync.handing import hand_over
from camifield.sync.outlook import look
from camifield.sync.road import Road
from tests.sync.contract import RoadContract, Ways, logs_of, restricted_of
from tests.sync.ledgers import Crew, Member


@dataclass
class FolderWays:
    """One stick that all share."""

    root: Path

    def out(self, member: Member) -> Road:
        return FolderRoad(self.root, member.party)

    def into(self, member: Member) -> Sequence[Road]:
        return [self.out(member)]

    def spoil(self) -> None:
        spoil(min(bundles(self.root), key=lambda path: path.stat().st_mtime_ns))


def bundles(root: Path) -> list[Path]:
    """Every bundle on a stick."""
    return sorted((root / HOME).glob("*/*/*.cfb"))


def spoil(path: Path) -> None:
    """Flip a bit in the last tenth, where the body is."""
    data = bytearray(path.read_bytes())
    data[len(data) * 19 // 20] ^= 1
    path.write_bytes(data)


def stick(tmp_path: Path, name: str) -> FolderWays:
    """An empty stick."""
    (tmp_path / name).mkdir()
    return FolderWays(tmp_path / name)


class TestFolderRoad(RoadContract):
    """Each test of the suite, on a stick."""

    @pytest.fixture
    def ways(self, tmp_path: Path) -> Ways:
        return stick(tmp_path, "stick")

    @pytest.fixture
    def second_ways(self, tmp_path: Path) -> Ways:
        return stick(tmp_path, "second stick")

    def test_a_damaged_packet_is_given_again(self, ways: Ways, crew: Crew) -> None:
        """Whoever wrote what was damaged puts it right at his next give."""
        ranger = crew.enrol("ranger")
        crew.chief.save(1)
        self.give(ways, crew.chief)
        ways.spoil()
        crew.chief.save(2)
        self.give(ways, crew.chief)
        self.give(ways, crew.chief)
        self.take(ways, ranger)
        assert ranger.ledger.log == crew.chief.ledger.log


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    """A team in a folder of its own."""
    return Crew(tmp_path / "laptops")


@pytest.fixture
def ways(tmp_path: Path) -> FolderWays:
    """One stick."""
    return stick(tmp_path, "stick")


def test_a_damaged_file_is_named(ways: FolderWays, crew: Crew) -> None:
    """A person who is told of a bad file can find it."""
    ranger = crew.enrol("ranger")
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    ways.spoil()
    taken = ranger.takes(ways.out(ranger))
    assert [problem.where.file for problem in taken.problems] == [bundles(ways.root)[0].name]


def test_nothing_on_the_stick_can_be_read_by_a_stranger(ways: FolderWays, crew: Crew) -> None:
    """Whoever finds the stick learns neither a species nor a name."""
    crew.chief.save(1, word="panthera uncia")
    crew.chief.save(1, Stream.RESTRICTED, word="Azamat")
    crew.chief.gives(ways.out(crew.chief))
    data = b"".join(path.read_bytes() for path in ways.root.rglob("*") if path.is_file())
    assert b"panthera" not in data
    assert b"Azamat" not in data


def test_foreign_and_half_files_are_passed_over(ways: FolderWays, crew: Crew) -> None:
    """What other programs, other people and pulled sticks leave there is neither read nor removed."""
    ranger = crew.enrol("ranger")
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    [bundle] = bundles(ways.root)
    strange = {
        bundle.parent / f"{bundle.stem}.sync-conflict-20260314-101500-ABCDEFG.cfb": bundle.read_bytes()[:900],
        bundle.parent / f".syncthing.{bundle.name}.tmp": bundle.read_bytes()[:700],
        bundle.parent / f"~syncthing~{bundle.name}.tmp": b"",
        bundle.parent / "desktop.ini": b"[.ShellClassInfo]",
        bundle.parent.parent / "notes.txt": b"our valley",
        bundle.parent.parent / ("0" * 32): b"a file where a folder is looked for",
        ways.root / HOME / "autorun.inf": b"[autorun]",
    }
    for path, data in strange.items():
        path.write_bytes(data)
    half = bundle.parent / f"{'ab' * 32}.cfb"
    half.write_bytes(bundle.read_bytes()[:-10])
    empty = bundle.parent / f"{'cd' * 32}.cfb"
    empty.write_bytes(b"")
    ranger.save(2)
    taken = ranger.takes(ways.out(ranger))
    ranger.gives(ways.out(ranger))
    assert {problem.where.file for problem in taken.problems} == {half.name, empty.name}
    assert logs_of(crew.chief)[0] < logs_of(ranger)[0]
    assert all(path.read_bytes() == data for path, data in strange.items())
    assert half.exists()


def test_a_bundle_of_another_project_among_ours_is_said(ways: FolderWays, crew: Crew, tmp_path: Path) -> None:
    """A file that somebody copied into the wrong folder is named, and nothing of it is taken."""
    others, ranger = Crew(tmp_path / "others", seed=77), crew.enrol("ranger")
    others.chief.save(1)
    others.chief.gives(ways.out(others.chief))
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    ours = next(path for path in bundles(ways.root) if crew.chief.ledger.project.hex() in str(path))
    theirs = next(path for path in bundles(ways.root) if path != ours)
    shutil.copy(theirs, ours.parent / theirs.name)
    taken = ranger.takes(ways.out(ranger))
    assert [(problem.code, problem.where.file) for problem in taken.problems] == [
        ("bundle-of-another-project", theirs.name)
    ]
    assert logs_of(ranger) == logs_of(crew.chief)


def test_names_in_capitals_are_the_same_names(ways: FolderWays, crew: Crew) -> None:
    """A disk that keeps no case, or a tool that writes capitals, loses nothing."""
    ranger = crew.enrol("ranger")
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    [bundle] = bundles(ways.root)
    bundle.rename(bundle.with_name(bundle.name.upper()))
    taken = ranger.takes(ways.out(ranger))
    assert not taken.problems
    assert logs_of(ranger) == logs_of(crew.chief)


def test_names_suit_any_disk(ways: FolderWays, crew: Crew) -> None:
    """FAT, Windows and every messenger can keep what is written: short plain names, no links, nothing else."""
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    for path in ways.root.rglob("*"):
        assert len(path.name) <= 68
        assert path.name.isascii()
        assert not path.is_symlink()
        assert not set(path.name) & set('<>:"|?* ')


def test_a_laptop_gives_only_what_the_folder_lacks(ways: FolderWays, crew: Crew) -> None:
    """Whoever comes second does not lay the same records down again, though he is another writer."""
    ranger = crew.enrol("ranger")
    for number in range(40):
        crew.chief.save(number)
    crew.chief.gives(ways.out(crew.chief))
    ranger.takes(ways.out(ranger))
    ranger.save(1)
    given = hand_over(ranger.side, ways.out(ranger), Progress()).given
    assert given is not None
    assert given.commits == 1
    assert hand_over(ranger.side, ways.out(ranger), Progress()).given is None


def test_many_files_become_one(ways: FolderWays, crew: Crew) -> None:
    """A season of small gives does not litter the stick, and a laptop that comes late still gets it all."""
    ranger, reviewer = crew.enrol("ranger"), crew.enrol("reviewer")
    said = [ranger.save(1, Stream.RESTRICTED)]
    for number in range(2 * MOST_FILES + 3):
        ranger.save(number)
        ranger.gives(ways.out(ranger))
        said.append(ranger.save(number, Stream.RESTRICTED))
    ranger.gives(ways.out(ranger))
    assert len(bundles(ways.root)) <= MOST_FILES
    late = reviewer.takes(ways.out(reviewer))
    assert not late.problems
    assert logs_of(reviewer) == logs_of(ranger)
    assert restricted_of(reviewer) == {commit.id for commit in said}


def test_putting_together_keeps_what_is_no_longer_held(ways: FolderWays, crew: Crew) -> None:
    """A file that holds commits which this laptop has since set aside stays, for they may be nowhere else."""
    ranger, late = crew.enrol("ranger"), crew.enrol("ranger")
    other = crew.enrol("ranger")
    only_there = other.save(7)
    ranger.ledger.log[only_there.id] = only_there
    ranger.gives(ways.out(ranger))
    del ranger.ledger.log[only_there.id]
    for number in range(MOST_FILES + 2):
        ranger.save(number)
        ranger.gives(ways.out(ranger))
    late.takes(ways.out(late))
    assert only_there.id in late.ledger.log


def test_putting_together_leaves_others_alone(ways: FolderWays, crew: Crew) -> None:
    """A laptop writes and removes in its own folder only, and the parcels that it carries stay there."""
    writer, carrier, reviewer = (crew.enrol(role) for role in ("ranger", "monitor", "reviewer"))
    writer.save(1, Stream.RESTRICTED)
    first = FolderWays(ways.root.parent / "first")
    first.root.mkdir()
    writer.gives(first.out(writer))
    writers = {path: path.read_bytes() for path in bundles(first.root)}
    carrier.takes(first.out(carrier))
    for number in range(MOST_FILES + 2):
        carrier.save(number)
        carrier.gives(ways.out(carrier))
        carrier.gives(first.out(carrier))
    assert all(path.read_bytes() == data for path, data in writers.items())
    assert len(bundles(ways.root)) < MOST_FILES
    reviewer.takes(ways.out(reviewer))
    assert restricted_of(reviewer) == restricted_of(writer)


def test_a_pulled_stick_is_said(ways: FolderWays, crew: Crew) -> None:
    """Looking, giving and taking on a stick that is gone say so, and the laptop goes on."""
    ranger = crew.enrol("ranger")
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    road = ways.out(ranger)
    assert road.look().runs
    gone = ways.root.rename(ways.root.with_name("pocket"))
    for attempt in (road.look, lambda: ranger.takes(road), lambda: hand_over(ranger.side, road, Progress())):
        with pytest.raises(Problem, match="road-is-gone"):
            attempt()
    gone.rename(ways.root)
    ranger.takes(road)
    assert logs_of(ranger) == logs_of(crew.chief)


def test_half_a_file_of_an_earlier_give_is_swept(ways: FolderWays, crew: Crew) -> None:
    """What this laptop half wrote when the stick was pulled goes at its next give; other people's halves stay."""
    ranger = crew.enrol("ranger")
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    ranger.gives(ways.out(ranger))
    [home] = {path.parent for path in bundles(ways.root) if path.parent.name == crew.chief.keys.device.hex()}
    mine = [home / "new-0badcafe.tmp", home / ".new-0badcafe.tmp.4711.part"]
    theirs = home.parent / ranger.keys.device.hex() / "new-0badcafe.tmp"
    for path in (*mine, theirs):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    crew.chief.save(2)
    crew.chief.gives(ways.out(crew.chief))
    assert not any(path.exists() for path in mine)
    assert theirs.exists()


def test_two_laptops_at_once(ways: FolderWays, crew: Crew) -> None:
    """Laptops that give and take at the same moment on one share do not disturb each other."""
    from concurrent.futures import ThreadPoolExecutor

    members = [crew.chief, *(crew.enrol("reviewer") for _ in range(3))]

    def work(member: Member) -> None:
        for number in range(6):
            member.save(number)
            member.gives(ways.out(member))
            member.takes(ways.out(member))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, members))
    for member in members:
        member.gives(ways.out(member))
    for member in members:
        assert not member.takes(ways.out(member)).problems
    assert all(member.ledger.log == crew.chief.ledger.log for member in members)


class FullStick(Folder):
    """A stick that takes so many bytes more in all, then none."""

    room = 10**12

    @contextmanager
    def writing(self, *names: str, private: bool = False) -> Generator[BinaryIO]:
        with super().writing(*names, private=private) as out:
            yield out
            if out.tell() > FullStick.room:
                raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_stick_keeps_what_it_had(
    ways: FolderWays, crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no room nothing half stays behind, what lay there stays, and a person is told."""
    ranger = crew.enrol("ranger")
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    before = {path: path.read_bytes() for path in ways.root.rglob("*") if path.is_file()}
    crew.chief.save(2)
    monkeypatch.setattr(FullStick, "room", 100)
    with pytest.raises(Problem, match="road-is-full"):
        crew.chief.gives(FolderRoad(FullStick(ways.root), crew.chief.party))
    assert {path: path.read_bytes() for path in ways.root.rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    crew.chief.gives(FolderRoad(FullStick(ways.root), crew.chief.party))
    ranger.takes(ways.out(ranger))
    assert logs_of(ranger) == logs_of(crew.chief)


def test_folders_and_files_under_a_bundles_name(ways: FolderWays, crew: Crew) -> None:
    """What has a bundle's name and is a folder, or a laptop's and is none, is passed over."""
    ranger = crew.enrol("ranger")
    crew.chief.save(1)
    crew.chief.gives(ways.out(crew.chief))
    [bundle] = bundles(ways.root)
    (bundle.parent / f"{'ef' * 32}.cfb").mkdir()
    (bundle.parent.parent / ("ab" * 16)).mkdir()
    assert not ranger.takes(ways.out(ranger)).problems
    assert logs_of(ranger) == logs_of(crew.chief)


def test_a_clock_that_fell_back_is_still_understood(ways: FolderWays, crew: Crew) -> None:
    """A battery dies and a laptop shows 2000: its later word counts, and it does not give the same again and again."""
    ranger = crew.enrol("ranger")
    ranger.save(1)
    ranger.gives(ways.out(ranger))
    ranger.clock.at = datetime(2000, 1, 1, tzinfo=UTC)
    ranger.save(2)
    ranger.gives(ways.out(ranger))
    assert hand_over(ranger.side, ways.out(ranger), Progress()).given is None
    crew.chief.takes(ways.out(crew.chief))
    said = ways.out(crew.chief).look().receipts[ranger.keys.device]
    assert said.vector == ranger.ledger.vector()
    assert look(ranger.side, ways.out(ranger), Progress()).going.is_empty


def test_a_laptop_that_was_put_back_gets_its_own_work_back(ways: FolderWays, crew: Crew) -> None:
    """What a restored laptop had given before comes home from the stick, names and phones too, and it is told."""
    ranger = crew.enrol("ranger")
    backup = dict(ranger.ledger.log)
    given = [ranger.save(1), ranger.save(1, Stream.RESTRICTED)]
    ranger.gives(ways.out(ranger))
    ranger.ledger.log = backup
    taken = ranger.takes(ways.out(ranger))
    assert {commit.id for commit in given} <= ranger.ledger.log.keys()
    assert taken.came_home


def test_a_stick_that_was_pulled_out_is_not_made_anew_on_the_laptop(ways: FolderWays, crew: Crew) -> None:
    """Between the look and the giving: what would lie on the laptop's own disk under the stick's name was given to nobody."""
    ranger = crew.enrol("ranger")
    crew.chief.save(2)
    stick = ways.root / "STICK"
    stick.mkdir()
    road = FolderRoad(stick, crew.chief.party)
    prepared = look(crew.chief.side, road, Progress())
    assert not prepared.going.is_empty
    stick.rmdir()
    with pytest.raises(Problem, match="road-is-gone"):
        crew.chief.gives(road)
    assert not stick.exists()
    stick.mkdir()
    crew.chief.gives(road)
    ranger.takes(FolderRoad(stick, ranger.party))
    assert logs_of(ranger) == logs_of(crew.chief)


class DyingStick(Folder):
    """A stick that fails like a loose plug after so many bytes, and then is not there at all."""

    @contextmanager
    def writing(self, *names: str, private: bool = False) -> Generator[BinaryIO]:
        with super().writing(*names, private=private) as out:
            yield out
            raise OSError(errno.EIO, "Input/output error")


def test_a_write_that_breaks_off_leaves_nothing_half_and_the_next_try_completes(
    ways: FolderWays, crew: Crew
) -> None:
    """The disk's own error in the middle of a write: told as a stick to put back, and nothing is counted as given."""
    ranger = crew.enrol("ranger")
    crew.chief.save(3)
    with pytest.raises(Problem, match="road-is-gone"):
        crew.chief.gives(FolderRoad(DyingStick(ways.root), crew.chief.party))
    assert [path for path in ways.root.rglob("*") if path.is_file()] == []
    assert not ranger.takes(ways.out(ranger)).problems
    crew.chief.gives(ways.out(crew.chief))
    ranger.takes(ways.out(ranger))
    assert logs_of(ranger) == logs_of(crew.chief)
