"""Columns of whole numbers as one line of ASCII, as tracks and areas keep their corners: small, exact, and safe to open."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Sequence


def packed_columns(version: str, columns: Sequence[Sequence[int]]) -> str:
    """The columns behind `version`: the length and the differences of each in LEB128, then zlib, then base 64."""
    raw = bytearray()
    for column in columns:
        _write(raw, [len(column)])
        _write(raw, _differences(column))
    return version + base64.b64encode(zlib.compress(bytes(raw), 9)).decode("ascii")


def unpacked_columns(version: str, text: str, count: int, most: int, most_bytes: int) -> list[list[int]]:
    """The inverse of `packed_columns` for `count` columns of at most `most` numbers, in at most `most_bytes` bytes.

    Raises ValueError for anything else.
    """
    if not text.startswith(version):
        raise ValueError("not of this version")
    try:
        unfolding = zlib.decompressobj()
        raw = unfolding.decompress(base64.b64decode(text[len(version) :], validate=True), most_bytes)
    except (binascii.Error, zlib.error) as error:
        raise ValueError("not packed columns") from error
    if unfolding.unconsumed_tail or not unfolding.eof:
        raise ValueError("not packed columns")
    numbers = _numbers(raw)
    found = [_sums(_column(numbers, most)) for _ in range(count)]
    if next(numbers, None) is not None:
        raise ValueError("not packed columns")
    return found


def _differences(numbers: Sequence[int]) -> list[int]:
    return [one - before for before, one in zip([0, *numbers], numbers, strict=False)]


def _sums(differences: Sequence[int]) -> list[int]:
    found: list[int] = []
    at = 0
    for one in differences:
        at += one
        found.append(at)
    return found


def _write(raw: bytearray, numbers: Sequence[int]) -> None:
    """Whole numbers as LEB128, the sign in the last bit."""
    for number in numbers:
        left = number << 1 if number >= 0 else (-number << 1) - 1
        while left > 0x7F:
            raw.append(left & 0x7F | 0x80)
            left >>= 7
        raw.append(left)


def _numbers(raw: bytes) -> Iterator[int]:
    left = shift = 0
    for byte in raw:
        left |= (byte & 0x7F) << shift
        shift += 7
        if shift > 70:
            raise ValueError("not a number")
        if byte < 0x80:
            yield left >> 1 if not left & 1 else -((left + 1) >> 1)
            left = shift = 0


def _column(numbers: Iterator[int], most: int) -> list[int]:
    count = next(numbers, -1)
    if not 0 <= count <= most:
        raise ValueError("not packed columns")
    found = [one for _, one in zip(range(count), numbers, strict=False)]
    if len(found) < count:
        raise ValueError("not packed columns")
    return found
