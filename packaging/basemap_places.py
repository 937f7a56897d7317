"""Chooses the places of the basemap, ranks them for labels, and tells their names by language.

First what was set down by hand (`basemap_names.csv`), then CLDR's names of the cities that time zones are called after,
then rules that are sure (Chinese in Russian letters, Mongolian), then GeoNames' other names. Those come without their
language: one is told only when its letters are that language's, in a country where it is at home (Russian:
`basemap_russian.py`); of several, the one that sounds most like the main name. Where nothing is sure there is no name,
and the reader falls back.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from basemap_mongolian import mongolian, russian_of
from basemap_palladius import palladius
from basemap_russian import ALONE, LETTERS, chosen_russian, likeness, zone_names
from basemap_shapes import EAST, NORTH, SOUTH, WEST

# Where every village counts: the range states, but in China and India, where 500 people are a street, from 5,000 on
# save in their wide west. Elsewhere a town of 15,000.
RANGE_STATES = frozenset(("AF", "BT", "CN", "IN", "IR", "KG", "KZ", "MN", "NP", "PK", "RU", "TJ", "TM", "UZ"))
CROWDED = frozenset(("CN", "IN"))
WIDE_WEST = {  # GeoNames' first levels: Qinghai to Sichuan; Himachal Pradesh to Ladakh
    "CN": frozenset(("06", "13", "14", "15", "20", "21", "32")),
    "IN": frozenset(("11", "12", "29", "30", "39", "41")),
}
LEAST_CROWDED, LEAST_ELSEWHERE = 5_000, 15_000
EARTH_M = 6_371_008.8
CORRECTIONS = Path(__file__).with_name("basemap_names.csv")
# A label's rank: the largest place within so many metres; of so many people, within a quarter of that. Ranks 0 to 4.
RANKS = ((500_000, 3_000_000), (220_000, 800_000), (100_000, 250_000), (45_000, 60_000), (18_000, 12_000))
LEAST_AT_FIRST = 1_000_000  # no other place but a capital is of rank 0

CYRILLIC_OF = {  # letters that a language has beside (or instead of) the Russian ones, and where it is at home
    "mn": (frozenset("өү"), frozenset(("MN",))),
    "kk": (frozenset("әғқңөұүһі"), frozenset(("KZ",))),
    "ky": (frozenset("ңөү"), frozenset(("KG",))),
    "tg": (frozenset("ғӣқӯҳҷ"), frozenset(("TJ",))),
}
PERSIAN = frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئءأؤ\u200c ")
PERSIAN_AT_HOME = frozenset(("IR", "AF"))
CHINESE_AT_HOME = frozenset(("CN",))
LANGUAGES = ("en", "ru", "mn", "kk", "ky", "tg", "fa", "zh")
TIBET = "14"  # GeoNames' first level, where Latin names are Tibetan
# Words for "town" and "district" that GeoNames has in a name, and people have not.
KIND = {
    "UZ": re.compile("[ ](?:Shahri|Shahar|Shaharchasi|Qishlog’i|Tumani)$"),
    "CN": re.compile("[ ](?:City|County|Zhen)$"),
}
# Where GeoNames writes marks over and under letters that no map has: "Shīnḏanḏ".
SCHOLARLY = frozenset(("AF", "BD", "IN", "IQ", "IR", "NP", "PK", "SA", "SY", "YE"))
PEOPLE = "people"
ONE_PLACE_M = 15_000.0  # two entries of one name within so many metres are one place
# Where GeoNames' Cyrillic names are seldom Russian: Tajik and word for word; read from the Chinese signs.
HAND_RUSSIAN_ONLY = frozenset(("AF", "KP", "KR"))


Corrections = dict[tuple[str, str], dict[str, str]]


class Place(NamedTuple):
    """A populated place: degrees, people, ISO code and GeoNames' first level of its country, names by language."""

    latitude: float
    longitude: float
    population: int
    iso2: str
    admin1: str
    rank: int
    names: Mapping[str, str]


def chosen(cities: Sequence[Mapping[str, Any]], capitals: set[tuple[str, str]]) -> list[Place]:
    """The places of the region, the most important first."""
    better = corrections()
    kept = [_counted(city, better) for city in cities if _is_wanted(city)]
    kept.sort(key=lambda city: (-int(city["population"]), int(city["geonameid"])))
    kept = _without_doubles(kept, better)
    ranks = _ranks(kept, capitals)
    zones = zone_names(kept, ("ru", "mn"))
    found = [
        Place(
            latitude=float(city["latitude"]),
            longitude=float(city["longitude"]),
            population=int(city["population"]),
            iso2=city["countrycode"],
            admin1=city["admin1code"],
            rank=rank,
            names={
                **names_of(_plain(city), city["alternatenames"], city["countrycode"], city["admin1code"]),
                **zones.get(int(city["geonameid"]), {}),
                **{one: name for one, name in _set_down(city, better).items() if one != PEOPLE},
            },
        )
        for city, rank in zip(kept, ranks, strict=True)
    ]
    return sorted(found, key=lambda place: place.rank)  # a stable sort: the larger stay first within a rank


def corrections() -> Corrections:
    """Names by language for (country, GeoNames' main name or number), set down by hand; empty where none is to be told.

    Under `PEOPLE` stands about how many live in a town that GeoNames counts with its whole district.
    """
    found: Corrections = {}
    with CORRECTIONS.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            found.setdefault((row["iso2"], row["name"]), {})[row["language"]] = row["better"]
    return found


def names_of(main: str, others: Sequence[str], iso2: str, admin1: str = "") -> dict[str, str]:
    """Names by language; "en" is GeoNames' main name, in Latin letters."""
    names = {"en": main}
    cyrillic = [one for one in dict.fromkeys(others) if _is_cyrillic(one)]
    for language, (own, homes) in CYRILLIC_OF.items():
        if iso2 in homes:
            fitting = [one for one in cyrillic if set(one.lower()) <= LETTERS | own]
            if fitting:
                names[language] = max(fitting, key=lambda one: _likeness(one, main, own))
    names["ru"] = _russian(main, others, cyrillic, iso2, admin1)
    if iso2 == "MN" and (written := mongolian(main)):
        names["mn"] = written
    if iso2 in PERSIAN_AT_HOME:
        persian = [one for one in others if one and set(one) <= PERSIAN]
        if persian:
            names["fa"] = min(persian, key=len)
    if iso2 in CHINESE_AT_HOME:
        chinese = [one for one in others if one and all("\u4e00" <= letter <= "\u9fff" for letter in one)]
        if chinese:
            names["zh"] = min(chinese, key=lambda one: (not _is_simplified(one), len(one) < 2, len(one)))
    return {language: name for language, name in names.items() if name}


def _russian(main: str, others: Sequence[str], cyrillic: Sequence[str], iso2: str, admin1: str) -> str:
    """By the rule of a country that has one, else the surest of GeoNames' names."""
    if iso2 == "CN" and admin1 != TIBET and (written := palladius(main, others)):
        return written
    if iso2 == "MN" and (written := russian_of(main)):
        return written
    return "" if iso2 in HAND_RUSSIAN_ONLY else chosen_russian(main, cyrillic, iso2)


def _plain(city: Mapping[str, Any]) -> str:
    """GeoNames' main name without a word for what kind of place it is, and without a scholar's marks."""
    name, country = city["name"], city["countrycode"]
    if country in SCHOLARLY:
        parted = unicodedata.normalize("NFD", re.sub("[‘’]", "", name))
        name = "".join(one for one in parted if not unicodedata.combining(one))
    return KIND[country].sub("", name) if country in KIND else name


def _counted(city: Mapping[str, Any], better: Corrections) -> Mapping[str, Any]:
    people = _set_down(city, better).get(PEOPLE)
    return {**city, "population": int(people)} if people else city


def _set_down(city: Mapping[str, Any], better: Corrections) -> dict[str, str]:
    """What the corrections say of a place, by its name and by its number."""
    by_name = better.get((city["countrycode"], city["name"]), {})
    return {**by_name, **better.get((city["countrycode"], str(city["geonameid"])), {})}


def _without_doubles(kept: Sequence[Mapping[str, Any]], better: Corrections) -> list[Mapping[str, Any]]:
    """Places, the largest first, without those that a larger one of the same name stands for."""
    at: dict[tuple[str, str], list[tuple[float, float]]] = {}
    found: list[Mapping[str, Any]] = []
    for city in kept:
        here = float(city["latitude"]), float(city["longitude"])
        name = _set_down(city, better).get("en", _plain(city))
        there = at.setdefault((city["countrycode"], name), [])
        if all(_apart_m(here, other) > ONE_PLACE_M for other in there):
            there.append(here)
            found.append(city)
    return found


def _apart_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places (latitude, longitude) that lie near each other."""
    north = one[0] - other[0]
    east = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return math.radians(math.hypot(north, east)) * EARTH_M


def _is_wanted(city: Mapping[str, Any]) -> bool:
    if not (WEST <= city["longitude"] <= EAST and SOUTH <= city["latitude"] <= NORTH):
        return False
    iso2, people = city["countrycode"], int(city["population"])
    if iso2 not in RANGE_STATES:
        return people >= LEAST_ELSEWHERE
    return iso2 not in CROWDED or people >= LEAST_CROWDED or city["admin1code"] in WIDE_WEST[iso2]


def _is_cyrillic(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all("\u0400" <= letter <= "\u04ff" for letter in letters) and name[0].isupper()


def _is_simplified(name: str) -> bool:
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _likeness(name: str, main: str, own: frozenset[str]) -> tuple[float, bool, int]:
    """How much a Cyrillic name sounds like the Latin one; its language's own letters and a hyphen speak for it."""
    has_own = any(letter in own for letter in name.lower()) or ALONE.search(name.lower()) is not None
    return likeness(name, main) + 0.2 * has_own, "-" in name, -len(name)


def _ranks(kept: Sequence[Mapping[str, Any]], capitals: set[tuple[str, str]]) -> list[int]:
    """0 for capitals and great cities; then who is the largest around, so that steppe and plain both have labels."""
    north = np.radians([float(city["latitude"]) for city in kept])
    east = np.radians([float(city["longitude"]) for city in kept])
    on_globe = np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))
    seats: dict[tuple[str, str], int] = {}
    for index, city in reversed(list(enumerate(kept))):  # the largest of a name wins
        for name in (city["name"], *city["alternatenames"]):
            if (city["countrycode"], name) in capitals:
                seats[city["countrycode"], name] = index
    first = set(seats.values())
    ranks = [0 if index in first else 5 for index in range(len(kept))]
    taken = np.zeros(len(kept), np.bool_)
    taken[[index for index, rank in enumerate(ranks) if rank == 0]] = True
    for rank, (radius_m, people) in enumerate(RANKS):
        for index, city in enumerate(kept):
            size = int(city["population"])
            if taken[index] or (rank == 0 and size < LEAST_AT_FIRST):
                continue
            apart = radius_m / 4 if size >= people else radius_m
            if not (on_globe[taken] @ on_globe[index] > math.cos(apart / EARTH_M)).any():
                ranks[index], taken[index] = rank, True
    return ranks
