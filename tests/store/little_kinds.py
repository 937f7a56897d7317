"""A small registry for the store's tests: one kind with every trait that tables care about, and a younger self of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts, minute_of
from camifield.fields.declaration import Declared, declare
from camifield.fields.field import Derived
from camifield.fields.lines import Lines
from camifield.fields.reference import Reference
from camifield.fields.text import Text
from camifield.fields.values import Cell, Value, text_of
from camifield.kinds.record import Record, RecordLine


def year_of(values: Mapping[str, Value]) -> Cell:
    """A derived column."""
    found = text_of(values, "event_date")
    return int(found[:4]) if found else None


def card_of(values: Mapping[str, Value]) -> CardFacts:
    """The line on the Records page. Raises ValueError for a date that is none, as a stranger's may be."""
    day = text_of(values, "event_date")
    person = values.get("recorded_by")
    latitude, longitude = text_of(values, "latitude"), text_of(values, "longitude")
    return CardFacts(
        start_minute=minute_of(date.fromisoformat(day), text_of(values, "event_time")) if day else 0,
        species=text_of(values, "species") or None,
        count_text=text_of(values, "count"),
        person=person if isinstance(person, bytes) else None,
        place_text=text_of(values, "locality"),
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        state=text_of(values, "record_state") or "new",
        number=text_of(values, "record_number"),
        texts=tuple(
            filter(None, (text_of(values, name) for name in ("locality", "remarks", "record_number")))
        ),
        restricted_texts=tuple(filter(None, (text_of(values, "informant_name"),))),
        tokens=("a_Sheep",) if values.get("losses") else (),
    )


class TraceLoss(RecordLine, table=True):
    """A line."""

    __tablename__ = "trace_loss"  # pyright: ignore[reportAssignmentType] - as SQLModel wants it

    animal: Annotated[str | None, Text()] = None
    killed: Annotated[str | None, Text()] = None


class TraceWitness(RecordLine, table=True):
    """A line that only the restricted stream carries."""

    __tablename__ = "trace_witness"  # pyright: ignore[reportAssignmentType] - as SQLModel wants it

    name: Annotated[str | None, Text(restricted=True)] = None


class Trace(Record, table=True):
    """Something seen at a place and a time."""

    event_date: Annotated[str | None, Text(group="when")] = None
    event_time: Annotated[str | None, Text(group="when")] = None
    year: Annotated[int | None, Derived(compute=year_of)] = None
    species: Annotated[str | None, Text()] = None
    count: Annotated[str | None, Text()] = None
    recorded_by: Annotated[bytes | None, Reference(to="person")] = None
    locality: Annotated[str | None, Text()] = None
    latitude: Annotated[str | None, Text(group="position")] = None
    longitude: Annotated[str | None, Text(group="position")] = None
    informant_name: Annotated[str | None, Text(group="informant", restricted=True)] = None
    informant_phone: Annotated[str | None, Text(group="informant", restricted=True)] = None
    remarks: Annotated[str | None, Text()] = None
    record_state: Annotated[str | None, Text()] = None
    losses: ClassVar = Lines(TraceLoss)
    witnesses: ClassVar = Lines(TraceWitness, restricted=True)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        return card_of(values)


class OlderTrace(Record, table=True):
    """The same kind as an older version of the program knew it: fewer fields, no witnesses."""

    __tablename__ = "older_trace"  # pyright: ignore[reportAssignmentType] - as SQLModel wants it

    event_date: Annotated[str | None, Text(group="when")] = None
    species: Annotated[str | None, Text()] = None
    locality: Annotated[str | None, Text()] = None
    losses: ClassVar = Lines(TraceLoss)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        return card_of(values)


class Person(Record, table=True):
    """A shared list: no date, a restricted name."""

    __tablename__ = "little_person"  # pyright: ignore[reportAssignmentType] - as SQLModel wants it

    code: Annotated[str | None, Text()] = None
    name: Annotated[str | None, Text(restricted=True)] = None

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        return CardFacts(detail=text_of(values, "code"), texts=(text_of(values, "code"),))


def kinds() -> dict[str, Declared]:
    """The registry of this version."""
    return {found.name: found for found in (declare(Trace), declare(Person))}


def older_kinds() -> dict[str, Declared]:
    """The registry of an older version: the kind goes under the same name, with fewer fields."""
    older = declare(OlderTrace)
    renamed = Declared("trace", older.model, older.columns, older.repeats, older.rules)
    return {"trace": renamed}
