"""A known place that begins where a record was: its name and its coordinates as the record has them. No Qt."""

from __future__ import annotations

from camifield.fields.values import Entry, text_of
from camifield.project.project import Project
from camifield.queries.records import Detail

KINDS = ("sighting", "grazing", "conflict")


def can_be_place(detail: Detail | None) -> bool:
    """Whether a record lies somewhere that no known place is named for."""
    if detail is None or detail.is_deleted or detail.card.kind not in KINDS:
        return False
    return detail.card.latitude is not None and detail.card.place is None


def place_entries(project: Project, record: bytes) -> dict[str, Entry]:
    """What the form of a known place begins with: the locality, and the position as it was typed."""
    values = project.stored(record).values
    plain = f"{text_of(values, 'decimal_latitude')} {text_of(values, 'decimal_longitude')}"
    entries: dict[str, Entry] = {"verbatim_coordinates": text_of(values, "verbatim_coordinates") or plain}
    name = text_of(values, "locality")
    return {"name": name, **entries} if name else entries
