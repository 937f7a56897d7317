"""Where the animal was, in words: the observer's position moved by distance and bearing, which north, and what was added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from camifield.fields.field import Asking
from camifield.fields.place_words import known_step_m, position_text
from camifield.fields.values import Value, text_of
from camifield.geo.position import Position
from camifield.i18n.words import Words
from camifield.i18n.writing import number_text
from camifield.kinds.animal_position import LATITUDE, LONGITUDE, MAGNETIC, TRUE, Offset, offset_of
from camifield.kinds.event import uncertainty_of
from camifield.queries.positions import metres_text, written


class Animal(NamedTuple):
    """The animal's position as worked out, the observer's beside it, and both in words.

    what: the position with the radius that surely holds it. how: the distance, the bearing and which north that is.
    seen_at: the observer's position.
    """

    offset: Offset
    observer: Position
    uncertainty_m: int
    what: str
    how: str
    distance: str
    seen_at: str

    @property
    def position(self) -> Position:
        """The animal's position."""
        return Position(self.offset.latitude, self.offset.longitude)


def animal_of(values: Mapping[str, Value], asking: Asking) -> Animal | None:
    """The animal's position among the answers of a record; None where it is not told from where it was seen."""
    offset = offset_of(values)
    if offset is None:
        return None
    words = asking.words
    metres = uncertainty_of(values)
    uncertainty = metres if isinstance(metres, int) else 0
    where = position_text(offset.latitude, offset.longitude, words, asking.coordinates, known_step_m(values))
    within = words.say("place.within", distance=metres_text(uncertainty, words.language))
    return Animal(
        offset,
        Position(text_of(values, LATITUDE), text_of(values, LONGITUDE)),
        uncertainty,
        words.say("place.animal", position=f"{where} · {within}"),
        how_words(offset, words),
        metres_text(offset.distance_m, words.language),
        words.say("place.observer_at", position=written(values, asking)),
    )


def how_words(offset: Offset, words: Words) -> str:
    """The distance and the bearing; of a compass' bearing also what was added, and what it is from true north."""
    north = offset.north if offset.north in (TRUE, MAGNETIC) else "unknown"
    added = offset.added.degrees if offset.added is not None else 0.0
    return words.say(
        f"place.seen.{north}",
        distance=metres_text(offset.distance_m, words.language),
        bearing=number_text(f"{offset.bearing_deg:g}", words.language),
        added=number_text(f"{added:+.1f}", words.language),
        true=number_text(f"{offset.true_bearing_deg:.1f}", words.language),
    )
