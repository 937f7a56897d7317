"""Which row of a sheet holds the headings: past titles and blank rows, over one row or two, or nowhere at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from camifield.formats.reading.cells import Row, column_letters
from camifield.formats.reading.heading_evidence import TYPED, Grid, is_label, weigh
from camifield.formats.reading.spans import Span

_SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet.

    `row` is the 1-based number of the row where they end, None for a sheet without any (then `texts` are the letters
    of the columns). `parts` holds, for each column, the texts joined in its heading, from the top ("Count", "male").
    `others` are the rows next to it that only say the headings again (labels under keys, numbers of columns).
    `is_certain` is False when nothing but the look of the row speaks for it: show it, and let it be changed.
    """

    row: int | None
    texts: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    others: frozenset[int] = frozenset()
    other_texts: tuple[str, ...] = ()
    is_certain: bool = True


def find_headings(rows: Sequence[Row], spans: Sequence[Span] = (), *, chosen: int | None = None) -> Headings:
    """The headings of a sheet from its first rows (a few hundred are enough).

    `chosen` is a person's word: the number of the row, or 0 for "there are none".
    """
    grid = Grid(rows)
    if chosen is not None:
        at = next((index for index, row in enumerate(rows) if row.number == chosen), None)
        return _named(grid, at, {}, is_certain=True) if at is not None else _nameless(grid, is_certain=True)
    at = grid.first_dense()
    if at is None:
        return _nameless(grid, is_certain=False)
    weight = weigh(grid, at)
    if weight <= 0:
        later = _headings_under_a_wide_title(grid, at)
        if later is None:
            return _nameless(grid, is_certain=weight < 0)
        at, weight = later, weigh(grid, later)
    upper = _row_above(grid, at, spans)
    if upper is not None:
        return _named(grid, at, _spread(grid, upper, at, spans), is_certain=True)
    if _is_lower_half(grid, at, spans):
        return _named(grid, at + 1, _spread(grid, at, at + 1, spans), is_certain=True)
    return _named(grid, at, {}, is_certain=weight >= 1)


def _headings_under_a_wide_title(grid: Grid, at: int) -> int | None:
    """The full row of proven headings right under a shorter row that is none: "Report, 2023" cut in two by its comma."""
    if len(grid.filled[at]) >= grid.width:
        return None
    for row in range(at + 1, min(at + 4, len(grid.filled))):
        if len(grid.filled[row]) >= grid.width and weigh(grid, row) >= 2:
            return row
    return None


def _row_above(grid: Grid, at: int, spans: Sequence[Span]) -> int | None:
    """The row over the headings that groups them ("Coordinates" over "latitude" and "longitude"), if that is what it is."""
    above = at - 1
    if above < 0 or not grid.filled[above]:
        return None
    filled = grid.filled[above]
    if any(not is_label(grid, above, column) for column in filled):
        return None
    wide = [span for span in spans if span.top == grid.numbers[above] and span.width > 1]
    if any(span.width >= 0.8 * grid.width for span in wide):
        return None
    is_group = bool(wide) or len(filled) > 1 or filled[0] > 0
    return above if is_group and filled[-1] < grid.width else None


def _is_lower_half(grid: Grid, at: int, spans: Sequence[Span]) -> bool:
    """Whether the row under a dense row goes on with it: "male", "female" under "Count" and the blank beside it."""
    below = at + 1
    if below >= len(grid.texts) or not grid.filled[below]:
        return False
    filled = grid.filled[below]
    if any(not is_label(grid, below, column) for column in filled):
        return False
    number = grid.numbers[at]
    if any(span.top == number and span.bottom == grid.numbers[below] for span in spans):
        return True
    wide = {c for span in spans if span.top == number for c in range(span.left, span.right + 1)}
    for column in filled:
        starts_group = (
            bool(grid.text(at, column)) and not grid.text(at, column + 1) and column + 1 < grid.width
        )
        if grid.text(at, column) and not starts_group and column not in wide:
            return False
    if all(grid.text(at, column) for column in filled):
        return False
    contrast = any(grid.typed_below(below, column) in TYPED for column in filled)
    others = [column for column in grid.filled[at] if column not in filled]
    return contrast and any(grid.below(below, column) for column in others)


def _spread(grid: Grid, upper: int, lower: int, spans: Sequence[Span]) -> dict[int, str]:
    """The upper row's text over each column: as far as cells were merged, or as far as the lower row goes on."""
    over: dict[int, str] = {column: grid.text(upper, column) for column in grid.filled[upper]}
    wide = [span for span in spans if span.top == grid.numbers[upper] and span.width > 1]
    for span in wide:
        for column in range(span.left, span.right + 1):
            over.setdefault(column, grid.text(upper, span.left))
    if wide:
        return over
    current = ""
    for column in range(grid.widest):
        current = grid.text(upper, column) or (current if grid.text(lower, column) else "")
        if current:
            over[column] = current
    return over


def _named(grid: Grid, at: int, over: dict[int, str], *, is_certain: bool) -> Headings:
    width = max(
        [
            grid.width if grid.filled[at] else 0,
            *(column + 1 for column in grid.filled[at]),
            *(c + 1 for c in over),
        ]
    )
    parts: list[tuple[str, ...]] = []
    for column in range(width):
        both = (_tidy(over.get(column, "")), _tidy(grid.text(at, column)))
        kept = tuple(dict.fromkeys(text for text in both if text))
        parts.append(kept or (column_letters(column),))
    others = _said_again(grid, at, width)
    second = next((row for row, is_numbers in others if not is_numbers), None)
    return Headings(
        row=grid.numbers[at],
        texts=_told_apart([_SEPARATOR.join(part) for part in parts]),
        parts=tuple(parts),
        others=frozenset(grid.numbers[row] for row, _ in others),
        other_texts=tuple(_tidy(grid.text(second, column)) for column in range(width))
        if second is not None
        else (),
        is_certain=is_certain,
    )


def _said_again(grid: Grid, at: int, width: int) -> list[tuple[int, bool]]:
    """Rows right under the headings that are no records: labels under keys, and the numbers of the columns."""
    found: list[tuple[int, bool]] = []
    for row in (at + 1, at + 2):
        if row >= len(grid.texts):
            break
        filled = grid.filled[row]
        if width >= 5 and len(filled) == width and _counts_columns([grid.text(row, c) for c in filled]):
            found.append((row, True))
        elif (
            not found and len(filled) >= 0.6 * width and all(is_label(grid, row, column) for column in filled)
        ):
            typed = [column for column in filled if grid.typed_below(row, column) in TYPED]
            if len(typed) >= 2:
                found.append((row, False))
    return found


def _counts_columns(texts: list[str]) -> bool:
    return texts == [str(number) for number in range(1, len(texts) + 1)]


def _nameless(grid: Grid, *, is_certain: bool) -> Headings:
    letters = tuple(column_letters(column) for column in range(grid.widest))
    return Headings(None, letters, tuple((letter,) for letter in letters), is_certain=is_certain)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _told_apart(texts: list[str]) -> tuple[str, ...]:
    """Equal headings numbered from the second on, so that each names one column: Count, Count (2)."""
    seen: Counter[str] = Counter()
    taken = set(texts)
    told: list[str] = []
    for text in texts:
        seen[text] += 1
        name = text
        if seen[text] > 1:
            number = seen[text]
            while (name := f"{text} ({number})") in taken:
                number += 1
            taken.add(name)
        told.append(name)
    return tuple(told)
