"""The populated places of the basemap with their names by language: for the map's labels and for the nearest place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from camifield.errors import Problem, Where
from camifield.geo import packed

if TYPE_CHECKING:
    from array import array

# Which other language's name serves readers best where their own has none; the last is Latin letters.
INSTEAD = {"mn": ("ru", "en"), "kk": ("ru", "en"), "ky": ("ru", "en"), "tg": ("ru", "en")}


class PlaceNames:
    """Places, the most important first. latitudes, longitudes: int32 of 1e-5 degrees; ranks: 0 to 5, a byte each."""

    SCALE = 1e5

    def __init__(self) -> None:
        held = packed.member("places")
        count = int.from_bytes(held[:4], "little")
        self.latitudes: array[int] = packed.numbers(held, 4, count)
        self.longitudes: array[int] = packed.numbers(held, 4 + 4 * count, count)
        self.ranks = held[4 + 8 * count :]
        if len(self.ranks) != count:
            raise Problem("basemap-damaged", where=Where(file=packed.basemap_path().name))
        self._names: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self.latitudes)

    def name(self, index: int, language: str) -> str:
        """The name in a language where it is known, else in one its readers know, else in Latin letters."""
        for tried in (language, *INSTEAD.get(language, ("en",))):
            if known := self._of(tried)[index]:
                return known
        return self._of("en")[index]

    def _of(self, language: str) -> list[str]:
        """The names of one language, empty where unknown; read when first asked for."""
        found = self._names.get(language)
        if found is None:
            found = self._names[language] = self._read(language)
        return found

    def _read(self, language: str) -> list[str]:
        try:
            names = packed.member(f"names.{language}").decode("utf-8").split("\n")
        except Problem as reason:
            if language == "en" or not isinstance(reason.__cause__, KeyError):
                raise
            return [""] * len(self)  # a language that the basemap has no names in
        if len(names) != len(self):
            raise Problem("basemap-damaged", where=Where(file=packed.basemap_path().name))
        return names


@cache
def place_names() -> PlaceNames:
    """All places, read once. Raises Problem when the basemap is damaged."""
    return PlaceNames()
