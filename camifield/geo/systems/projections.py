"""Map projections of the region's grids, both ways: transverse Mercator by Krüger's series, and the conformal cone."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from camifield.geo.systems.ellipsoids import Ellipsoid

# Coefficients of Krüger's series to the sixth power of the third flattening n (Karney 2011, Transverse Mercator with an
# accuracy of a few nanometers, J. Geodesy 85, equations 35 and 36): row j holds those of n^j, n^(j+1), ... as fractions.
_ALPHA = (
    (1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
    (13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
    (61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
    (49561 / 161280, -179 / 168, 6601661 / 7257600),
    (34729 / 80640, -3418889 / 1995840),
    (212378941 / 319334400,),
)
_BETA = (
    (1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800),
    (1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720),
    (17 / 480, -37 / 840, -209 / 4480, 5569 / 90720),
    (4397 / 161280, -11 / 504, -830251 / 7257600),
    (4583 / 161280, -108847 / 3991680),
    (20648693 / 638668800,),
)


class TransverseMercator(NamedTuple):
    """Central meridian and origin latitude in degrees, scale on the meridian, false easting and northing in metres."""

    meridian: float
    scale: float = 1.0
    false_easting: float = 500_000.0
    false_northing: float = 0.0
    origin: float = 0.0

    def to_metres(self, latitude: float, longitude: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """Easting and northing in metres of a point in degrees; nanometres off within 30 degrees of the meridian."""
        radius, alpha, _ = _series(ellipsoid)
        xi, eta = self._on_sphere(latitude, longitude, ellipsoid)
        up = xi + sum(
            one * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, one in enumerate(alpha, start=1)
        )
        across = eta + sum(
            one * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, one in enumerate(alpha, start=1)
        )
        start = _meridian_arc(self.origin, ellipsoid) if self.origin else 0.0
        return (
            self.false_easting + self.scale * radius * across,
            self.false_northing + self.scale * (radius * up - start),
        )

    def to_degrees(self, easting: float, northing: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """Latitude and longitude in degrees of a point in metres. The inverse of `to_metres`."""
        radius, _, beta = _series(ellipsoid)
        start = _meridian_arc(self.origin, ellipsoid) if self.origin else 0.0
        xi = ((northing - self.false_northing) / self.scale + start) / radius
        eta = (easting - self.false_easting) / (self.scale * radius)
        up = xi - sum(
            one * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, one in enumerate(beta, start=1)
        )
        across = eta - sum(
            one * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, one in enumerate(beta, start=1)
        )
        east = math.atan2(math.sinh(across), math.cos(up))
        conformal = math.asin(max(-1.0, min(1.0, math.sin(up) / math.cosh(across))))
        return math.degrees(_geodetic(conformal, ellipsoid)), (
            math.degrees(east) + self.meridian + 540
        ) % 360 - 180

    def _on_sphere(self, latitude: float, longitude: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """The point on the conformal sphere, as the arguments of the series."""
        east = math.radians((longitude - self.meridian + 540) % 360 - 180)
        tangent = math.tan(_conformal(math.radians(latitude), ellipsoid))
        return math.atan2(tangent, math.cos(east)), math.asinh(
            math.sin(east) / math.hypot(tangent, math.cos(east))
        )


class Cone(NamedTuple):
    """Lambert's conformal cone that touches or cuts the ellipsoid; degrees and metres as above.

    `parallels` are the two true-scale latitudes; equal ones with a `scale` mean the form with one parallel (Snyder 1987,
    Map Projections: a Working Manual, pages 107 to 109).
    """

    origin: float
    meridian: float
    parallels: tuple[float, float]
    false_easting: float
    false_northing: float
    scale: float = 1.0

    def to_metres(self, latitude: float, longitude: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """Easting and northing in metres of a point in degrees."""
        power, factor = self._cone(ellipsoid)
        here = factor * _isometric(latitude, ellipsoid) ** power
        start = factor * _isometric(self.origin, ellipsoid) ** power
        turned = power * math.radians((longitude - self.meridian + 540) % 360 - 180)
        return (
            self.false_easting + here * math.sin(turned),
            self.false_northing + start - here * math.cos(turned),
        )

    def to_degrees(self, easting: float, northing: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """Latitude and longitude in degrees of a point in metres. The inverse of `to_metres`, north of the equator."""
        power, factor = self._cone(ellipsoid)
        start = factor * _isometric(self.origin, ellipsoid) ** power
        across, up = easting - self.false_easting, start - (northing - self.false_northing)
        isometric = (math.hypot(across, up) / factor) ** (1 / power)
        conformal = math.pi / 2 - 2 * math.atan(isometric)
        longitude = self.meridian + math.degrees(math.atan2(across, up)) / power
        return math.degrees(_geodetic(conformal, ellipsoid)), (longitude + 540) % 360 - 180

    def _cone(self, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """The cone's constant, and the factor of its radii in metres."""
        south, north = self.parallels
        at_south = _circle(south, ellipsoid)
        if south == north:
            power = math.sin(math.radians(south))
        else:
            power = math.log(at_south / _circle(north, ellipsoid)) / math.log(
                _isometric(south, ellipsoid) / _isometric(north, ellipsoid)
            )
        factor = ellipsoid.axis_m * self.scale * at_south / (power * _isometric(south, ellipsoid) ** power)
        return power, factor


class WebMercator(NamedTuple):
    """The square map of the web: a sphere of the ellipsoid's axis, metres true only on the equator."""

    def to_metres(self, latitude: float, longitude: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """Easting and northing in metres of a point in degrees."""
        axis = ellipsoid.axis_m
        return axis * math.radians(longitude), axis * math.asinh(math.tan(math.radians(latitude)))

    def to_degrees(self, easting: float, northing: float, ellipsoid: Ellipsoid) -> tuple[float, float]:
        """Latitude and longitude in degrees of a point in metres."""
        axis = ellipsoid.axis_m
        return math.degrees(math.atan(math.sinh(northing / axis))), math.degrees(easting / axis)


Projection = TransverseMercator | Cone | WebMercator


@lru_cache(maxsize=32)
def _series(ellipsoid: Ellipsoid) -> tuple[float, tuple[float, ...], tuple[float, ...]]:
    """The rectifying radius in metres, and the six coefficients of the way there and of the way back."""
    n = ellipsoid.third_flattening
    radius = ellipsoid.axis_m / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)
    there, back = (
        tuple(sum(one * n ** (row + power + 1) for power, one in enumerate(ones)) for row, ones in enumerate(table))
        for table in (_ALPHA, _BETA)
    )  # fmt: skip
    return radius, there, back


def _meridian_arc(latitude: float, ellipsoid: Ellipsoid) -> float:
    """Metres along a meridian from the equator, by the same series."""
    radius, alpha, _ = _series(ellipsoid)
    xi = _conformal(math.radians(latitude), ellipsoid)
    return radius * (xi + sum(one * math.sin(2 * j * xi) for j, one in enumerate(alpha, start=1)))


def _conformal(north: float, ellipsoid: Ellipsoid) -> float:
    """The conformal latitude in radians of a geodetic one in radians."""
    e = math.sqrt(ellipsoid.eccentricity_squared)
    return math.atan(math.sinh(math.asinh(math.tan(north)) - e * math.atanh(e * math.sin(north))))


def _geodetic(conformal: float, ellipsoid: Ellipsoid) -> float:
    """The geodetic latitude in radians of a conformal one: Newton's steps on its tangent (Karney 2011, equation 19)."""
    squared = ellipsoid.eccentricity_squared
    e = math.sqrt(squared)
    wanted = math.tan(conformal)
    tangent = wanted
    for _ in range(6):
        length = math.hypot(1, tangent)
        sigma = math.sinh(e * math.atanh(e * tangent / length))
        there = tangent * math.hypot(1, sigma) - sigma * length
        step = (
            (wanted - there)
            / math.hypot(1, there)
            * (1 + (1 - squared) * tangent**2)
            / ((1 - squared) * length)
        )
        tangent += step
        if abs(step) < 1e-15 * max(1.0, abs(tangent)):
            break
    return math.atan(tangent)


def _isometric(latitude: float, ellipsoid: Ellipsoid) -> float:
    """Snyder's t: the tangent of half the conformal distance from the pole."""
    return math.tan(math.pi / 4 - _conformal(math.radians(latitude), ellipsoid) / 2)


def _circle(latitude: float, ellipsoid: Ellipsoid) -> float:
    """Snyder's m: the radius of a parallel in units of the axis."""
    north = math.radians(latitude)
    return math.cos(north) / math.sqrt(1 - ellipsoid.eccentricity_squared * math.sin(north) ** 2)
