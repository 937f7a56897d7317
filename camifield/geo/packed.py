"""Reads the packed basemap: its members, and the columns of whole numbers that they hold, without numpy."""

from __future__ import annotations

import json
import sys
import zipfile
import zlib
from array import array
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from camifield import resources
from camifield.errors import Problem, Where

FORMAT = 1
MOST_BYTES = 64 << 20  # of one member, unpacked; the largest has 1 MB
NUMBER = next(
    code for code in "il" if array(code).itemsize == 4
)  # the type code of four bytes on this machine


class ReliefHead(TypedDict):
    """Size in pixels of the relief and its box in the unit square: west, north, east, south."""

    width: int
    height: int
    box: tuple[float, float, float, float]


class Index(TypedDict):
    """The table of contents: where everything comes from, and where the relief lies."""

    format: int
    sources: list[str]
    brought: dict[str, str]
    relief: ReliefHead


def basemap_path() -> Path:
    """Where the packed basemap lies."""
    return resources.path("geo", "basemap.zip")


def member(name: str, path: Path | None = None) -> bytes:
    """The bytes of one member. Raises Problem when the file is missing, cut short or changed."""
    file = path or basemap_path()
    try:
        with zipfile.ZipFile(file) as bundle:
            if bundle.getinfo(name).file_size > MOST_BYTES:
                raise ValueError(name)
            return bundle.read(name)  # the zip's own checksum finds changed bytes
    except (OSError, KeyError, EOFError, ValueError, zipfile.BadZipFile, zlib.error) as reason:
        raise Problem("basemap-damaged", where=Where(file=file.name)) from reason


@cache
def index() -> Index:
    """The table of contents. Raises Problem when the file is damaged, or of a newer program."""
    try:
        told = cast(Index, json.loads(member("index.json")))
        is_known = told["format"] == FORMAT
    except (ValueError, KeyError, TypeError) as reason:
        raise Problem("basemap-damaged", where=Where(file=basemap_path().name)) from reason
    if not is_known:
        raise Problem("basemap-damaged", where=Where(file=basemap_path().name))
    return told


def numbers(held: bytes, at: int, count: int) -> array[int]:
    """A column of `count` int32 numbers that begins at byte `at`, its four bytes kept apart, all lowest first."""
    if len(held) < at + 4 * count:
        raise Problem("basemap-damaged", where=Where(file=basemap_path().name))
    joined = bytearray(4 * count)
    for byte in range(4):
        joined[byte::4] = held[at + byte * count : at + (byte + 1) * count]
    column = array(NUMBER, bytes(joined))
    if sys.byteorder == "big":
        column.byteswap()
    return column
