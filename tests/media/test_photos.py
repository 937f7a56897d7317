"""Photos are kept once by content, whole, and bad ones are refused or kept with a word about it."""

from __future__ import annotations

import errno
import random
import struct
import subprocess
import sys
import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media import photos
from camifield.media.photos import photo_path, store_photo
from tests.media.pictures import camera_notes, drawn, heic, packed


class FullFolder(Folder):
    """A disk that takes no more."""

    def write(self, data: bytes, *names: str, private: bool = False) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def kept(folder: Folder) -> list[Path]:
    """Every file that lies in the folder."""
    return [path for path in folder.root.rglob("*") if path.is_file()]


def test_a_photo_is_kept_by_content_and_only_once(tmp_path: Path) -> None:
    """Two copies of a photo under two names take the room of one, and the bytes are the camera's own."""
    folder = Folder(tmp_path / "project")
    data = packed(drawn(), exif=camera_notes())
    source = tmp_path / "ирбис 1.JPG"
    source.write_bytes(data)
    first, second = store_photo(folder, source), store_photo(folder, data, "copy.png")
    assert first.sha256 == second.sha256 == sha256(data).digest()
    assert kept(folder) == [photo_path(folder, first.sha256)]
    assert photo_path(folder, first.sha256).read_bytes() == data
    assert (first.name, second.name, first.media_type) == ("ирбис 1.JPG", "copy.png", "image/jpeg")
    assert (first.width, first.height, first.size, first.problem) == (64, 48, len(data), None)
    assert (first.camera.taken_at, first.camera.gps) == (
        "2026:03:12 23:40:01 +08:00",
        "43.256540, -107.500000",
    )


def test_a_copy_that_lost_bytes_is_written_anew(tmp_path: Path) -> None:
    """A file cut short by a flat battery is mended by attaching the photo again."""
    folder = Folder(tmp_path)
    data = packed(drawn())
    digest = store_photo(folder, data).sha256
    photo_path(folder, digest).write_bytes(data[:100])
    store_photo(folder, data)
    assert photo_path(folder, digest).read_bytes() == data


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_cut_short_is_kept_and_said(tmp_path: Path, kind: str) -> None:
    """Half a photo may be all the evidence there is: it stays, and the person is told at once."""
    data = packed(drawn(400, 300), kind)
    photo = store_photo(Folder(tmp_path), data[: len(data) // 2], "half.jpg")
    assert photo.problem is not None
    assert photo.problem.code == "photo-not-readable"
    assert photo.problem.parameters == {"file": "half.jpg"}
    assert photo_path(Folder(tmp_path), photo.sha256).read_bytes() == data[: len(data) // 2]


def test_a_photo_of_a_telephone_is_kept_with_its_notes(tmp_path: Path) -> None:
    """HEIC is what newer phones write: its bytes stay the phone's own, and its size and notes are known."""
    data = heic(drawn(120, 90), camera_notes())
    photo = store_photo(Folder(tmp_path), data, "IMG_1.HEIC")
    assert (photo.media_type, photo.width, photo.height, photo.problem) == ("image/heic", 120, 90, None)
    assert photo.camera.gps == "43.256540, -107.500000"
    assert photo_path(Folder(tmp_path), photo.sha256).read_bytes() == data


@pytest.mark.parametrize("share", [0.9, 0.5, 0])
def test_a_broken_photo_of_a_telephone_is_kept_and_said(tmp_path: Path, share: float) -> None:
    """Half a HEIC, or a file that only begins like one, is told like half a JPEG."""
    whole = heic(drawn(400, 300))
    bare = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 400
    data = whole[: int(len(whole) * share)] or bare
    photo = store_photo(Folder(tmp_path), data, "IMG_1.HEIC")
    assert photo.problem is not None
    assert photo.problem.code == "photo-not-readable"
    assert photo_path(Folder(tmp_path), photo.sha256).read_bytes() == data


def test_a_bomb_of_a_telephone_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """A HEIC that claims two thousand megapixels in its boxes never reaches its decoder."""
    whole = heic(drawn(400, 300))
    size = struct.pack(">II", 400, 300)
    assert size in whole
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path), whole.replace(size, struct.pack(">II", 50_000, 50_000)), "bomb.heic")
    assert caught.value.code == "photo-too-large"
    assert kept(Folder(tmp_path)) == []


def test_a_jpeg_of_fifty_thousand_by_fifty_thousand_is_refused(tmp_path: Path) -> None:
    """What a head claims is met before a line of it is unpacked."""
    whole = packed(drawn(400, 300))
    size = struct.pack(">HH", 300, 400)
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path), whole.replace(size, struct.pack(">HH", 50_000, 50_000), 1), "wide.jpg")
    assert caught.value.code == "photo-too-large"


def test_an_empty_file_and_a_folder_are_told_as_such(tmp_path: Path) -> None:
    """A copy that never came through has no bytes; a folder is no picture."""
    empty = tmp_path / "IMG_2.JPG"
    empty.touch()
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path / "project"), empty)
    assert (caught.value.code, caught.value.parameters) == ("photo-is-empty", {"file": "IMG_2.JPG"})
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path / "project"), tmp_path)
    assert caught.value.code == "photo-cannot-be-opened"


def test_what_is_no_image_is_refused(tmp_path: Path) -> None:
    """A table renamed to .jpg is not kept among the photos."""
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path), b"date,species\n", "table.jpg")
    assert caught.value.code == "photo-not-an-image"
    assert kept(Folder(tmp_path)) == []


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG whose head claims that many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """A file of a few hundred bytes that unpacks to gigabytes must not freeze the laptop."""
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path), png_claiming(60_000, 60_000), "bomb.png")
    assert caught.value.code == "photo-too-large"
    assert kept(Folder(tmp_path)) == []


def test_an_honest_giant_is_kept_unshown(tmp_path: Path) -> None:
    """The 108 megapixels of a phone are evidence: kept as they are, not unpacked."""
    data = png_claiming(12_000, 9_000) + b"\0" * 2_000_000
    photo = store_photo(Folder(tmp_path), data, "giant.png")
    assert photo.problem is not None
    assert photo.problem.code == "photo-kept-unshown"
    assert photo_path(Folder(tmp_path), photo.sha256).is_file()


def test_too_many_bytes_are_refused_without_reading_them_all(tmp_path: Path) -> None:
    """A film dragged onto the form is not read into memory whole."""
    source = tmp_path / "film.jpg"
    with source.open("wb") as file:
        file.write(b"\xff\xd8\xff")
        file.truncate(photos.MOST_BYTES * 40)
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path / "project"), source)
    assert (caught.value.code, caught.value.parameters["file"]) == ("photo-too-many-bytes", "film.jpg")


def test_a_missing_file_and_a_full_disk_are_problems(tmp_path: Path) -> None:
    """A card that was pulled out and a disk that is full are told as such."""
    with pytest.raises(Problem) as caught:
        store_photo(Folder(tmp_path), tmp_path / "gone.jpg")
    assert caught.value.code == "photo-cannot-be-opened"
    with pytest.raises(Problem) as caught:
        store_photo(FullFolder(tmp_path), packed(drawn()))
    assert caught.value.code == "disk-is-full"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\a\0b\n.jpg", "ab.jpg"),
        ("\udcff.jpg", "?.jpg"),
        ("ё" * 300, "ё" * 200),
    ],
)
def test_names_are_text_and_never_paths(tmp_path: Path, given: str, shown: str) -> None:
    """A name out of an archive or an old disk neither steps outside nor breaks what is shown."""
    photo = store_photo(Folder(tmp_path), packed(drawn()), given)
    assert photo.name == shown
    assert kept(Folder(tmp_path)) == [photo_path(Folder(tmp_path), photo.sha256)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_damaged_photos_raise_nothing_but_problems(tmp_path: Path, kind: str) -> None:
    """A card with bad blocks: whatever bytes are wrong, the person gets a Problem or a photo, never a crash."""
    whole = packed(drawn(120, 90), kind, None if kind == "GIF" else camera_notes())
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(12, len(broken))] = chance.randrange(256)
        try:
            store_photo(Folder(tmp_path), bytes(broken[: chance.randint(40, len(broken))]), "bad")
        except Problem as problem:
            assert problem.code in {"photo-too-large", "photo-not-an-image"}  # noqa: PT017 (any of two is right)


def test_the_decoder_is_not_loaded_before_it_is_needed() -> None:
    """The first paint must not pay for Pillow."""
    program = "import sys, camifield.media.photos, camifield.media.thumbnails; sys.exit('PIL' in sys.modules or 'pi_heif' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
