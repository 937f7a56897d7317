"""Where the places of a question are: each answer's letter on a small map, with the distance between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camifield.i18n import words
from camifield.queries.matters import Question
from camifield.queries.positions import metres_text

if TYPE_CHECKING:
    from ui.map.small import SmallMap


def map_of(question: Question) -> SmallMap:
    """The map of a question about a place; what draws it is loaded with the first one."""
    from ui.map.small import Position, SmallMap

    language = words.language()
    positions = [
        Position(one.point.latitude, one.point.longitude, one.letter)
        for one in question.versions
        if one.point is not None
    ]
    distance = metres_text(question.distance_m or 0.0, language)
    return SmallMap(positions, language=language, name=question.title, distance=distance)
