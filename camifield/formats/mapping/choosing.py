"""Which kind the rows of a sheet are, of those that it fits: by the columns that only this kind has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camifield.formats.mapping.assigning import Assigned
from camifield.formats.mapping.loss_words import speak_of_loss

_LEAST_QUALITY = 0.3
# What a table of each kind has at least one of; without any of them it is rather something else.
_MARKS: Mapping[str, tuple[str, ...]] = {
    "sighting": (
        "species",
        "segments",
        "individual",
        "count",
        "how_known",
        "occurrence",
        "sign_type",
        "behaviour",
    ),
    "patrol": ("leader", "transport", "distance_km", "purpose"),
    "conflict": (
        "losses",
        "owner_name",
        "attack_place",
        "evidence",
        "claim_number",
        "herd_size_at_risk",
        "conflict_type",
    ),
    "grazing": ("livestock", "pasture_name", "grazing_type"),
    "place": ("decimal_latitude", "verbatim_coordinates", "@grid"),
    "person": ("phone", "role", "code"),
}


def best_kind(
    ranked: Sequence[tuple[str, float]], assigned: Mapping[str, Assigned], headings: Sequence[str]
) -> str:
    """The kind of a sheet: one that it has a mark of; else, what stands there with a day and a position was seen there."""
    seen = assigned["sighting"]
    # What a receiver marked at a moment was met there; what it marked without one is rather a spring or a camp.
    is_marked_then = seen.has("event_date") and seen.has("waypoint_number")
    marked = [
        (name, worth)
        for name, worth in ranked
        if any(assigned[name].has(mark) for mark in _MARKS[name])
        and not (name == "place" and is_marked_then)
        and (name != "conflict" or speak_of_loss(headings))
    ]
    for name, worth in marked:
        if worth >= _LEAST_QUALITY or name == "sighting":
            return name
    has_position = seen.has("decimal_latitude") or seen.has("verbatim_coordinates")
    return "sighting" if has_position and seen.has("event_date") else ""
