"""The data dictionary sheet: every field of the exported kinds, what it means, its answers, its Darwin Core term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from camifield.fields.choice import Choice
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Derived, Field
from camifield.fields.labels import hint, kind_name, label
from camifield.formats.register_columns import type_of
from camifield.formats.workbook.plan import Cell, Column, Sheet
from camifield.i18n.words import Words

NO_SHEETS: Mapping[str, Sequence[Column]] = {}


def dictionary_sheet(kinds: Sequence[Declared], asking: Asking, sheets: Sequence[Sheet] = ()) -> Sheet:
    """One row a field, repeats included, and one for each column of `sheets` that is no field: sums, ids, what was told."""
    words = asking.words
    heads = ("kind", "key", "label", "type", "unit", "answers", "term", "restricted", "note")
    columns = [
        Column(head, words.say(f"dictionary.{head}"), width=width)
        for head, width in zip(heads, (20, 28, 28, 12, 10, 60, 26, 12, 40), strict=True)
    ]
    of_sheets = {sheet.name: sheet.columns for sheet in sheets}
    rows = [row for kind in kinds for row in dictionary_rows(kind, asking, of_sheets)]
    return Sheet(words.say("dictionary.title"), columns, lambda: iter(rows), len(rows), "dictionary", fixed=2)


def dictionary_rows(
    kind: Declared, asking: Asking, sheets: Mapping[str, Sequence[Column]] = NO_SHEETS
) -> Iterator[list[Cell]]:
    """The rows of one kind and of its repeats. `sheets` are the columns of its sheets by their names."""
    words = asking.words
    title = kind_name(kind.name, words)
    yield from _other_columns(title, kind.name, kind, sheets.get(kind.name, ()), words)
    for name, column in kind.columns.items():
        yield _row(title, f"{kind.name}.{name}", kind, name, column.field, asking)
    for repeat, lines in kind.lines.items():
        part = f"{title}: {label(kind, repeat, words)}"
        of_lines = sheets.get(f"{kind.name}_{repeat}", ())
        yield from _other_columns(part, f"{kind.name}.{repeat}", lines, of_lines, words)
        for name, column in lines.columns.items():
            yield _row(part, f"{kind.name}.{repeat}.{name}", lines, name, column.field, asking)


def _other_columns(
    title: str, prefix: str, declared: Declared, columns: Sequence[Column], words: Words
) -> Iterator[list[Cell]]:
    for column in columns:
        if column.key not in declared.columns:
            shown = words.say(f"dictionary.type_{column.type.value}")
            yield [title, f"{prefix}.{column.key}", column.label, shown, *[None] * 5]


def _row(title: str, key: str, kind: Declared, name: str, field: Field, asking: Asking) -> list[Cell]:
    answers, words = "", asking.words
    if isinstance(field, Choice):
        vocabulary = asking.vocabulary(field.of)
        answers = "; ".join(
            f"{term.code} = {vocabulary.label(term.code, words.language)}" for term in vocabulary.terms
        )
    elif isinstance(field, Derived):
        answers = "; ".join(f"{code} = {field.text(code, asking)}" for code in field.codes)
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
