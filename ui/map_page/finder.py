"""Towns and villages by the beginning of their names, in the window's language and in Latin letters. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from camifield.folding import search_form
from camifield.geo.basemap import basemap

MOST_FOUND = 6
MOST_LOOKED_AT = 3000
LEAST_LETTERS = 2


class Town(NamedTuple):
    """A place of the basemap in the unit square."""

    name: str
    x: float
    y: float
    rank: int


class PlaceFinder:
    """Makes its index of 28,000 places when it is made: for the worker. Raises Problem when the basemap is damaged."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._places = basemap().places()
        index: set[tuple[str, int]] = set()
        for spoken in dict.fromkeys((language, "en")):
            for place in range(len(self._places.x)):
                index.add((search_form(self._places.name(place, spoken)), place))
        self._index = sorted(index)

    def find(self, typed: str) -> list[Town]:
        """The places that are called so, then those whose names begin so; the most important first."""
        wanted = search_form(typed)
        if len(wanted) < LEAST_LETTERS:
            return []
        found: dict[int, bool] = {}
        start = bisect_left(self._index, (wanted, -1))
        for name, place in self._index[start : start + MOST_LOOKED_AT]:
            if not name.startswith(wanted):
                break
            found[place] = found.get(place, False) or name == wanted
        places = self._places
        return [
            Town(
                places.name(one, self._language),
                float(places.x[one]),
                float(places.y[one]),
                int(places.rank[one]),
            )
            for one in sorted(found, key=lambda one: (not found[one], one))[:MOST_FOUND]
        ]
