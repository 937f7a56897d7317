"""Distances, moves and generalised cells on the globe, in plain arithmetic."""

from __future__ import annotations

import math
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

MEAN_RADIUS_M = 6_371_008.8  # IUGG mean radius of GRS 80
METRES_PER_DEGREE = MEAN_RADIUS_M * math.pi / 180
_AXIS_M, _FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS 84, EPSG:7030
Coordinate = str | float


def distance_m(
    latitude1: Coordinate, longitude1: Coordinate, latitude2: Coordinate, longitude2: Coordinate
) -> float:
    """The great-circle distance in metres of two points in degrees (haversine on a sphere, right to 0.5 %)."""
    north1, north2 = math.radians(float(latitude1)), math.radians(float(latitude2))
    half_north = (north2 - north1) / 2
    half_east = math.radians(float(longitude2) - float(longitude1)) / 2
    chord = math.sin(half_north) ** 2 + math.cos(north1) * math.cos(north2) * math.sin(half_east) ** 2
    return 2 * MEAN_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def metres_per_degree_east(latitude: float) -> float:
    """How long a degree of longitude is at a latitude, in metres; never nothing, so that it can be divided by."""
    return METRES_PER_DEGREE * max(math.cos(math.radians(latitude)), 1e-6)


def bearing_degrees(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """The true bearing from the first point to the second, 0 to 360 degrees."""
    north1, north2 = math.radians(latitude1), math.radians(latitude2)
    east = math.radians(longitude2 - longitude1)
    up = math.cos(north1) * math.sin(north2) - math.sin(north1) * math.cos(north2) * math.cos(east)
    return math.degrees(math.atan2(math.sin(east) * math.cos(north2), up)) % 360


def move(latitude: Coordinate, longitude: Coordinate, distance: float, bearing_deg: float) -> tuple[str, str]:
    """The point at `distance` metres from a point in the direction of `bearing_deg` (from true north, clockwise).

    Returns latitude and longitude as decimal strings of seven decimals: where the animal was, seen from the observer.
    By Vincenty's direct formulas on WGS 84 (Survey Review 23, 1975), right to a millimetre anywhere.
    """
    north, bearing = math.radians(float(latitude)), math.radians(bearing_deg)
    minor = _AXIS_M * (1 - _FLATTENING)
    reduced = math.atan((1 - _FLATTENING) * math.tan(north))
    sine, cosine = math.sin(reduced), math.cos(reduced)
    sigma1 = math.atan2(math.tan(reduced), math.cos(bearing))
    sine_alpha = cosine * math.sin(bearing)
    cosine2_alpha = 1 - sine_alpha**2
    squared = cosine2_alpha * (_AXIS_M**2 - minor**2) / minor**2
    big_a = 1 + squared / 16384 * (4096 + squared * (-768 + squared * (320 - 175 * squared)))
    big_b = squared / 1024 * (256 + squared * (-128 + squared * (74 - 47 * squared)))
    sigma = first = distance / (minor * big_a)
    for _ in range(20):
        middle = math.cos(2 * sigma1 + sigma)
        inner = math.cos(sigma) * (2 * middle**2 - 1)
        outer = big_b / 6 * middle * (4 * math.sin(sigma) ** 2 - 3) * (4 * middle**2 - 3)
        better = first + big_b * math.sin(sigma) * (middle + big_b / 4 * (inner - outer))
        if abs(better - sigma) < 1e-13:
            break
        sigma = better
    sine_s, cosine_s = math.sin(sigma), math.cos(sigma)
    there = math.atan2(
        sine * cosine_s + cosine * sine_s * math.cos(bearing),
        (1 - _FLATTENING) * math.hypot(sine_alpha, sine * sine_s - cosine * cosine_s * math.cos(bearing)),
    )
    turned = math.atan2(sine_s * math.sin(bearing), cosine * cosine_s - sine * sine_s * math.cos(bearing))
    c = _FLATTENING / 16 * cosine2_alpha * (4 + _FLATTENING * (4 - 3 * cosine2_alpha))
    middle = math.cos(2 * sigma1 + sigma)
    turned -= (
        (1 - c)
        * _FLATTENING
        * sine_alpha
        * (sigma + c * sine_s * (middle + c * cosine_s * (2 * middle**2 - 1)))
    )
    east = math.degrees(math.radians(float(longitude)) + turned)
    return degrees_text(math.degrees(there)), degrees_text((east + 540) % 360 - 180)


def degrees_text(degrees: float) -> str:
    """Degrees as a decimal string of seven decimals (about a centimetre)."""
    return f"{degrees:.7f}".replace("-0.0000000", "0.0000000")


class Cell(NamedTuple):
    """A square of a fixed grid: its centre as decimal strings, its side in degrees, and how far its corners are.

    Every point of the square lies within `uncertainty_m` of the centre.
    """

    latitude: str
    longitude: str
    step_degrees: str
    uncertainty_m: int


def cell_of(latitude: str, longitude: str, step: str) -> Cell:
    """The cell of a fixed decimal grid that holds a point: the generalised place that others are given.

    `step` is the side in degrees, such as "0.1". The same point gives the same cell each time and nothing is
    random (Chapman 2020, Current Best Practices for Generalizing Sensitive Species Occurrence Data, doi
    10.15468/doc-5jp4-5g10). The cut is downwards, also south and west of zero, so that all cells have one size.
    """
    side = Decimal(step)
    south = _edge(Decimal(latitude), side, Decimal(90))
    west = _edge(Decimal(longitude), side, Decimal(180))
    middle_north, middle_east = south + side / 2, west + side / 2
    corners = [(north, east) for north in (south, south + side) for east in (west, west + side)]
    reach = max(distance_m(float(middle_north), float(middle_east), float(n), float(e)) for n, e in corners)
    # The parallel of an edge bends away from the chord of its corners, by less than this at one degree.
    return Cell(f"{middle_north:f}", f"{middle_east:f}", f"{side:f}", math.ceil(reach * 1.0001 + 0.01))


def _edge(value: Decimal, side: Decimal, most: Decimal) -> Decimal:
    """The lower edge of the cell that holds `value`; the last cell keeps its far edge (the pole, the date line)."""
    edge = (value / side).to_integral_value(ROUND_FLOOR) * side
    return min(edge, most - side)
