"""The rules across fields that hold for every event; each names the field where the sentence is shown."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from camifield.fields.field import Asking
from camifield.fields.findings import Finding, Suggestion, error, warning
from camifield.fields.rules import needs
from camifield.fields.values import Value, text_of
from camifield.geo.countries import in_box
from camifield.geo.position import read_position

# Hours that a part of the day may hold; generous, since the sun differs by four hours over the region (vocab.md, M).
HOURS = {
    "dawn": (3, 9),
    "morning": (4, 12),
    "midday": (10, 16),
    "afternoon": (11, 20),
    "dusk": (15, 23),
    "night": (16, 9),
}
DEFAULT_PLACE = "verbatim_coordinates"


def place_is_given(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A position, a known place or at least the name of one: without it a record cannot be used."""
    del asking
    if any(values.get(name) for name in (DEFAULT_PLACE, "decimal_latitude", "locality", "place", "village")):
        return []
    return [error("place-needed", "locality")]


def both_coordinates(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Latitude and longitude come together, and never as 0, 0."""
    del asking
    latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
    if bool(latitude) != bool(longitude):
        return [error("other-coordinate-needed", "decimal_longitude" if latitude else "decimal_latitude")]
    if latitude and Decimal(latitude) == 0 and Decimal(longitude) == 0:
        return [error("null-island", DEFAULT_PLACE, text="0, 0")]
    return []


@needs("decimal_latitude", "decimal_longitude")
def inside_country(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A point far outside the stated country is asked about, with the swap offered where that would mend it."""
    country = text_of(values, "country_code") or asking.country
    latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
    if not (country and latitude and longitude) or in_box(country, latitude, longitude) is not False:
        return []
    shown = asking.vocabulary("country").label(country, asking.words.language)
    if abs(Decimal(longitude)) <= 90 and in_box(country, longitude, latitude):
        swap = Suggestion({DEFAULT_PLACE: f"{longitude} {latitude}"}, f"{longitude}, {latitude}")
        return [warning("coordinates-swapped", DEFAULT_PLACE, swap, country=shown)]
    return [warning("place-outside-country", DEFAULT_PLACE, country=shown)]


@needs("event_time", "part_of_day")
def time_fits_part_of_day(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Half past nine is not the night."""
    time, part = text_of(values, "event_time"), text_of(values, "part_of_day")
    if not time or part not in HOURS:
        return []
    first, last = HOURS[part]
    hour = int(time[:2])
    fits = first <= hour < last if first < last else hour >= first or hour < last
    shown = asking.vocabulary("part_of_day").label(part, asking.words.language)
    return [] if fits else [warning("time-and-part-of-day", "event_time", time=time, part=shown)]


@needs("informant_name")
def consent_for_name(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """The name of a person outside the team is kept only with that person's consent."""
    del asking
    if not values.get("informant_name") or values.get("consent_given") == "yes":
        return []
    return [error("consent-needed", "consent_given")]


@needs("locality")
def locality_is_a_name(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Coordinates typed one field too far are no name of a place: offer to move them."""
    locality = text_of(values, "locality")
    if sum(letter.isdigit() for letter in locality) < 6 or values.get(DEFAULT_PLACE):
        return []
    if not read_position(locality, country=asking.country).candidates:
        return []
    move = Suggestion({DEFAULT_PLACE: locality, "locality": ""}, locality)
    return [warning("locality-is-coordinates", "locality", move)]


RULES = (
    place_is_given,
    locality_is_a_name,
    both_coordinates,
    inside_country,
    time_fits_part_of_day,
    consent_for_name,
)
