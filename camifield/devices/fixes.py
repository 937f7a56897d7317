"""Many fixes of a receiver that lies still, made into one position that says how sure it is. Pure: no port, no clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from camifield.clock import MADE, CheckedClock
from camifield.devices.sentences import Sentence

MOST_FIXES = 2000
# Fixes lie metres apart, where the Earth is flat; `geo` stands on the same floor and is not reached from here.
_METRES_PER_DEGREE = 111_195.0
CLOCK_DIFFERS_FROM = CheckedClock.AGREES
DECIMALS = 6
# GGA's quality: GPS, differential, precise, fixed and float RTK. Dead reckoning (6), typed in (7) and a simulator (8) are
# no measurement.
MEASURED = (1, 2, 3, 4, 5)
# One standard deviation of a range in metres by that quality, our own careful figures; times HDOP it is the error that
# all fixes of one minute share, which no averaging takes away.
_RANGE_ERROR_M = MappingProxyType({1: 5.0, 2: 3.0, 3: 5.0, 4: 0.5, 5: 1.0})
_HDOP_UNKNOWN = 4.0
_LEAST_HDOP = 0.5
_HAS_HEIGHT = 3
# WGS 84, and the Earth model of GLONASS, which lies within a metre of it; an empty field is the standard's WGS 84.
_SAME_EARTH = ("W84", "P90", "")
# A fix is an outlier when it is this many times farther from the median point than half of all fixes, and not near it.
_OUTLIER_TIMES = 5.0
_OUTLIER_LEAST_M = 10.0


class Fix(NamedTuple):
    """One position: degrees, GGA's quality, satellites in use, HDOP, metres above the sea; None where not told."""

    latitude: float
    longitude: float
    quality: int = 1
    satellites: int | None = None
    hdop: float | None = None
    elevation_m: float | None = None


class Average(NamedTuple):
    """The mean of the fixes that were used.

    latitude, longitude: degrees, WGS 84. spread_m: within it of the mean lie 95 of 100 fixes used. uncertainty_m: the
    spread together with the error that all fixes share. quality, satellites: the worst and the median of those used.
    """

    latitude: float
    longitude: float
    spread_m: float
    uncertainty_m: int
    used: int
    dropped: int
    quality: int
    satellites: int | None
    hdop: float | None
    elevation_m: float | None

    @property
    def coordinates(self) -> str:
        """Both as they would be typed, to a tenth of a metre."""
        return f"{self.latitude:.{DECIMALS}f}, {self.longitude:.{DECIMALS}f}"

    def answers(self) -> dict[str, str]:
        """What a record's questions about its place are answered by, by field name."""
        found = {
            "verbatim_coordinates": self.coordinates,
            "coordinate_uncertainty_in_meters": str(self.uncertainty_m),
            "georeference_source": "handheld_gps",
        }
        if self.elevation_m is not None:
            found["elevation"] = str(round(self.elevation_m))
        return found


class Fixes:
    """Gathers what sentences tell: one fix for each time of day, the last date and time, and the receiver's datum."""

    def __init__(self) -> None:
        self._by_time: dict[timedelta, Fix] = {}
        self._hdop: float | None = None
        self._has_height = True
        self.datum = ""
        self.is_datum_right = True

    def __len__(self) -> int:
        return len(self._by_time)

    def hear(self, sentence: Sentence) -> datetime | None:
        """Take a sentence in; the receiver's date and time (aware, UTC) when it tells a trustworthy one."""
        if sentence.kind == "GGA":
            self._hear_position(sentence)
        elif sentence.kind == "RMC":
            return self._hear_minimum(sentence)
        elif sentence.kind == "GSA":
            self._hdop = _positive(sentence.number("hdop"))
            self._has_height = sentence.number("mode_fix_type") == _HAS_HEIGHT
        elif sentence.kind == "DTM":
            self.datum = sentence.fields.get("datum", "")
            self.is_datum_right = self.datum in _SAME_EARTH
        return None

    def _hear_position(self, sentence: Sentence) -> None:
        clock, position, quality = sentence.clock(), sentence.position(), sentence.number("gps_qual")
        if clock is None or position is None or quality not in MEASURED:
            return
        satellites = sentence.number("num_sats")
        is_metres = sentence.fields.get("altitude_units", "M") in ("M", "")
        elevation = sentence.number("altitude") if is_metres and self._has_height else None
        hdop = _positive(sentence.number("horizontal_dil")) or self._hdop
        self._take(
            clock,
            Fix(
                *position,
                quality=int(quality),
                satellites=int(satellites) if satellites is not None else None,
                hdop=hdop,
                elevation_m=elevation,
            ),
        )

    def _hear_minimum(self, sentence: Sentence) -> datetime | None:
        if sentence.fields.get("status") != "A" or sentence.fields.get("mode_indicator", "A") not in "ADFPR":
            return None
        clock, position = sentence.clock(), sentence.position()
        if clock is not None and position is not None and clock not in self._by_time:
            self._take(clock, Fix(*position, hdop=self._hdop))
        moment = sentence.moment()
        # An old receiver counts weeks from 1999 or 2019 anew, and tells a date that is 1024 weeks too early.
        return moment if moment is not None and moment.date() >= MADE else None

    def _take(self, clock: timedelta, fix: Fix) -> None:
        if clock in self._by_time or len(self._by_time) < MOST_FIXES:
            self._by_time[clock] = fix

    def average(self) -> Average | None:
        """The one position of all fixes so far; None where there are none."""
        return average_of(list(self._by_time.values()))


def _positive(number: float | None) -> float | None:
    """A dilution as told; receivers write 0 or 99.99 for one that is not known."""
    return number if number is not None and 0 < number < 99 else None


def average_of(fixes: Sequence[Fix]) -> Average | None:
    """The weighted mean (1 / error²) of all fixes that are no outliers; None for no fixes."""
    if not fixes:
        return None
    middle_latitude = median(one.latitude for one in fixes)
    first = fixes[0].longitude
    middle_longitude = first + median(_turn(one.longitude - first) for one in fixes)
    away = [_away_m(one, middle_latitude, middle_longitude) for one in fixes]
    limit = max(_OUTLIER_TIMES * median(away), _OUTLIER_LEAST_M)
    used = [one for one, distance in zip(fixes, away, strict=True) if distance <= limit]
    weights = [1 / _error_m(one) ** 2 for one in used]
    north = _mean([one.latitude - middle_latitude for one in used], weights)
    east = _mean([_turn(one.longitude - middle_longitude) for one in used], weights)
    latitude, longitude = middle_latitude + north, _turn(middle_longitude + east)
    spread = _reach([_away_m(one, latitude, longitude) for one in used])
    shared = median(_error_m(one) for one in used)
    heights = [one.elevation_m for one in used if one.elevation_m is not None]
    satellites = [one.satellites for one in used if one.satellites is not None]
    dilutions = [one.hdop for one in used if one.hdop is not None]
    # What rounding the coordinates takes away is in it too, so that the circle truly holds the mean.
    rounding = _METRES_PER_DEGREE * 10**-DECIMALS
    return Average(
        latitude=latitude,
        longitude=longitude,
        spread_m=spread,
        uncertainty_m=max(1, math.ceil(math.hypot(spread, 2 * shared) + rounding)),
        used=len(used),
        dropped=len(fixes) - len(used),
        quality=max((one.quality for one in used), key=lambda quality: _RANGE_ERROR_M[quality]),
        satellites=int(median(satellites)) if satellites else None,
        hdop=median(dilutions) if dilutions else None,
        elevation_m=median(heights) if heights else None,
    )


def _error_m(fix: Fix) -> float:
    """One standard deviation of a fix across the ground, in metres."""
    return _RANGE_ERROR_M[fix.quality] * max(fix.hdop or _HDOP_UNKNOWN, _LEAST_HDOP)


def _away_m(fix: Fix, latitude: float, longitude: float) -> float:
    across = _turn(fix.longitude - longitude) * math.cos(math.radians(latitude))
    return _METRES_PER_DEGREE * math.hypot(fix.latitude - latitude, across)


def _turn(degrees: float) -> float:
    """Degrees of longitude from -180 up to 180, so that a mean over the date line is no mean over the whole Earth."""
    return (degrees + 180) % 360 - 180


def _mean(numbers: Sequence[float], weights: Sequence[float]) -> float:
    return sum(number * weight for number, weight in zip(numbers, weights, strict=True)) / sum(weights)


def _reach(distances: Sequence[float]) -> float:
    """The distance within which 95 of 100 lie; of a few, the largest."""
    return sorted(distances)[math.ceil(0.95 * len(distances)) - 1]
