"""Provinces of the range states by today's names and codes: from the packaged table, edited by hand."""

from __future__ import annotations

import csv
import json
import math
from functools import cache, lru_cache
from heapq import nsmallest
from typing import NamedTuple

from camifield import resources
from camifield.errors import Problem, Where
from camifield.folding import plain, words
from camifield.geo import packed

ANY = "*"  # every old province of a country whose provinces were all drawn anew
AGREEING = 3  # so many of the nearest places must lie in one new province before it is told


class Province(NamedTuple):
    """A first-level division: ISO 3166-2 code and its names; `others` are further ways that people write it."""

    country: str
    code: str
    en: str
    ru: str
    mn: str
    others: tuple[str, ...]

    def name(self, language: str) -> str:
        """Its name in a language; Russian for readers of Cyrillic, else English."""
        if language == "mn":
            return self.mn or self.ru
        return self.ru if language in ("ru", "kk", "ky", "tg") else self.en

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return tuple(filter(None, (self.en, self.ru, self.mn, *self.others)))


class _Row(NamedTuple):
    """A province, and the first level of GeoNames that tells it apart where an old one was cut up."""

    province: Province
    geonames: str


class _Seat(NamedTuple):
    latitude: float
    longitude: float
    country: str
    geonames: str


def province_of(country: str, tract: str, latitude: float, longitude: float) -> Province | None:
    """Today's province of a position in an old tract; None where that is not sure, or the country not in the table."""
    table = _table()
    rows = table.get((country, tract)) or table.get((country, ANY))
    if not rows:
        return None
    if len(rows) == 1:
        return rows[0].province
    across = math.cos(math.radians(latitude))
    found: list[tuple[float, str]] = []
    for seat in _seats_of(country, frozenset(row.geonames for row in rows)):
        north, east = seat.latitude - latitude, (seat.longitude - longitude) * across
        found.append((north * north + east * east, seat.geonames))
    levels = {level for _, level in nsmallest(AGREEING, found)}
    return next(row.province for row in rows if row.geonames in levels) if len(levels) == 1 else None


def tracts_told() -> frozenset[tuple[str, str]]:
    """(country, old tract) of every row."""
    return frozenset(_table())


@lru_cache(maxsize=1024)  # a table writes the same provinces in every row
def known_as(text: str) -> frozenset[str]:
    """The codes of the provinces of any range state that a text may name; empty when it is none that is known."""
    return _by_name().get(_bare(text), frozenset())


@cache
def _table() -> dict[tuple[str, str], tuple[_Row, ...]]:
    found: dict[tuple[str, str], tuple[_Row, ...]] = {}
    with resources.path("geo", "provinces.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            others = tuple(filter(None, row["other_names"].split("|")))
            province = Province(row["country"], row["code"], row["en"], row["ru"], row["mn"], others)
            key = (row["country"], row["natural_earth"])
            found[key] = (*found.get(key, ()), _Row(province, row["geonames"]))
    return found


@cache
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for rows in _table().values():
        for province, _ in rows:
            for key in map(_bare, province.names):
                found[key] = found.get(key, frozenset()) | {province.code}
    return found


@cache
def _seats() -> tuple[_Seat, ...]:
    file = resources.path("geo", "ground.zip")
    try:
        told = json.loads(packed.member("seats.json", file))
        return tuple(_Seat(float(north), float(east), iso2, level) for north, east, iso2, level in told)
    except (ValueError, TypeError) as reason:
        raise Problem("basemap-damaged", where=Where(file=file.name)) from reason


@cache
def _seats_of(country: str, levels: frozenset[str]) -> tuple[_Seat, ...]:
    return tuple(seat for seat in _seats() if seat.country == country and seat.geonames in levels)


# Words that people add to a province's name or leave out.
_LEVELS = frozenset(
    words(one)
    for one in (
        *("область", "обл", "обл.", "аймак", "аймаг", "велаят", "вилояти", "облысы", "облусу"),
        *("province", "region", "oblast", "state", "ostan", "viloyati", "oblysy", "oblusu", "welaýaty"),
        *("aimag", "aimak", "ايالت", "استان"),
    )
)


def _bare(text: str) -> str:
    """A name for comparing: letters folded, without the word for what it is."""
    found = words(plain(text)).replace(",", " ").split()
    kept = [word for word in found if word not in _LEVELS]
    return " ".join(kept or found)
