"""Addresses of web maps, as people share them from a phone: where each map hides its position, and in which order."""

from __future__ import annotations

import re
from functools import cache

from camifield.geo.degrees import read_degrees
from camifield.geo.notations import in_known_order
from camifield.geo.readings import PositionReading
from camifield.geo.signs import with_plain_signs

_SHIFTED = ("amap", "gaode.", "autonavi.", "map.qq.", "maps.qq.", "qqmap", "google.cn", "tencent.")
_SHIFTED_TWICE = ("baidu",)
_LONGITUDE_FIRST = ("yandex", "2gis.", "dgis", "mapy.", "amap.", "gaode.")
# Parameters that hold what a person typed, latitude first, whatever the map's own order is.
_TYPED = ("text", "rtext", "q", "query")
# Names of parameters that hold "latitude,longitude" (longitude first on the maps above), the marked place before
# the middle of the view.
_PAIRS = (
    "whatshere[point]",
    "pt",
    "q",
    "query",
    "destination",
    "daddr",
    "coordinate",
    "cp",
    "ll",
    "sll",
    "center",
    "m",
    "id",
    "text",
    "rtext",
    "pin",
    "map",
    "view",
    "position",
    "location",
    "lnglat",
    "marker",
    "sp",
    "p",
)
_LATITUDES = ("mlat", "lat", "latitude", "y")
_LONGITUDES = ("mlon", "lon", "lng", "long", "longitude", "x")


def find_link(text: str) -> str | None:
    """The first web address in a text, None when there is none."""
    found = _address().search(text)
    return found.group(0) if found else None


def read_link(link: str, country: str | None = None) -> PositionReading:
    """The reading of one web address.

    The phone maps of China show places moved by up to 700 m: both the place moved back and the numbers as they stand
    are given, to choose from (``phone-map-which``); Baidu moves them once more and is refused (``phone-map-baidu``).
    ``link-without-position`` for a shortened address, which holds none.
    """
    from urllib.parse import unquote

    address = unquote(link)
    host, _, path = (address.partition("://")[2] or address).partition("/")
    host, question, asked = host.partition("?")
    path = f"{question}{asked}/{path}" if question else path or host
    place = f"{address.partition('://')[0]} {host}/".lower()
    if any(part in place for part in _SHIFTED_TWICE):
        return PositionReading(reason="phone-map-baidu")
    is_longitude_first = any(part in place for part in _LONGITUDE_FIRST)
    reading = _read_path(path, country, is_longitude_first=is_longitude_first)
    return _moved_back(reading) if any(part in place for part in _SHIFTED) else reading


def _read_path(path: str, country: str | None, *, is_longitude_first: bool) -> PositionReading:
    pair = _last(_google_place(), path) or _from_parameters(path, is_longitude_first=is_longitude_first)
    if pair is None:
        named = _named_degrees(path, country)
        if named is not None:
            return named
        pair = _last(_view(), path) or _any_pair(path, is_longitude_first=is_longitude_first)
    if pair is None:
        return PositionReading(reason="link-without-position")
    return in_known_order(*pair, country=country)


def _moved_back(reading: PositionReading) -> PositionReading:
    """A position of a phone map of China beside itself moved back: the person says which it is."""
    from camifield.geo.systems.phone_maps import is_moved
    from camifield.geo.systems.reading import from_phone_map

    shown = reading.position
    if shown is None or not is_moved(float(shown.latitude), float(shown.longitude)):
        return reading
    return PositionReading((from_phone_map(shown), shown), reason="phone-map-which")


def _last(pattern: re.Pattern[str], path: str) -> tuple[str, str] | None:
    found = [(match["north"], match["east"]) for match in pattern.finditer(path)]
    return found[-1] if found else None


def _from_parameters(path: str, *, is_longitude_first: bool) -> tuple[str, str] | None:
    values = {name.lower(): value for name, value in _parameter().findall(path)}
    for name in _PAIRS:
        found = _pair().match(values.get(name, ""))
        if found:
            first, second = found.groups()
            return (second, first) if is_longitude_first and name not in _TYPED else (first, second)
    latitude = next((values[name] for name in _LATITUDES if name in values), "")
    longitude = next((values[name] for name in _LONGITUDES if name in values), "")
    if _number().fullmatch(latitude) and _number().fullmatch(longitude):
        return latitude, longitude
    return None


def _any_pair(path: str, *, is_longitude_first: bool) -> tuple[str, str] | None:
    """Two decimal numbers side by side anywhere in the path, when they are the only ones."""
    found = set(re.findall(r"(-?\d{1,3}\.\d{3,})[,/~ ]\s?\+?(-?\d{1,3}\.\d{3,})", path))
    if len(found) != 1:
        return None
    first, second = found.pop()
    return (second, first) if is_longitude_first else (first, second)


def _named_degrees(path: str, country: str | None) -> PositionReading | None:
    """Degrees and minutes inside an address: the name of a place on Google, the parameter of GeoHack."""
    for piece in re.split(r"[/?&=]", path):
        if re.search(r"\d.*[NSns].*\d.*[EWew]", piece):
            text = with_plain_signs(_geohack_tail().sub("", piece).replace("_", " ").replace("+", " "))
            reading = read_degrees(text, country)
            if reading.candidates:
                return reading
    return None


@cache
def _address() -> re.Pattern[str]:
    return re.compile(
        r"(?i)\b(?:[a-z][a-z.]{1,20}://|google\.navigation:|(?:www\.|maps\.|m\.)?(?:google|yandex|2gis|openstreetmap|osm|apple|bing|amap|baidu)\.[a-z.]{2,8}[/?])[^\s<>\"]+"
    )


@cache
def _google_place() -> re.Pattern[str]:
    """The marked place, which stands beside the middle of the view."""
    return re.compile(r"!3d(?P<north>-?\d+(?:\.\d+)?)!4d(?P<east>-?\d+(?:\.\d+)?)")


@cache
def _view() -> re.Pattern[str]:
    """The middle of the view, of OpenStreetMap and of Google."""
    return re.compile(
        r"(?:#(?:map|m)?=?\d+(?:\.\d+)?/|@)(?P<north>-?\d+(?:\.\d+)?)[/,](?P<east>-?\d+(?:\.\d+)?)"
    )


@cache
def _parameter() -> re.Pattern[str]:
    return re.compile(r"(?:[?&#;:]|^)([\w\[\]]+)=([^&#;]*)")


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(
        r"(?:loc:|coord:|point\.|~)?\s*(-?\d+(?:\.\d+)?)\s*[,~_]\s*\+?(-?\d+(?:\.\d+)?)(?![\d°]|\.\d)"
    )


@cache
def _geohack_tail() -> re.Pattern[str]:
    return re.compile(r"_(?:type|region|dim|scale|globe)\b.*|_[a-z]+:.*")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"-?\d+(?:\.\d+)?")
