"""The rules across the answers of a grazing visit."""

from __future__ import annotations

from collections.abc import Mapping

from camifield.fields.field import Asking
from camifield.fields.findings import Finding, error, warning
from camifield.fields.reading.dates import end_of, start_of
from camifield.fields.rules import needs
from camifield.fields.values import Value, lines_of, text_of, whole_of


@needs("number", "young")
def young_within_number(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Lambs and calves are part of the herd."""
    del asking
    number, young = whole_of(values, "number"), whole_of(values, "young")
    if number is None or young is None or young <= number:
        return []
    return [error("young-over-number", "young", young=young, number=number)]


@needs("animal")
def other_is_named(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """ "Other" livestock without a word for it helps nobody."""
    del asking
    if text_of(values, "animal") != "other" or values.get("animal_as_said"):
        return []
    return [warning("other-needs-words", "animal_as_said")]


@needs("livestock")
def each_animal_once(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Two lines of sheep are a line typed twice, or two herds."""
    seen: set[str] = set()
    for line in lines_of(values, "livestock"):
        animal = text_of(line, "animal")
        if animal in seen and animal != "other":
            shown = asking.vocabulary("livestock_class").label(animal, asking.words.language)
            return [warning("same-animal-twice", "livestock", animal=shown)]
        seen.add(animal)
    return []


@needs("arrival_date", "departure_date")
def stay_in_order(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Nobody leaves a camp before arriving."""
    del asking
    arrival, departure = text_of(values, "arrival_date"), text_of(values, "departure_date")
    if not arrival or not departure or start_of(arrival) <= end_of(departure):
        return []
    return [error("end-before-start", "departure_date")]


@needs("permitted_heads")
def heads_within_permit(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """More heads than the permit allows is asked about, never judged."""
    del asking
    permitted = whole_of(values, "permitted_heads")
    heads = sum(whole_of(line, "number") or 0 for line in lines_of(values, "livestock"))
    if permitted is None or heads <= permitted:
        return []
    return [warning("heads-over-permit", "permitted_heads", heads=heads, permitted=permitted)]


@needs("pasture_cover_percent", "bare_ground_percent")
def cover_and_bare(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Plants and bare ground together are at most the whole ground."""
    del asking
    cover, bare = whole_of(values, "pasture_cover_percent"), whole_of(values, "bare_ground_percent")
    if cover is None or bare is None or cover + bare <= 100:
        return []
    return [error("cover-over-hundred", "bare_ground_percent", total=cover + bare)]


LIVESTOCK_RULES = (young_within_number, other_is_named)
RULES = (each_animal_once, stay_in_order, heads_within_permit, cover_and_bare)
