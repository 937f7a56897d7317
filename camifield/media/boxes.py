"""The size that a HEIC claims, read from its boxes without a decoder, so that a bomb is met before it can burst."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

# ISO 14496-12 boxes, of which ISO 23008-12 keeps the size of each picture in meta/iprp/ipco/ispe.
_ROAD = (b"iprp", b"ipco")
_LARGEST_TABLE = 4_000_000  # a meta box of an honest photo has some thousand bytes
_MOST_BOXES = 4096


def heic_size(file: BinaryIO) -> tuple[int | None, int | None]:
    """Width and height of the largest picture inside; None twice where the boxes do not tell. Never raises on bad bytes."""
    file.seek(0)
    for name, start, length in _top_boxes(file):
        if name == b"meta":
            file.seek(start)
            sizes = [size for size in _sizes(file.read(min(length, _LARGEST_TABLE))) if min(size)]
            return max(sizes, key=lambda size: size[0] * size[1], default=(None, None))
    return None, None


def _top_boxes(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """The outermost boxes: name, where what it holds begins, and how long that is."""
    at = 0
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        length, lead = int.from_bytes(head[:4], "big"), 8
        if length == 1 and len(head) == 16:
            length, lead = int.from_bytes(head[8:16], "big"), 16
        if length < lead:
            return
        yield head[4:8], at + lead, length - lead
        at += length


def _sizes(meta: bytes) -> Iterator[tuple[int, int]]:
    """Width and height of every ``ispe`` on the road through the boxes."""
    piece = meta[4:]  # a meta box begins with its version
    for name in _ROAD:
        piece = next((inner for found, inner in _boxes(piece) if found == name), b"")
    for name, inner in _boxes(piece):
        if name == b"ispe" and len(inner) >= 12:
            width, height = struct.unpack(">II", inner[4:12])
            yield width, height


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for _ in range(_MOST_BOXES):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8 or at + length > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length
