"""Known places for screens: which of them are near, what one is told as, and what it would give to a record."""

from __future__ import annotations

from typing import NamedTuple

from camifield.fields.field import Asking
from camifield.fields.place_words import position_text
from camifield.folding import search_form
from camifield.geo.earth import METRES_PER_DEGREE, bearing_degrees, distance_m
from camifield.i18n.words import Words
from camifield.kinds.event_filling import reach_of
from camifield.project.names import KnownPlace
from camifield.project.project import Project
from camifield.queries.positions import metres_text
from camifield.queries.understood import away_words

NEAR_M = 5_000
SAME_M = 30  # nearer than this two readings of one receiver are not told apart
MOST_NEAR = 4


class NearPlace(NamedTuple):
    """A known place, how far it is in metres, and that in words, told from the place: "1.2 km north of Ak-Sai"."""

    place: KnownPlace
    metres: float
    words: str


def places_near(
    project: Project,
    latitude: str,
    longitude: str,
    words: Words,
    *,
    within_m: float = NEAR_M,
    most: int = MOST_NEAR,
) -> list[NearPlace]:
    """The known places about a position in degrees, the nearest first."""
    north, east = float(latitude), float(longitude)
    reach = within_m / METRES_PER_DEGREE
    found: list[tuple[float, str, KnownPlace]] = []
    for place in project.names.places.values():
        if not place.has_position or abs(float(place.latitude) - north) > reach:
            continue
        metres = distance_m(north, east, place.latitude, place.longitude)
        if metres <= within_m:
            found.append((metres, place.name, place))
    found.sort(key=lambda one: one[:2])
    return [
        NearPlace(place, metres, _away(place, metres, north, east, words))
        for metres, _, place in found[:most]
    ]


def away_from(place: KnownPlace, latitude: str, longitude: str, words: Words) -> str:
    """How far a position in degrees is from a known place, in words; empty for a place without one."""
    if not place.has_position:
        return ""
    north, east = float(latitude), float(longitude)
    return _away(place, distance_m(north, east, place.latitude, place.longitude), north, east, words)


def called(project: Project, text: str) -> list[KnownPlace]:
    """Every known place that is called so, by any of its names."""
    places = project.names.places
    return (
        [places[one] for one in project.names.find("place", text) if one in places]
        if search_form(text)
        else []
    )


def position_line(place: KnownPlace, asking: Asking) -> str:
    """Where a place lies and how far around it reaches, such as "42.1000° N, 77.2000° E · ± 300 m"; empty without a position."""
    if not place.has_position:
        return ""
    words = asking.words
    return words.say(
        "places.position",
        position=position_text(place.latitude, place.longitude, words, asking.coordinates),
        distance=metres_text(reach_of(place.kind, asking) + place.unsure_m, words.language),
    )


def _away(place: KnownPlace, metres: float, north: float, east: float, words: Words) -> str:
    if metres <= SAME_M:
        return words.say("place.near.here", place=place.name)
    bearing = bearing_degrees(float(place.latitude), float(place.longitude), north, east)
    return away_words(place.name, metres, bearing, words)
