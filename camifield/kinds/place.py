"""Known places: the team's own camps, wells, corrals, camera stations and passes, offered by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice
from camifield.fields.number import Number
from camifield.fields.position import Coordinates, Degrees
from camifield.fields.text import Text
from camifield.fields.values import Value, text_of
from camifield.kinds.event_rules import both_coordinates, fits_the_country
from camifield.kinds.record import Record


class Place(Record, table=True):
    """A place that has a name, and often a position."""

    name: Annotated[str | None, Text(required=True, most=200, dwc="locality")] = None
    other_names: Annotated[str | None, Text(most=500)] = None
    place_kind: Annotated[str | None, Choice(of="place_kind")] = None
    verbatim_coordinates: Annotated[str | None, Coordinates()] = None
    decimal_latitude: Annotated[float | None, Degrees(is_latitude=True, dwc="decimalLatitude")] = None
    decimal_longitude: Annotated[float | None, Degrees(is_latitude=False, dwc="decimalLongitude")] = None
    verbatim_coordinate_system: Annotated[str | None, Choice(group="position", of="coordinate_system")] = None
    coordinate_precision: Annotated[str | None, Text(group="position")] = None
    verbatim_srs: Annotated[str | None, Text(group="position", dwc="verbatimSRS")] = None
    coordinate_operation: Annotated[str | None, Text(group="position", dwc="georeferenceRemarks")] = None
    reading_uncertainty_in_meters: Annotated[
        int | None, Number(group="position", unit="m", least=0, most=100_000)
    ] = None
    remarks: Annotated[str | None, Text(is_long=True)] = None

    RULES: ClassVar = (both_coordinates, fits_the_country)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
        return CardFacts(
            place_text=text_of(values, "name"),
            detail=text_of(values, "place_kind"),
            latitude=float(latitude) if latitude and longitude else None,
            longitude=float(longitude) if latitude and longitude else None,
            texts=tuple(filter(None, (text_of(values, "name"), text_of(values, "other_names")))),
        )
