"""Where the text of a column goes: a field, a field of one line of a repeat, or nowhere; written as short words for JSON.

``event_date`` is a field. ``losses.sheep.killed`` is a field of the line whose first field (the animal) is "sheep": the
same key that our own workbooks write above such a column. ``losses.+.killed`` belongs to the row's one own line.
The words that begin with @ stand for what is not one field: ``@leave`` (kept as written, nothing more), ``@private``
(the same, out of the team's sight), ``@grid`` (positions in metres), ``@shown`` (whether a photo
shows an animal at all), ``@year``, ``@month``, ``@day``, and what only our own
workbooks have: ``@id``, ``@line``, ``@version``, ``@generalised`` (what the sheet says of blurred places)
and ``@uncertainty`` (the radius that goes with them).
"""

from __future__ import annotations

from typing import NamedTuple

from camifield.fields.declaration import Declared
from camifield.fields.field import Field
from camifield.fields.text import Text

LEAVE, PRIVATE, GRID = "@leave", "@private", "@grid"
YEAR, MONTH, DAY, SHOWN = "@year", "@month", "@day", "@shown"
ID, LINE, VERSION, GENERALISED, UNCERTAINTY = "@id", "@line", "@version", "@generalised", "@uncertainty"
SPECIAL = frozenset(
    (LEAVE, PRIVATE, GRID, SHOWN, YEAR, MONTH, DAY, ID, LINE, VERSION, GENERALISED, UNCERTAINTY)
)
DATE_PARTS = (YEAR, MONTH, DAY)
# What the program writes itself, or what a cell of text cannot hold.
NEVER = frozenset(
    ("photos", "confirmed_findings", "source_file", "source_row", "as_written", "as_written_private")
)
OWN_LINE = "+"


class LineTarget(NamedTuple):
    """A field of one line. `label` is what the line's first field is answered with, or OWN_LINE."""

    repeat: str
    label: str
    field: str

    def __str__(self) -> str:
        return f"{self.repeat}.{self.label}.{self.field}"


def line_target(target: str) -> LineTarget | None:
    """The parts of a line's target; None for any other. A label may itself hold points."""
    repeat, point, rest = target.partition(".")
    label, second, field = rest.rpartition(".")
    return LineTarget(repeat, label, field) if point and second and label else None


def key_field(declared: Declared, repeat: str) -> str:
    """The field that tells the lines of a repeat apart: the first one, the animal or the segment."""
    return next(iter(declared.lines[repeat].fields))


def field_of(declared: Declared, target: str) -> Field | None:
    """The field that a target means; None for the special ones and for what this kind has not got."""
    line = line_target(target)
    if line is None:
        return declared.fields.get(target)
    lines = declared.lines.get(line.repeat)
    return lines.fields.get(line.field) if lines is not None else None


def is_known(declared: Declared, target: str) -> bool:
    """Whether a column of this kind may go there."""
    return target in SPECIAL or (target not in NEVER and field_of(declared, target) is not None)


def takes_many(declared: Declared, target: str) -> bool:
    """Whether several columns may go to one target: what is left out, positions in metres, and long text, which is joined."""
    if target in (LEAVE, PRIVATE, GRID, GENERALISED):
        return True
    found = declared.fields.get(target)
    return isinstance(found, Text) and found.is_long


def is_person(declared: Declared, target: str) -> bool:
    """Whether the column names people of the team."""
    return getattr(field_of(declared, target), "to", "") == "person"


def is_private(declared: Declared, target: str) -> bool:
    """Whether the column's text names somebody: it must not enter what the whole team sees."""
    found = field_of(declared, target)
    return target == PRIVATE or is_person(declared, target) or (found is not None and found.restricted)
