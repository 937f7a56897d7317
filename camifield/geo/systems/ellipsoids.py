"""The figures of the earth that the region's maps were computed on, and the way between degrees and metres from its centre."""

from __future__ import annotations

import math
from typing import NamedTuple


class Ellipsoid(NamedTuple):
    """An ellipsoid of revolution: semi-major axis in metres and inverse flattening. Values: EPSG dataset v11.022."""

    axis_m: float
    inverse_flattening: float

    @property
    def flattening(self) -> float:
        return 1 / self.inverse_flattening

    @property
    def eccentricity_squared(self) -> float:
        return self.flattening * (2 - self.flattening)

    @property
    def third_flattening(self) -> float:
        return self.flattening / (2 - self.flattening)


WGS_84 = Ellipsoid(6378137.0, 298.257223563)  # EPSG:7030
GRS_1980 = Ellipsoid(6378137.0, 298.257222101)  # EPSG:7019
KRASSOWSKY = Ellipsoid(6378245.0, 298.3)  # EPSG:7024
GSK_2011 = Ellipsoid(6378136.5, 298.2564151)  # EPSG:1025
IAG_1975 = Ellipsoid(6378140.0, 298.257)  # EPSG:7049
INTERNATIONAL_1924 = Ellipsoid(6378388.0, 297.0)  # EPSG:7022
CLARKE_1880_RGS = Ellipsoid(6378249.145, 293.465)  # EPSG:7012
EVEREST_1830 = Ellipsoid(6377299.36559538, 300.8017255433549)  # EPSG:7042
EVEREST_1937 = Ellipsoid(6377276.345, 300.8017)  # EPSG:7015
EVEREST_1962 = Ellipsoid(6377301.243, 300.8017255)  # EPSG:7044
EVEREST_1975 = Ellipsoid(6377299.151, 300.8017255)  # EPSG:7045

Metres = tuple[float, float, float]


def from_centre(latitude: float, longitude: float, ellipsoid: Ellipsoid) -> Metres:
    """X, Y and Z in metres of a point on the ellipsoid itself (height 0), from degrees."""
    north, east = math.radians(latitude), math.radians(longitude)
    squared = ellipsoid.eccentricity_squared
    radius = ellipsoid.axis_m / math.sqrt(1 - squared * math.sin(north) ** 2)
    ring = radius * math.cos(north)
    return ring * math.cos(east), ring * math.sin(east), radius * (1 - squared) * math.sin(north)


def to_degrees(point: Metres, ellipsoid: Ellipsoid) -> tuple[float, float]:
    """Latitude and longitude in degrees of a point near the surface; its height is let go.

    Fixed-point iteration on the height, which settles far below a micrometre near the surface.
    """
    x, y, z = point
    squared, ring = ellipsoid.eccentricity_squared, math.hypot(x, y)
    north = math.atan2(z, ring * (1 - squared))
    for _ in range(8):
        radius = ellipsoid.axis_m / math.sqrt(1 - squared * math.sin(north) ** 2)
        better = math.atan2(z + squared * radius * math.sin(north), ring)
        if abs(better - north) < 1e-15:
            break
        north = better
    return math.degrees(north), math.degrees(math.atan2(y, x))
