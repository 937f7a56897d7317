"""What a package of picture tiles is to whoever draws it: its facts, and the bytes of a tile by level, column and row.

Rows count from the north, as in web maps. Both formats are made by strangers' programs and come on strangers' sticks:
whatever is wrong with a file is a Problem, and reading one never takes long.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple, Protocol

from camifield.errors import Problem

Box = tuple[float, float, float, float]
"""West, north, east and south in the unit square of `geo.mercator`."""
WORLD: Final[Box] = (0.0, 0.0, 1.0, 1.0)
MOST_LEVEL: Final = 24
LARGEST_TILE: Final = 4_000_000
"""Bytes. A picture of 1024 pixels a side that nobody packed takes as many."""
SQLITE: Final = b"SQLite format 3\0"
PMTILES: Final = b"PMTiles"
ENDINGS: Final = (".mbtiles", ".pmtiles")
PICTURES: Final = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


class Facts(NamedTuple):
    """What a package says of itself, made safe to show. `levels`: where it has tiles, from the coarsest.

    `credit` is who must be named with the map; empty where the file names nobody, as may be `name`.
    """

    name: str
    credit: str
    box: Box
    levels: tuple[int, ...]


class Package(Protocol):
    """An open package. `tile` gives None where it has none, and raises Problem ``map-is-damaged`` or ``map-is-slow``.

    `sample` is one of its tiles.
    """

    @property
    def facts(self) -> Facts: ...

    @property
    def sample(self) -> bytes: ...

    def tile(self, level: int, column: int, row: int) -> bytes | None: ...

    def close(self) -> None: ...


def open_package(path: Path) -> Package:
    """Open a file that a person brought, by what is in it and not by its name; the caller closes it.

    Raises Problem ``map-is-gone``, ``map-not-readable``, ``map-not-a-package``, ``map-is-older``, ``map-is-vector``,
    ``map-has-other-pictures``, ``map-is-empty``, ``map-is-slow`` or ``map-is-damaged``, each with the file's name.
    """
    from camifield.geo.tiles.mbtiles import Mbtiles
    from camifield.geo.tiles.pmtiles import Pmtiles

    try:
        if not path.exists():
            raise wrong("map-is-gone", path)
        if not path.is_file():
            raise wrong("map-not-a-package", path)
        with path.open("rb") as file:
            head = file.read(len(SQLITE))
    except OSError as error:
        raise wrong("map-not-readable", path) from error
    if head == SQLITE:
        return Mbtiles(path)
    if head.startswith(PMTILES):
        return Pmtiles(path)
    raise wrong("map-not-a-package", path)


def wrong(code: str, path: Path) -> Problem:
    """A Problem of that file."""
    return Problem(code, parameters={"file": path.name})


def picture_format(data: bytes) -> str | None:
    """What sort of picture it is by its first bytes: ``png``, ``jpg``, ``webp``; ``vector`` for lines and names that
    a program must draw; None for anything else.
    """
    for beginning, sort in PICTURES.items():
        if data.startswith(beginning):
            return sort
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    # Vector tiles are protobuf whose first field is a layer, nearly always packed with gzip (or, rarely, zlib).
    if data[:2] in (b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"\x78\x01") or data[:1] == b"\x1a":
        return "vector"
    return None


def first_picture(samples: list[bytes], path: Path) -> bytes:
    """Look at some tiles, which do not lie. Raises Problem where they are no pictures that can be drawn."""
    found = {picture_format(data): data for data in samples if data}
    if not found:
        raise wrong("map-is-empty", path)
    for sort in ("png", "jpg", "webp"):
        if sort in found:
            return found[sort]
    raise wrong("map-is-vector" if "vector" in found else "map-has-other-pictures", path)
