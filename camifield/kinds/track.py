"""A track: where somebody went, as a receiver kept it. Effort that can be drawn, and a place for records that have only a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts, minute_of
from camifield.fields.date import PartialDate
from camifield.fields.field import Derived
from camifield.fields.reading.dates import start_of
from camifield.fields.reference import Reference
from camifield.fields.text import Text
from camifield.fields.time import TimeOfDay, UtcOffset
from camifield.fields.values import Cell, Value, text_of
from camifield.fields.way import Way
from camifield.geo.tracks import Points, as_wkt, simplified, unpacked
from camifield.kinds.patrol import end_after_start
from camifield.kinds.record import Record


def points_of(values: Mapping[str, Value]) -> Points | None:
    """The points of a track's values; None without any, and for those that a newer version packed."""
    packed = text_of(values, "points")
    try:
        return unpacked(packed) if packed else None
    except ValueError:
        return None


def length_of(values: Mapping[str, Value]) -> Cell:
    """The way along the points in whole metres."""
    points = points_of(values)
    return round(points.length_m) if points is not None else None


def footprint_of(values: Mapping[str, Value]) -> Cell:
    """The way as well-known text, thinned to what a workbook's cell can hold."""
    points = points_of(values)
    return (as_wkt(simplified(points)) or None) if points is not None else None


class Track(Record, table=True):
    """Where a receiver was carried: by whom, on which patrol, from when to when; its points are kept whole."""

    name: Annotated[str | None, Text(most=200)] = None
    start_date: Annotated[
        str | None, PartialDate(group="start", required=True, dwc="eventDate", time="start_time")
    ] = None
    start_time: Annotated[str | None, TimeOfDay(group="start")] = None
    end_date: Annotated[str | None, PartialDate(group="end", time="end_time")] = None
    end_time: Annotated[str | None, TimeOfDay(group="end")] = None
    utc_offset: Annotated[str | None, UtcOffset(group="start", is_filled_by_program=True)] = None
    recorded_by: Annotated[bytes | None, Reference(to="person", required=True, dwc="recordedBy")] = None
    patrol: Annotated[bytes | None, Reference(to="patrol", dwc="parentEventID")] = None
    points: Annotated[str | None, Way(is_filled_by_program=True)] = None
    length_m: Annotated[int | None, Derived(compute=length_of, gives="whole", dwc="samplingEffort")] = None
    footprint_wkt: Annotated[str | None, Derived(compute=footprint_of, dwc="footprintWKT")] = None
    remarks: Annotated[str | None, Text(is_long=True, dwc="eventRemarks")] = None

    RULES: ClassVar = (end_after_start,)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        start, person = text_of(values, "start_date"), values.get("recorded_by")
        points, length = points_of(values), length_of(values)
        texts = (text_of(values, name) for name in ("name", "remarks"))
        return CardFacts(
            start_minute=minute_of(start_of(start), text_of(values, "start_time")) if start else 0,
            person=person if isinstance(person, bytes) else None,
            count_text=f"{length / 1000:.{1 if length >= 1000 else 2}f} km"
            if isinstance(length, int)
            else "",
            detail=text_of(values, "name"),
            latitude=points.latitude[0] if points is not None and len(points) else None,
            longitude=points.longitude[0] if points is not None and len(points) else None,
            texts=tuple(filter(None, texts)),
        )
