"""What every record has, whatever its kind: identity, where it came from, and the columns the log fills."""

from __future__ import annotations

from typing import Annotated

from sqlmodel import Field as Stored
from sqlmodel import SQLModel

from camifield.fields.text import Marks, Text


class Record(SQLModel):
    """The ground of all kinds. The first columns come from the log's headers and are never typed."""

    id: bytes = Stored(primary_key=True, description="UUIDv7, 16 bytes, made on the laptop, never reused")
    version: str = Stored(description="the heads this row was folded from, in hexadecimal")
    typed_by: bytes = Stored(description="the person who saved it first")
    created_ms: int = Stored(description="milliseconds since 1970, as the laptop's clock claimed")
    changed_ms: int = Stored(description="the same of the latest save")
    deleted: int = Stored(default=0, description="1 while it lies in the bin")
    extra: str | None = Stored(default=None, description="fields this version does not know, as JSON")

    record_number: Annotated[str | None, Text(dwc="recordNumber", most=40, is_filled_by_program=True)] = None
    source_file: Annotated[str | None, Text(group="source", is_filled_by_program=True)] = None
    source_row: Annotated[str | None, Text(group="source", is_filled_by_program=True)] = None
    as_written: Annotated[str | None, Text(group="source", is_filled_by_program=True, most=200_000)] = None
    as_written_private: Annotated[
        str | None, Text(restricted=True, is_filled_by_program=True, most=200_000)
    ] = None
    confirmed_findings: Annotated[str | None, Marks(is_filled_by_program=True)] = None


class RecordLine(SQLModel):
    """The ground of all repeats: one line of a record."""

    record: bytes = Stored(primary_key=True, description="the record it belongs to")
    line: str = Stored(
        primary_key=True, description="12 hexadecimal digits, unique in its record, never changed"
    )
    position: int = Stored(default=0, description="its place among the lines")
    extra: str | None = Stored(default=None, description="fields this version does not know, as JSON")
