"""Writes the names of Mongolia's places in Mongolian and in Russian letters: GeoNames spells them by one rule.

GeoNames' own Cyrillic names there are few, and as often of another district; its Latin spelling can be read back.
"""

from __future__ import annotations

import re


def _table(pairs: str) -> dict[str, str]:
    """ "a=а b=б" as a table."""
    return dict(pair.split("=") for pair in pairs.split())


LETTERS = _table(
    "ts=ц dz=з ch=ч sh=ш kh=х ya=я yo=ё yu=ю ye=е a=а b=б d=д e=э f=ф g=г h=х i=и j=ж k=к l=л m=м n=н "
    "o=о p=п r=р s=с t=т u=у v=в y=й z=з ö=ө ü=ү ï=ы"
) | {"-": "-", " ": " "}
SOUND = re.compile("ts|dz|ch|sh|kh|y[aoue]|.")
AFTER_VOWEL = re.compile("(?<=[aeiouöü])i")
LONG = re.compile("([аоуүэ])\\1")


def mongolian(name: str) -> str:
    """A Latin name ("Tsagaan-Olom") in Mongolian letters ("Цагаан-Олом"); empty where it cannot be read back surely."""
    spelled = AFTER_VOWEL.sub("y", name.lower())
    soft = spelled.endswith("ĭ")
    sounds = SOUND.findall(spelled.removesuffix("ĭ"))
    if not all(sound in LETTERS for sound in sounds) or re.search("y[öü]|[^aeiouöüï -]y(?![aoue])", spelled):
        return ""
    return _named("".join(LETTERS[sound] for sound in sounds) + "ь" * soft)


def russian_of(name: str) -> str:
    """The same in Russian, where long vowels are short; empty for "ö" and "dz", which Russian writes in several ways."""
    written = mongolian(name).lower()
    if not written or "ө" in written or "dz" in name.lower():
        return ""
    return _named(LONG.sub("\\1", written).replace("ү", "у"))


def _named(written: str) -> str:
    return re.sub("(^|[- ])(.)", lambda found: found.group(1) + found.group(2).upper(), written)
