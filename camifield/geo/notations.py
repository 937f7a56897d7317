"""Positions as programs write them: geo: addresses, WKT points, ISO 6709 strings and JSON, a receiver's sentences. Their order is known."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import cast

from camifield.geo.angles import Angle, Part, angle_of, unpacked
from camifield.geo.judging import NO_EXTRAS, Extras, judged
from camifield.geo.readings import PositionReading, Refused


def read_notation(text: str, country: str | None = None) -> PositionReading | None:
    """The reading of a text in one of these notations; None when it is in none of them. `text` has plain signs."""
    try:
        for read in (_geo_address, _wkt, _iso_6709, _nmea, _json):
            found = read(text, country)
            if found is not None:
                return found
    except Refused as refused:
        return PositionReading(reason=refused.reason, suggestion=refused.suggestion)
    return None


def decimal_angle(text: str) -> Angle:
    """The angle of a decimal number with an optional sign."""
    sign = text[0] if text[0] in "+-" else ""
    return angle_of([Part(text.removeprefix(sign), sign=sign)])


def in_known_order(
    latitude: str, longitude: str, extras: Extras = NO_EXTRAS, *, country: str | None = None
) -> PositionReading:
    """The reading of two decimal numbers whose order a notation or an address fixes."""
    return judged(
        decimal_angle(latitude), decimal_angle(longitude), extras, country=country, is_order_told=True
    )


def _geo_address(text: str, country: str | None) -> PositionReading | None:
    """RFC 5870, with Android's ?q= form."""
    found = _geo().match(text)
    if found is None:
        return None
    latitude, longitude, altitude, rest = found.groups()
    asked = re.search(r"[?&]q=(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", rest)
    if asked is not None:
        latitude, longitude = asked.groups()
    crs = re.search(r"(?i);crs=([\w-]+)", rest)
    if crs is not None and crs.group(1).lower() != "wgs84":
        raise Refused("other-datum")
    accuracy = re.search(r"(?i);u=(\d+)", rest)
    extras = Extras(altitude, int(accuracy.group(1)) if accuracy else None)
    return in_known_order(latitude, longitude, extras, country=country)


def _wkt(text: str, country: str | None) -> PositionReading | None:
    """OGC WKT and PostGIS EWKT: longitude stands first."""
    found = _point().match(text)
    if found is None:
        return None
    code, longitude, latitude, altitude = found.groups()
    if code not in (None, "4326"):
        return _on_code(code, longitude, latitude, country)
    return in_known_order(latitude, longitude, Extras(altitude), country=country)


def _on_code(code: str, first: str, second: str, country: str | None) -> PositionReading | None:
    """A point of an EPSG code: easting or longitude first, as WKT has it."""
    from camifield.geo.systems.reading import read_system

    is_degrees = abs(Decimal(first)) <= 180
    labels = ("lon", "lat") if is_degrees else ("E", "N")
    return read_system(f"EPSG:{code} {labels[0]} {first} {labels[1]} {second}", country)


def _iso_6709(text: str, country: str | None) -> PositionReading | None:
    """ISO 6709 annex H: the count of whole digits tells degrees, minutes and seconds."""
    found = _signed().match(text)
    if found is None:
        return None
    latitude, longitude, altitude = found.groups()
    digits = [len(number[1:].partition(".")[0]) for number in (latitude, longitude)]
    if digits not in ([2, 3], [4, 5], [6, 7]):
        return None
    angles: list[Angle] = []
    for number, letter in ((latitude, "N"), (longitude, "E")):
        parts = unpacked(Part(number[1:], sign=number[0]), letter)
        if len(parts) != digits[0] // 2:
            raise Refused("minutes-out-of-range")
        angles.append(angle_of(parts))
    extras = Extras(None if altitude is None else f"{Decimal(altitude):f}")
    return judged(angles[0], angles[1], extras, country=country, is_order_told=True)


def _nmea(text: str, country: str | None) -> PositionReading | None:
    """A sentence of a receiver (NMEA 0183: GGA, RMC, GLL), as people copy it from a log."""
    found = _sentence().search(text)
    if found is None:
        return None
    angles = [angle_of(unpacked(Part(found[at]), found[at + 1]), found[at + 1]) for at in (1, 3)]
    return judged(angles[0], angles[1], country=country)


def _json(text: str, country: str | None) -> PositionReading | None:
    """A GeoJSON point or feature, or an object with lat and lng (or lon, latitude, longitude)."""
    if not text.startswith("{"):
        return None
    import json

    try:
        found: object = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return None
    members = _members(found)
    pair = _members(members.get("geometry", found)).get("coordinates")
    numbers = [str(number) for number in cast("list[object]", pair)] if isinstance(pair, list) else []
    if len(numbers) in (2, 3) and all(map(_number().fullmatch, numbers)):
        extras = Extras(numbers[2]) if len(numbers) == 3 else NO_EXTRAS
        return in_known_order(numbers[1], numbers[0], extras, country=country)
    folded = {name.lower(): str(value) for name, value in members.items()}
    latitude = folded.get("lat") or folded.get("latitude") or ""
    longitude = folded.get("lng") or folded.get("lon") or folded.get("longitude") or ""
    if _number().fullmatch(latitude) and _number().fullmatch(longitude):
        return in_known_order(latitude, longitude, country=country)
    return None


def _members(found: object) -> dict[str, object]:
    """The members of a JSON object; none of anything else."""
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"-?\d+(?:\.\d+)?")


@cache
def _geo() -> re.Pattern[str]:
    return re.compile(r"(?i)geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,(-?\d+(?:\.\d+)?))?(.*)$")


@cache
def _point() -> re.Pattern[str]:
    number = r"(-?\d+(?:\.\d+)?)"
    return re.compile(
        rf"(?i)(?:srid\s?=\s?(\d+)\s?;\s?)?point\s?(?:zm|z|m)?\s?\(\s?{number}\s{number}(?:\s{number})?(?:\s-?\d+(?:\.\d+)?)?\s?\)$"
    )


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(r"([+-]\d{2,6}(?:\.\d+)?)([+-]\d{3,7}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?(?:CRS[\w:]+)?/?$")


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(
        r"^\$?[A-Z]{2}(?:GGA,[\d.]*|RMC,[\d.]*,A|GLL),(\d{4}(?:\.\d+)?),([NS]),(\d{5}(?:\.\d+)?),([EW]),"
    )
