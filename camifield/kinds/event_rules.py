"""The rules across fields that hold for every event; each names the field where the sentence is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from camifield.fields.field import Asking
from camifield.fields.findings import Finding, Suggestion, error, warning
from camifield.fields.rules import needs
from camifield.fields.values import Value, text_of
from camifield.geo.countries import in_box
from camifield.geo.earth import distance_m
from camifield.geo.ground import NEAR_M
from camifield.geo.position import read_position
from camifield.geo.provinces import known_as
from camifield.geo.whereabouts import Whereabouts, whereabouts
from camifield.kinds.event_filling import POSITION, where

# Hours that a part of the day may hold; generous, since the sun differs by four hours over the region (vocab.md, M).
HOURS = {
    "dawn": (3, 9),
    "morning": (4, 12),
    "midday": (10, 16),
    "afternoon": (11, 20),
    "dusk": (15, 23),
    "night": (16, 9),
}
MOST_OFFERED = 6
FAR_FROM_PLACE_M = 20_000  # animals seen from a camp, and the far end of a pasture, are within
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


@needs("locality")
def one_place_is_meant(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A table's row that has no position, and names a place that several known ones are called: which, is asked."""
    if not asking.is_import or values.get("place") or any(values.get(name) for name in POSITION):
        return []
    locality = text_of(values, "locality")
    found = asking.find("place", locality)
    if len(found) < 2:
        return []
    offers = [Suggestion({"place": one.hex()}, _place_words(one, asking)) for one in found[:MOST_OFFERED]]
    return [warning("several-places-of-that-name", "locality", *offers, text=locality)]


@needs("place", "decimal_latitude", "decimal_longitude")
def near_the_place(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A position that is far from the known place that is named: one of the two is another."""
    place = values.get("place")
    spot = asking.spot(place) if isinstance(place, bytes) else None
    if spot is None:
        return []
    latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
    metres = distance_m(latitude, longitude, spot.latitude, spot.longitude)
    if metres <= FAR_FROM_PLACE_M:
        return []
    named = asking.name("place", place) if isinstance(place, bytes) else ""
    return [warning("far-from-place", DEFAULT_PLACE, place=named, kilometres=round(metres / 1000))]


@needs("decimal_latitude", "decimal_longitude")
def fits_the_country(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A point at sea, or outside the country that was named, is asked about; the swap is offered where that mends it.

    Without a named country the team's own is looked for. Within 5 km of a border both sides are right, and on claimed
    ground every state that claims it.
    """
    here = where(values)
    country = text_of(values, "country_code") or asking.country
    if here is None:
        return []
    if here.claimants and not text_of(values, "country_code") and asking.country not in here.claimants:
        states = _named(here.claimants, asking)
        return [warning("ground-is-claimed", DEFAULT_PLACE, there=states)]
    if not (here.is_sea or (country and not _may_be_in(here, country))):
        return []
    label = asking.vocabulary("country").label
    latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
    if country and abs(here.longitude) <= 90:
        swapped = whereabouts(here.longitude, here.latitude)
        if swapped.is_known and not swapped.is_sea and swapped.may_be_in(country):
            swap = Suggestion({DEFAULT_PLACE: f"{longitude} {latitude}"}, f"{longitude}, {latitude}")
            named = label(country, asking.words.language)
            return [warning("coordinates-swapped", DEFAULT_PLACE, swap, country=named)]
    if here.is_sea:
        return [warning("place-at-sea", DEFAULT_PLACE, text=f"{latitude}, {longitude}")]
    named = label(country or "", asking.words.language)
    there = _named((here.country,) if here.country else here.claimants, asking)
    if not there:
        return [warning("place-outside-country", DEFAULT_PLACE, country=named)]
    return [warning("place-in-other-country", DEFAULT_PLACE, country=named, there=there)]


@needs("decimal_latitude", "decimal_longitude", "state_province")
def fits_the_province(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A province that is known by that name, and is neither where the point lies nor 5 km around, is asked about."""
    here = where(values)
    if here is None or text_of(values, "country_code") not in ("", here.country):
        return []
    typed = text_of(values, "state_province")
    named = known_as(typed)
    if not named or here.province is None or here.province.code in named:
        return []
    if any(code.partition("-")[0] in here.neighbours for code in named):
        return []
    if any(beside.code in named for beside in here.provinces_around(NEAR_M)):
        return []
    there = here.province.name(asking.words.language)
    mend = Suggestion({"state_province": there}, there)
    return [warning("province-differs", "state_province", mend, typed=typed, there=there)]


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


def _place_words(place: bytes, asking: Asking) -> str:
    """A known place among several of one name: with its position, by which people tell them apart."""
    name, spot = asking.name("place", place), asking.spot(place)
    if spot is None:
        return name
    return asking.words.say("place.named_at", place=name, latitude=spot.latitude, longitude=spot.longitude)


def _may_be_in(here: Whereabouts, country: str) -> bool:
    """Whether nothing speaks against a country; outside the region that is known, its coarse box."""
    if here.is_known:
        return here.may_be_in(country)
    return in_box(country, here.latitude, here.longitude) is not False


def _named(states: Sequence[str], asking: Asking) -> str:
    """Who holds or claims the ground, in the reader's language."""
    return " / ".join(asking.vocabulary("country").label(one, asking.words.language) for one in states)


RULES = (
    place_is_given,
    locality_is_a_name,
    one_place_is_meant,
    near_the_place,
    both_coordinates,
    fits_the_country,
    fits_the_province,
    time_fits_part_of_day,
    consent_for_name,
)
