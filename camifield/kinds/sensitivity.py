"""How exactly a place may be told to others: by species, country and kind (Chapman 2020, GBIF, doi 10.15468/doc-5jp4-5g10).

The categories of the packaged species list are proposals that an agency must confirm; a team's own animals say theirs.
Places of herds and of losses are personal whatever the animal, and are told to 0.01 degree at most. What a poacher, or
whoever looks for an informant, could use is sensitive whatever the animal. A patrol has no position of its own, but its
words give back the places of what was seen on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from camifield.fields.vocabulary import species_by_code

POLICY = "CAMI-1 (Chapman 2020, categories 1-4)"
ORDER = ("none", "low", "medium", "high", "extreme")
STEP: dict[str, str | None] = {"none": "", "low": "0.001", "medium": "0.01", "high": "0.1", "extreme": None}
PERSONAL = {"grazing": "medium", "conflict": "medium", "patrol": "medium"}
# Where rangers go and when, and where their cameras and camps stand, is what a poacher would ask first.
NOT_FOR_OTHERS = ("track", "place", "area")
UNSURE = "high"  # "cat, unsure" may be a snow leopard
NOT_KNOWN = "UNK"  # an animal that nobody could name may be any
POACHED = frozenset(("poaching_gun", "poaching_snare", "poaching_dog", "poison"))
INFORMANT = "informant"


def category(kind: str, species: str, country: str, own: Mapping[str, str]) -> str:
    """One of none, low, medium, high, extreme. `own` holds the team's own animals: code -> category."""
    return _worst((_of_code(kind, species, country, own), PERSONAL.get(kind, "none")))


def category_of(kind: str, cells: Mapping[str, object], own: Mapping[str, str]) -> str:
    """The category of a whole record, from the cells of its typed table: the worst of all it speaks of."""

    def text(name: str) -> str:
        return str(cells.get(name) or "")

    country = text("country_code")
    seen = (_of_code(kind, code, country, own) for code in text("wildlife_seen").split())
    is_crime = text("cause_of_death") in POACHED or text("is_told") == INFORMANT
    return _worst(
        chain((category(kind, text("species"), country, own), UNSURE if is_crime else "none"), seen)
    )


def _worst(categories: Iterable[str]) -> str:
    return max(categories, key=ORDER.index)


def _of_code(kind: str, code: str, country: str, own: Mapping[str, str]) -> str:
    stated = own.get(code)
    if stated is not None:
        return stated if stated in ORDER else UNSURE
    return _of_species(code, country) if code else UNSURE if kind == "sighting" else "none"


def _of_species(code: str, country: str) -> str:
    species = species_by_code(code)
    if species is None or code == NOT_KNOWN:
        return UNSURE
    stated = (
        (species.sensitivity_for(country),)
        if country
        else (
            species.sensitivity,
            *species.sensitivity_in.values(),
        )  # nobody said where: the worst of all countries
    )
    may_be = (_of_species(one, country) for one in species.may_be if _may_live(one, country))
    return _worst(chain((one if one in ORDER else UNSURE for one in stated), may_be))


def _may_live(code: str, country: str) -> bool:
    """Whether an animal may be met there: "cat, unsure" in Kyrgyzstan is no cheetah."""
    species = species_by_code(code)
    return species is None or species.lives_in(country) != "no"
