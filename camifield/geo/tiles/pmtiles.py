"""PMTiles (one file with its own directories, rows counted from the north): read only, every place checked against the file.

It is read by seeking, not mapped into memory: a stick that is pulled out would otherwise kill the program.
"""

from __future__ import annotations

import json
import struct
from collections import OrderedDict
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from camifield.geo.tiles.claims import MOST_CREDIT, MOST_NAME, box_of_degrees, plain
from camifield.geo.tiles.directories import LARGEST, Directory, Entry, number_of, unpacked
from camifield.geo.tiles.package import (
    LARGEST_TILE,
    MOST_LEVEL,
    WORLD,
    Facts,
    first_picture,
    wrong,
)

_HEADER: Final = struct.Struct("<7sB11Q6B4i")
HEADER_SIZE = 127
VERSION, MOST_DEPTH = 3, 4
MOST_KEPT = 500_000
"""Entries of directories that are kept: 16 MB."""
LARGEST_CLAIMS = 4_000_000
NONE, GZIP = 1, 2
NOT_SAID = 0
VECTOR_TILES: Final = (1, 6)


class _Header(NamedTuple):
    """The parts of the file, each (offset, length), and what its tiles are."""

    root: tuple[int, int]
    claims: tuple[int, int]
    leaves: tuple[int, int]
    tiles: tuple[int, int]
    packing: int
    tile_packing: int
    tile_type: int
    least: int
    most: int
    degrees: tuple[float, float, float, float]


class Pmtiles:
    """An open PMTiles; see `package.open_package` for what it raises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: OrderedDict[tuple[int, int], Directory] = OrderedDict()
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise wrong("map-not-readable", path) from error
        try:
            self._header = self._read_header()
            self.facts = self._look()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def tile(self, level: int, column: int, row: int) -> bytes | None:
        """The bytes of a tile; None where there is none."""
        number = number_of(level, column, row)
        place = self._header.root
        for _ in range(MOST_DEPTH):
            entry = self._directory(place).find(number)
            if entry is None:
                return None
            if not entry.is_leaf:
                return self._tile_at(entry)
            place = self._header.leaves[0] + entry.offset, entry.length
        raise wrong("map-is-damaged", self._path)

    def _tile_at(self, entry: Entry) -> bytes | None:
        if not 0 < entry.length <= LARGEST_TILE:
            return None
        data = self._read(self._header.tiles[0] + entry.offset, entry.length)
        return self._unpacked(data, LARGEST_TILE) if self._header.tile_packing == GZIP else data

    def _directory(self, place: tuple[int, int]) -> Directory:
        found = self._kept.get(place)
        if found is None:
            data = self._read(*place)
            if self._header.packing == GZIP:
                data = self._unpacked(data, LARGEST)
            try:
                found = self._kept[place] = Directory(data)
            except ValueError as error:
                raise wrong("map-is-damaged", self._path) from error
        self._kept.move_to_end(place)
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    def _unpacked(self, data: bytes, most: int) -> bytes:
        try:
            return unpacked(data, most)
        except ValueError as error:
            raise wrong("map-is-damaged", self._path) from error

    def _read(self, offset: int, length: int) -> bytes:
        """Bytes of the file, all of them. Raises Problem ``map-is-damaged`` where it ends before."""
        if length > max(LARGEST, LARGEST_TILE, LARGEST_CLAIMS):
            raise wrong("map-is-damaged", self._path)
        try:
            self._file.seek(offset)
            data = self._file.read(length)
        except (
            OSError,
            OverflowError,
            ValueError,
        ) as error:  # ValueError: closed meanwhile, or beyond any file
            raise wrong("map-is-damaged", self._path) from error
        if len(data) != length:
            raise wrong("map-is-damaged", self._path)
        return data

    def _read_header(self) -> _Header:
        data = self._read(0, HEADER_SIZE)
        if data[7] != VERSION:
            raise wrong("map-is-older", self._path)
        fields = cast("tuple[int, ...]", _HEADER.unpack_from(data)[2:])
        places, sorts, degrees = fields[:11], fields[11:17], fields[17:21]
        west, south, east, north = (one / 1e7 for one in degrees)
        _clustered, packing, tile_packing, tile_type, least, most = sorts
        return _Header(
            (places[0], places[1]),
            (places[2], places[3]),
            (places[4], places[5]),
            (places[6], places[7]),
            packing,
            tile_packing,
            tile_type,
            least,
            most,
            (west, south, east, north),
        )

    def _look(self) -> Facts:
        header = self._header
        if header.tile_type in VECTOR_TILES:
            raise wrong("map-is-vector", self._path)
        if header.packing not in (NONE, GZIP) or header.tile_packing not in (NOT_SAID, NONE, GZIP):
            raise wrong("map-has-other-pictures", self._path)
        size = self._size()
        parts = (header.root, header.claims, header.leaves, header.tiles)
        if any(offset + length > size for offset, length in parts) or not header.least <= header.most:
            raise wrong("map-is-damaged", self._path)
        sample = self._first_tile()
        self.sample = first_picture([] if sample is None else [sample], self._path)
        claims = self._claims()
        return Facts(
            plain(claims.get("name", ""), MOST_NAME),
            plain(claims.get("attribution", ""), MOST_CREDIT),
            box_of_degrees(*header.degrees) or WORLD,
            tuple(range(min(header.least, MOST_LEVEL), min(header.most, MOST_LEVEL) + 1)),
        )

    def _size(self) -> int:
        try:
            return self._file.seek(0, 2)
        except OSError as error:
            raise wrong("map-not-readable", self._path) from error

    def _first_tile(self) -> bytes | None:
        place = self._header.root
        for _ in range(MOST_DEPTH):
            entry = self._directory(place).first()
            if not entry.is_leaf:
                return self._tile_at(entry)
            place = self._header.leaves[0] + entry.offset, entry.length
        raise wrong("map-is-damaged", self._path)

    def _claims(self) -> dict[str, str]:
        """What the file says of itself; nothing where that makes no sense, for the map itself may be whole."""
        offset, length = self._header.claims
        if not 0 < length <= LARGEST_CLAIMS:
            return {}
        data = self._read(offset, length)
        try:
            if self._header.packing == GZIP:
                data = unpacked(data, LARGEST_CLAIMS)
            found: object = json.loads(data)
        except (ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        told = cast("dict[str, object]", found)
        return {name: one for name, one in told.items() if isinstance(one, str)}
