"""The map that is there without a network: land, waters, borders, relief and places of 20-150 E, 5-75 N.

`packaging/basemap.py` builds the file; `resources/geo/README.md` says from what. numpy is imported when shapes are first
asked for. Lines imply no opinion: see `DISPUTED` in that page.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from camifield.errors import Problem, Where
from camifield.geo import packed
from camifield.geo.mercator import to_unit_arrays
from camifield.geo.place_names import PlaceNames, place_names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Layer = Literal["land", "lakes", "rivers", "borders", "disputed_borders", "provinces"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
DETAILS = (0, 1, 2, 3)  # the whole region, a country, a province, a valley
WEST, SOUTH, EAST, NORTH = 20.0, 5.0, 150.0, 75.0  # what is shown; the data reach a degree further
FINE: frozenset[Layer] = frozenset(
    ("lakes", "rivers")
)  # what there is for a valley; the rest stays a province's
CLOSED: frozenset[Layer] = frozenset(("land", "lakes"))
STEPS = 1 << 22  # whole numbers of the file to the side of the unit square


class Shapes(NamedTuple):
    """Lines or rings in the unit square of Web Mercator.

    points: (n, 2) x and y. starts: (m + 1,): shape i is points[starts[i]:starts[i + 1]].
    boxes: (m, 4) west, north, east, south. is_closed: rings, to be filled by the even-odd rule (a lake's islands
    are rings of their own).
    """

    points: NDArray[np.float64]
    starts: NDArray[np.int32]
    boxes: NDArray[np.float64]
    is_closed: bool


class Relief(NamedTuple):
    """Shaded relief in colour: a JPEG, its size in pixels, its box in the unit square (west, north, east, south)."""

    jpeg: bytes
    width: int
    height: int
    box: tuple[float, float, float, float]


class Places(NamedTuple):
    """Populated places, the most important first: x, y in the unit square, rank 0 (capital) to 5 (village)."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    rank: NDArray[np.uint8]
    names: PlaceNames

    def name(self, index: int, language: str) -> str:
        """What a place is called in a language, else in Russian for readers of Cyrillic, else in Latin letters."""
        return self.names.name(index, language)


class Basemap:
    """The packed basemap; what has been read once stays in memory."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[Layer, int], Shapes] = {}
        self._places: Places | None = None
        packed.index()  # a file that is damaged is told now, not at the first shape

    def shapes(self, layer: Layer, detail: int) -> Shapes:
        """One layer at one detail: 0 for the whole region, 1 for a country, 2 for a province, 3 for a valley.

        Raises Problem when the file is damaged.
        """
        if layer not in FINE:
            detail = min(detail, DETAILS[-2])
        found = self._shapes.get((layer, detail))
        if found is None:
            found = self._shapes[layer, detail] = _read_shapes(layer, detail)
        return found

    def relief(self) -> Relief | None:
        """The relief as it is kept; the window decodes it."""
        about = packed.index()["relief"]
        west, north, east, south = about["box"]
        jpeg = packed.member("relief.jpg")
        return Relief(jpeg, about["width"], about["height"], (west, north, east, south))

    def places(self) -> Places:
        """All places, for labels. Raises Problem when the file is damaged."""
        if self._places is None:
            self._places = _read_places()
        return self._places


@cache
def basemap() -> Basemap:
    """The basemap, opened once. Raises Problem when it is missing or damaged."""
    return Basemap()


def shapes_of(pieces: Sequence[NDArray[np.float64]], *, is_closed: bool) -> Shapes:
    """Pieces (n, 2) of the unit square as shapes that are drawn like the basemap's own; empty pieces are left out."""
    import numpy as np

    held = [one for one in pieces if len(one)]
    starts = np.cumsum([0, *map(len, held)]).astype(np.int32)
    points = np.concatenate(held) if held else np.empty((0, 2))
    return Shapes(points, starts, _boxes(points, starts), is_closed)


def _boxes(points: NDArray[np.float64], starts: NDArray[np.int32]) -> NDArray[np.float64]:
    import numpy as np

    if len(starts) < 2:
        return np.empty((0, 4))
    return np.hstack((np.minimum.reduceat(points, starts[:-1]), np.maximum.reduceat(points, starts[:-1])))


def _read_shapes(layer: Layer, detail: int) -> Shapes:
    """Undo what `packaging/basemap_shapes.py: packed` did."""
    import numpy as np

    held = packed.member(f"{layer}.{detail}")
    try:
        count, shapes = struct.unpack_from("<II", held)
        at = 8 + 4 * shapes
        lengths = _column(held, 8, shapes)
        points = np.empty((count, 2))
        for axis in (0, 1):
            steps = _column(held, at + axis * 4 * count, count)
            points[:, axis] = np.cumsum(steps, dtype=np.int64) / STEPS
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        boxes = _boxes(points, starts)
    except (struct.error, ValueError, IndexError) as reason:
        raise Problem("basemap-damaged", where=Where(file=packed.basemap_path().name)) from reason
    return Shapes(points, starts, boxes, layer in CLOSED)


def _column(held: bytes, at: int, count: int) -> NDArray[np.int32]:
    """int32 numbers whose four bytes are kept apart. Raises ValueError where bytes are missing."""
    import numpy as np

    planes = np.frombuffer(held, np.uint8, 4 * count, at).reshape(4, count)
    return np.ascontiguousarray(planes.T).view("<i4").reshape(count).astype(np.int32)


def _read_places() -> Places:
    import numpy as np

    names = place_names()
    degrees = (
        np.frombuffer(column, np.int32) / names.SCALE for column in (names.longitudes, names.latitudes)
    )
    x, y = to_unit_arrays(*degrees)
    return Places(x, y, np.frombuffer(names.ranks, np.uint8), names)
