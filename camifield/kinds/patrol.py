"""A patrol in its smallest form: it gives "none found" its effort, and rangers their kilometres."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts, minute_of
from camifield.fields.choice import Choice, Choices
from camifield.fields.date import PartialDate
from camifield.fields.field import Asking
from camifield.fields.findings import Finding, error, warning
from camifield.fields.number import DecimalNumber
from camifield.fields.reading.dates import end_of, start_of
from camifield.fields.reference import Photos, Reference, References
from camifield.fields.rules import needs
from camifield.fields.text import Text
from camifield.fields.time import TimeOfDay
from camifield.fields.values import Value, text_of
from camifield.kinds.record import Record

LONGEST_DAYS = 60


@needs("start_date", "end_date")
def end_after_start(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A patrol ends after it starts, and lasts less than sixty days (fields.md)."""
    del asking
    start, end = text_of(values, "start_date"), text_of(values, "end_date")
    if not start or not end:
        return []
    if end_of(end) < start_of(start):
        return [error("end-before-start", "end_date")]
    days = (end_of(end) - start_of(start)).days
    return [warning("patrol-is-long", "end_date", days=days)] if days >= LONGEST_DAYS else []


class Patrol(Record, table=True):
    """A patrol or a survey walk: who went, when, how, how far, and what for."""

    name: Annotated[str | None, Text(most=120)] = None
    start_date: Annotated[
        str | None, PartialDate(group="start", required=True, dwc="eventDate", time="start_time")
    ] = None
    start_time: Annotated[str | None, TimeOfDay(group="start")] = None
    end_date: Annotated[str | None, PartialDate(group="end", time="end_time")] = None
    end_time: Annotated[str | None, TimeOfDay(group="end")] = None
    leader: Annotated[bytes | None, Reference(to="person", required=True, dwc="recordedBy")] = None
    members: Annotated[str | None, References(to="person")] = None
    transport: Annotated[str | None, Choices(of="transport")] = None
    distance_km: Annotated[
        float | None, DecimalNumber(unit="km", least=0, most=2000, dwc="samplingEffort")
    ] = None
    purpose: Annotated[str | None, Choice(of="patrol_purpose")] = None
    locality: Annotated[str | None, Text(most=500, dwc="locality")] = None
    photos: Annotated[str | None, Photos()] = None
    remarks: Annotated[str | None, Text(is_long=True, dwc="eventRemarks")] = None

    RULES: ClassVar = (end_after_start,)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        start = text_of(values, "start_date")
        leader = values.get("leader")
        texts = (text_of(values, name) for name in ("record_number", "name", "locality", "remarks"))
        kilometres = text_of(values, "distance_km")
        return CardFacts(
            start_minute=minute_of(start_of(start), text_of(values, "start_time")) if start else 0,
            person=leader if isinstance(leader, bytes) else None,
            place_text=text_of(values, "locality"),
            count_text=f"{kilometres} km" if kilometres else "",
            detail=text_of(values, "name"),
            number=text_of(values, "record_number"),
            texts=tuple(filter(None, texts)),
        )
