"""Tells Russian names from others in Russian letters, and chooses the one that belongs to a place.

GeoNames' other names come without their language: beside "Омск" stand "Омськ" (Ukrainian) and "Омьскъ" (Church Slavonic).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from babel import Locale

LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- ")
NOT_AT_HOME = frozenset(("BG", "RS", "MK", "ME"))
# Where a name in Russian letters is Russian, or near enough. Elsewhere it is as often Bulgarian ("Ченгду"), and is told
# only with a letter that Bulgarian and Serbian have not, or where there is no other.
KNOWN = frozenset(("RU", "KZ", "KG", "TJ", "UZ", "TM", "MN", "BY", "UA", "AM", "AZ", "GE", "MD"))
ALONE = re.compile("[ыэё]|ь(?:[^ьоюяеий]|$)")
# What no Russian name has, with whose it is.
FOREIGN = re.compile(
    "ъ$|ъ[- ]|"  # Church Slavonic: Омьскъ
    "(?<!н)ъ[^еёюя]|нъ[^аоуэиеёюя]|"  # Avar and Bulgarian: Магьачкъала (but Чанъань and Чжанъе are Russian)
    "(?<![нлф])ьо|[гкхт]ь[аоуыэ]|"  # Bulgarian and Avar
    "[бвгдзкмп]ьс|ньск|(?:ськ|цьк|зьк)(?:ий|а|е|и|о)?(?:$|[- ])|ець$|"  # Ukrainian, Church Slavonic: Донецьк, Витьбьскъ
    "[чщ]ы|[жш]ы(?!мк)|[жшчщ]э(?!н)|"  # Belarusian: Чыта, Джэйхан (but Чжэнчжоу is Russian)
    "(?<=.) (?:ошсь|ош|шаары|шаар|балһсн|хот|хотын|кала)$"  # "city" in other languages
)
# What has Russian letters and is not Russian there: Ukrainian ("Фастив"), Japanese not as Russian writes it ("Миёши").
FOREIGN_THERE = {
    "MN": re.compile("аа|оо|уу|ээ|эй|ий"),
    "UA": re.compile("(?:ив|ний|ця|[внжчшцкл]е|нэ|води|масив|район)$|^(?:нова|новий|стара|нижня|верхня) "),
    "JP": re.compile("[шжщч]"),
}
OPEN_E = re.compile("(?:^|[- аеиоуыюя])э")
UNLIKELY = re.compile("[бвгдзклмнпрстфх]э|(?:[иоя]|(?<!в)е)тск|тс(?!к)")
HARD_Y = re.compile("ı|yy|(?<=[bcdfghjklmnpqrstvwxz])y(?![aeou])")
# A name that sounds less like the main one is another place's, or an old one.
LEAST_LIKE, LEAST_LIKE_ABROAD = 0.6, 0.75

CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіӣӯҳҷ"
SPOKEN = (
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya a gh q ng o u u h i i u h j"
)
SOUNDS = dict(zip(CYRILLIC, SPOKEN.replace("-", "").split(" "), strict=True))
# Latin spellings of one sound, so that "Zhezqazghan" and "Жезказган" are alike.
SAME = "iy=i yy=y ye=e yo=e ju=yu gh=g q=k w=v ck=k ph=f x=kh ee=i oo=u j=zh dzh=zh y=i th=t kh=h c=k ll=l ss=s nn=n"
ALIKE = tuple(pair.split("=") for pair in SAME.split())


def is_russian(name: str) -> bool:
    """Whether a Cyrillic name may be Russian: its letters are, and nothing in it is only another language's."""
    lower = name.lower()
    return set(lower) <= LETTERS and not name.isupper() and FOREIGN.search(lower) is None


def chosen_russian(main: str, cyrillic: Sequence[str], iso2: str) -> str:
    """The Russian name of a place among its names in Cyrillic letters; empty where none is sure."""
    if iso2 in NOT_AT_HOME:
        return ""
    russian = [one for one in cyrillic if is_russian(one) and not _is_foreign_there(one, iso2)]
    if iso2 not in KNOWN and len(russian) > 1:
        russian = [one for one in russian if ALONE.search(one.lower())]
    best = max(russian, key=lambda one: (likeness(one, main), _signs(one, main), len(one)), default="")
    if not best or likeness(best, main) < (LEAST_LIKE if iso2 in KNOWN else LEAST_LIKE_ABROAD):
        return ""
    # Beyond, a name is often in another case ("Сахивале"), which only its end tells.
    return best if iso2 in KNOWN or spoken(best)[-1:] == spoken(main)[-1:] else ""


@cache
def spoken(name: str) -> str:
    """A name as it sounds, in plain Latin letters, whichever of the two alphabets it is in."""
    lower = "".join(SOUNDS.get(letter, letter) for letter in name.lower())
    bare = "".join(one for one in unicodedata.normalize("NFD", lower) if "a" <= one <= "z")
    for written, sound in ALIKE:
        bare = bare.replace(written, sound)
    return bare


def likeness(name: str, main: str) -> float:
    """How much two names sound alike, 0 to 1."""
    return difflib.SequenceMatcher(None, spoken(name), spoken(main)).ratio()


def zone_names(cities: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> dict[int, dict[str, str]]:
    """CLDR's names of the cities that time zones are called after: GeoNames' number -> language -> name.

    The zone's city is the largest place of the zone that has its name ("Asia/Almaty": Almaty).
    """
    largest: dict[str, Mapping[str, Any]] = {}
    for city in cities:
        zone, people = city["timezone"], int(city["population"])
        called = zone.rsplit("/", 1)[-1].replace("_", " ")
        is_named = spoken(city["name"]) == spoken(called) or called in city["alternatenames"]
        if is_named and (zone not in largest or people > int(largest[zone]["population"])):
            largest[zone] = city
    english = {one["city"]: zone for zone, one in _zones("en").items() if "city" in one}
    found: dict[int, dict[str, str]] = {}
    for zone, city in largest.items():
        called = zone.rsplit("/", 1)[-1].replace("_", " ")
        for language in languages:
            told = _zones(language)
            name = told.get(zone, told.get(english.get(called, ""), {})).get("city", "")
            if name and (language != "ru" or is_russian(name)):
                found.setdefault(int(city["geonameid"]), {})[language] = name
    return found


def _signs(name: str, main: str) -> int:
    """What speaks for one of several names that sound alike: "Пермь", "Щёлково"; against it: "Брэст", "Высотск"."""
    lower = name.lower()
    wanted = len(HARD_Y.findall(main.lower()))
    soft = sum(letter in "ьщйё" for letter in lower) - abs(lower.count("ы") - wanted)
    parts = -abs(lower.count("-") - main.count("-")) - abs(lower.count(" ") - main.count(" "))
    return soft + parts + len(OPEN_E.findall(lower)) - len(UNLIKELY.findall(lower))


def _zones(language: str) -> Mapping[str, Mapping[str, Any]]:
    return Locale(language).time_zones


def _is_foreign_there(name: str, iso2: str) -> bool:
    return iso2 in FOREIGN_THERE and FOREIGN_THERE[iso2].search(name.lower()) is not None
