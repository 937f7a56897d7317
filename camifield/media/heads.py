"""What an image file says about itself in its first bytes, read without a decoder so that a bomb is met before it can burst."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import SEEK_CUR
from typing import BinaryIO

from camifield.media.boxes import heic_size

JPEG, PNG, WEBP, GIF, HEIC = "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic"
ENDINGS = {JPEG: ".jpg", PNG: ".png", WEBP: ".webp", GIF: ".gif", HEIC: ".heic"}

# ISO 23008-12: the brands that phones write; "mif1" alone may also be AVIF, so a HEVC brand must stand beside it.
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})

# ITU T.81 table B.1: frame headers carry the size; C4, C8 and CC share the range but are no frames.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST_SEGMENTS = 4096


@dataclass(frozen=True, slots=True)
class Head:
    """A recognised image: its media type, and its size in pixels where the head tells."""

    media_type: str
    width: int | None = None
    height: int | None = None

    @property
    def pixels(self) -> int:
        """Width times height; 0 when the head does not tell."""
        return (self.width or 0) * (self.height or 0)


def read_head(file: BinaryIO) -> Head | None:
    """Recognise an image by its content. None when it is not a JPEG, PNG, WebP, GIF or HEIC; never raises on bad bytes."""
    file.seek(0)
    first = file.read(40)
    if first.startswith(b"\xff\xd8\xff"):
        return Head(JPEG, *_jpeg_size(file))
    if first.startswith(b"\x89PNG\r\n\x1a\n"):
        return Head(
            PNG, *(struct.unpack(">II", first[16:24]) if first[12:16] == b"IHDR" and len(first) >= 24 else ())
        )
    if first[:6] in (b"GIF87a", b"GIF89a"):
        return Head(GIF, *(struct.unpack("<HH", first[6:10]) if len(first) >= 10 else ()))
    if first[:4] == b"RIFF" and first[8:12] == b"WEBP":
        return Head(WEBP, *_webp_size(first))
    return _heic(file) if first[4:8] == b"ftyp" else None


def _jpeg_size(file: BinaryIO) -> tuple[int | None, int | None]:
    """Width and height from the first frame header, walking the segments before it."""
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        lead = file.read(1)
        if lead != b"\xff":
            return None, None
        marker = b"\xff"
        while marker == b"\xff":
            marker = file.read(1)
        if not marker:
            return None, None
        if marker[0] in _BARE_MARKERS:
            continue
        length = file.read(2)
        if len(length) < 2:
            return None, None
        if marker[0] in _FRAMES:
            frame = file.read(5)
            if len(frame) < 5:
                return None, None
            height, width = struct.unpack(">HH", frame[1:])
            return width, height
        file.seek(max(struct.unpack(">H", length)[0] - 2, 0), SEEK_CUR)
    return None, None


def _webp_size(first: bytes) -> tuple[int | None, int | None]:
    """The canvas of the three kinds of WebP (RFC 9649, sections 2.5 to 2.7)."""
    kind = first[12:16]
    if kind == b"VP8X" and len(first) >= 30:
        return 1 + int.from_bytes(first[24:27], "little"), 1 + int.from_bytes(first[27:30], "little")
    if kind == b"VP8L" and len(first) >= 25:
        bits = int.from_bytes(first[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and len(first) >= 30:
        return (
            int.from_bytes(first[26:28], "little") & 0x3FFF,
            int.from_bytes(first[28:30], "little") & 0x3FFF,
        )
    return None, None


def _heic(file: BinaryIO) -> Head | None:
    """A HEIC by the brands in its first box."""
    file.seek(0)
    length = int.from_bytes(file.read(4), "big")
    box = file.read(min(max(length - 4, 0), 256))
    brands = {box[at : at + 4] for at in range(4, len(box) - 3, 4)}
    return Head(HEIC, *heic_size(file)) if brands & _HEVC_BRANDS else None
