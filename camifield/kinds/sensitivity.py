"""How exactly a place may be told to others: by species, country and kind (Chapman 2020, GBIF, doi 10.15468/doc-5jp4-5g10).

The categories of the packaged species list are proposals that an agency must confirm; a team's own animals say theirs.
Places of herds and of losses are personal whatever the animal, and are told to 0.01 degree at most.
"""

from __future__ import annotations

from camifield.fields.vocabulary import species_by_code

POLICY = "CAMI-1 (Chapman 2020, categories 1-4)"
ORDER = ("none", "low", "medium", "high", "extreme")
STEP: dict[str, str | None] = {"none": "", "low": "0.001", "medium": "0.01", "high": "0.1", "extreme": None}
PERSONAL = {"grazing": "medium", "conflict": "medium"}
UNSURE = "high"  # "cat, unsure" may be a snow leopard


def category(kind: str, species: str, country: str, own: dict[str, str]) -> str:
    """One of none, low, medium, high, extreme. `own` holds the team's own animals: code -> category."""
    found = own.get(species) or _of_species(species, country)
    return max(found, PERSONAL.get(kind, "none"), key=ORDER.index)


def _of_species(code: str, country: str) -> str:
    species = species_by_code(code) if code else None
    if species is None:
        return "none" if not code else UNSURE
    if species.may_be:
        return max((_of_species(one, country) for one in species.may_be), key=ORDER.index)
    found = species.sensitivity_for(country)
    return found if found in ORDER else UNSURE
