"""One column of a table on its way into entries: each different text of it is made into something once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from camifield.formats.mapping.mappings import ColumnMapping
from camifield.formats.mapping.memory import Memory
from camifield.formats.mapping.preparing import Prepare, Prepared


class ColumnReader(NamedTuple):
    """One column on its way: where it is, what it is for, and what its texts were made into so far.

    `said` names the field that keeps the word an animal was called by, `named` the one whose record the text may name.
    """

    column: ColumnMapping
    at: int
    name: str
    prepare: Prepare
    remembered: Memory[Prepared]
    said: str = ""
    named: str = ""

    @property
    def is_more_than_text(self) -> bool:
        """Whether a text of this column may answer another field as well."""
        return bool(self.said or self.column.between or (self.named and self.column.meanings))

    def read(self, texts: Sequence[str]) -> Prepared:
        if self.at >= len(texts):
            return None
        text = texts[self.at]
        try:
            return self.remembered[text]
        except KeyError:
            return self.learn(text)

    def learn(self, text: str) -> Prepared:
        """What a text that was not met before is made into."""
        found = self.prepare(text)
        self.remembered.keep(text, found)
        return found
