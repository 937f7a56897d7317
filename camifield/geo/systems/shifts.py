"""The step from one datum to another: seven parameters, always written as a position vector so that no sign can be mixed up."""

from __future__ import annotations

import math
from typing import NamedTuple

from camifield.geo.systems.ellipsoids import WGS_84, Ellipsoid, Metres, from_centre, to_degrees

_ARC_SECOND = math.pi / 180 / 3600
# west, south, east, north in degrees
Box = tuple[float, float, float, float]


class Shift(NamedTuple):
    """One published operation from a datum to WGS 84.

    operation: its EPSG code, or words where there is none. translation in metres, rotation in arc seconds and scale in
    parts per million, in the sense of EPSG's "position vector" (method 9606): the other convention turns the rotation
    round, which is 22 m in Kazakhstan. accuracy_m: what EPSG states, or what its absence costs. box: where it holds;
    None for wherever the datum is used.
    """

    operation: str
    translation: Metres = (0.0, 0.0, 0.0)
    rotation: Metres = (0.0, 0.0, 0.0)
    scale_ppm: float = 0.0
    accuracy_m: float = 1.0
    box: Box | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether the degrees are taken over as they are, because no operation is published."""
        return not self.operation.startswith("EPSG:")

    def holds_at(self, latitude: float, longitude: float) -> bool:
        if self.box is None:
            return True
        west, south, east, north = self.box
        return south <= latitude <= north and west <= longitude <= east

    def to_wgs84(self, latitude: float, longitude: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """WGS 84 degrees of a point in degrees of the datum, both at height 0."""
        if self.is_nothing:
            return latitude, longitude
        x, y, z = from_centre(latitude, longitude, ellipsoid)
        scale = 1 + self.scale_ppm * 1e-6
        rx, ry, rz = (angle * _ARC_SECOND for angle in self.rotation)
        dx, dy, dz = self.translation
        moved = (
            dx + scale * (x - rz * y + ry * z),
            dy + scale * (rz * x + y - rx * z),
            dz + scale * (-ry * x + rx * y + z),
        )
        return to_degrees(moved, WGS_84)

    def from_wgs84(self, latitude: float, longitude: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """The degrees of the datum that `to_wgs84` brings to a point: its exact inverse, found by stepping back.

        PROJ turns the parameters round instead, which leaves 1 mm; here a position written out is read back as itself.
        """
        north, east = latitude, longitude
        for _ in range(6):
            there_north, there_east = self.to_wgs84(north, east, ellipsoid)
            off_north, off_east = latitude - there_north, longitude - there_east
            north, east = north + off_north, east + off_east
            if abs(off_north) < 1e-13 and abs(off_east) < 1e-13:
                break
        return north, east
