"""How far a compass points from true north, by the World Magnetic Model of that year: for bearings that a compass told."""

from __future__ import annotations

import math
from calendar import isleap
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from camifield.geo.earth import Coordinate

if TYPE_CHECKING:
    from pygeomag import GeoMag

FIRST_YEARS = (2010, 2015, 2020, 2025)
YEARS = 5  # each model holds for so long
# Away from the years of any model the field is taken as it was at the nearest end, which drifts: in the region by
# less than 0.1 degrees a year in all models; doubled.
DRIFT_DEG_A_YEAR = 0.2


class Declination(NamedTuple):
    """What is added to a magnetic bearing to make it a true one.

    degrees: east of true north is positive. error_deg: what the model leaves open there (one standard deviation, as its
    error model says), and what the years outside it cost. model: such as "WMM2025".
    """

    degrees: float
    error_deg: float
    model: str


def declination(latitude: Coordinate, longitude: Coordinate, day: date) -> Declination:
    """The declination at a place (degrees, WGS 84, at sea level: a mountain of 5 km changes it by less than 0.05) and day.

    Source: NOAA NCEI and British Geological Survey, World Magnetic Model 2010, 2015v2, 2020 and 2025, as packaged and
    evaluated by pygeomag.
    """
    year = _decimal_year(day)
    first = max((one for one in FIRST_YEARS if one <= year), default=FIRST_YEARS[0])
    held = min(max(year, float(first)), float(first + YEARS))
    result = _model(first).calculate(glat=float(latitude), glon=float(longitude), alt=0, time=held)
    # WMM2020 and 2025 give 0.26 degrees and 5417 to 5625 nT over the horizontal field; the larger for all.
    error = math.hypot(0.26, 5625 / max(result.h, 1.0)) + abs(year - held) * DRIFT_DEG_A_YEAR
    return Declination(result.d, min(error, 180.0), f"WMM{first}")


def _decimal_year(day: date) -> float:
    passed = (day - date(day.year, 1, 1)).days
    return day.year + passed / (365 + isleap(day.year))  # the year after the last of all is no date


@cache
def _model(first: int) -> GeoMag:
    """The model that begins with a year. Its coefficients are a module of pygeomag, so that a frozen folder has them."""
    from pygeomag import GeoMag

    return GeoMag(coefficients_data=_coefficients(first))


def _coefficients(first: int) -> Any:
    if first == 2010:
        from pygeomag.wmm.wmm_2010 import WMM_2010

        return WMM_2010
    if first == 2015:
        from pygeomag.wmm.wmm_2015v2 import WMM_2015v2

        return WMM_2015v2
    if first == 2020:
        from pygeomag.wmm.wmm_2020 import WMM_2020

        return WMM_2020
    from pygeomag.wmm.wmm_2025 import WMM_2025

    return WMM_2025
