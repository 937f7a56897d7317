"""Web Mercator on the unit square: what the map is drawn in, and what the basemap is kept in.

x runs from 0 at 180 W to 1 at 180 E, y from 0 in the north to 1 in the south (both at 85.05 degrees), as the tiles of
web maps do (EPSG:3857 divided by its side). The functions take floats; those on arrays import numpy when they are called.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from camifield.geo.earth import METRES_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Degrees = Sequence[float] | NDArray[np.float64]

MOST_LATITUDE = 85.0511287798066
"""Where the square ends: what lies nearer to a pole is drawn at its edge."""
METRES_AROUND = METRES_PER_DEGREE * 360
"""The way around the earth, on the sphere that distances are counted on."""


def to_unit(longitude: float, latitude: float) -> tuple[float, float]:
    """x and y of a position in degrees."""
    north = math.radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, latitude)))
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(north)) / math.pi) / 2


def from_unit(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude in degrees of a point of the square; x beyond its sides goes round the earth."""
    east = (x * 360) % 360 - 180
    return east, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def metres_per_unit(latitude: float) -> float:
    """How many metres on the ground the side of the square has at a latitude: the map's scale there."""
    return METRES_AROUND * math.cos(math.radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, latitude))))


def to_unit_arrays(
    longitudes: Degrees, latitudes: Degrees
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The same for many positions at once."""
    import numpy as np

    north = np.radians(np.clip(np.asarray(latitudes, np.float64), -MOST_LATITUDE, MOST_LATITUDE))
    x = (np.asarray(longitudes, np.float64) + 180) / 360
    return x, (1 - np.arcsinh(np.tan(north)) / np.pi) / 2
