"""How each approved output is made. `python -m tests.approve` writes them anew; the diff is what a person reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from camifield.commands.handing_over import TALLIES
from camifield.fields.field import Asking
from camifield.fields.values import Cell
from camifield.formats.blurring import Blurring
from camifield.formats.dictionary import dictionary_rows
from camifield.formats.register import RegisterOf
from camifield.formats.workbook.plan import Sheet
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kinds
from camifield.store.schema import schema_text

FOLDER = Path(__file__).resolve().parent
COMMAND = "python -m tests.approve"
DAY = date(2026, 3, 14)


def schema() -> str:
    """Every table of a store. A changed table of the log needs a step in migrations.py, a folded one a higher FOLDING."""
    return schema_text(kinds())


def dictionary() -> str:
    """The data dictionary in English: one field a paragraph, blank cells left out."""
    heads = ("type", "unit", "answers", "term", "restricted", "note")
    paragraphs: list[str] = []
    for declared in kinds().values():
        for kind, key, label, *cells in dictionary_rows(declared, Asking(DAY, Words("en"))):
            told = [
                f"    {head}: {cell}" for head, cell in zip(heads, cells, strict=True) if cell is not None
            ]
            paragraphs.append("\n".join((f"{key} | {kind} | {label}", *told)))
    return "\n".join(paragraphs) + "\n"


def headings() -> str:
    """The columns of every register and line sheet: key, English and Russian label, type. What a template to fill has too."""
    lines: list[str] = []
    for english, russian in zip(_sheets("en"), _sheets("ru"), strict=True):
        lines.append(f"[{english.name}] {english.title} | {russian.title}")
        lines += [
            f"{one.key} | {one.label} | {other.label} | {one.type.value}"
            for one, other in zip(english.columns, russian.columns, strict=True)
        ]
        lines.append("")
    return "\n".join(lines)


def _sheets(language: str) -> Iterator[Sheet]:
    for name, declared in kinds().items():
        asking = Asking(DAY, Words(language))
        of_kind = RegisterOf(declared, asking, Blurring(is_exact=True), _no_rows, 0, with_restricted=True)
        yield from of_kind.sheets(TALLIES.get(name, ()), dict.fromkeys(declared.repeats, 1))


def _no_rows(name: str, columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
    del name, columns
    return iter(())


OUTPUTS: dict[str, Callable[[], str]] = {
    "schema.sql": schema,
    "dictionary.txt": dictionary,
    "headings.txt": headings,
}
