"""What is asked of everything that happens at a place and a time: when, who, where, and how that is known."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts, minute_of
from camifield.fields.choice import Choice, Choices
from camifield.fields.conditions import Filled, Is
from camifield.fields.date import PartialDate
from camifield.fields.field import Derived
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.position import Coordinates, Degrees
from camifield.fields.reading.dates import end_of, start_of
from camifield.fields.reference import Photos, Reference, References
from camifield.fields.text import Text
from camifield.fields.time import TimeOfDay, UtcOffset
from camifield.fields.values import Cell, Value, text_of, texts_of, whole_of
from camifield.kinds import event_filling, event_rules
from camifield.kinds.animal_position import offset_of, placed
from camifield.kinds.area_filling import TAGS as AREA_TAGS
from camifield.kinds.area_filling import area_tokens
from camifield.kinds.record import Record

# Uncertainty in metres when nobody stated one. Handheld GPS 30 (Garmin's own estimate under open sky, rounded up,
# and fields.md); a village name 5,000; an observer's position for animals far off 1,000 (forms.md).
UNCERTAINTY_M = {
    "handheld_gps": 30,
    "phone_gps": 30,
    "photo_exif": 100,
    "track": 100,
    "map_click": 1000,
    "paper_map": 1000,
}
UNCERTAINTY_OF_OBSERVER_M = 1000
UNCERTAINTY_OTHERWISE_M = 5000
MOST_UNCERTAINTY_M = 100_000
MOST_AREA_NAMES = 2_000  # letters: several areas may lie over each other
# The fields whose words an event is found by.
SEARCHED = (
    "record_number",
    "locality",
    "village",
    "state_province",
    "county",
    "waypoint_number",
    "form_number",
    "remarks",
    *AREA_TAGS,
)


def first_day_of(values: Mapping[str, Value]) -> Cell:
    """The first day that the kept date speaks of, as ISO text."""
    date = text_of(values, "event_date")
    return start_of(date).isoformat() if date else None


def last_day_of(values: Mapping[str, Value]) -> Cell:
    """The last day that the kept date speaks of, as ISO text."""
    date = text_of(values, "event_date")
    return end_of(date).isoformat() if date else None


def uncertainty_of(values: Mapping[str, Value]) -> Cell:
    """The radius that surely holds the animal: as stated, or a default that errs on the large side.

    What the writing itself leaves open, coarse digits or another datum, is added to either (Chapman and Wieczorek 2020).
    """
    if not text_of(values, "decimal_latitude"):
        return None
    found = _of_the_place(values) + (whole_of(values, "reading_uncertainty_in_meters") or 0)
    return min(found, MOST_UNCERTAINTY_M)


def _of_the_place(values: Mapping[str, Value]) -> int:
    """Of an observer's position it is more: what distance and bearing leave open, and without both a kilometre at least."""
    found = whole_of(values, "coordinate_uncertainty_in_meters")
    if found is None:
        source = text_of(values, "georeference_source")
        found = UNCERTAINTY_M.get(source, UNCERTAINTY_OTHERWISE_M if source else 30)
    if values.get("position_of") != "observer":
        return found
    offset = offset_of(values)
    if offset is not None:
        return found + offset.error_m
    away = text_of(values, "distance_m")
    return max(found + (math.ceil(float(away)) if away else 0), UNCERTAINTY_OF_OBSERVER_M)


class Event(Record):
    """Something that happened: the common header of sightings, grazing visits and attacks."""

    event_date: Annotated[
        str | None,
        PartialDate(
            group="when",
            required=True,
            kept=True,
            dwc="eventDate",
            verbatim="verbatim_event_date",
            time="event_time",
            part="part_of_day",
        ),
    ] = None
    event_time: Annotated[
        str | None,
        TimeOfDay(
            group="when",
            dwc="eventTime",
            about="time_is_about",
            part="part_of_day",
            verbatim="verbatim_event_time",
        ),
    ] = None
    time_is_about: Annotated[str | None, Choice(group="when", of="about")] = None
    part_of_day: Annotated[str | None, Choice(group="when", of="part_of_day")] = None
    verbatim_event_date: Annotated[
        str | None, Text(group="when", dwc="verbatimEventDate", is_filled_by_program=True)
    ] = None
    verbatim_event_time: Annotated[str | None, Text(group="when", is_filled_by_program=True)] = None
    utc_offset: Annotated[str | None, UtcOffset(group="offset", is_filled_by_program=True)] = None
    offset_source: Annotated[
        str | None, Choice(group="offset", of="offset_source", is_filled_by_program=True)
    ] = None
    start_day: Annotated[str | None, Derived(compute=first_day_of, gives="day")] = None
    end_day: Annotated[str | None, Derived(compute=last_day_of, gives="day")] = None

    recorded_by: Annotated[
        bytes | None, Reference(to="person", required=True, kept=True, dwc="recordedBy")
    ] = None
    companions: Annotated[str | None, References(to="person", kept=True)] = None
    observer_role: Annotated[str | None, Choice(of="observer_role")] = None
    is_told: Annotated[str | None, Choice(of="source_type")] = None
    informant_name: Annotated[
        str | None,
        Text(group="informant", restricted=True, when=Is("is_told", "reported_to_me", "informant")),
    ] = None
    consent_given: Annotated[
        str | None, Choice(group="informant", of="consent", restricted=True, when=Filled("informant_name"))
    ] = None

    verbatim_coordinates: Annotated[str | None, Coordinates(dwc="verbatimCoordinates")] = None
    decimal_latitude: Annotated[float | None, Degrees(is_latitude=True, dwc="decimalLatitude")] = None
    decimal_longitude: Annotated[float | None, Degrees(is_latitude=False, dwc="decimalLongitude")] = None
    verbatim_coordinate_system: Annotated[
        str | None,
        Choice(
            group="position",
            of="coordinate_system",
            dwc="verbatimCoordinateSystem",
            is_filled_by_program=True,
        ),
    ] = None
    coordinate_precision: Annotated[
        str | None, Text(group="position", dwc="coordinatePrecision", is_filled_by_program=True)
    ] = None
    verbatim_srs: Annotated[
        str | None, Text(group="position", dwc="verbatimSRS", is_filled_by_program=True)
    ] = None
    coordinate_operation: Annotated[
        str | None, Text(group="position", dwc="georeferenceRemarks", is_filled_by_program=True)
    ] = None
    reading_uncertainty_in_meters: Annotated[
        int | None, Number(group="position", unit="m", least=0, most=100_000, is_filled_by_program=True)
    ] = None
    coordinate_uncertainty_in_meters: Annotated[
        int | None, Number(group="position", unit="m", least=1, most=100_000, is_filled_by_program=True)
    ] = None
    position_of: Annotated[
        str | None, Choice(group="position", of="position_of", when=Filled("decimal_latitude"))
    ] = None
    georeference_source: Annotated[
        str | None,
        Choice(
            group="position",
            of="georeference_source",
            dwc="georeferenceSources",
            when=Filled("decimal_latitude"),
            is_filled_by_program=True,
        ),
    ] = None
    uncertainty_m: Annotated[
        int | None, Derived(compute=uncertainty_of, gives="whole", dwc="coordinateUncertaintyInMeters")
    ] = None
    elevation: Annotated[
        int | None, Number(unit="m", least=-160, most=8850, dwc="minimumElevationInMeters")
    ] = None
    locality: Annotated[str | None, Text(kept=True, dwc="locality", most=500, names="place")] = None
    place: Annotated[bytes | None, Reference(to="place", kept=True, dwc="locationID")] = None
    country_code: Annotated[
        str | None,
        Choice(group="admin", of="country", kept=True, dwc="countryCode", is_filled_by_program=True),
    ] = None
    state_province: Annotated[
        str | None, Text(group="admin", kept=True, dwc="stateProvince", most=200, is_filled_by_program=True)
    ] = None
    county: Annotated[
        str | None, Text(group="admin", kept=True, dwc="county", most=200, is_filled_by_program=True)
    ] = None
    village: Annotated[str | None, Text(kept=True, dwc="municipality", most=200)] = None
    protected_area: Annotated[
        str | None, Text(group="areas", most=MOST_AREA_NAMES, is_filled_by_program=True)
    ] = None
    management_zone: Annotated[
        str | None, Text(group="areas", most=MOST_AREA_NAMES, is_filled_by_program=True)
    ] = None
    corridor: Annotated[str | None, Text(group="areas", most=MOST_AREA_NAMES, is_filled_by_program=True)] = (
        None
    )
    pasture_unit: Annotated[
        str | None, Text(group="areas", most=MOST_AREA_NAMES, is_filled_by_program=True)
    ] = None

    patrol: Annotated[bytes | None, Reference(to="patrol", kept=True, dwc="parentEventID")] = None
    sampling_protocol: Annotated[
        str | None,
        Choice(of="sampling_protocol", kept=True, dwc="samplingProtocol", is_filled_by_program=True),
    ] = None
    waypoint_number: Annotated[str | None, Text(most=40)] = None
    form_number: Annotated[str | None, Text(most=80, dwc="fieldNumber")] = None
    habitat: Annotated[str | None, Choice(of="habitat", dwc="habitat")] = None
    landform: Annotated[str | None, Choice(of="landform")] = None
    weather: Annotated[str | None, Choices(of="weather")] = None
    snow_depth_cm: Annotated[float | None, DecimalNumber(unit="cm", least=0, most=500)] = None
    photos: Annotated[str | None, Photos(dwc="associatedMedia")] = None
    remarks: Annotated[str | None, Text(is_long=True, dwc="eventRemarks")] = None
    record_state: Annotated[str | None, Choice(of="record_state", is_filled_by_program=True)] = None

    RULES: ClassVar = event_rules.RULES
    FILLINGS: ClassVar = event_filling.FILLINGS

    @classmethod
    def placed(cls, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """The values as tables, maps and exports tell them: the animal's position where the observer's was answered."""
        return placed(values)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        """The line of the Records page; a kind adds what was seen or lost."""
        date = text_of(values, "event_date")
        person, place = values.get("recorded_by"), values.get("place")
        latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
        return CardFacts(
            start_minute=minute_of(start_of(date), text_of(values, "event_time")) if date else 0,
            person=person if isinstance(person, bytes) else None,
            place_text=text_of(values, "locality") or text_of(values, "village"),
            place=place if isinstance(place, bytes) else None,
            latitude=float(latitude) if latitude and longitude else None,
            longitude=float(longitude) if latitude and longitude else None,
            state=text_of(values, "record_state") or "new",
            number=text_of(values, "record_number"),
            texts=texts_of(values, SEARCHED),
            tokens=area_tokens(values),
            restricted_texts=texts_of(values, ("informant_name",)),
        )
