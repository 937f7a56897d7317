"""MGRS: UTM squares of 100 km by letters, and within them as many digits as the writer knew (NGA.SIG.0012)."""

from __future__ import annotations

import math
from typing import NamedTuple

from camifield.geo.systems.grids import Grid, utm

BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE = 100_000
_CYCLE = 2_000_000  # the letters of the rows come round again


class Square(NamedTuple):
    """The square that a reference names: its grid, its south-west corner and its side, in metres."""

    grid: Grid
    easting: float
    northing: float
    side_m: int


def south_of(band: str) -> int:
    """The southern edge of a band in degrees; bands are 8 degrees high, X is 12."""
    return BANDS.index(band) * 8 - 80


def band_at(latitude: float) -> str:
    """The letter of a latitude between 80 south and 84 north."""
    return BANDS[min(19, max(0, math.floor((latitude + 80) / 8)))]


def is_in_band(latitude: float, band: str) -> bool:
    """Whether a latitude lies in a band, give or take the two kilometres by which people copy a wrong neighbour."""
    south = south_of(band)
    return south - 0.02 <= latitude <= south + (12 if band == "X" else 8) + 0.02


def square_of(zone: int, band: str, letters: str, digits: str) -> Square | None:
    """The square of a reference in its parts, such as 43, "T", "FH" and "5645090730"; None for one that cannot be.

    `digits` are easting and northing, equally many of each, two at least.
    """
    if band not in BANDS or not 1 <= zone <= 60 or len(digits) % 2 or not 2 <= len(digits) <= 10:
        return None
    columns, column = _COLUMNS[(zone - 1) % 3], letters[0]
    if column not in columns or letters[1] not in _ROWS:
        return None
    row = (_ROWS.index(letters[1]) - (5 if zone % 2 == 0 else 0)) % len(_ROWS)
    half = len(digits) // 2
    side = 10 ** (5 - half)
    easting = (columns.index(column) + 1) * _SQUARE + int(digits[:half]) * side
    within = row * _SQUARE + int(digits[half:]) * side
    south = south_of(band)
    grid = utm(zone, is_south=south < 0)
    start = 0 if south >= 0 else 10_000_000 - 5 * _CYCLE
    for cycle in range(6):
        northing = start + cycle * _CYCLE + within
        # A large square on the edge of two bands is called by the band of the point that was meant.
        ups = (northing + side / 2, northing, northing + side)
        north = (grid.projection.to_degrees(easting + side / 2, up, grid.datum.ellipsoid)[0] for up in ups)
        if any(is_in_band(latitude, band) for latitude in north):
            return Square(grid, easting, northing, side)
    return None


def zone_of(latitude: float, longitude: float) -> int:
    """The UTM zone of a point, with the wider ones of Norway and Svalbard."""
    east = (longitude + 180) % 360 - 180
    zone = int((east + 180) // 6) + 1
    if 56 <= latitude < 64 and 3 <= east < 12:
        return 32
    if 72 <= latitude <= 84 and 0 <= east < 42:
        return 31 if east < 9 else 33 if east < 21 else 35 if east < 33 else 37
    return zone


def reference(latitude: float, longitude: float, digits: int = 10) -> str:
    """The reference of a WGS 84 point, such as "43T FH 56450 90730"; `digits` for both numbers together.

    Empty near the poles, where UTM and its letters end.
    """
    if not -80 <= latitude <= 84:
        return ""
    zone = zone_of(latitude, longitude)
    grid = utm(zone, is_south=latitude < 0)
    easting, northing = grid.from_wgs84(latitude, longitude)
    band = band_at(latitude)
    columns = _COLUMNS[(zone - 1) % 3]
    column = min(7, max(0, int(easting // _SQUARE) - 1))
    row = (int(northing % _CYCLE // _SQUARE) + (5 if zone % 2 == 0 else 0)) % len(_ROWS)
    half = digits // 2
    side = 10 ** (5 - half)
    east, north = (int(metres % _SQUARE // side) for metres in (easting, northing))
    return f"{zone}{band} {columns[column]}{_ROWS[row]} {east:0{half}} {north:0{half}}"
