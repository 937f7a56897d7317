"""Positions in words: as they are written, and how far apart two of them lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from camifield.fields.field import Asking
from camifield.fields.place_words import known_step_m, plain_position, position_text
from camifield.fields.values import Value, text_of
from camifield.geo.earth import distance_m
from camifield.i18n.words import Words
from camifield.i18n.writing import number_text, whole_text
from camifield.queries.matters import Point

LATITUDE, LONGITUDE, WRITTEN = "decimal_latitude", "decimal_longitude", "verbatim_coordinates"


def written(values: Mapping[str, Value], asking: Asking) -> str:
    """The position as the reader writes positions, no finer than it is known; where none was understood, as typed."""
    latitude, longitude = text_of(values, LATITUDE), text_of(values, LONGITUDE)
    if not (latitude and longitude):
        return text_of(values, WRITTEN)
    return position_text(latitude, longitude, asking.words, asking.coordinates, known_step_m(values))


def to_copy(values: Mapping[str, Value], asking: Asking) -> str:
    """The same for other programs, with a decimal point; empty where no position was understood."""
    latitude, longitude = text_of(values, LATITUDE), text_of(values, LONGITUDE)
    if not (latitude and longitude):
        return ""
    return plain_position(latitude, longitude, asking.words, asking.coordinates, known_step_m(values))


def is_plain(values: Mapping[str, Value], asking: Asking) -> bool:
    """Whether the place was typed just as it is shown."""
    typed = text_of(values, WRITTEN)
    if asking.coordinates == "DD":
        return typed.replace(",", " ").split() == [text_of(values, LATITUDE), text_of(values, LONGITUDE)]
    return typed == to_copy(values, asking)


def greatest_distance_m(points: Sequence[Point]) -> float | None:
    """The greatest distance between two of the points, in metres; None for fewer than two."""
    return max(
        (
            distance_m(one.latitude, one.longitude, other.latitude, other.longitude)
            for one, other in combinations(points, 2)
        ),
        default=None,
    )


def metres_text(metres: float, language: str) -> str:
    """A distance as people say it: "340 m", "2,4 km"."""
    words = Words(language)
    if metres < 1000:
        return words.say("review.metres", number=round(metres) if metres < 100 else round(metres / 10) * 10)
    if metres < 100_000:
        text = f"{metres / 1000:.1f}".removesuffix(".0")
        return words.say("review.kilometres", number=number_text(text, language))
    return words.say("review.kilometres", number=whole_text(round(metres / 1000), language))
