"""Copies for others show the same picture and tell nothing of when, where and with what it was taken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from camifield.errors import Problem
from camifield.media.stripping import NotWhole, strip_jpeg, strip_png, stripped
from tests.media.pictures import EXIF_FOLDER, camera_notes, drawn, heic, notes_at, packed

# What a look through the bytes would find: names, numbers and words that only notes hold.
TELLING = (b"ACME", b"SN-4711", b"2026:03", b"xmp", b"Kyzyl-Suu", b"MotionPhoto", b"secret")


def talkative(**more: object) -> bytes:
    """A JPEG with all that cameras and programs hang onto it: notes, a small picture, XMP, IPTC, a film behind the end."""
    exif = notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00")
    exif.get_ifd(EXIF_FOLDER)[0xA431] = "SN-4711"
    out = BytesIO()
    drawn(320, 240).save(out, "JPEG", exif=exif, comment=b"Kyzyl-Suu", xmp=b"<xmp>secret</xmp>", **more)
    whole = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04secret"
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return whole[:2] + segment + whole[2:] + b"MotionPhoto secret" + packed(drawn(), exif=camera_notes())


def pixels(data: bytes) -> Image.Image:
    """The picture as it is stored."""
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"quality": 100}, {"subsampling": 0}])
def test_a_jpeg_keeps_every_pixel_and_loses_every_word(tmp_path: Path, more: dict[str, object]) -> None:
    """Nothing is packed anew: the copy is as good as the original, and holds nothing but the picture."""
    path = tmp_path / "a.jpg"
    path.write_bytes(talkative(**more))
    copy, ending = stripped(path, "a.jpg")
    assert ending == ".jpg"
    assert not [word for word in TELLING if word in copy]
    assert copy.endswith(b"\xff\xd9")
    with Image.open(BytesIO(copy)) as image:
        assert dict(image.getexif()) == {}
    assert ImageChops.difference(pixels(copy), pixels(path.read_bytes())).getbbox() is None


def test_the_original_tells_what_the_copy_does_not() -> None:
    """The words that the tests look for are there before."""
    assert not [word for word in TELLING if word not in talkative()]


def test_a_turned_photo_stays_turned(tmp_path: Path) -> None:
    """How the camera was held is all that is kept of its notes; without it the picture would lie on its side."""
    path = tmp_path / "a.jpg"
    path.write_bytes(packed(drawn(80, 40), exif=camera_notes(orientation=6)))
    copy, _ = stripped(path, "a.jpg")
    with Image.open(BytesIO(copy)) as image:
        assert dict(image.getexif()) == {0x0112: 6}


def test_colours_keep_their_meaning() -> None:
    """The profile that says how colours are meant stays, or the picture of a telephone would look dull."""
    profile = b"ICC" + bytes(500)
    out = BytesIO()
    drawn().save(out, "JPEG", icc_profile=profile)
    with Image.open(BytesIO(strip_jpeg(out.getvalue()))) as image:
        assert image.info["icc_profile"] == profile


def test_a_png_keeps_every_pixel_and_loses_every_word(tmp_path: Path) -> None:
    """Texts and notes between the pieces of the picture go, and so does what hangs behind its end."""
    told = PngInfo()
    told.add_text("Comment", "secret Kyzyl-Suu")
    told.add_itxt("XML:com.adobe.xmp", "<xmp/>")
    out = BytesIO()
    exif = notes_at("2026:03:12 09:20:00")
    drawn(90, 60).save(out, "PNG", pnginfo=told, exif=exif)
    path = tmp_path / "a.png"
    path.write_bytes(out.getvalue() + b"MotionPhoto")
    copy, ending = stripped(path, "a.png")
    assert ending == ".png"
    assert not [word for word in TELLING if word in copy]
    assert ImageChops.difference(pixels(copy), pixels(out.getvalue())).getbbox() is None


@pytest.mark.parametrize("kind", ["HEIC", "WEBP", "GIF"])
def test_other_kinds_become_a_bare_jpeg(tmp_path: Path, kind: str) -> None:
    """Anybody can open the copy, it is upright, and it tells nothing."""
    exif = notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00")
    exif[0x0112] = 6
    picture = drawn(120, 60)
    whole = heic(picture, exif) if kind == "HEIC" else packed(picture, kind, None if kind == "GIF" else exif)
    path = tmp_path / "a.bin"
    path.write_bytes(whole)
    copy, ending = stripped(path, "a")
    assert ending == ".jpg"
    assert not [word for word in TELLING if word in copy]
    with Image.open(BytesIO(copy)) as image:
        assert image.size == ((120, 60) if kind == "GIF" else (60, 120))
        assert not image.getexif()


def test_a_broken_one_gives_no_copy(tmp_path: Path) -> None:
    """Where it cannot be said what stands in it, nothing goes out."""
    whole = talkative()
    path = tmp_path / "a.jpg"
    for data in (whole[:2000], whole[:20], b"\xff\xd8\xff", packed(drawn(90, 60), "PNG")[:-20]):
        path.write_bytes(data)
        with pytest.raises(Problem) as caught:
            stripped(path, "a.jpg")
        assert caught.value.code == "photo-not-readable"


@given(st.binary(max_size=400), st.integers(0, 600), st.integers(0, 255))
def test_damaged_bytes_never_come_through_whole(tail: bytes, at: int, value: int) -> None:
    """Whatever bytes follow a head, the answer is a picture's parts alone or a refusal; it always ends."""
    whole = bytearray(packed(drawn(), exif=camera_notes()))
    whole[min(at, len(whole) - 1)] = value
    for data in (bytes(whole), b"\xff\xd8" + tail, bytes(whole[: at + 2]) + tail):
        try:
            assert b"Exif" not in strip_jpeg(data)[:400] or b"Exif" in tail
        except NotWhole:
            continue
    noise = struct.pack(">I", len(tail)) + b"tEXt" + tail + struct.pack(">I", zlib.crc32(b"tEXt" + tail))
    bare = packed(drawn(), "PNG")
    assert strip_png(bare[:33] + noise + bare[33:]) == strip_png(bare)
