"""Pairs of large whole numbers: degrees whose decimal mark a spreadsheet ate, packed degrees, or metres of a grid."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from camifield.geo.angles import Angle, Part, angle_of, unpacked
from camifield.geo.judging import likely, offered, position_of
from camifield.geo.readings import PositionReading, Refused

SURE_DECIMALS = 5  # what receivers and phones write; fewer are a guess at how many there were
ZONES = range(4, 33)  # Gauss-Krüger zones of Russia and everything south of it
NORTHINGS = range(500_000, 8_500_000)


def large_pair(first: str, second: str, country: str | None) -> PositionReading:
    """The reading of two numbers as typed, at least one of them with four whole digits or more.

    A lost decimal mark is put back only when one way of doing so gives equal decimals, five or more, and a point
    among the range states with latitude first, and when no grid reads the same digits there; otherwise the likely
    meaning is only suggested. Grids themselves are not read here.
    """
    points = list(_restored(first, second))
    here = [pair for pair in points if likely(pair[0].value, pair[1].value, country)]
    swapped = [pair for pair in _restored(second, first) if likely(pair[0].value, pair[1].value, country)]
    grid = _as_gauss_kruger(first, second)
    grid_is_likely = any(likely(Decimal(north), Decimal(east), country) for north, east in grid)
    if len(here) == 1 and not grid_is_likely and _decimals(here[0][0]) >= SURE_DECIMALS:
        return PositionReading((position_of(*here[0]),), notes=("decimal-mark-restored",))
    packed = _packed(first, second)
    if packed is not None and here:
        both = (position_of(*here[0]), position_of(*packed))
        return PositionReading(both, reason="several-places")
    for pairs in (here, swapped):
        if pairs:
            return PositionReading(reason="decimal-mark-lost", suggestion=offered(position_of(*pairs[0])))
    if packed is not None:
        return PositionReading(reason="place-not-understood", suggestion=offered(position_of(*packed)))
    if grid and (grid_is_likely or any(len(number.partition(".")[0]) == 8 for number in (first, second))):
        return PositionReading(reason="is-gauss-kruger")
    are_metres = all(len(number.partition(".")[0]) >= 5 for number in (first, second))
    return PositionReading(reason="zone-needed" if are_metres else "place-not-understood")


def restored_degrees(number: str, degree_digits: int) -> Angle | None:
    """Digits with the decimal mark put back after `degree_digits`; None when the number has a mark of its own."""
    if not number.isdigit() or len(number) <= degree_digits + 1:
        return None
    return angle_of([Part(f"{number[:degree_digits]}.{number[degree_digits:]}")])


def _restored(north: str, east: str) -> Iterator[tuple[Angle, Angle]]:
    """Each way of putting back both decimal marks that leaves equally many decimals; one may have its own."""
    for digits in (2, 3):
        latitude = restored_degrees(north, 2) or _small(north)
        longitude = restored_degrees(east, digits) or _small(east)
        if latitude is None or longitude is None or latitude.precision != longitude.precision:
            continue
        if abs(latitude.value) <= 90 and abs(longitude.value) <= 180:
            yield latitude, longitude
            if not east.isdigit():
                return


def _small(number: str) -> Angle | None:
    return angle_of([Part(number)]) if "." in number and len(number.partition(".")[0]) <= 3 else None


def _decimals(angle: Angle) -> int:
    return len(angle.text.partition(".")[2])


def _packed(first: str, second: str) -> tuple[Angle, Angle] | None:
    """Both numbers as degrees, minutes and seconds without gaps, latitude first; None when they cannot be."""
    try:
        angles: list[Angle] = []
        for number, letter in ((first, "N"), (second, "E")):
            parts = unpacked(Part(number), letter)
            if len(parts) == 1:
                return None
            angles.append(angle_of(parts, letter))
    except Refused:
        return None
    return (angles[0], angles[1]) if abs(angles[1].value) <= 180 else None


def _as_gauss_kruger(first: str, second: str) -> list[tuple[float, float]]:
    """Where the numbers would roughly lie as Gauss-Krüger metres whose easting begins with its zone (to 10 km)."""
    found: list[tuple[float, float]] = []
    for easting, northing in ((first, second), (second, first)):
        east, north = float(easting), float(northing)
        zone, offset = divmod(east, 1_000_000)
        if int(zone) in ZONES and 100_000 <= offset <= 900_000 and int(north) in NORTHINGS:
            latitude = north / 111_150
            metres = 111_320 * math.cos(math.radians(latitude))
            found.append((latitude, zone * 6 - 3 + (offset - 500_000) / metres))
    return found
