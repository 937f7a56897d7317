"""Old workbooks (.xls) looked through before another library trusts what they say of their own size.

That library sets memory aside for as many cells and strings as the file declares; one wrong byte makes that a
terabyte, and the process dies without a word (seen within a few hundred damaged files). This look reads the record
headers only, and finds the cells of broken formulas on its way. Sources: [MS-CFB] 2.2 to 2.6, [MS-XLS] 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from camifield.formats.reading.extents import Extent

_SECTOR_END = 0xFFFF_FFFA  # this number and those above are no sectors
_RECORD = struct.Struct("<HH")
_BOUND_SHEET, _DIMENSIONS, _STRINGS, _END = 0x0085, 0x0200, 0x00FC, 0x000A
_FORMULA, _BOOLERR, _MULTIPLE = 0x0006, 0x0205, 0x00BD
_CELLS = {
    _FORMULA,
    0x0406,
    0x0206,
    0x0203,
    0x0003,
    _BOOLERR,
    0x0005,
    0x0204,
    0x0004,
    0x00FD,
    0x027E,
    _MULTIPLE,
    0x00D6,
}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_SMALL_STREAM = 4_096
_LEAST_STRING = 3  # bytes that the shortest string takes


class DamagedWorkbookError(ValueError):
    """The file says of itself what cannot be."""


def old_workbook_extents(data: bytes) -> list[Extent]:
    """The extents of the sheets of a .xls, in their order. Raises DamagedWorkbookError, or struct.error, for a damaged file."""
    stream = _workbook_stream(data)
    starts: list[int] = []
    for kind, at, length in _records(stream, 0):
        if kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _STRINGS and struct.unpack_from("<I", stream, at + 4)[0] * _LEAST_STRING > len(stream):
            raise DamagedWorkbookError("strings")
        elif kind == _DIMENSIONS:
            _check_dimensions(stream, at, length)
    if not starts:
        raise DamagedWorkbookError("no sheets")
    # The sheets are read from where the workbook says they begin, be that right or wrong: so they are looked at from there.
    return [_sheet_extent(stream, start) for start in starts]


def _sheet_extent(stream: bytes, start: int) -> Extent:
    extent = Extent()
    for kind, at, length in _records(stream, start):
        if kind == _DIMENSIONS:
            _check_dimensions(stream, at, length)
        elif kind in _CELLS and length >= 6:
            _take_cell(extent, stream, kind, at, length)
    return extent


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """The records of one part of a stream, up to its end: kind, where its data begin, and their length."""
    at = start
    unpack, size, end = _RECORD.unpack_from, _RECORD.size, len(stream)
    while at + size <= end:
        kind, length = unpack(stream, at)
        at += size
        if kind == _END or at + length > end:
            return
        yield kind, at, length
        at += length


def _check_dimensions(stream: bytes, at: int, length: int) -> None:
    if length >= 14:
        first_row, end_row, first_column, end_column = struct.unpack_from("<IIHH", stream, at)
    elif length >= 8:
        first_row, end_row, first_column, end_column = struct.unpack_from("<HHHH", stream, at)
    else:
        return
    is_empty = not end_row or not end_column
    if not is_empty and (first_row > end_row or first_column > end_column):
        raise DamagedWorkbookError("dimensions")
    if end_row > _MOST_ROWS or end_column > _MOST_COLUMNS:
        raise DamagedWorkbookError("dimensions")


def _take_cell(extent: Extent, stream: bytes, kind: int, at: int, length: int) -> None:
    row, column = struct.unpack_from("<HH", stream, at)
    last = struct.unpack_from("<H", stream, at + length - 2)[0] if kind == _MULTIPLE else column
    last = max(column, last, column + (length - 6) // 6 - 1 if kind == _MULTIPLE else 0)
    if last >= _MOST_COLUMNS:
        raise DamagedWorkbookError(f"column {last}")
    extent.rows = max(extent.rows, row + 1)
    extent.columns = max(extent.columns, last + 1)
    if kind == _BOOLERR and length >= 8 and stream[at + 7] == 1:
        extent.errors[row + 1, column] = _ERRORS.get(stream[at + 6], "#ERR!")
    elif (
        kind == _FORMULA and length >= 14 and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2
    ):
        extent.errors[row + 1, column] = _ERRORS.get(stream[at + 8], "#ERR!")


def _workbook_stream(data: bytes) -> bytes:
    """The stream of a compound file that holds the workbook."""
    file = _CompoundFile(data)
    for name in ("Workbook", "Book", "WORKBOOK", "BOOK"):
        stream = file.stream(name)
        if stream is not None:
            return stream
    raise DamagedWorkbookError("no workbook")


class _CompoundFile:
    """A file of files, as Office 97 wrote: chains of sectors by way of a table."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise DamagedWorkbookError("sectors")
        self._size = 1 << shift
        counts = [struct.unpack_from("<I", data, at)[0] for at in (40, 44, 64, 72)]
        if max(counts) > len(data) // self._size + 1:
            raise DamagedWorkbookError("more sectors than the file has")
        directory, _, _, mini_table = struct.unpack_from("<IIII", data, 48)
        self._table = self._read_table()
        self._entries = self._read_entries(self._chain(directory, self._table, self._sector))
        self._mini_table = self._numbers(self._chain(mini_table, self._table, self._sector))
        # The first entry is the root, which holds the small streams, whatever it is called.
        _, root, size = self._entries[0] if self._entries else ("", _SECTOR_END, 0)
        self._check_size(size)
        self._mini = self._chain(root, self._table, self._sector)

    def stream(self, name: str) -> bytes | None:
        """The bytes of the first stream of this name, None when there is none."""
        for entry, start, size in self._entries:
            if entry != name:
                continue
            self._check_size(size)
            if size < _SMALL_STREAM:
                return self._chain(start, self._mini_table, self._mini_sector)[:size]
            return self._chain(start, self._table, self._sector)[:size]
        return None

    def _check_size(self, size: int) -> None:
        if size > len(self._data):
            raise DamagedWorkbookError("a stream longer than the file")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _mini_sector(self, number: int) -> bytes:
        return self._mini[number * 64 : number * 64 + 64]

    def _chain(self, start: int, table: list[int], sector: Callable[[int], bytes]) -> bytes:
        found = bytearray()
        number, steps = start, 0
        while number < _SECTOR_END:
            steps += 1
            if number >= len(table) or steps > len(table):
                raise DamagedWorkbookError("chain")
            found += sector(number)
            number = table[number]
        return bytes(found)

    def _read_table(self) -> list[int]:
        """The table of all sectors, from the places that the header and its continuations name."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        number, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._size)):
            if number >= _SECTOR_END:
                break
            more = self._numbers(self._sector(number))
            if not more:
                raise DamagedWorkbookError("table")
            places += more[:-1]
            number = more[-1]
        table: list[int] = []
        for place in places:
            if place < _SECTOR_END:
                table += self._numbers(self._sector(place))
        return table

    @staticmethod
    def _numbers(data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _read_entries(self, data: bytes) -> list[tuple[str, int, int]]:
        """The name, first sector and size of every stream."""
        entries: list[tuple[str, int, int]] = []
        for at in range(0, len(data) - 127, 128):
            name = data[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
            start, size = struct.unpack_from("<II", data, at + 116)
            entries.append((name, start, size))
        return entries
