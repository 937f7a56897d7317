"""A position in the reader's words: as they prefer it written, the system it was in, what one of several is called."""

from __future__ import annotations

from collections.abc import Mapping

from camifield.fields.field import Asking
from camifield.geo.earth import METRES_PER_DEGREE, Coordinate
from camifield.geo.position import Origin, Position, distance_m, format_position, read_position
from camifield.geo.systems.chosen import FINEST_M, write_position
from camifield.i18n.words import Words
from camifield.i18n.writing import number_text

# Where positions come from that a receiver measured, and how wrong one may be that still is a point.
RECEIVERS = frozenset(("handheld_gps", "phone_gps", "photo_exif", "track"))
RECEIVER_MOST_M = 100
KNOWN_PLACE = "known_place"
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


def position_text(
    latitude: Coordinate, longitude: Coordinate, words: Words, writing: str, step_m: float = 0.0
) -> str:
    """A WGS 84 position to be read: in the chosen way of writing (`geo.systems.chosen`), with the reader's decimal sign.

    `step_m`: the step by which it is known, in metres; a metre or two is the finest that is written.
    """
    written = write_position(latitude, longitude, writing, step_m, words.say("place.datum.sk42"))
    north, comma, east = written.partition(", ")
    if not comma:
        return written
    return words.say(
        "place.position",
        latitude=number_text(north, words.language),
        longitude=number_text(east, words.language),
    )


def plain_position(
    latitude: Coordinate, longitude: Coordinate, words: Words, writing: str, step_m: float = 0.0
) -> str:
    """The same for other programs and for the line on a form: with a decimal point, in every language."""
    return write_position(latitude, longitude, writing, step_m, words.say("place.datum.sk42"))


def position_words(position: Position, asking: Asking) -> str:
    """A position that a text was understood as, as the reader writes positions and no finer than the text."""
    step_m = step_in_metres(position.precision_degrees)
    return position_text(position.latitude, position.longitude, asking.words, asking.coordinates, step_m)


def step_in_metres(precision_degrees: str) -> float:
    """The step of a kept precision in degrees; 0 where none is kept."""
    try:
        return float(precision_degrees) * METRES_PER_DEGREE
    except ValueError:
        return 0.0


def known_step_m(values: Mapping[str, object]) -> float:
    """The step by which a record's position is known, in metres, from its values or from the cells of its row.

    The digits that were typed count, and a stated uncertainty that is no receiver's own: a village is not a point. A
    receiver's is not used, because a metre of its position is what people compare and type again. Those of a known place
    do not count either: they come from a table, which keeps no zeros at the end, and the place says what they leave open.
    """
    precision = str(values.get("coordinate_precision") or "")
    if precision:
        step_m = step_in_metres(precision)
    elif values.get("georeference_source") == KNOWN_PLACE:
        left_open = values.get("reading_uncertainty_in_meters")
        step_m = float(left_open) if isinstance(left_open, int) else 0.0
    else:
        step_m = _step_of_digits(values)
    stated = values.get("coordinate_uncertainty_in_meters")
    if values.get("georeference_source") in RECEIVERS or not isinstance(stated, int):
        return step_m
    return max(step_m, stated) if stated > RECEIVER_MOST_M else step_m


def _step_of_digits(values: Mapping[str, object]) -> float:
    """The step of the last digit of coordinates that came as two numbers; 0 where they are no decimal strings."""
    kept = [values.get(name) for name in ("decimal_latitude", "decimal_longitude")]
    decimals = [len(one.partition(".")[2]) for one in kept if isinstance(one, str)]
    return METRES_PER_DEGREE / 10 ** max(decimals) if decimals else 0.0


def in_chosen_writing(text: str, asking: Asking) -> str:
    """What a receiver, a photo or the map says in degrees, as the person at this laptop writes positions themselves.

    It goes into the line on a form, so it is read back as the same place without a question, else the degrees stay.
    """
    position = read_position(text, country=asking.country).position
    if position is None or asking.coordinates == "DD":
        return text
    here = position.latitude, position.longitude
    step_m = step_in_metres(position.precision_degrees)
    written = plain_position(*here, asking.words, asking.coordinates, step_m)
    again = read_position(written, country=asking.country).position
    if again is None or distance_m(*here, again.latitude, again.longitude) > max(step_m, FINEST_M):
        return text
    return written


def candidate_words(position: Position, asking: Asking) -> str:
    """One of several readings, as a choice: where it lies, and in which system that is."""
    words = asking.words
    written = position_words(position, asking)
    system = system_words(position.origin, words)
    return words.say("place.candidate", system=system, position=written) if system else written


def entry_of(position: Position) -> str:
    """The text that is read as this position and no other: what was typed, with its system before it."""
    return position.written or format_position(position.latitude, position.longitude)
