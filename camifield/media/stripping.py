"""A copy of a photo for somebody else: the same picture without what the camera wrote beside it.

Of a JPEG and a PNG every pixel stays as it is, because only what stands beside the picture is left out: notes of the
camera (time, place, serial numbers, the small picture with notes of its own), of programs (XMP, IPTC, comments), and
whatever was hung on behind the end, such as the film of a "live" photo. Other kinds are packed anew as a JPEG. What is
kept is listed; anything that is not known goes.
"""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path

from camifield.errors import Problem
from camifield.media.exif import orientation_of
from camifield.media.heads import JPEG, PNG, read_head
from camifield.media.pillow import with_image
from camifield.media.shrinking import as_jpeg, upright

_QUALITY = 92
# ITU T.81 table B.1: tables, frames and scans, without which there is no picture.
_PICTURE = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xE0)))
_SCAN, _END = 0xDA, 0xD9
_ADOBE, _COLOURS = (0xEE, b"Adobe"), (0xE2, b"ICC_PROFILE\0")
_TURNED = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0%s\0\0\0\0\0\0"
# PNG 1.2 and 3: the picture, its colours and its size on paper.
_CHUNKS = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"iCCP",
        b"sBIT",
        b"sRGB",
        b"bKGD",
        b"pHYs",
    )
)


class NotWhole(ValueError):
    """A picture that ends too early, or is no such picture: nothing can be said of what stands in it."""


def stripped(path: Path, name: str) -> tuple[bytes, str]:
    """The bytes of a copy without notes, and the ending of its name (".jpg", ".png").

    `name` is what a person calls the photo. Raises Problem ``photo-not-readable`` and ``photo-too-large`` for what
    cannot be unpacked, and OSError when the disk itself fails.
    """
    with path.open("rb") as file:
        head = read_head(file)
    kind = head.media_type if head is not None else ""
    try:
        if kind == JPEG:
            return strip_jpeg(path.read_bytes(), _orientation(path, name)), ".jpg"
        if kind == PNG:
            return strip_png(path.read_bytes()), ".png"
    except NotWhole as broken:
        raise Problem("photo-not-readable", parameters={"file": name}) from broken
    return with_image(path, name, lambda image: as_jpeg(upright(image), _QUALITY)), ".jpg"


def _orientation(path: Path, name: str) -> int:
    """How the camera was held; as it is where the notes cannot be read."""
    try:
        return with_image(path, name, orientation_of)
    except Problem:
        return 1


def strip_jpeg(data: bytes, orientation: int = 1) -> bytes:
    """A JPEG with its picture alone, and how it is to be turned. Raises NotWhole."""
    if data[:2] != b"\xff\xd8":
        raise NotWhole
    kept = [b"\xff\xd8"]
    if 2 <= orientation <= 8:
        kept.append(_TURNED % bytes((orientation,)))
    at = 2
    while True:
        at, marker = _marker(data, at)
        if marker == _END:
            return b"".join((*kept, b"\xff\xd9"))
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2 or at + length > len(data):
            raise NotWhole
        end = at + length
        if marker == _SCAN:
            found = _after_scan().search(data, end)
            if found is None:
                raise NotWhole
            end = found.start()
        if marker in _PICTURE or _is_kept(marker, data[at + 2 : at + length]):
            kept.append(b"\xff" + bytes((marker,)) + data[at:end])
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Where what the next marker heads begins, and which it is."""
    if data[at : at + 1] != b"\xff":
        raise NotWhole
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise NotWhole
    return at + 1, data[at]


def _is_kept(marker: int, body: bytes) -> bool:
    """Whether an application's segment says how the colours are meant, and nothing else."""
    return any(marker == one and body.startswith(begins) for one, begins in (_ADOBE, _COLOURS))


@cache
def _after_scan() -> re.Pattern[bytes]:
    """The next marker after packed pixels: inside them FF is followed by 00 or by a restart."""
    return re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def strip_png(data: bytes) -> bytes:
    """A PNG with its picture alone. Raises NotWhole."""
    kept, at = [data[:8]], 8
    while True:
        head = data[at : at + 8]
        if len(head) < 8:
            raise NotWhole
        length, name = struct.unpack(">I4s", head)
        end = at + 12 + length
        if end > len(data):
            raise NotWhole
        if name in _CHUNKS:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
