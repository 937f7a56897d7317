"""GCJ-02, in which the phone maps of China show places: moved by up to 700 m in a way that only a formula undoes."""

from __future__ import annotations

import math

# The law's formula is not published; this is the one that every program uses, checked against a known pair
# (31.1774276 N 121.5272106 E is shown at 31.17530398364597 N 121.531541859215 E). Krasovsky's ellipsoid.
_AXIS_M = 6_378_245.0
_SQUARED = 0.00669342162296594323
# Inside this box the maps are moved, outside they are not.
_BOX = (72.004, 0.8293, 137.8347, 55.8271)
# What is left after going back: the formula is a copy, and differs from what the maps do by a few metres.
ACCURACY_M = 10.0
OPERATION = "GCJ-02 turned back"


def is_moved(latitude: float, longitude: float) -> bool:
    """Whether the maps of China move a point here."""
    west, south, east, north = _BOX
    return west <= longitude <= east and south <= latitude <= north


def to_phone_map(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a phone map of China shows a WGS 84 point, in degrees."""
    if not is_moved(latitude, longitude):
        return latitude, longitude
    east, north = longitude - 105.0, latitude - 35.0
    swing = (20 * math.sin(6 * east * math.pi) + 20 * math.sin(2 * east * math.pi)) * 2 / 3
    up = -100 + 2 * east + 3 * north + 0.2 * north**2 + 0.1 * east * north + 0.2 * math.sqrt(abs(east))
    up += swing + (20 * math.sin(north * math.pi) + 40 * math.sin(north / 3 * math.pi)) * 2 / 3
    up += (160 * math.sin(north / 12 * math.pi) + 320 * math.sin(north * math.pi / 30)) * 2 / 3
    across = 300 + east + 2 * north + 0.1 * east**2 + 0.1 * east * north + 0.1 * math.sqrt(abs(east))
    across += swing + (20 * math.sin(east * math.pi) + 40 * math.sin(east / 3 * math.pi)) * 2 / 3
    across += (150 * math.sin(east / 12 * math.pi) + 300 * math.sin(east / 30 * math.pi)) * 2 / 3
    angle = math.radians(latitude)
    flat = 1 - _SQUARED * math.sin(angle) ** 2
    root = math.sqrt(flat)
    degrees_up = math.degrees(up / (_AXIS_M * (1 - _SQUARED) / (flat * root)))
    degrees_across = math.degrees(across / (_AXIS_M / root * math.cos(angle)))
    return latitude + degrees_up, longitude + degrees_across


def from_phone_map(latitude: float, longitude: float) -> tuple[float, float]:
    """The WGS 84 point that a phone map of China shows at these degrees: the inverse, by stepping back."""
    north, east = latitude, longitude
    for _ in range(30):
        shown_north, shown_east = to_phone_map(north, east)
        off_north, off_east = latitude - shown_north, longitude - shown_east
        north, east = north + off_north, east + off_east
        if abs(off_north) < 1e-10 and abs(off_east) < 1e-10:
            break
    return north, east
