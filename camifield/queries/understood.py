"""What a text says of a place, in words: the position and its system, what it lies in and near, and what must be chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from camifield.errors import Problem
from camifield.fields.field import Asking
from camifield.fields.place_words import candidate_words, entry_of, position_words, system_words
from camifield.geo.countries import countries
from camifield.geo.position import Position, PositionReading, read_position
from camifield.geo.whereabouts import Whereabouts, whereabouts
from camifield.i18n.words import Words
from camifield.queries.positions import metres_text

# The eight directions, clockwise from the north; `place.near.<direction>` in the catalogue.
_DIRECTIONS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
ZONE_NEEDED = "zone-needed"


class Choice(NamedTuple):
    """One of several readings: the entry that is read as it, its words, and where it lies."""

    entry: str
    words: str
    position: Position


class Understood(NamedTuple):
    """What a text was understood as. `where` is empty when nothing is known of that part of the world.

    position: the only reading, None when there is a question or a refusal. choices: the readings to choose from.
    perhaps: what a refused text may have meant, which a form offers with its finding.
    question: the sentence of the question or of the refusal. is_asked: the text is whole and only a word is lacking, so
    that asking helps while somebody still types.
    """

    position: Position | None = None
    what: str = ""
    where: str = ""
    choices: tuple[Choice, ...] = ()
    question: str = ""
    perhaps: str = ""
    is_asked: bool = False


def understand(text: str, asking: Asking) -> Understood:
    """What a text says of a place, for the reader's language and the project's country. Never raises."""
    words = asking.words
    reading = read_position(text, country=asking.country)
    position = reading.position
    if position is not None:
        # Whoever types in their own writing sees degrees beside it: the same numbers again would show nothing.
        is_same = position_words(position, asking) == text.strip()
        telling = replace(asking, coordinates="DD") if is_same else asking
        return Understood(position, what_words(position, telling), where_words(position, asking))
    readings = sorted(reading.candidates, key=is_beyond)  # those on the map first
    if reading.reason == ZONE_NEEDED:
        readings = _possible_zones(text, reading, asking)
    choices = [Choice(entry_of(one), choice_words(one, reading.reason, asking), one) for one in readings]
    return Understood(
        choices=tuple(choices),
        question=words.say(f"finding.{reading.reason or 'place-not-understood'}", text=text),
        perhaps="" if choices else reading.suggestion,
        is_asked=bool(choices) or reading.reason == ZONE_NEEDED,
    )


def _possible_zones(text: str, reading: PositionReading, asking: Asking) -> list[Position]:
    """Every zone in which metres lie on land: of the team's country, and of all range states where none is set.

    Those of the team's own ground come first, then from west to east. A single zone is a choice too: it stands there to
    be pressed, because a person has to say that it is so.
    """
    readings = [reading]
    if not asking.country:
        readings += [read_position(text, country=one.iso2) for one in countries()]
    found: dict[tuple[str, str], Position] = {}
    for one in readings:
        if one.reason != ZONE_NEEDED:
            continue
        told = read_position(one.suggestion).position if one.suggestion else None
        for position in (*one.candidates, *((told,) if told is not None else ())):
            found.setdefault((position.latitude, position.longitude), position)
    around = {one: found_at(one) for one in found.values()}
    on_land = [one for one, there in around.items() if there is None or not there.is_sea]

    def order(one: Position) -> tuple[bool, float]:
        there = around[one]
        is_own = bool(asking.country) and there is not None and there.may_be_in(asking.country or "")
        return not is_own, float(one.longitude)

    return sorted(on_land or around, key=order)


def choice_words(position: Position, reason: str, asking: Asking) -> str:
    """One of several readings with the country and province, by which a person knows the right one at a glance.

    Of zones only the number is told: the metres are the same in all of them.
    """
    words, near = asking.words, _short_where(position, asking)
    zone = position.origin.zone if position.origin is not None else ""
    if reason == ZONE_NEEDED and zone and near:
        return words.say("place.zone_choice", zone=zone, where=near)
    candidate = candidate_words(position, asking)
    return words.say("place.candidate_near", candidate=candidate, where=near) if near else candidate


def what_words(position: Position, asking: Asking) -> str:
    """The position in WGS 84 as the reader writes it, the system it was in, and how far the writing may be off."""
    words = asking.words
    parts = [
        position_words(position, asking),
        system_words(position.origin, words),
        words.say("place.within", distance=metres_text(position.uncertainty_m, words.language))
        if position.uncertainty_m
        else "",
    ]
    return " · ".join(filter(None, parts))


def where_words(position: Position, asking: Asking) -> str:
    """Country, province and the nearest named place; empty where nothing is known."""
    found = found_at(position)
    if found is None:
        return ""
    return " · ".join(filter(None, (area_words(found, asking), near_words(found, asking.words))))


def found_at(position: Position) -> Whereabouts | None:
    """What is known of the ground there; None outside the region, and when the tables are damaged (told elsewhere)."""
    try:
        found = whereabouts(float(position.latitude), float(position.longitude))
    except Problem:
        return None
    return found if found.is_known else None


def is_beyond(position: Position) -> bool:
    """Whether a position lies outside the region of the map."""
    try:
        return not whereabouts(float(position.latitude), float(position.longitude)).is_known
    except Problem:
        return False


def area_words(found: Whereabouts, asking: Asking) -> str:
    """The country and its province, or that this is the sea, or ground that several states claim."""
    language = asking.words.language
    if found.is_sea:
        return asking.words.say("place.at_sea")
    label = asking.vocabulary("country").label
    if found.claimants:
        return asking.words.say(
            "place.claimed", countries=", ".join(label(code, language) for code in found.claimants)
        )
    country = label(found.country, language) if found.country else ""
    province = found.province.name(language) if found.province is not None else ""
    return ", ".join(filter(None, (country, province)))


def near_words(found: Whereabouts, words: Words) -> str:
    """How far it is from the nearest named place, and in which direction; empty where there is none."""
    nearest = found.nearest
    if nearest is None:
        return ""
    return away_words(nearest.name(words.language), nearest.distance_m, nearest.bearing_degrees, words)


def away_words(place: str, distance_m: float, bearing_degrees: float, words: Words) -> str:
    """How far something is from a named place, and on which side of it: the bearing is from the place."""
    direction = _DIRECTIONS[round(bearing_degrees / 45) % 8]
    return words.say(f"place.near.{direction}", distance=metres_text(distance_m, words.language), place=place)


def _short_where(position: Position, asking: Asking) -> str:
    """The country and province of a candidate, or that it is beyond the map; empty where nothing is known."""
    if is_beyond(position):
        return asking.words.say("place.beyond")
    found = found_at(position)
    return area_words(found, asking) if found is not None else ""
