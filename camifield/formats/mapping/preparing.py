"""From the text of a cell to the entry of its field: what says nothing is read as the person decided, meanings applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from camifield.fields.choice import Choice
from camifield.fields.count import Count
from camifield.fields.date import PartialDate
from camifield.fields.field import Field
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.position import Coordinates
from camifield.fields.reading.numbers import read_number
from camifield.fields.text import Text
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.csv_guard import unguarded
from camifield.formats.mapping.mappings import AS_UNKNOWN, AS_ZERO, MAKE_PLACE, NOT_A_RECORD
from camifield.formats.reading.blanks import BlankKind, blank_kind
from camifield.formats.reading.cells import bare
from camifield.geo.position import read_position

SEGMENTS = "segment_result"  # a row of segments is looked at as a whole, so each is made its code at once
UNCERTAINTY = "coordinate_uncertainty_in_meters"
# Units in which a fraction of a measured whole number is no slip of the pen: receivers and phones write 43.6 m.
_MEASURED = frozenset(("m", "cm", "%"))
_MIDNIGHT = "T00:00"
_UNREAD_GRIDS = frozenset(("zone-needed", "grid-not-public", "other-datum"))


class NotARecord(NamedTuple):
    """A cell that says that its row is no record, such as the blank photo of a camera; `reason` is a word."""

    reason: str


class Grid(NamedTuple):
    """A cell with a position in metres, or in a datum that is not read: kept as text, told plainly."""

    text: str


Prepared = str | NotARecord | Grid | None
Prepare = Callable[[str], Prepared]


def preparer(
    name: str,
    field: Field,
    *,
    meanings: Mapping[str, str],
    nothing: Mapping[str, str],
    decimal: str | None = None,
    vocabulary: Vocabulary | None = None,
    is_own: bool = False,
) -> Prepare:
    """The function that makes entries for the field called `name` out of cell texts. Its answers can be remembered."""

    said_of_value = _value_reader(name, field, decimal, vocabulary)

    def prepare(text: str) -> Prepared:
        text = bare(text)
        if is_own:
            text = unguarded(text)
        meant = meanings.get(text)
        if meant is not None and meant != MAKE_PLACE:
            return NotARecord(meant[1:]) if meant.startswith(NOT_A_RECORD) else meant
        kind = blank_kind(text)
        if kind == "blank":
            return None
        if kind not in ("value", "zero"):
            return _of_nothing(text, kind, field, vocabulary, nothing.get(kind, ""))
        return text if said_of_value is None else said_of_value(text)

    return prepare


def _of_nothing(
    text: str, kind: BlankKind, field: Field, vocabulary: Vocabulary | None, reading: str
) -> Prepared:
    """What a dash, NA, "none" or "not known" says to a field. Zero is for numbers; unknown where that is an answer."""
    if vocabulary is not None:
        found = vocabulary.match(text)
        if found:
            return found[0] if vocabulary.name == SEGMENTS else text
        if reading == AS_UNKNOWN:
            return next((code for code in ("unknown", "UNK") if vocabulary.term(code) is not None), None)
        return None
    if isinstance(field, Count):
        return {AS_ZERO: "0", AS_UNKNOWN: "?"}.get(reading)
    if isinstance(field, Number | DecimalNumber):
        return "0" if reading == AS_ZERO else None
    if isinstance(field, Text) and kind in ("none", "unknown"):
        return text
    return None


def _value_reader(
    name: str, field: Field, decimal: str | None, vocabulary: Vocabulary | None
) -> Prepare | None:
    """What makes the entry of a text that says something; None where it is the text itself."""
    if isinstance(field, Number) and (field.unit in _MEASURED or name == UNCERTAINTY):
        return lambda text: _whole(name, text, decimal)
    if isinstance(field, PartialDate):
        return lambda text: text.removesuffix(_MIDNIGHT)
    if isinstance(field, Coordinates):
        return lambda text: Grid(text) if read_position(text).reason in _UNREAD_GRIDS else text
    if isinstance(field, Choice) and vocabulary is not None and vocabulary.name == SEGMENTS:
        return lambda text: found[0] if len(found := vocabulary.match(text)) == 1 else text
    return None


def _whole(name: str, text: str, decimal: str | None) -> str | None:
    """A measured number in whole units: an uncertainty rounded up, and none at all where a receiver wrote 0."""
    value = read_number(text, decimal=decimal or (None if "," in text else ".")).value
    if value is None:
        return text
    rounding = ROUND_CEILING if name == UNCERTAINTY else ROUND_HALF_UP
    whole = int(Decimal(value).to_integral_value(rounding))
    if whole == 0 and name == UNCERTAINTY:
        return None
    return str(whole)
