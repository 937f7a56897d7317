"""Two coordinates made into a position, or a question, or a refusal: which is which, and can it be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from camifield.geo.angles import Angle
from camifield.geo.countries import in_any_box, in_box
from camifield.geo.earth import METRES_PER_DEGREE
from camifield.geo.readings import Position, PositionReading, Refused
from camifield.geo.writing import format_position

LOWEST_M, HIGHEST_M = -500, 9000  # from below the Turpan depression to above Everest


class Extras(NamedTuple):
    """What else a text told: the height in metres and the accuracy in metres, as typed."""

    altitude_m: str | None = None
    accuracy_m: int | None = None


NO_EXTRAS = Extras()


def judged(
    first: Angle,
    second: Angle,
    extras: Extras = NO_EXTRAS,
    *,
    country: str | None = None,
    is_order_told: bool = False,
) -> PositionReading:
    """The reading of two angles in the order typed. Never raises.

    Latitude comes first unless a letter or a word says otherwise. Without such a word (and unless the notation
    itself tells the order), a pair that lies in no range state as typed, but in one when swapped, is a question;
    `country` (ISO 3166-1) narrows "a range state" to the one that the person named.
    """
    try:
        is_told = is_order_told or first.axis is not None or second.axis is not None
        north, east = _by_axis(first, second)
        return _with_order(north, east, extras, country, is_told=is_told)
    except Refused as refused:
        return PositionReading(reason=refused.reason, suggestion=refused.suggestion)


def position_of(north: Angle, east: Angle, extras: Extras = NO_EXTRAS) -> Position:
    """The position of a latitude and a longitude that are known to be good."""
    up = float(north.precision) * METRES_PER_DEGREE
    across = float(east.precision) * METRES_PER_DEGREE * math.cos(math.radians(float(north.value)))
    coarser = max(north, east, key=lambda angle: angle.precision)
    return Position(
        latitude=north.text,
        longitude=east.text,
        system=coarser.system if north.system != east.system else north.system,
        precision_degrees=precision_text(coarser.precision),
        uncertainty_m=math.ceil(math.hypot(up, across)),
        altitude_m=extras.altitude_m,
        accuracy_m=extras.accuracy_m,
    )


def offered(position: Position) -> str:
    """A point as a suggestion: with N and E, so that reading it back asks nothing."""
    return format_position(position.latitude, position.longitude)


@lru_cache(maxsize=64)  # a table has few different precisions, and asks for them in every row
def precision_text(step: Decimal) -> str:
    """A step in degrees as a short decimal string: 0.00001, 0.0002777778."""
    rounded = f"{step:.10f}" if step > Decimal("0.000001") else f"{step:.16f}"
    return rounded.rstrip("0").rstrip(".")


def merged(readings: Sequence[PositionReading]) -> PositionReading:
    """Several ways to read one text: their different points as a question, or the first refusal when none is possible."""
    points = {(one.latitude, one.longitude): one for reading in readings for one in reading.candidates}
    if not points:
        return next((reading for reading in readings if reading.suggestion), readings[0])
    if len(points) == 1:
        return next(reading for reading in readings if reading.candidates)
    return PositionReading(tuple(points.values()), reason="several-places")


def likely(latitude: Decimal, longitude: Decimal, country: str | None) -> bool:
    """Whether a point lies where people of this program work: in the country, else in any range state."""
    inside = in_box(country, float(latitude), float(longitude)) if country else None
    return in_any_box(float(latitude), float(longitude)) if inside is None else inside


def _by_axis(first: Angle, second: Angle) -> tuple[Angle, Angle]:
    """Latitude and longitude. Raises Refused when both are told to be the same."""
    if first.axis and first.axis == second.axis:
        raise Refused("two-latitudes" if first.axis == "latitude" else "two-longitudes")
    is_swapped = first.axis == "longitude" or second.axis == "latitude"
    return (second, first) if is_swapped else (first, second)


def _with_order(
    north: Angle, east: Angle, extras: Extras, country: str | None, *, is_told: bool
) -> PositionReading:
    latitude, longitude = north.value, east.value
    can_swap = not is_told and abs(longitude) <= 90 and abs(latitude) <= 180
    if abs(latitude) > 90:
        if not can_swap:
            raise Refused("latitude-out-of-range")
        swapped = position_of(east, north, extras)
        if likely(longitude, latitude, country):
            return PositionReading((swapped,), notes=("longitude-came-first",))
        raise Refused("latitude-out-of-range", offered(swapped))
    if abs(longitude) > 180:
        raise Refused("longitude-out-of-range")
    if latitude == longitude:
        raise Refused("null-island" if latitude == 0 else "same-value-twice")
    if extras.altitude_m is not None and not LOWEST_M <= Decimal(extras.altitude_m) <= HIGHEST_M:
        raise Refused("altitude-out-of-range")
    here = position_of(north, east, extras)
    if likely(latitude, longitude, country):
        return PositionReading((here,))
    if can_swap and likely(longitude, latitude, country):
        return PositionReading((here, position_of(east, north, extras)), reason="several-places")
    notes = () if in_any_box(float(latitude), float(longitude)) else ("outside-range-states",)
    return PositionReading((here,), notes=notes)
