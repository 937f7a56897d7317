"""Where the animal was, seen from where the observer stood: the observer's position, moved by distance and bearing.

The log keeps what was answered: the observer's position, the distance, the bearing and which north it counts from. The
animal's position is worked out of these wherever a record is told (tables, lists, maps, exports, the country that it lies
in), so it follows when any of them is put right, and two laptops that change different ones never disagree about it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from camifield.fields.reading.dates import start_of
from camifield.fields.values import Value, text_of
from camifield.geo.declination import Declination, declination
from camifield.geo.earth import move

LATITUDE, LONGITUDE = "decimal_latitude", "decimal_longitude"
OPERATION = "coordinate_operation"
DISTANCE, BEARING, NORTH = "distance_m", "bearing_deg", "bearing_north"
# The answers, beside the position itself and the day, on which the animal's position rests.
RESTS_ON = frozenset(("position_of", DISTANCE, BEARING, NORTH))
OBSERVER, MAGNETIC, TRUE, UNKNOWN = "observer", "magnetic", "true", "unknown"
# How far a distance may be off: the share of it, and metres beside it. Laser rangefinders read to a metre or two; the eye
# is off by a quarter in trials of distance sampling; a GPS walked there by its own 10 m. Awaiting confirmation (M).
DISTANCE_ERROR = {"laser": (0.01, 2), "GPS": (0.0, 10), "map": (0.05, 100)}
DISTANCE_ERROR_OTHERWISE = (0.25, 0)
# How far a bearing by a compass in the hand, or by a telephone, may be off, with a herd that is no point (M).
BEARING_ERROR_DEG = 5


class Offset(NamedTuple):
    """How an animal was seen: from the observer's position to its own.

    latitude, longitude: the animal's, as decimal strings. distance_m and bearing_deg: as answered. north: which one that
    counts from. added: what was added to the bearing to count from true north, None where nothing had to be.
    error_m: what distance and bearing leave open.
    """

    latitude: str
    longitude: str
    distance_m: float
    bearing_deg: float
    north: str
    added: Declination | None
    error_m: int

    @property
    def true_bearing_deg(self) -> float:
        """The bearing from true north, 0 to 360."""
        degrees = self.added.degrees if self.added is not None and self.north == MAGNETIC else 0.0
        return (self.bearing_deg + degrees) % 360

    @property
    def operation(self) -> str:
        """What was done to the observer's position, for whoever reads a table: plain, and the same in every language."""
        bearing = f"{self.true_bearing_deg:.1f} degrees from true north"
        if self.north == MAGNETIC and self.added is not None:
            how = f"{self.bearing_deg:g} magnetic {self.added.degrees:+.1f} by {self.added.model}"
            bearing = f"{bearing} ({how})"
        elif self.north == UNKNOWN:
            bearing = f"{bearing} (which north was not known)"
        return f"moved {self.distance_m:g} m from the observer, {bearing}"


def offset_of(values: Mapping[str, Value]) -> Offset | None:
    """How the animal was seen, where the position is the observer's and distance, bearing and north are answered.

    None as well where another version of the program wrote what makes no sense here.
    """
    if values.get("position_of") != OBSERVER or BEARING not in values or DISTANCE not in values:
        return None
    try:
        return _offset_of(values)
    except (ValueError, OverflowError):
        return None


def _offset_of(values: Mapping[str, Value]) -> Offset | None:
    latitude, longitude = text_of(values, LATITUDE), text_of(values, LONGITUDE)
    north = text_of(values, NORTH)
    if not (latitude and longitude and north in (TRUE, MAGNETIC, UNKNOWN)):
        return None
    day = text_of(values, "event_date")
    added = declination(latitude, longitude, start_of(day)) if north != TRUE and day else None
    if north == MAGNETIC and added is None:  # without a day nobody knows where the compass pointed
        return None
    distance, bearing = float(text_of(values, DISTANCE)), float(text_of(values, BEARING))
    return seen_from(latitude, longitude, distance, bearing, north, added, text_of(values, "distance_method"))


def seen_from(
    latitude: str,
    longitude: str,
    distance_m: float,
    bearing_deg: float,
    north: str,
    added: Declination | None,
    method: str = "",
) -> Offset:
    """The animal's position from the observer's. `added` is the declination there where north is not the true one."""
    turned = added.degrees if added is not None and north == MAGNETIC else 0.0
    there = (
        move(latitude, longitude, distance_m, bearing_deg + turned) if distance_m else (latitude, longitude)
    )
    angle = BEARING_ERROR_DEG
    if added is not None:
        angle += math.ceil(added.error_deg + (abs(added.degrees) if north == UNKNOWN else 0.0))
    share, metres = DISTANCE_ERROR.get(method, DISTANCE_ERROR_OTHERWISE)
    across = 2 * distance_m * math.sin(math.radians(min(angle, 180)) / 2)
    error = math.ceil(math.hypot(distance_m * share + metres, across))
    return Offset(*there, distance_m, bearing_deg, north, added, error)


def placed(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The values as a record is told: with the animal's position where they hold the observer's, and what was done."""
    if BEARING not in values:
        return values
    offset = offset_of(values)
    if offset is None:
        return values
    before = text_of(values, OPERATION)
    operation = "; ".join(filter(None, (before, offset.operation)))
    return {**values, LATITUDE: offset.latitude, LONGITUDE: offset.longitude, OPERATION: operation}
