"""What a text says of a place, in words: the position and its system, what it lies in and near, and what must be chosen."""

from __future__ import annotations

from typing import NamedTuple

from camifield.errors import Problem
from camifield.fields.field import Asking
from camifield.fields.place_words import candidate_words, entry_of, position_words, system_words
from camifield.geo.position import Position, read_position
from camifield.geo.whereabouts import Whereabouts, whereabouts
from camifield.i18n.words import Words
from camifield.queries.positions import metres_text

# The eight directions, clockwise from the north; `place.near.<direction>` in the catalogue.
_DIRECTIONS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


class Choice(NamedTuple):
    """One of several readings: the entry that is read as it, and its words."""

    entry: str
    words: str


class Understood(NamedTuple):
    """What a text was understood as. `where` is empty when nothing is known of that part of the world.

    position: the only reading, None when there is a question or a refusal. choices: the readings to choose from.
    perhaps: what a refused text may have meant, which a form offers with its finding.
    question: the sentence of the question or of the refusal.
    """

    position: Position | None = None
    what: str = ""
    where: str = ""
    choices: tuple[Choice, ...] = ()
    question: str = ""
    perhaps: str = ""


def understand(text: str, asking: Asking) -> Understood:
    """What a text says of a place, for the reader's language and the project's country. Never raises."""
    words = asking.words
    reading = read_position(text, country=asking.country)
    position = reading.position
    if position is not None:
        return Understood(position, what_words(position, words), where_words(position, asking))
    choices = [
        Choice(
            entry_of(one),
            words.say("place.candidate_near", candidate=candidate_words(one, words), where=near),
        )
        if (near := _short_where(one, asking))
        else Choice(entry_of(one), candidate_words(one, words))
        for one in reading.candidates
    ]
    return Understood(
        choices=tuple(choices),
        question=words.say(f"finding.{reading.reason or 'place-not-understood'}", text=text),
        perhaps="" if choices else reading.suggestion,
    )


def what_words(position: Position, words: Words) -> str:
    """The position in WGS 84, the system that it was written in, and how far the writing may be off."""
    parts = [
        position_words(position, words),
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
    direction = _DIRECTIONS[round(nearest.bearing_degrees / 45) % 8]
    return words.say(
        f"place.near.{direction}",
        distance=metres_text(nearest.distance_m, words.language),
        place=nearest.name(words.language),
    )


def _short_where(position: Position, asking: Asking) -> str:
    """The country and province of a candidate, by which a person knows the right one at a glance."""
    found = found_at(position)
    return area_words(found, asking) if found is not None else ""
