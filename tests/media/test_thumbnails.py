"""Thumbnails are upright, small, made once and never stand in the way of a photo that cannot be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.photos import photo_path, store_photo
from camifield.media.thumbnails import SIZES, small_pictures, thumbnail, thumbnail_path
from tests.media.pictures import camera_notes, drawn, heic, packed


def opened(path: Path | None) -> Image.Image:
    """The picture of a file that must be there."""
    assert path is not None
    with Image.open(path) as image:
        image.load()
        return image


def test_a_thumbnail_is_upright_and_carries_no_notes(tmp_path: Path) -> None:
    """A photo taken with the phone turned is shown upright, and the small copy gives no place away."""
    folder = Folder(tmp_path)
    photo = store_photo(folder, packed(drawn(800, 400), exif=camera_notes(orientation=6)))
    small = opened(thumbnail(folder, photo.sha256, 160))
    assert small.size == (80, 160)
    assert not small.getexif()


def test_a_small_photo_is_not_blown_up(tmp_path: Path) -> None:
    """An icon stays an icon: nothing is invented between its pixels."""
    folder = Folder(tmp_path)
    photo = store_photo(folder, packed(drawn(64, 48)))
    assert opened(thumbnail(folder, photo.sha256, 480)).size == (64, 48)


def test_it_is_made_once_and_again_when_the_cache_is_emptied(tmp_path: Path) -> None:
    """The second look costs no decoding; a cleared cache costs nothing but time."""
    folder = Folder(tmp_path)
    photo = store_photo(folder, packed(drawn(800, 600)))
    first = thumbnail(folder, photo.sha256, 100)
    assert first is not None
    stamp = first.stat().st_mtime_ns
    assert thumbnail(folder, photo.sha256, 160) == first
    assert first.stat().st_mtime_ns == stamp
    first.unlink()
    assert opened(thumbnail(folder, photo.sha256, 9_999)).size == (800, 600)
    assert thumbnail(folder, photo.sha256, 9_999) == tmp_path / "thumbnails" / photo.sha256.hex()[:2] / (
        f"{photo.sha256.hex()}-{SIZES[-1]}.jpg"
    )


@pytest.mark.parametrize("mode", ["RGBA", "P", "1", "L", "LA", "I;16"])
def test_every_mode_of_colour_becomes_a_thumbnail(tmp_path: Path, mode: str) -> None:
    """Screenshots, scans and thermal cameras keep colours in ways of their own."""
    picture = drawn(300, 200, "RGBA" if mode == "RGBA" else "L")
    picture = picture if mode in ("RGBA", "L") else picture.convert("I" if mode == "I;16" else mode)
    folder = Folder(tmp_path)
    photo = store_photo(folder, packed(picture.convert(mode), "PNG"))
    assert photo.problem is None
    assert opened(thumbnail(folder, photo.sha256)).size == (160, 107)


def test_a_photo_of_a_telephone_is_shown_upright(tmp_path: Path) -> None:
    """HEIC becomes a small JPEG like any other, turned once and not twice."""
    folder = Folder(tmp_path)
    photo = store_photo(folder, heic(drawn(800, 400), camera_notes(orientation=6)))
    assert opened(thumbnail(folder, photo.sha256, 160)).size == (80, 160)


def test_the_small_ones_are_made_while_the_photo_is_looked_through(tmp_path: Path) -> None:
    """A photo is unpacked once when it comes in; what is made then is what a later look would make."""
    folder = Folder(tmp_path / "at once")
    data = packed(drawn(800, 400), exif=camera_notes(orientation=6))
    photo = store_photo(folder, data, look=small_pictures(folder))
    made = [thumbnail_path(folder, photo.sha256, size) for size in SIZES]
    assert [path.is_file() for path in made] == [True, True, False]
    assert [opened(path).size for path in made[:2]] == [(80, 160), (240, 480)]
    later = Folder(tmp_path / "later")
    store_photo(later, data)
    assert made[1].read_bytes() == (thumbnail(later, photo.sha256, 480) or tmp_path).read_bytes()


def test_what_is_transparent_is_shown_on_white(tmp_path: Path) -> None:
    """A drawing with a clear ground must not become a black square."""
    folder = Folder(tmp_path)
    photo = store_photo(folder, packed(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))
    assert opened(thumbnail(folder, photo.sha256)).convert("L").getpixel((25, 25)) == 255


def test_a_photo_that_cannot_be_shown_says_which_it_is(tmp_path: Path) -> None:
    """Not here and not readable are two answers."""
    folder = Folder(tmp_path)
    with pytest.raises(Problem) as caught:
        thumbnail(folder, b"\7" * 32, name="IMG_2.JPG")
    assert (caught.value.code, caught.value.parameters) == ("photo-not-here", {"file": "IMG_2.JPG"})
    whole = packed(drawn(400, 300))
    cut = store_photo(folder, whole[: len(whole) // 2])
    with pytest.raises(Problem) as caught:
        thumbnail(folder, cut.sha256)
    assert caught.value.code == "photo-not-readable"
    photo_path(folder, cut.sha256).write_bytes(b"nothing of the kind")
    with pytest.raises(Problem) as caught:
        thumbnail(folder, cut.sha256)
    assert caught.value.code == "photo-not-readable"
