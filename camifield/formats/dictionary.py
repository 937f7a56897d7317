"""The data dictionary sheet: every field of the exported kinds, what it means, its answers, its Darwin Core term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from camifield.fields.choice import Choice
from camifield.fields.declaration import Declared
from camifield.fields.field import Field
from camifield.fields.labels import hint, kind_name, label
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.register import type_of
from camifield.formats.workbook.plan import Cell, Column, Sheet
from camifield.i18n.words import Words

MOST_ANSWERS = 60


def dictionary_sheet(kinds: Sequence[Declared], words: Words) -> Sheet:
    """One row a field, repeats included."""
    heads = ("kind", "key", "label", "type", "unit", "answers", "term", "restricted", "note")
    columns = [
        Column(head, words.say(f"dictionary.{head}"), width=width)
        for head, width in zip(heads, (20, 28, 28, 12, 10, 60, 26, 12, 40), strict=True)
    ]
    rows = [row for kind in kinds for row in dictionary_rows(kind, words)]
    return Sheet(words.say("dictionary.title"), columns, lambda: iter(rows), len(rows))


def dictionary_rows(kind: Declared, words: Words) -> Iterator[list[Cell]]:
    """The rows of one kind and of its repeats."""
    title = kind_name(kind.name, words)
    for name, column in kind.columns.items():
        yield _row(title, f"{kind.name}.{name}", kind, name, column.field, words)
    for repeat, lines in kind.lines.items():
        part = f"{title}: {label(kind, repeat, words)}"
        for name, column in lines.columns.items():
            yield _row(part, f"{kind.name}.{repeat}.{name}", lines, name, column.field, words)


def _row(title: str, key: str, kind: Declared, name: str, field: Field, words: Words) -> list[Cell]:
    answers = ""
    if isinstance(field, Choice):
        vocabulary = Vocabulary(field.of)
        shown = [
            f"{term.code} = {vocabulary.label(term.code, words.language)}"
            for term in vocabulary.terms[:MOST_ANSWERS]
        ]
        answers = "; ".join(shown) + (" …" if len(vocabulary.terms) > MOST_ANSWERS else "")
    restricted = words.say("dictionary.is_restricted") if field.restricted else None
    note = hint(kind, name, words) or None
    unit = getattr(field, "unit", "") or None
    type_name = words.say(f"dictionary.type_{type_of(field).value}")
    return [
        title,
        key,
        label(kind, name, words),
        type_name,
        unit,
        answers or None,
        field.dwc or None,
        restricted,
        note,
    ]
