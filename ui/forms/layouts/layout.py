"""The parts a layout is made of: rows of fields in sections, the folded rest, and the line of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from camifield.fields.conditions import Condition


@dataclass(frozen=True, slots=True)
class Row:
    """Fields that share one line and one label: the label of the row itself, or of its first field."""

    fields: tuple[str, ...]
    label: str = ""

    def __init__(self, *fields: str, label: str = "") -> None:
        object.__setattr__(self, "fields", fields)
        object.__setattr__(self, "label", label)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of rows; `title` is a catalogue key below ``form.section.``."""

    title: str
    rows: tuple[Row, ...]

    def __init__(self, title: str, *rows: Row | str) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "rows", tuple(Row(row) if isinstance(row, str) else row for row in rows))

    def fields(self) -> Iterator[str]:
        for row in self.rows:
            yield from row.fields


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind's page. `sections` are open; `folded` open one by one; `facts` stand in one line that opens.

    `starts_at` is where the keyboard begins; `lines` gives the columns of each repeat in their order, the first
    ones always shown and the rest behind "more" of the line. `usual` names the answers that stand in sight where a
    list has more of them than a person should read through. `asked` holds the questions that stand on the page only
    then, or once they are answered: they may be answered in any record, but few need them. `beside` puts an answer
    of another question, by its name and code, among the chips of a question that is always in sight.
    """

    kind: str
    sections: tuple[Section, ...]
    folded: tuple[Section, ...] = ()
    facts: tuple[str, ...] = ()
    starts_at: str = ""
    lines: dict[str, tuple[str, ...]] | None = None
    usual: dict[str, tuple[str, ...]] | None = None
    asked: dict[str, Condition] | None = None
    beside: dict[str, tuple[str, str]] | None = None

    def section_of(self, name: str) -> Section | None:
        """The section that a question stands in; None for a fact of the program's and for what has no place."""
        sections = (*self.sections, *self.folded)
        return next((section for section in sections if name in section.fields()), None)

    def fields(self) -> Iterator[str]:
        """Every field that has a place on the page."""
        for section in (*self.sections, *self.folded):
            yield from section.fields()
        yield from self.facts
