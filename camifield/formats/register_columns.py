"""The columns of a register that are no field of its kind, and how a field's column is typed."""

from __future__ import annotations

from camifield.fields.date import PartialDate
from camifield.fields.declaration import Declared
from camifield.fields.field import Derived, Field
from camifield.fields.labels import label
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.position import Degrees
from camifield.fields.time import TimeOfDay
from camifield.formats.workbook.plan import Column, Type
from camifield.i18n.words import Words

HEADER = ("id", "version", "record_number")
GENERALISED, WITHHELD = "data_generalizations", "information_withheld"
_GIVES = {"text": Type.TEXT, "whole": Type.WHOLE, "day": Type.DATE}


def header_columns(declared: Declared, words: Words) -> list[Column]:
    """The first columns of every register: narrow, because they are for programs and for the radio."""
    return [
        Column("id", words.say("export.record_id"), Type.ID, 10),
        Column("version", words.say("export.version"), Type.ID, 9),
        Column("record_number", label(declared, "record_number", words), Type.TEXT, 12),
    ]


def told_columns(words: Words) -> list[Column]:
    """The last columns of every register: what was made coarser and what was left out (Darwin Core's own terms)."""
    return [
        Column(GENERALISED, words.say("export.generalised"), Type.TEXT, 30),
        Column(WITHHELD, words.say("export.withheld"), Type.TEXT, 30),
    ]


def line_header(words: Words) -> list[Column]:
    """The first columns of every line sheet."""
    return [
        Column("record", words.say("export.record_id"), Type.ID, 38),
        Column("line", words.say("export.line"), Type.ID, 14),
    ]


def type_of(field: Field) -> Type:
    """How a field's column is typed in the workbook."""
    if isinstance(field, Derived):
        return _GIVES[field.gives]
    if isinstance(field, PartialDate):
        return Type.DATE
    if isinstance(field, TimeOfDay):
        return Type.TIME
    if isinstance(field, Degrees):
        return Type.DEGREES
    if isinstance(field, Number):
        return Type.WHOLE
    return Type.DECIMAL if isinstance(field, DecimalNumber) else Type.TEXT
