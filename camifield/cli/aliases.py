"""Short names for the questions that are typed most, beside the permanent names, which always work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

# What `record` can write, in the order in which its help names them: the kinds of `camifield.kinds.catalogue`, but for
# decisions on clocks, which `review clock` writes.
KINDS: Sequence[str] = (
    "sighting",
    "grazing",
    "conflict",
    "patrol",
    "person",
    "place",
    "own_species",
    "own_term",
    "track",
)
# `place=` of an event is coordinates or the name of a known place, whichever the text turns out to be.
PLACE, COORDINATES = "place", "verbatim_coordinates"

_EVENT: Mapping[str, str] = {
    "date": "event_date",
    "time": "event_time",
    "who": "recorded_by",
    "with": "companions",
    "coordinates": COORDINATES,
    "country": "country_code",
    "note": "remarks",
}
ALIASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sighting": {
            **_EVENT,
            "animal": "species",
            "how": "how_known",
            "sure": "certainty",
            "males": "adult_males",
            "females": "adult_females",
        },
        "grazing": {**_EVENT, "type": "grazing_type", "herd": "livestock", "household": "household_code"},
        "conflict": {
            **_EVENT,
            "type": "conflict_type",
            "animal": "species",
            "sure": "certainty",
            "lost": "losses",
            "owner": "owner_name",
            "household": "household_code",
        },
        "patrol": {
            "date": "start_date",
            "time": "start_time",
            "until": "end_date",
            "who": "leader",
            "with": "members",
            "km": "distance_km",
            "note": "remarks",
        },
        "track": {
            "date": "start_date",
            "time": "start_time",
            "until": "end_date",
            "who": "recorded_by",
            "note": "remarks",
        },
        "place": {"coordinates": COORDINATES, "type": "place_kind", "note": "remarks"},
    }
)


def alias_of(kind: str, name: str) -> str:
    """The short name of a field; empty when it has none."""
    return next((short for short, long in ALIASES.get(kind, {}).items() if long == name), "")
