"""`camifield record --fields KIND`: every question of a kind, how it may be answered, and when it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from camifield.cli.aliases import alias_of
from camifield.cli.columns import columns
from camifield.cli.telling import Document
from camifield.fields.choice import Choice
from camifield.fields.count import Count
from camifield.fields.date import PartialDate
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.labels import hint, kind_name, label
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.position import Coordinates, Degrees
from camifield.fields.reference import Photos, Reference, References
from camifield.fields.text import Marks, Text
from camifield.fields.time import TimeOfDay, UtcOffset
from camifield.fields.values import LINE_ID

FEW_ANSWERS = 6
_TYPES: Sequence[tuple[type[Field], str]] = (
    (Choice, "choice"),
    (Count, "count"),
    (PartialDate, "date"),
    (TimeOfDay, "time"),
    (UtcOffset, "offset"),
    (Coordinates, "coordinates"),
    (Degrees, "degrees"),
    (Number, "number"),
    (DecimalNumber, "decimal"),
    (References, "references"),
    (Reference, "reference"),
    (Photos, "photos"),
    (Text, "text"),
)


def field_lines(declared: Declared, only: Sequence[str], asking: Asking) -> Iterator[str]:
    """The questions of a kind as lines; with `only`, those alone and with every answer of theirs."""
    words = asking.words
    if only:
        for name in only:
            yield from _one(declared, name, asking)
        return
    yield words.say("cli.fields.title", kind=kind_name(declared.name, words))
    names = asked(declared)
    own = [name for name in names if not declared.fields[name].is_filled_by_program]
    yield from columns([_row(declared, name, asking) for name in own], (0, 0, 40))
    filled = [name for name in names if declared.fields[name].is_filled_by_program]
    if filled:
        yield ""
        yield words.say("cli.fields.filled")
        yield from columns([_row(declared, name, asking) for name in filled], (0, 0, 40))
    for repeat, line in declared.lines.items():
        yield ""
        yield words.say(
            "cli.fields.lines", name=_called(declared, repeat), label=label(declared, repeat, words)
        )
        yield from columns([_row(line, name, asking) for name in asked(line)], (0, 0, 40))
    yield ""
    yield words.say("cli.fields.more", kind=declared.name)


def field_documents(declared: Declared, only: Sequence[str], asking: Asking) -> Document:
    """The same for a program, with every answer of every list."""
    names = [name for name in asked(declared) if not only or name in only]
    return {
        "kind": declared.name,
        "label": kind_name(declared.name, asking.words),
        "fields": [_document(declared, name, asking) for name in names],
        "lines": {
            repeat: {
                "label": label(declared, repeat, asking.words),
                "required": declared.repeats[repeat].required,
                "fields": [_document(line, name, asking) for name in asked(line)],
            }
            for repeat, line in declared.lines.items()
            if not only or repeat in only
        },
    }


def asked(declared: Declared) -> list[str]:
    """The fields that somebody may answer: all but what the program writes down for itself."""
    return [
        name for name, field in declared.fields.items() if not isinstance(field, Marks) and name != LINE_ID
    ]


def type_of(field: Field) -> str:
    """The stable word for a type of answer; a list that takes several answers is `choices`."""
    found = next((word for kind, word in _TYPES if isinstance(field, kind)), "text")
    return "choices" if found == "choice" and field.editor == "choices" else found


def answers_of(field: Field, asking: Asking) -> list[tuple[str, str]]:
    """(code, word) of every answer on the field's list; none for a field without a list."""
    if not isinstance(field, Choice):
        return []
    return [(term.code, term.label(asking.words.language)) for term in asking.vocabulary(field.of).terms]


def _called(declared: Declared, name: str) -> str:
    short = alias_of(declared.name, name)
    return f"{name} ({short})" if short else name


def _row(declared: Declared, name: str, asking: Asking) -> tuple[str, str, str, str]:
    field, words = declared.fields[name], asking.words
    mark = words.say("cli.fields.required_mark") if field.required else " "
    return mark, _called(declared, name), label(declared, name, words), _told(field, asking)


def _told(field: Field, asking: Asking) -> str:
    """The type, with its bounds and unit, or the first answers of its list."""
    words = asking.words
    told = words.say(f"cli.type.{type_of(field)}")
    answers = answers_of(field, asking)
    if answers:
        codes = ", ".join(code for code, _ in answers[:FEW_ANSWERS])
        rest = len(answers) - FEW_ANSWERS
        key = "cli.fields.answers_more" if rest > 0 else "cli.fields.answers"
        return words.say(key, type=told, codes=codes, rest=max(rest, 0))
    if isinstance(field, Number | DecimalNumber):
        least, most = (("" if one is None else str(one)) for one in (field.least, field.most))
        key = "cli.fields.bounds" if least or most else "cli.fields.unit"
        return words.say(key, type=told, least=least, most=most, unit=field.unit).strip()
    return told


def _one(declared: Declared, name: str, asking: Asking) -> Iterator[str]:
    """One question with all that is known of it, or the questions of one repeat."""
    words = asking.words
    if name in declared.lines:
        yield words.say("cli.fields.lines", name=_called(declared, name), label=label(declared, name, words))
        for inner in asked(declared.lines[name]):
            yield from _one(declared.lines[name], inner, asking)
        return
    field = declared.fields[name]
    yield words.say(
        "cli.fields.one",
        name=_called(declared, name),
        label=label(declared, name, words),
        type=_told(field, asking),
    )
    help_text = hint(declared, name, words)
    if help_text:
        yield f"  {help_text}"
    yield from (f"  {line}" for line in columns(answers_of(field, asking)))


def _document(declared: Declared, name: str, asking: Asking) -> Document:
    field = declared.fields[name]
    document: Document = {
        "name": name,
        "label": label(declared, name, asking.words),
        "type": type_of(field),
        "required": field.required,
        "restricted": field.restricted,
        "filled_by_program": field.is_filled_by_program,
    }
    short = alias_of(declared.name, name)
    if short:
        document["alias"] = short
    if field.when is not None:
        document["asked_when"] = sorted(field.when.fields())
    if isinstance(field, Number | DecimalNumber):
        document |= {"unit": field.unit, "least": field.least, "most": field.most}
    if isinstance(field, Choice):
        document["answers"] = [{"code": code, "label": word} for code, word in answers_of(field, asking)]
    return document
