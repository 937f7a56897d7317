"""How closely a place is guarded: the worst of everything that a record speaks of, in the country where it was."""

from __future__ import annotations

import pytest

from camifield.fields.vocabulary import species as all_species
from camifield.kinds.sensitivity import ORDER, STEP, category, category_of


def test_every_category_has_its_step() -> None:
    """A category without a step would let a place through."""
    assert set(STEP) == set(ORDER)
    assert (STEP["none"], STEP["extreme"]) == ("", None)


@pytest.mark.parametrize(
    ("species", "country", "wanted"),
    [
        ("WOL", "KG", "none"),
        ("ARG", "KG", "medium"),
        ("SNL", "KG", "high"),
        ("CHE", "IR", "extreme"),
        ("CHE", "", "extreme"),
        ("UNK", "KG", "high"),
        ("", "KG", "high"),
        ("own:gone", "KG", "high"),
        ("cat_unsure", "KG", "high"),
        ("cat_unsure", "IR", "extreme"),
        ("cat_unsure", "", "extreme"),
        ("bear_unsure", "MN", "extreme"),
        ("bear_unsure", "KG", "low"),
        ("wolf_or_dog", "KG", "none"),
    ],
)
def test_a_sighting_is_guarded_by_its_animal_and_country(species: str, country: str, wanted: str) -> None:
    """An uncertain animal is the worst that may live there; where nobody said the country, the worst of all."""
    assert category("sighting", species, country, {}) == wanted


def test_no_uncertain_answer_is_milder_than_what_it_may_be() -> None:
    """In no country does "unsure" tell a place that the sure answer would hide."""
    for species in all_species():
        for country in ("KG", "MN", "IR", "KZ", "IN", "CN", ""):
            found = ORDER.index(category("sighting", species.code, country, {}))
            for other in species.may_be:
                one = next(found for found in all_species() if found.code == other)
                if one.lives_in(country) != "no":
                    assert ORDER.index(category("sighting", other, country, {})) <= found


def test_herds_losses_and_patrols_are_personal() -> None:
    """Without any animal they are told to a hundredth of a degree at most; a wild one may make it coarser."""
    assert {category(kind, "", "KG", {}) for kind in ("grazing", "conflict", "patrol")} == {"medium"}
    assert category("conflict", "SNL", "KG", {}) == "high"


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"species": "WOL"}, "none"),
        ({"species": "WOL", "cause_of_death": "poison"}, "high"),
        ({"species": "WOL", "cause_of_death": "predation"}, "none"),
        ({"species": "WOL", "is_told": "informant"}, "high"),
        ({"species": "WOL", "wildlife_seen": "WOL SNL"}, "high"),
        ({"species": "WOL", "wildlife_seen": "WOL CHE", "country_code": "IR"}, "extreme"),
        ({"species": None, "wildlife_seen": None}, "high"),
    ],
)
def test_a_record_is_as_sensitive_as_the_worst_of_it(cells: dict[str, object], wanted: str) -> None:
    """Poison, an informant, a leopard seen beside the herd: each is enough."""
    assert category_of("sighting", cells, {}) == wanted


def test_the_teams_word_counts_for_its_own_animals() -> None:
    """A category that is none of ours is read as high."""
    own = {"own:1": "low", "own:2": "secret"}
    assert [category("sighting", code, "KG", own) for code in own] == ["low", "high"]
