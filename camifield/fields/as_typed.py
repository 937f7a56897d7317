"""A kept record as a person would have typed it: dates in words, numbers with the language's own decimal sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camifield.fields.date import PartialDate
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.number import DecimalNumber
from camifield.fields.validation import entries_of
from camifield.fields.values import Entry, LineEntries, Value, Values
from camifield.i18n import writing


def entries_as_typed(declared: Declared, values: Values, asking: Asking) -> dict[str, Entry]:
    """As `entries_of`, for somebody who goes on typing. Every entry reads back as the value that is kept."""
    entries = entries_of(declared, values)
    for name, field in declared.fields.items():
        if name in values:
            entries[name] = as_typed(field, entries[name], asking, _written(field, values))
    for name, line in declared.lines.items():
        kept = entries.get(name)
        if isinstance(kept, Sequence) and not isinstance(kept, str):
            entries[name] = [_dressed(line, one, asking) for one in kept if isinstance(one, Mapping)]
    return entries


def as_typed(field: Field, entry: Entry, asking: Asking, written: str = "") -> Entry:
    """One canonical entry in the reader's own words; `written` is how somebody wrote it, taken where it still says so.

    An entry that would not read back as the same value stays canonical.
    """
    if not isinstance(entry, str) or not entry:
        return entry
    language = asking.words.language
    if isinstance(field, PartialDate):
        wished = (written, writing.date_text(entry, language, PartialDate.STYLE))
    elif isinstance(field, DecimalNumber):
        wished = (writing.number_text(entry, language),)
    else:
        return entry
    return next((one for one in wished if one and _reads_back(field, one, entry, asking)), entry)


def _reads_back(field: Field, text: str, entry: str, asking: Asking) -> bool:
    """Whether a text says exactly this value and no more: not a time as well, which would answer another question."""
    answer = field.read(text, "", asking)
    beside = {name for name, value in answer.also.items() if value != text}
    return (
        answer.value is not None and field.entry(answer.value) == entry and not beside - _same_breath(field)
    )


def _same_breath(field: Field) -> set[str]:
    """What a date may say besides itself: the part of the day, as in "the night of 12-13 March"."""
    return {field.part} if isinstance(field, PartialDate) else set()


def _written(field: Field, values: Mapping[str, Value]) -> str:
    found = values.get(field.verbatim) if isinstance(field, PartialDate) and field.verbatim else None
    return found if isinstance(found, str) else ""


def _dressed(line: Declared, entries: LineEntries, asking: Asking) -> LineEntries:
    dressed = dict(entries)
    for name, entry in entries.items():
        if name in line.fields and isinstance(entry, str):
            dressed[name] = str(as_typed(line.fields[name], entry, asking))
    return dressed
