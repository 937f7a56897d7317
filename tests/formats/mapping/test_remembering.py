"""A declaration made for one import asks less often and answers the same."""

from __future__ import annotations

from dataclasses import replace

from camifield.fields.validation import validate
from camifield.fields.values import Entry
from camifield.formats.mapping.memory import MOST
from camifield.formats.mapping.remembering import Remembering, for_import
from camifield.kinds.catalogue import kind
from tests.formats.mapping.making import asking

ENTRIES: dict[str, Entry] = {
    "event_date": "ночь с 12 на 13 марта 2024",
    "recorded_by": "А. Асанов",
    "verbatim_coordinates": "42.31860 76.90412",
    "species": "волк ?",
    "how_known": "видели",
    "certainty": "точно",
    "count": "~12",
}


def test_by_products_of_a_text_are_kept() -> None:
    """Protects what one text tells of neighbouring fields: the part of the day, the coordinates, the word for the animal."""
    declared = kind("sighting")
    made = for_import(declared, ENTRIES.keys(), {}, asking())
    assert validate(made, ENTRIES, asking()) == validate(declared, ENTRIES, asking())
    assert len(made.fields) < len(declared.fields)


def test_what_is_required_is_asked_though_no_column_answers_it() -> None:
    """Protects completeness: leaving a field out of the declaration must not make it optional."""
    made = for_import(kind("conflict"), {"village"}, {}, asking())
    missing = {one.field for one in validate(made, {"village": "Тосор"}, asking()).findings}
    assert {"event_date", "recorded_by", "species", "conflict_type"} <= missing


def test_a_column_writes_numbers_in_its_own_way() -> None:
    """Protects a table in which one column has decimal commas and another points."""
    comma = replace(asking(), decimal=",")
    made = for_import(
        kind("sighting"), {"effort_km", "distance_m"}, {"effort_km": comma}, replace(asking(), decimal=".")
    )
    checked = validate(made, {"effort_km": "1,250", "distance_m": "1,250"}, asking())
    assert checked.values == {"effort_km": "1.250", "distance_m": "1250"}


def test_what_is_remembered_has_a_limit() -> None:
    """Protects memory: a column in which nothing repeats is not kept whole."""
    made = for_import(kind("sighting"), {"locality"}, {}, asking())
    field = made.fields["locality"]
    assert isinstance(field, Remembering)
    for at in range(3 * MOST):
        field.read(f"place {at}", "locality", asking())
        assert len(field.ready) <= MOST
    assert f"place {3 * MOST - 1}" in field.ready


def test_none_found_is_spared_the_same_questions() -> None:
    """Protects tables of surveys in which nothing was found: an import must not ask how it is known what was not there."""
    entries = {**ENTRIES, "occurrence": "absent", "how_known": "", "count": "", "effort_km": "12"}
    made = for_import(kind("sighting"), entries.keys(), {}, asking())
    checked = validate(made, entries, asking())
    assert checked == validate(kind("sighting"), entries, asking())
    assert "how_known" not in {one.field for one in checked.findings}
