"""Originals on a stick: whole or not there, gone on with after a break, and nothing that is not the photo asked for."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.photos import photo_path
from camifield.progress import Progress, Stopped
from camifield.security.photo_boxes import PIECE, closed_name, closed_size
from camifield.sync.arrivals import Arrivals
from camifield.sync.folder_photos import PHOTOS, FolderPhotos
from camifield.sync.road import PhotoFile, PhotosGiven
from tests.media.pictures import drawn, packed

PROJECT = b"p" * 16


class CountedStick(Folder):
    """A stick with so much room left, counted by what the test lets it have."""

    room = 10**12

    def free_bytes(self) -> int:
        return self.room


class StopAt(Progress):
    """A person who presses Stop at the step of that number."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.left = steps

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            self.stop()
        super().step(done, total, doing)


def a_photo(folder: Path, seed: int = 1, more: int = 0) -> PhotoFile:
    """A real JPEG, with so many bytes behind its end that it takes several pieces."""
    data = packed(drawn()) + bytes([seed]) * more
    digest = sha256(data).digest()
    path = folder / f"{digest.hex()[:8]}.jpg"
    path.write_bytes(data)
    return PhotoFile(digest, len(data), path)


@pytest.fixture
def stick(tmp_path: Path) -> CountedStick:
    """An empty stick."""
    (tmp_path / "stick").mkdir()
    return CountedStick(tmp_path / "stick")


@pytest.fixture
def laptop(tmp_path: Path) -> Folder:
    """A project's folder."""
    (tmp_path / "laptop").mkdir()
    return Folder(tmp_path / "laptop")


def give(stick: Folder, *photos: PhotoFile, writer: str = "aaaaaaaa", stop: int = 10**9) -> PhotosGiven:
    """One laptop gives these."""
    return FolderPhotos(stick, PROJECT, writer).give(photos, StopAt(stop))


def fetch(stick: Folder, laptop: Folder, *digests: bytes, stop: int = 10**9) -> tuple[list[bytes], Arrivals]:
    """Another asks for these: what came, and where it arrived."""
    arrivals = Arrivals(laptop)
    return list(FolderPhotos(stick, PROJECT, "bbbbbbbb").fetch(digests, arrivals, StopAt(stop))), arrivals


def test_an_original_travels(stick: CountedStick, laptop: Folder, tmp_path: Path) -> None:
    """The same bytes arrive among the photos, with what the camera says noted."""
    photo = a_photo(tmp_path, more=3 * PIECE)
    assert give(stick, photo).given == (photo.digest,)
    came, arrivals = fetch(stick, laptop, photo.digest, b"x" * 32)
    assert came == [photo.digest]
    assert photo_path(laptop, photo.digest).read_bytes() == photo.path.read_bytes()
    assert [one.sha256 for one in arrivals.photos] == [photo.digest]
    assert not arrivals.problems
    assert not list((laptop.root / "arriving").iterdir())


def test_a_stick_that_is_lost_shows_no_photo(stick: CountedStick, tmp_path: Path) -> None:
    """Neither the picture nor its digest can be read off the stick."""
    photo = a_photo(tmp_path)
    give(stick, photo)
    [path] = stick.path(PHOTOS).iterdir()
    assert photo.path.read_bytes()[:64] not in path.read_bytes()
    assert path.name not in photo.digest.hex()
    assert path.stat().st_size == closed_size(photo.size)


def test_giving_again_writes_nothing(stick: CountedStick, tmp_path: Path) -> None:
    """A photo that lies there is passed over, whoever gives it."""
    photo = a_photo(tmp_path, more=2 * PIECE)
    give(stick, photo)
    [path] = stick.path(PHOTOS).iterdir()
    before = path.stat().st_mtime_ns
    again = give(stick, photo, writer="cccccccc")
    assert (again.known, again.given, again.size) == ((photo.digest,), (), 0)
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("stop", range(1, 5))
def test_a_broken_give_is_gone_on_with(stick: CountedStick, tmp_path: Path, stop: int) -> None:
    """Stop or a pulled stick leaves no photo under its name; the next give goes on after the whole pieces."""
    photo = a_photo(tmp_path, more=3 * PIECE)
    with pytest.raises(Stopped):
        give(stick, photo, stop=stop)
    assert FolderPhotos(stick, PROJECT, "a").sizes([photo.digest]) == {}
    halves = list(stick.path(PHOTOS).glob("*.part")) if stick.exists(PHOTOS) else []
    for half in halves:
        half.write_bytes(half.read_bytes()[:-5])
    assert give(stick, photo).given == (photo.digest,)
    assert FolderPhotos(stick, PROJECT, "a").sizes([photo.digest]) == {photo.digest: photo.size}
    assert not list(stick.path(PHOTOS).glob("*.part"))


@pytest.mark.parametrize("stop", range(1, 5))
def test_a_broken_fetch_is_gone_on_with(
    stick: CountedStick, laptop: Folder, tmp_path: Path, stop: int
) -> None:
    """What arrived stays in pieces, is not among the photos, and is not brought again."""
    photo = a_photo(tmp_path, more=3 * PIECE)
    give(stick, photo)
    with pytest.raises(Stopped):
        fetch(stick, laptop, photo.digest, stop=stop)
    assert not photo_path(laptop, photo.digest).exists()
    came, _ = fetch(stick, laptop, photo.digest)
    assert came == [photo.digest]
    assert photo_path(laptop, photo.digest).read_bytes() == photo.path.read_bytes()


def test_a_false_half_does_not_spoil_the_photo(stick: CountedStick, laptop: Folder, tmp_path: Path) -> None:
    """Bytes of an earlier attempt that prove wrong are thrown away, and the photo comes from its start."""
    photo = a_photo(tmp_path, more=3 * PIECE)
    give(stick, photo)
    Arrivals(laptop).add(photo.digest, 0, b"z" * PIECE)
    came, arrivals = fetch(stick, laptop, photo.digest)
    assert came == [photo.digest]
    assert not arrivals.problems


@pytest.mark.parametrize("harm", ["flip", "cut", "grow", "swap"])
def test_a_damaged_original_is_named_and_left_out(
    stick: CountedStick, laptop: Folder, tmp_path: Path, harm: str
) -> None:
    """A bad file on the stick costs that photo alone; its giver puts it right at the next give."""
    photo, other = a_photo(tmp_path, more=PIECE), a_photo(tmp_path, seed=2, more=PIECE)
    give(stick, photo, other)
    path = stick.path(PHOTOS, closed_name(PROJECT, photo.digest))
    data = path.read_bytes()
    harmed = {
        "flip": data[:40] + bytes([data[40] ^ 1]) + data[41:],
        "cut": data[:-100],
        "grow": data + b"more",
        "swap": stick.path(PHOTOS, closed_name(PROJECT, other.digest)).read_bytes(),
    }[harm]
    path.write_bytes(harmed)
    came, arrivals = fetch(stick, laptop, photo.digest, other.digest)
    assert came == [other.digest]
    assert not photo_path(laptop, photo.digest).exists()
    if len(harmed) == len(data):
        assert [problem.code for problem in arrivals.problems] == ["photo-damaged"]
    give(stick, photo)
    came, _ = fetch(stick, laptop, photo.digest)
    assert came == [photo.digest]


def test_what_fits_is_given_and_the_rest_named(stick: CountedStick, tmp_path: Path) -> None:
    """A nearly full stick takes the photos that fit, in their order, and says which did not."""
    large, small = a_photo(tmp_path, more=8 * PIECE), a_photo(tmp_path, seed=2)
    stick.room = 18 * PIECE
    given = give(stick, large, small)
    assert given.no_room == (large.digest,)
    assert given.given == (small.digest,)


def test_a_claimed_size_is_not_believed(laptop: Folder) -> None:
    """A photo that grows beyond all measure is dropped where it passes it, and leaves nothing."""
    arrivals = Arrivals(laptop)
    with pytest.raises(Problem, match="photo-too-many-bytes"):
        arrivals.add(b"d" * 32, 100_000_000, b"one more")
    assert arrivals.arrived(b"d" * 32) == 0


def test_what_is_no_photo_does_not_come_among_them(
    stick: CountedStick, laptop: Folder, tmp_path: Path
) -> None:
    """A program under a photo's name has the right digest and is refused all the same."""
    data = b"MZ" + bytes(5000)
    digest = sha256(data).digest()
    path = tmp_path / "setup.exe"
    path.write_bytes(data)
    give(stick, PhotoFile(digest, len(data), path))
    came, arrivals = fetch(stick, laptop, digest)
    assert came == []
    assert "photo-not-an-image" in {problem.code for problem in arrivals.problems}
    assert not photo_path(laptop, digest).exists()
