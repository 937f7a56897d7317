"""Free text in any script, and the text of a source kept exactly as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import error
from camifield.fields.values import Cell, Entry, Value, codes_of


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A line of text, or several when `is_long`; at most `most` characters.

    `names` is the reference whose record the text may be called by: of a locality the known place.
    """

    is_long: bool = False
    most: int = 20_000
    names: str = ""

    editor: ClassVar[str] = "text"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del asking
        text = cleaned(entry)
        if not text:
            return BLANK
        if len(text) > self.most:
            return Answer(None, (error("text-too-long", at, most=self.most, length=len(text)),))
        return Answer(text)


@dataclass(frozen=True, kw_only=True)
class Marks(Field):
    """Short machine words that belong to a record, such as the questions answered with "it is so"."""

    editor: ClassVar[str] = ""

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del at, asking
        parts = entry.split("\n") if isinstance(entry, str) else [str(part) for part in entry or ()]
        kept = sorted({cleaned(part) for part in parts} - {""})
        return Answer(kept or None)

    def entry(self, value: Value) -> Entry:
        return list(codes_of({"it": value}, "it"))

    def column(self, value: Value) -> Cell:
        return "\n".join(codes_of({"it": value}, "it"))

    def value(self, cell: Cell) -> Value | None:
        return str(cell).split("\n") if cell else None
