"""An own area or line: a reserve, a zone of it, a corridor, a pasture unit, a transect. Records tell in which they lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice
from camifield.fields.date import PartialDate
from camifield.fields.field import Asking, Derived
from camifield.fields.findings import Finding, error
from camifield.fields.outline import Outline
from camifield.fields.reading.dates import end_of, start_of
from camifield.fields.rules import needs
from camifield.fields.text import Text
from camifield.fields.values import Cell, Value, text_of
from camifield.geo.shapes import Shape, unpacked_shape
from camifield.kinds.record import Record

SQUARE_METRES_PER_HECTARE = 10_000


def shape_of(values: Mapping[str, Value]) -> Shape | None:
    """The shape of an area's values; None without any, and for one that a newer version packed."""
    packed = text_of(values, "shape")
    try:
        return unpacked_shape(packed) if packed else None
    except ValueError:
        return None


def extent_of(values: Mapping[str, Value]) -> Cell:
    """The box around the shape: west, south, east and north in degrees, so that a list need not take shapes apart."""
    shape = shape_of(values)
    return shape.box.text if shape is not None else None


def hectares_of(values: Mapping[str, Value]) -> Cell:
    """The ground inside in whole hectares; nothing for lines."""
    shape = shape_of(values)
    area = shape.area_m2 if shape is not None else None
    return round(area / SQUARE_METRES_PER_HECTARE) if area is not None else None


def length_of(values: Mapping[str, Value]) -> Cell:
    """The length of a line in whole metres; nothing for areas."""
    shape = shape_of(values)
    return round(shape.length_m) if shape is not None and not shape.is_closed else None


@needs("valid_from", "valid_to")
def ends_after_it_begins(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """An area is not valid before it is."""
    del asking
    first, last = text_of(values, "valid_from"), text_of(values, "valid_to")
    if not first or not last:
        return []
    return [error("end-before-start", "valid_to")] if end_of(last) < start_of(first) else []


class Area(Record, table=True):
    """Its corners are kept as they were given, to a centimetre, in WGS 84; size, length and box are worked out."""

    name: Annotated[str | None, Text(required=True, most=200, dwc="locality")] = None
    other_names: Annotated[str | None, Text(most=500)] = None
    area_kind: Annotated[str | None, Choice(of="area_kind", required=True)] = None
    shape: Annotated[str | None, Outline(is_filled_by_program=True)] = None
    valid_from: Annotated[str | None, PartialDate(group="valid", may_be_future=True)] = None
    valid_to: Annotated[str | None, PartialDate(group="valid", may_be_future=True)] = None
    extent: Annotated[str | None, Derived(compute=extent_of)] = None
    area_ha: Annotated[int | None, Derived(compute=hectares_of, gives="whole")] = None
    length_m: Annotated[int | None, Derived(compute=length_of, gives="whole")] = None
    remarks: Annotated[str | None, Text(is_long=True)] = None

    RULES: ClassVar = (ends_after_it_begins,)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        names = (text_of(values, one) for one in ("name", "other_names", "remarks"))
        return CardFacts(
            place_text=text_of(values, "name"),
            detail=text_of(values, "area_kind"),
            texts=tuple(filter(None, names)),
        )
