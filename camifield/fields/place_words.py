"""A position in the reader's words: the system it was written in, and what a candidate among several is called."""

from __future__ import annotations

from camifield.geo.position import Origin, Position, format_position
from camifield.i18n.words import Words
from camifield.i18n.writing import number_text

# Words of the system beside the datum's name; `place.system.<kind>` in the catalogue.
_KINDS = ("utm", "mgrs", "gk", "gk3", "cs63", "kyrg", "local")


def system_words(origin: Origin | None, words: Words) -> str:
    """The system of a position, such as "SK-42, zone 13"; empty for plain WGS 84 degrees."""
    if origin is None:
        return ""
    datum = words.say(f"place.datum.{origin.datum}")
    if origin.grid not in _KINDS:
        return datum
    if origin.datum == "wgs84" and origin.grid in ("utm", "mgrs"):
        return words.say(f"place.system.{origin.grid}", zone=origin.zone)
    if origin.grid == "utm":
        return words.say("place.system.utm_on", datum=datum, zone=origin.zone)
    if origin.zone.startswith("CM "):
        return words.say("place.system.meridian", datum=datum, degrees=origin.zone[3:])
    if not origin.zone:
        return words.say("place.system.local_alone", datum=datum)
    return words.say(f"place.system.{origin.grid}", datum=datum, zone=origin.zone)


def position_words(position: Position, words: Words) -> str:
    """A position in degrees to a metre, in the reader's signs."""
    written = format_position(_short(position.latitude), _short(position.longitude))
    north, east = written.split(", ")
    return words.say(
        "place.position",
        latitude=number_text(north, words.language),
        longitude=number_text(east, words.language),
    )


def candidate_words(position: Position, words: Words) -> str:
    """One of several readings, as a choice: where it lies, and in which system that is."""
    written = position_words(position, words)
    system = system_words(position.origin, words)
    return words.say("place.candidate", system=system, position=written) if system else written


def entry_of(position: Position) -> str:
    """The text that is read as this position and no other: what was typed, with its system before it."""
    return position.written or format_position(position.latitude, position.longitude)


def _short(degrees: str) -> str:
    """Degrees with at most five decimals, a metre: enough to choose by."""
    whole, point, decimals = degrees.partition(".")
    return f"{whole}{point}{decimals[:5]}"
