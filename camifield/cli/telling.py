"""Findings and records as the terminal tells them: in words for a person, as plain values for a program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import cast

from camifield.clock import moment
from camifield.fields.declaration import Declared
from camifield.fields.findings import Finding
from camifield.fields.labels import label
from camifield.fields.values import Value, Values
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.ids import id_text
from camifield.project.names import Names
from camifield.queries.titles import count_text, title
from camifield.queries.values import Card

Document = dict[str, object]


def finding_label(declared: Declared, finding: Finding, words: Words) -> str:
    """What the finding stands at: a question, or a question of one line of a repeat."""
    name, point, inner = finding.field.partition(".")
    if not point or name not in declared.lines:
        return label(declared, finding.field, words)
    of_line = label(declared.lines[name], inner, words)
    number = int(finding.line or 0) + 1
    return words.say("cli.line_label", repeat=label(declared, name, words), number=number, field=of_line)


def finding_lines(declared: Declared, findings: Sequence[Finding], words: Words) -> Iterator[str]:
    """Each finding as a line, mistakes first, with what would mend it beneath."""
    for finding in sorted(findings, key=lambda one: not one.is_error):
        key = "cli.finding_error" if finding.is_error else "cli.finding_question"
        yield words.say(key, label=finding_label(declared, finding, words), sentence=finding.sentence(words))
        for offer in finding.suggestions:
            entries = " ".join(f'{name}="{entry}"' for name, entry in offer.entries.items())
            yield words.say("cli.finding_offer", text=offer.text, entries=entries)


def finding_documents(declared: Declared, findings: Sequence[Finding], words: Words) -> list[Document]:
    """The same for a program."""
    return [
        {
            "code": finding.code,
            "field": finding.field,
            "label": finding_label(declared, finding, words),
            "weight": str(finding.weight),
            "sentence": finding.sentence(words),
            "parameters": dict(finding.parameters),
            "suggestions": [{"entries": dict(one.entries), "text": one.text} for one in finding.suggestions],
            **({"line": int(finding.line) + 1} if finding.line is not None else {}),
        }
        for finding in findings
    ]


def card_document(
    card: Card, words: Words, names: Names, changed: Mapping[bytes, int] = MappingProxyType({})
) -> Document:
    """One line of a list for a program. `date` is the first day; the record itself has the date as it was said."""
    return {
        "number": card.number,
        "id": id_text(card.id),
        "kind": card.kind,
        "title": title(card, words, names),
        "date": day_of(card),
        "species": card.species,
        "count": card.count_text,
        "place": card.place_text,
        "latitude": card.latitude,
        "longitude": card.longitude,
        "who": names.name("person", card.person) if card.person else None,
        "state": card.state,
        "changed": moment_iso(changed.get(card.id, card.changed_ms)),
        "deleted": bool(card.deleted),
        "contested": bool(card.conflicts),
    }


def card_line(card: Card, words: Words, names: Names) -> tuple[str, ...]:
    """One line of a list for a person: number, day, title, how many, where, who."""
    day = day_of(card)
    return (
        card.number or id_text(card.id),
        writing.date_text(day, words.language, "medium") if day else "",
        title(card, words, names),
        count_text(card, words),
        card.place_text,
        names.name("person", card.person) if card.person else "",
    )


def day_of(card: Card) -> str | None:
    """The first day of a card, ISO; None for one without a date."""
    return date.fromordinal(card.start_day).isoformat() if card.start_day else None


def moment_iso(at_ms: int) -> str | None:
    """A writer's time as ISO 8601 in UTC; None for one that no calendar has."""
    try:
        return moment(at_ms).isoformat(timespec="seconds")
    except OverflowError:
        return None


def values_document(values: Values) -> Document:
    """Kept values as JSON has them: bytes in hexadecimal, lines as objects."""
    return {name: plain(value) for name, value in values.items()}


def plain(value: Value) -> object:
    """One kept value as JSON has it."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str | int):
        return value
    found: list[object] = []
    for one in value:
        found.append(
            values_document(cast("Mapping[str, Value]", one)) if isinstance(one, Mapping) else plain(one)
        )
    return found
