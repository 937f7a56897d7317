"""A position as somebody prefers to read it: in degrees or in metres, with no more digits than are known of it."""

from __future__ import annotations

import math
from typing import Literal

from camifield.geo.countries import in_box
from camifield.geo.earth import METRES_PER_DEGREE, Coordinate
from camifield.geo.writing import Style, format_position

Writing = Literal["DD", "DM", "DMS", "UTM", "MGRS", "SK42"]
FINEST_M = 2.0
"""The finest step that is written: rounding to it moves nothing by more than a metre, less than any receiver knows."""
_UNIT_M: dict[Style, float] = {
    "DD": METRES_PER_DEGREE,
    "DM": METRES_PER_DEGREE / 60,
    "DMS": METRES_PER_DEGREE / 3600,
}
_COARSER: dict[Style, Style] = {"DMS": "DM", "DM": "DD"}
_SLACK = 1.02  # a step in degrees and the same step in metres differ by so much at most
_MGRS_LEAST, _UTM_MOST = 2, 5


def write_position(
    latitude: Coordinate,
    longitude: Coordinate,
    writing: str = "DD",
    step_m: float = 0.0,
    sk42: str = "SK-42",
) -> str:
    """A WGS 84 position in one of the ways of `Writing`, which `read_position` reads back within its digits.

    `step_m` is the step by which it is known, in metres: no digit stands for less, and none for less than `FINEST_M`.
    Where a system does not reach (UTM near the poles, SK-42 where no maps were made in it) the degrees are written, as
    for a way that only a newer version knows. `sk42` is what that system is called in the reader's language.
    """
    limit = max(step_m * _SLACK, FINEST_M)
    if writing in ("DM", "DMS"):
        return _in_degrees(latitude, longitude, writing, limit)
    return _in_metres(latitude, longitude, writing, limit, sk42) or _in_degrees(
        latitude, longitude, "DD", limit
    )


def _in_degrees(latitude: Coordinate, longitude: Coordinate, style: Style, limit: float) -> str:
    while style in _COARSER and limit >= _UNIT_M[_COARSER[style]]:
        style = _COARSER[style]
    decimals = max(0, math.ceil(math.log10(_UNIT_M[style] / limit)))
    return format_position(_plain(latitude), _plain(longitude), style, decimals)


def _in_metres(latitude: Coordinate, longitude: Coordinate, writing: str, limit: float, sk42: str) -> str:
    """Empty where the system does not reach, and for degrees, for which no tables of systems are loaded."""
    if writing not in ("UTM", "MGRS", "SK42"):
        return ""
    from camifield.geo.systems.datums import DATUMS
    from camifield.geo.systems.writing import format_mgrs, format_sk42, format_utm

    power = min(_UTM_MOST, math.floor(math.log10(limit)))
    if writing == "UTM":
        return format_utm(latitude, longitude, -power)
    if writing == "MGRS":
        return format_mgrs(latitude, longitude, max(_MGRS_LEAST, 10 - 2 * power))
    if any(in_box(one, latitude, longitude) for one in DATUMS["sk42"].countries):
        return format_sk42(latitude, longitude, -power, sk42)
    return ""


def _plain(coordinate: Coordinate) -> str:
    """A decimal string without an exponent."""
    return coordinate if isinstance(coordinate, str) else f"{coordinate:.7f}"
