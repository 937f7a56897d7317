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
# On the form the words of these questions stand in a row whose title says the rest ("males" of which?).
ROWS = {
    "form.section.how_many": ("adult_males", "adult_females", "young", "unclassified"),
    "form.row.younger_classes": ("subadults", "yearlings"),
    "form.row.horn_classes": ("horn_class_1", "horn_class_2", "horn_class_3", "horn_class_4"),
    "form.section.dead_animal": ("dead_males", "dead_females", "dead_young", "dead_unclassified"),
}
ROW_OF = {name: key for key, names in ROWS.items() for name in names}


def value_text(field: Field | None, value: Value, asking: Asking) -> str:
    """A kept value in words. What this version cannot read (no field, or a stranger's shape) shows as it is."""
    if field is None:
        return str(value)
    try:
        text = field.text(value, asking)
    except (ValueError, TypeError, AttributeError, KeyError):
        return str(value)
    return writing.number_text(text, asking.words.language) if isinstance(field, DecimalNumber) else text


def full_label(declared: Declared, name: str, words: Words) -> str:
    """A question's words where it stands alone, as in a list of changes: "Dead animal: males"."""
    own = label(declared, name, words)
    return pair(words.say(ROW_OF[name]), own, words) if name in ROW_OF else own


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


def moment_text(at_ms: int, project: Project, words: Words, *, with_year: bool = False) -> str:
    """A writer's time in words: "16 March, 14:40" this year, with the year for any other.

    Always `with_year` on paper, and where clocks are compared: by a clock that is wrong any year is "this year".
    """
    at = local_moment(at_ms, project)
    if at is None:
        return words.say("records.moment_unknown")
    if at.year == project.today().year and not with_year:
        day = words.say("date.day_month", day=at.day, month=words.say(f"month_of.{at.month}"))
    else:
        day = writing.date_text(at.date().isoformat(), words.language)
    return words.say("records.moment", day=day, time=f"{at:%H:%M}")
