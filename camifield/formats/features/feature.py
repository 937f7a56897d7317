"""What every file of places gives: features with their corners and their words, whatever program wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from camifield.formats.reading.notices import Notice

Shape = Literal["none", "point", "line", "area"]
Corner = tuple[float, float]  # longitude, latitude in degrees, WGS 84

MOST_FEATURES = 200_000
MOST_CORNERS = 2_000_000
MOST_COLUMNS = 500
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the earth.

    parts: a point's single corner; a line's pieces; an area's rings, the hole of a ring being a ring as well (to be filled
    even-odd). Several points in one feature are several parts. words: its properties as text, in the order of the file.
    latitude, longitude: a single point's numbers exactly as written, empty for anything else. written: the text of a point
    that stands in another system, with that system before it; latitude and longitude are then what it means.
    """

    shape: Shape
    parts: Sequence[Sequence[Corner]] = ()
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    latitude: str = ""
    longitude: str = ""
    written: str = ""

    @property
    def corners(self) -> int:
        """How many corners it has in all."""
        return sum(len(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Layer:
    """The features of one file, or of one layer of it, and what is worth telling of them."""

    name: str
    features: Sequence[Feature]
    notices: Sequence[Notice] = ()

    def of_shape(self, *shapes: Shape) -> Iterator[Feature]:
        """The features of these shapes, in the order of the file."""
        return (one for one in self.features if one.shape in shapes)


def is_on_earth(longitude: float, latitude: float) -> bool:
    """Whether two numbers can be a place: NaN and the infinities are none."""
    return -180 <= longitude <= 180 and -90 <= latitude <= 90


def as_text(value: object) -> str:
    """A property as text: nothing for null, yes and no as JSON writes them, and never more than `LONGEST_TEXT` letters."""
    if value is None:
        return ""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t").strip()[
        :LONGEST_TEXT
    ]
