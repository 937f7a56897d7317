"""What an image says of itself is read rightly, and bad bytes never raise."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.media.heads import GIF, HEIC, JPEG, PNG, WEBP, Head, read_head
from tests.media.pictures import camera_notes, drawn, heic, packed


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP), ("GIF", GIF)])
def test_each_kind_is_known_with_its_size(kind: str, media_type: str) -> None:
    """The kind and the pixels come from the content, for every kind that a phone or a camera writes."""
    assert read_head(BytesIO(packed(drawn(70, 31), kind))) == Head(media_type, 70, 31)


def test_webp_without_loss_and_with_transparency_is_measured() -> None:
    """The three writings of WebP each keep their size elsewhere."""
    out = BytesIO()
    drawn(33, 21, "RGBA").save(out, "WEBP", lossless=True, exif=camera_notes())
    assert read_head(out) == Head(WEBP, 33, 21)
    out = BytesIO()
    drawn(33, 21).save(out, "WEBP", lossless=True)
    assert read_head(out) == Head(WEBP, 33, 21)


def test_a_progressive_jpeg_behind_a_long_comment_is_measured() -> None:
    """The frame header may stand far behind notes of the maker and be of another kind than the usual one."""
    out = BytesIO()
    drawn(40, 30).save(out, "JPEG", progressive=True, comment=b"x" * 60_000, exif=camera_notes())
    assert read_head(out) == Head(JPEG, 40, 30)


def test_a_phone_photo_is_known_and_its_sibling_kind_is_not() -> None:
    """HEIC says its size in its boxes; AVIF shares its container and must not be taken for it."""
    assert read_head(BytesIO(heic(drawn(96, 64)))) == Head(HEIC, 96, 64)
    bare = b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic" + b"\x00" * 40
    avif = b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif" + b"\x00" * 40
    assert read_head(BytesIO(bare)) == Head(HEIC)
    assert read_head(BytesIO(avif)) is None


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"PK\x03\x04", b"%PDF-1.7", b"RIFF1234WAVE", b"date,species\n"]
)
def test_what_is_no_image_is_not_known(data: bytes) -> None:
    """A name ending in .jpg makes no photo: only the content counts."""
    assert read_head(BytesIO(data)) is None


@given(
    start=st.sampled_from(
        [
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"RIFFxxxxWEBPVP8X",
            b"RIFFxxxxWEBPVP8L",
            b"\0\0\1\0ftyp",
            b"",
        ]
    ),
    rest=st.binary(max_size=300),
)
def test_damaged_heads_never_raise(start: bytes, rest: bytes) -> None:
    """Whatever bytes follow a familiar beginning, the answer is a head or None."""
    found = read_head(BytesIO(start + rest))
    assert found is None or found.pixels >= 0
