"""Lines of a list in columns that stand straight in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "
_WIDE = frozenset("WF")


def columns(rows: Sequence[Sequence[str]], most: Sequence[int] = ()) -> Iterator[str]:
    """The rows as lines. `most` says how wide each column may be; what is longer ends with a sign that says so."""
    if not rows:
        return
    shown = [[_cut(" ".join(cell.split()), limit) for cell, limit in _limited(row, most)] for row in rows]
    widths = [max(width_of(row[place]) for row in shown) for place in range(len(shown[0]))]
    for row in shown:
        padded = (cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def width_of(text: str) -> int:
    """How many cells of a terminal a text takes: two for a Chinese sign, none for a mark over a letter."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in _WIDE else 1
        for letter in text
    )


def _limited(row: Sequence[str], most: Sequence[int]) -> Iterator[tuple[str, int]]:
    for place, cell in enumerate(row):
        yield cell, most[place] if place < len(most) else 0


def _cut(text: str, most: int) -> str:
    if not most or width_of(text) <= most:
        return text
    kept = ""
    for letter in text:
        if width_of(kept + letter) >= most:
            break
        kept += letter
    return f"{kept}…"
