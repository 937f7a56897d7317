"""The shapes of what is typed and what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

# What a person typed or a file held: text, the code of a choice, several codes, or lines of such entries.
Entry: TypeAlias = "str | Sequence[str] | Sequence[Mapping[str, str | Sequence[str] | int]] | None"
Entries: TypeAlias = "Mapping[str, Entry]"
LineEntries: TypeAlias = "Mapping[str, str | Sequence[str] | int]"

# What is kept. Decimals are strings ("43.25654"), dates EDTF strings, references and photos bytes; never floats.
Scalar: TypeAlias = "str | int | bool | bytes"
Single: TypeAlias = "Scalar | Sequence[str] | Sequence[bytes]"
Line: TypeAlias = "Mapping[str, Single]"
Value: TypeAlias = "Single | Sequence[Line]"
Values: TypeAlias = "Mapping[str, Value]"

# What the typed tables hold.
Cell: TypeAlias = "str | int | float | bytes | None"

LINE_ID = "id"
LINE_ORDER = "order"


def lines_of(values: Values, repeat: str) -> Sequence[Line]:
    """The lines of one repeat; none when it was not answered."""
    found = values.get(repeat)
    if not found:
        return ()
    return [line for line in found if isinstance(line, Mapping)] if isinstance(found, Sequence) else ()


def text_of(values: Mapping[str, Value] | Line, name: str) -> str:
    """The text of a value, empty when it is blank or not text."""
    found = values.get(name)
    return found if isinstance(found, str) else ""


def texts_of(values: Mapping[str, Value] | Line, names: Iterable[str]) -> tuple[str, ...]:
    """The texts of those of these values that are one and not blank, in this order."""
    return tuple([found for found in map(values.get, names) if found and isinstance(found, str)])


def whole_of(values: Mapping[str, Value] | Line, name: str) -> int | None:
    """The whole number of a value, None when it is blank or not a number."""
    found = values.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def codes_of(values: Mapping[str, Value] | Line, name: str) -> tuple[str, ...]:
    """The codes of a choice or of several choices."""
    found = values.get(name)
    if isinstance(found, str):
        return (found,)
    if isinstance(found, Sequence) and not isinstance(found, bytes):
        return tuple(code for code in found if isinstance(code, str))
    return ()
