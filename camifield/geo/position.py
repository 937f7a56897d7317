"""The front door of the room: a position as people type or paste it, and single coordinates of two-column tables.

Every way of writing has a reader of its own; they are asked in turn, and the first that knows the text answers.
A new system is one more reader in `READERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from camifield.geo.angles import Angle
from camifield.geo.degrees import one_angle, read_degrees
from camifield.geo.earth import Cell, cell_of, distance_m, move
from camifield.geo.judging import judged, precision_text
from camifield.geo.large_numbers import restored_degrees
from camifield.geo.links import find_link, read_link
from camifield.geo.notations import read_notation
from camifield.geo.readings import AngleReading, Axis, Origin, Position, PositionReading, Refused, System
from camifield.geo.signs import with_plain_signs, without_wgs84
from camifield.geo.writing import Style, format_position

__all__ = [
    "AngleReading",
    "Cell",
    "Origin",
    "Position",
    "PositionReading",
    "Style",
    "System",
    "cell_of",
    "distance_m",
    "format_position",
    "move",
    "read_latitude",
    "read_longitude",
    "read_pair",
    "read_position",
]

LONGEST_TEXT = 2000
REGION_EAST = range(38, 150)  # degrees of longitude from Iran's west to Japan, for a suggestion only

# A reader takes the text with plain signs and the country that is named (or None), and answers None for "not mine".
Reader = Callable[[str, str | None], PositionReading | None]


def read_position(text: str, *, country: str | None = None) -> PositionReading:
    """What a text says of a place. Nothing is guessed silently: see `PositionReading`.

    `country` (ISO 3166-1 alpha-2), when the person named one, decides whether two bare numbers may have been swapped.
    """
    if len(text) > LONGEST_TEXT:
        return PositionReading(reason="place-not-understood")
    link = find_link(text)
    if link is not None:
        reading = read_link(link, country)
        rest = text.replace(link, " ").strip()
        if reading.reason != "link-without-position" or not rest:
            return reading
        beside = read_position(rest, country=country)
        return beside if beside.candidates else reading
    signs = with_plain_signs(text)
    if not signs:
        return PositionReading(reason="two-numbers-needed")
    for read in READERS:
        reading = read(signs, country)
        if reading is not None:
            return reading
    return PositionReading(reason="place-not-understood")


def read_latitude(text: str) -> AngleReading:
    """One latitude alone, as in a column of a table: any decimal or degree form."""
    return _read_angle(text, "latitude")


def read_longitude(text: str) -> AngleReading:
    """One longitude alone, as in a column of a table: any decimal or degree form."""
    return _read_angle(text, "longitude")


def read_pair(latitude: str, longitude: str, *, country: str | None = None) -> PositionReading:
    """The position of two columns of one row, with every check of a typed position: swapped, the same twice, 0 and 0."""
    try:
        north, east = _angle_in_column(latitude, "latitude"), _angle_in_column(longitude, "longitude")
    except Refused as refused:
        return PositionReading(reason=refused.reason, suggestion=refused.suggestion)
    return judged(north, east, country=country)


def _read_angle(text: str, axis: Axis) -> AngleReading:
    try:
        angle = _angle_in_column(text, axis)
        if abs(angle.value) > (90 if axis == "latitude" else 180):
            raise Refused(f"{axis}-out-of-range")
    except Refused as refused:
        return AngleReading(reason=refused.reason, suggestion=refused.suggestion)
    return AngleReading(angle.text, angle.system, precision_text(angle.precision))


def _angle_in_column(text: str, axis: Axis) -> Angle:
    """The angle of a cell. Raises Refused, also for a letter of the other coordinate."""
    if len(text) > LONGEST_TEXT:
        raise Refused("place-not-understood")
    plain = _plain_degrees().fullmatch(text)
    if plain is not None:  # a table of positions is full of these, and they mean what they say
        digits = plain[1]
        is_negative = text[0] == "-" and Decimal(digits) != 0
        step = _step(len(digits) - digits.index(".") - 1)
        return Angle(f"-{digits}" if is_negative else digits, None, "decimal_degrees", step)
    signs = without_wgs84(with_plain_signs(text)).strip()
    if _read_named(signs, None) is not None:
        raise Refused("other-datum")
    try:
        angle = one_angle(signs)
    except Refused as refused:
        if refused.reason == "decimal-mark-lost":
            raise Refused(refused.reason, _restored(signs, axis)) from None
        raise
    if angle.axis not in (None, axis):
        raise Refused(f"is-{angle.axis}")
    return angle


def _restored(digits: str, axis: Axis) -> str:
    """The likely degrees of digits whose mark was lost; empty when none is likely."""
    for count in (2,) if axis == "latitude" else (2, 3):
        angle = restored_degrees(digits, count)
        if angle and (abs(angle.value) <= 90 if axis == "latitude" else int(angle.value) in REGION_EAST):
            return angle.text
    return ""


@cache
def _plain_degrees() -> re.Pattern[str]:
    return re.compile(r"-?((?:0|[1-9][0-9]{0,2})\.[0-9]{1,12})")


@cache
def _step(decimals: int) -> Decimal:
    """One unit of the last decimal."""
    return Decimal(1).scaleb(-decimals)


def _read_degrees(signs: str, country: str | None) -> PositionReading:
    return read_degrees(without_wgs84(signs), country)


def _read_named(signs: str, country: str | None) -> PositionReading | None:
    """Grids, zones and other datums. Their tables are only loaded for a text that has words or metres in it."""
    if not _may_name_a_system().search(signs):
        return None
    from camifield.geo.systems.reading import read_system

    return read_system(signs, country)


@cache
def _may_name_a_system() -> re.Pattern[str]:
    """Six digits together or in groups, or two letters or more: less cannot say a system."""
    return re.compile(
        r"\d{6}|\d[ '.,]\d{3}[ '.,]\d{3}|\d{3}[ ,']\d{3}(?!\d)|[^\W\d_]{2}|[\u0905-\u0939][\u093a-\u094f]|\d[^\W\d_]\s*\d{2,}\s\d{2,}"
    )


READERS: tuple[Reader, ...] = (read_notation, _read_named, _read_degrees)
