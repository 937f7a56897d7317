"""Directories of a PMTiles file: which tile lies where. Read at once with numpy, and no larger than they may be.

The library that writes such files in our tests reads them number by number (20 ms for one directory, again for each tile)
and unpacks whatever it is given; a stranger's file is read here instead. Specification: PMTiles 3.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

LARGEST = 2_000_000
"""Bytes of one directory, unpacked: 300,000 tiles and 100 MB while it is read. Makers keep them ten times smaller."""
MOST_BYTES = 9
"""A number of more bytes does not fit into 63 bits."""


class Entry(NamedTuple):
    """Where a tile lies, or (`is_leaf`) the directory in which to look further."""

    offset: int
    length: int
    is_leaf: bool


class Directory:
    """One directory, from its bytes as they are after unpacking. Raises ValueError where they are none."""

    def __init__(self, data: bytes) -> None:
        numbers = read_numbers(data)
        count = int(numbers[0]) if len(numbers) else 0
        if count < 1 or len(numbers) < 1 + 4 * count:
            raise ValueError("fewer numbers than entries need")
        steps, runs, lengths, places = numbers[1 : 1 + 4 * count].reshape(4, count)
        self._ids: Numbers = np.cumsum(steps)
        self._runs, self._lengths = runs, lengths
        if (np.diff(self._ids) < 0).any() or places[0] < 1:
            raise ValueError("entries out of order")
        self._offsets = _offsets(places, lengths)

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, number: int) -> Entry | None:
        """The entry of a tile's number; None where there is none."""
        at = int(np.searchsorted(self._ids, number, "right")) - 1
        if at < 0:
            return None
        run = int(self._runs[at])
        if run and number - int(self._ids[at]) >= run:
            return None
        return Entry(int(self._offsets[at]), int(self._lengths[at]), run == 0)

    def first(self) -> Entry:
        """The first entry."""
        return Entry(int(self._offsets[0]), int(self._lengths[0]), int(self._runs[0]) == 0)


def read_numbers(data: bytes) -> Numbers:
    """All numbers of a directory: seven bits a byte, the lowest first, the eighth says that another byte follows."""
    raw = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(raw < 0x80)
    if not len(ends):
        return np.empty(0, np.int64)
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    sizes = ends - starts + 1
    if sizes.max() > MOST_BYTES:
        raise ValueError("a number that is too long")
    raw = raw[: ends[-1] + 1]
    places = np.arange(len(raw)) - np.repeat(starts, sizes)
    return np.add.reduceat((raw & 0x7F).astype(np.int64) << (7 * places), starts)


def _offsets(places: Numbers, lengths: Numbers) -> Numbers:
    """Where each entry lies: 0 stands for "right after the one before", anything else is the place and one."""
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)[:-1]))
    said = np.maximum.accumulate(np.where(places > 0, np.arange(len(places)), 0))
    return places[said] - 1 + before - before[said]


def unpacked(data: bytes, most: int = LARGEST) -> bytes:
    """What gzip packed, at most so many bytes of it. Raises ValueError for more, and for what is not gzip."""
    machine = zlib.decompressobj(wbits=31)
    try:
        found = machine.decompress(data, most)
    except zlib.error as error:
        raise ValueError("not packed as it says") from error
    if not machine.eof:
        raise ValueError("cut short, or larger than it may be")
    return found


def number_of(level: int, column: int, row: int) -> int:
    """The number of a tile: all coarser levels first, then along a Hilbert curve (Wikipedia's xy2d)."""
    number = ((1 << (2 * level)) - 1) // 3
    side = 1 << level
    half = side >> 1
    while half:
        right, down = int(bool(column & half)), int(bool(row & half))
        number += half * half * ((3 * right) ^ down)
        if not down:
            if right:
                column, row = side - 1 - column, side - 1 - row
            column, row = row, column
        half >>= 1
    return number
