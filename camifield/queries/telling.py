"""Kept values, lines of a repeat and moments of the clock in a person's words, the same wherever they are shown."""

from __future__ import annotations

from datetime import datetime

from camifield.clock import moment
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.labels import label
from camifield.fields.number import DecimalNumber
from camifield.fields.values import Line, Value
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.project.project import Project

BETWEEN = " · "


def value_text(field: Field | None, value: Value, asking: Asking) -> str:
    """A kept value in words. What this version cannot read (no field, or a stranger's shape) shows as it is."""
    if field is None:
        return str(value)
    try:
        text = field.text(value, asking)
    except (ValueError, TypeError, AttributeError, KeyError):
        return str(value)
    return writing.number_text(text, asking.words.language) if isinstance(field, DecimalNumber) else text


def pair(name: str, value: str, words: Words) -> str:
    """A name and its value on one line: "males: 3"."""
    return words.say("records.pair", name=name, value=value)


def line_text(declared: Declared, line: Line, asking: Asking) -> str:
    """One line of a repeat: its first answer as it is ("Ewe"), the others with their names."""
    shown: list[str] = []
    for name, field in declared.fields.items():
        if name not in line:
            continue
        text = value_text(field, line[name], asking)
        is_plain = not shown and not field.is_number
        shown.append(text if is_plain else pair(label(declared, name, asking.words), text, asking.words))
    return BETWEEN.join(shown)


def local_moment(at_ms: int, project: Project) -> datetime | None:
    """A writer's time on this laptop's clock; None for one that no calendar has."""
    try:
        return (moment(at_ms) + project.clock.local_offset()).replace(tzinfo=None)
    except OverflowError:
        return None


def moment_text(at_ms: int, project: Project, words: Words) -> str:
    """A writer's time in words: "16 March, 14:40" this year, with the year for any other."""
    at = local_moment(at_ms, project)
    if at is None:
        return words.say("records.moment_unknown")
    if at.year == project.today().year:
        day = words.say("date.day_month", day=at.day, month=words.say(f"month_of.{at.month}"))
    else:
        day = writing.date_text(at.date().isoformat(), words.language)
    return words.say("records.moment", day=day, time=f"{at:%H:%M}")
