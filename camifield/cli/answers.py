"""From `field=value` on a command line, or JSON in a file, to the entries that the form would have held."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from camifield.cli.aliases import ALIASES, COORDINATES, PLACE
from camifield.cli.parsing import nearest
from camifield.errors import Problem
from camifield.fields.choice import Choices
from camifield.fields.declaration import Declared
from camifield.fields.reference import Photos, References
from camifield.fields.text import Marks
from camifield.fields.values import LINE_ID, Entry
from camifield.geo.position import read_position
from camifield.i18n.words import Words
from camifield.project.names import Names

# Between quotation marks everything belongs together; a mark without its fellow is a sign like any other.
_PIECES = re.compile(r'(?:[^\s"]|"[^"]*"|")+')
_LINES = re.compile(r'(?:[^;"\n]|"[^"]*"|")+')
_NOT_A_PLACE = "place-not-understood"
LineEntry = Mapping[str, "str | Sequence[str] | int"]


class NotAnAnswer(Problem):
    """Something among the answers that is none; `cli.answer.<code>` says what in words."""

    def __init__(self, code: str, words: Words, **parameters: str) -> None:
        detail = words.say(f"cli.answer.{code}", **parameters)
        super().__init__("answer-not-understood", parameters={"detail": detail})
        self.detail = detail


class Answers:
    """Reads the answers of one kind of record."""

    def __init__(self, declared: Declared, names: Names, words: Words) -> None:
        self._declared = declared
        self._names = names
        self._words = words

    def typed(self, arguments: Sequence[str]) -> dict[str, Entry]:
        """The entries of `field=value` arguments. Raises NotAnAnswer."""
        entries: dict[str, Entry] = {}
        for argument in arguments:
            name, sign, text = argument.partition("=")
            if not sign:
                raise NotAnAnswer("no-sign", self._words, text=argument)
            field = self.field_called(name.strip())
            entry = self._entry(field, text)
            if field in entries:
                entry = self._together(field, name, entries[field], entry)
            entries[self._or_coordinates(field, entry)] = entry
        return entries

    def given(self, found: Mapping[str, object]) -> dict[str, Entry]:
        """The entries of one JSON object. Raises NotAnAnswer."""
        entries: dict[str, Entry] = {}
        for name, value in found.items():
            if name == "kind":
                self._insist_on_kind(value)
                continue
            field = self.field_called(name)
            entry = self._entry_of_json(field, value)
            entries[self._or_coordinates(field, entry)] = entry
        return entries

    def field_called(self, name: str) -> str:
        """The permanent name of a field or repeat. Raises NotAnAnswer, with the name that was probably meant."""
        declared = self._declared
        if name in declared.fields or name in declared.repeats:
            return name
        short = ALIASES.get(declared.name, {})
        if name in short:
            return short[name]
        near = nearest(name, [*short, *declared.fields, *declared.repeats])
        code = "no-field-near" if near else "no-field"
        raise NotAnAnswer(code, self._words, name=name, near=near, kind=declared.name)

    def _entry(self, field: str, text: str) -> Entry:
        return self._lines(field, text) if field in self._declared.repeats else text

    def _together(self, field: str, name: str, first: Entry, second: Entry) -> Entry:
        """A question answered twice: more lines or more choices, but never two dates."""
        if field in self._declared.repeats:
            return [*cast("Sequence[LineEntry]", first), *cast("Sequence[LineEntry]", second)]
        if isinstance(self._declared.fields[field], Choices | References):
            return f"{first}; {second}"
        raise NotAnAnswer("twice", self._words, name=name)

    def _or_coordinates(self, field: str, entry: Entry) -> str:
        """`place=` is the name of a known place, or coordinates: whatever reads as them, even wrongly, was meant so."""
        fields = self._declared.fields
        if field != PLACE or COORDINATES not in fields or not isinstance(entry, str):
            return field
        if not entry.strip() or self._names.find(PLACE, entry):
            return field
        return field if read_position(entry).reason == _NOT_A_PLACE else COORDINATES

    def _lines(self, repeat: str, text: str) -> list[LineEntry]:
        return [self._line(repeat, line.strip()) for line in _LINES.findall(text) if line.strip()]

    def _line(self, repeat: str, text: str) -> LineEntry:
        """`sheep_ewe killed=3 ear_tag="A 12"`: the first words answer the line's first question."""
        fields = self._declared.lines[repeat].fields
        current = next(iter(fields))
        line: dict[str, str] = {}
        for piece in _PIECES.findall(text):
            name, sign, value = piece.partition("=")
            if sign and name not in fields:
                raise NotAnAnswer(
                    "no-line-field", self._words, name=name, repeat=repeat, names=", ".join(fields)
                )
            if sign:
                current, piece = name, value  # noqa: PLW2901 - what stands behind the sign is what is kept
            line[current] = " ".join(filter(None, (line.get(current, ""), piece.replace('"', ""))))
        return line

    def _insist_on_kind(self, value: object) -> None:
        if value != self._declared.name:
            raise NotAnAnswer("other-kind", self._words, kind=str(value), expected=self._declared.name)

    def _entry_of_json(self, field: str, value: object) -> Entry:
        if field in self._declared.repeats:
            return self._lines_of_json(field, value)
        found = self._declared.fields[field]
        if isinstance(value, list):
            several = [_text(one) for one in cast("list[object]", value)]
            if isinstance(found, Choices | References | Photos | Marks) and None not in several:
                return [one for one in several if one is not None]
            raise NotAnAnswer("not-a-list", self._words, name=field)
        if isinstance(value, dict):
            raise NotAnAnswer("not-an-object", self._words, name=field)
        return _text(value)

    def _lines_of_json(self, repeat: str, value: object) -> Entry:
        if value is None:
            return None
        if isinstance(value, str):
            return self._lines(repeat, value)
        lines: list[LineEntry] = []
        for one in cast("list[object]", value) if isinstance(value, list) else [value]:
            if not isinstance(one, dict):
                raise NotAnAnswer("lines-needed", self._words, name=repeat)
            lines.append(self._line_of_json(repeat, cast("dict[str, object]", one)))
        return lines

    def _line_of_json(self, repeat: str, found: Mapping[str, object]) -> LineEntry:
        fields = self._declared.lines[repeat].fields
        line: dict[str, str | Sequence[str] | int] = {}
        for name, value in found.items():
            if name not in fields and name != LINE_ID:
                raise NotAnAnswer(
                    "no-line-field", self._words, name=name, repeat=repeat, names=", ".join(fields)
                )
            text = _text(value)
            if text is not None:
                line[name] = text
        return line


def _text(value: object) -> str | None:
    """A JSON value as it would be typed; numbers came as text already, so that no digit of them was lost."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
