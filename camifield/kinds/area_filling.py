"""What the program fills in of own areas: which of them an event lies in, as the areas of the project say today.

A name is told where the position itself lies inside, as country and province are. Whether something was inside, which
grazing asks, is answered only where no edge comes within the position's uncertainty: else it is "not known". Where the
project has no area of a sort, nothing is filled in: nobody said where such areas are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from camifield.fields.field import Asking
from camifield.fields.filling import Filling
from camifield.fields.reading.dates import end_of, start_of
from camifield.fields.values import Value, text_of
from camifield.geo.own_areas import Lying, OwnArea, OwnAreas
from camifield.kinds.animal_position import RESTS_ON, placed

AREA = "e"  # the family of filter words; see `store.query.token`
MARK = "; "  # between names, as other names of places are written
ANSWERED = RESTS_ON | {
    *("verbatim_coordinates", "decimal_latitude", "decimal_longitude"),
    *("place", "event_date"),
}
# The sorts of area (resources/vocabularies/area_kind.csv) whose names each field has. Transects and what is of no
# sort are drawn on the map and tag nothing.
TAGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "protected_area": frozenset(("protected_area",)),
        "management_zone": frozenset(
            ("core_zone", "buffer_zone", "no_grazing_zone", "other_zone", "hunting_ground")
        ),
        "corridor": frozenset(("migration_corridor",)),
        "pasture_unit": frozenset(("pasture_unit",)),
    }
)
FIELD_OF: Mapping[str, str] = MappingProxyType({sort: name for name, sorts in TAGS.items() for sort in sorts})
# A zone of a reserve lies in the reserve, whether or not the reserve's own edge was brought.
IN_RESERVE = frozenset(("protected_area", "core_zone", "buffer_zone"))


def lying_of(values: Mapping[str, Value], areas: OwnAreas, radius_m: float = 0.0) -> list[Lying]:
    """The areas that an event's position lies in or near to, of those that were valid on any of its days."""
    here = placed(values)
    latitude, longitude = text_of(here, "decimal_latitude"), text_of(here, "decimal_longitude")
    if not (latitude and longitude and len(areas)):
        return []
    found = areas.at(float(latitude), float(longitude), radius_m)
    date = text_of(values, "event_date")
    if not date:
        return found
    first, last = start_of(date).toordinal(), end_of(date).toordinal()
    return [one for one in found if one.area.holds_on(first, last)]


def names_in(text: str) -> list[str]:
    """The names that a field holds."""
    return [part for one in text.split(MARK.strip()) if (part := one.strip())]


def name_of(area: OwnArea) -> str:
    """An area's name as a field holds it: without the mark that stands between names."""
    return " ".join(area.name.replace(MARK.strip(), ",").split())


def area_token(name: str) -> str:
    """The filter word of an area's name, in whatever case it is written."""
    return f"{AREA}_{name.casefold()}"


def area_tokens(values: Mapping[str, Value]) -> tuple[str, ...]:
    """The filter words of all areas that a record says it lies in."""
    if values.keys().isdisjoint(TAGS):
        return ()
    return tuple(
        dict.fromkeys(area_token(name) for field in TAGS for name in names_in(text_of(values, field)))
    )


def tags(values: Mapping[str, Value], asking: Asking) -> Mapping[str, Value]:
    """The names of the areas that the position lies in, by the field that holds them, in the order of the alphabet."""
    if "decimal_latitude" not in values:
        return {}
    found: dict[str, set[str]] = {}
    for one in lying_of(values, asking.areas()):
        field = FIELD_OF.get(one.area.sort)
        if field is not None and one.is_inside:
            found.setdefault(field, set()).add(name_of(one.area))
    return {field: MARK.join(sorted(names)) for field, names in found.items()}


def is_areas(name: str, values: Mapping[str, Value], asking: Asking) -> bool:
    """Whether a field holds only names of areas that are known here: they were told by the position, and follow it."""
    known = {
        called
        for area in asking.areas().all
        if area.sort in TAGS[name]
        for called in (name_of(area), *area.other_names)
    }
    return all(one in known for one in names_in(text_of(values, name)))


def answer_of(lying: list[Lying]) -> str:
    """Whether something was in one of these areas: yes, no, or unknown where an edge is too near to tell."""
    if any(one.is_inside and one.is_sure for one in lying):
        return "yes"
    return "unknown" if lying else "no"


TAGGING = Filling(ANSWERED, tuple(TAGS), tags, is_areas)
