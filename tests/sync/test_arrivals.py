"""Small pictures that came: kept where there is none, and never trusted beyond being a small JPEG."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from camifield.folders import Folder
from camifield.media.photos import store_photo
from camifield.media.thumbnails import thumbnail, travelling_names
from camifield.sync.arrivals import Arrivals, keep_thumbnail
from camifield.sync.road import Thumbnail
from tests.media.pictures import drawn, packed

DIGEST = sha256(b"an original that is far away").digest()


def small(width: int = 60) -> bytes:
    """A JPEG of so many pixels a side."""
    return packed(drawn().resize((width, width)))


def test_a_small_picture_is_shown_where_the_original_is_not(tmp_path: Path) -> None:
    """A reviewer sees the animal before anybody brings him the original, in a list and large."""
    folder = Folder(tmp_path)
    assert keep_thumbnail(folder, Thumbnail(DIGEST, small()))
    for longest in (160, 480, 1600):
        shown = thumbnail(folder, DIGEST, longest)
        assert shown is not None
        assert shown.is_file()


def test_it_is_kept_once(tmp_path: Path) -> None:
    """The first picture stays; a later one cannot put another in its place."""
    folder = Folder(tmp_path)
    keep_thumbnail(folder, Thumbnail(DIGEST, small()))
    assert not keep_thumbnail(folder, Thumbnail(DIGEST, small(50)))
    assert folder.read(*travelling_names(DIGEST)) == small()


def test_the_original_needs_none(tmp_path: Path) -> None:
    """Where the original lies, what others call its picture is not looked at."""
    folder = Folder(tmp_path)
    photo = store_photo(folder, packed(drawn()))
    assert not keep_thumbnail(folder, Thumbnail(photo.sha256, small()))


@pytest.mark.parametrize(
    "jpeg",
    [b"", b"MZ no picture", b"\x89PNG\r\n\x1a\n" + bytes(60), b"\xff\xd8\xff" + bytes(300_000)],
    ids=["empty", "program", "png", "large"],
)
def test_anything_else_is_passed_over(tmp_path: Path, jpeg: bytes) -> None:
    """Only a small JPEG is written to the disk."""
    assert not keep_thumbnail(Folder(tmp_path), Thumbnail(DIGEST, jpeg))
    assert not list(tmp_path.rglob("*.jpg"))


def test_a_picture_of_many_pixels_is_passed_over(tmp_path: Path) -> None:
    """A small file that claims a large picture never reaches a decoder."""
    assert not keep_thumbnail(Folder(tmp_path), Thumbnail(DIGEST, small(481)))


def test_the_original_takes_the_place_of_what_was_called_its_picture(tmp_path: Path) -> None:
    """A picture that somebody sent with a false likeness is gone when the photo itself arrives."""
    folder, data = Folder(tmp_path), packed(drawn(300, 300))
    digest = sha256(data).digest()
    keep_thumbnail(folder, Thumbnail(digest, small(7)))
    before = thumbnail(folder, digest)
    assert before is not None
    seen = before.read_bytes()
    arrivals = Arrivals(folder)
    arrivals.add(digest, 0, data)
    assert arrivals.finish(digest)
    after = thumbnail(folder, digest)
    assert after is not None
    assert after.read_bytes() != seen


def test_an_original_is_called_by_what_it_is(tmp_path: Path) -> None:
    """Its own name stayed behind; a copy of it is opened by its ending."""
    folder, data = Folder(tmp_path), packed(drawn(), kind="PNG")
    arrivals, digest = Arrivals(folder), sha256(data).digest()
    arrivals.add(digest, 0, data)
    assert arrivals.finish(digest)
    [photo] = arrivals.photos
    assert photo.name == f"{digest.hex()[:8]}.png"
