"""A place on the earth as typed: the text is kept, and latitude and longitude are understood from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Suggestion, error, warning
from camifield.fields.place_words import candidate_words, entry_of
from camifield.fields.values import Cell, Entry, Value
from camifield.geo.countries import in_box
from camifield.geo.position import Position, read_latitude, read_longitude, read_position

GROUP = "position"
# What an understood text fills in beside itself.
FROM_THE_TEXT = (
    "decimal_latitude",
    "decimal_longitude",
    "verbatim_coordinate_system",
    "coordinate_precision",
    "verbatim_srs",
    "coordinate_operation",
    "reading_uncertainty_in_meters",
)
# What a text leaves open is lost in a receiver's own error up to here; a change of datum is always told.
_FINE_M = 10
_MOST_M = 100_000


@dataclass(frozen=True, kw_only=True)
class Coordinates(Field):
    """Both coordinates in one text, in any decimal or degree form, kept exactly as typed."""

    group: str = GROUP

    editor: ClassVar[str] = "place"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        if not text:
            return BLANK
        reading = read_position(text, country=asking.country)
        candidates = reading.candidates
        if len(candidates) > 1 and asking.country:
            inside = [one for one in candidates if in_box(asking.country, one.latitude, one.longitude)]
            candidates = tuple(inside) if asking.is_import and len(inside) == 1 else candidates
        if len(candidates) == 1:
            return Answer(
                text, tuple(warning(note, at, text=text) for note in reading.notes), also_of(candidates[0])
            )
        offers = tuple(Suggestion({at: entry_of(one)}, candidate_words(one, asking)) for one in candidates)
        if not offers and reading.suggestion:
            offers = (Suggestion({at: reading.suggestion}, reading.suggestion),)
        code = reading.reason or "place-not-understood"
        return Answer(text, (error(code, at, *offers, text=text),))

    def answers_too(self) -> tuple[str, ...]:
        return FROM_THE_TEXT


@dataclass(frozen=True, kw_only=True)
class Degrees(Field):
    """Latitude or longitude alone, WGS 84, in decimal degrees, kept as the decimal string."""

    group: str = GROUP
    is_latitude: bool

    editor: ClassVar[str] = ""
    is_number: ClassVar[bool] = True

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        if not text:
            return BLANK
        if asking.decimal == ",":
            text = text.replace(",", ".")
        reading = (read_latitude if self.is_latitude else read_longitude)(text)
        if reading.value is None:
            return Answer(None, (error(reading.reason or "place-not-understood", at, text=text),))
        return Answer(reading.value)

    def column(self, value: Value) -> Cell:
        return float(str(value))

    def value(self, cell: Cell) -> Value | None:
        return None if cell is None else str(cell)


def also_of(position: Position) -> dict[str, Value]:
    """The values that an understood position gives to the fields of its group."""
    also: dict[str, Value] = {
        "decimal_latitude": position.latitude,
        "decimal_longitude": position.longitude,
        "verbatim_coordinate_system": position.system,
        "coordinate_precision": position.precision_degrees,
    }
    origin = position.origin
    if origin is not None:
        also["verbatim_srs"] = origin.code
        if origin.operation:
            also["coordinate_operation"] = origin.operation
    if position.uncertainty_m > _FINE_M or (origin is not None and origin.accuracy_m):
        also["reading_uncertainty_in_meters"] = min(position.uncertainty_m, _MOST_M)
    if position.accuracy_m:  # 0 is what a phone says that does not know
        also["coordinate_uncertainty_in_meters"] = int(position.accuracy_m)
    if position.altitude_m is not None:
        also["elevation"] = round(float(position.altitude_m))
    return also
