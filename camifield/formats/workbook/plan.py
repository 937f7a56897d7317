"""What a workbook is to hold, as values: sheets, their columns, and rows that are handed over one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

Cell = str | int | float | None
Rows = Callable[[], Iterator[Sequence[Cell]]]

MOST_ROWS = 1_048_576  # Excel's own limit, heading rows included
LONGEST_TEXT = 32_767  # UTF-16 units that one cell can hold (Excel specifications and limits)
LONGEST_TITLE = 31  # UTF-16 units of a sheet's name


class Type(Enum):
    """How a column's cells are typed and shown. Dates are ISO days, times HH:MM, both as text in the rows."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DEGREES = "degrees"
    DATE = "date"
    TIME = "time"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable key (row 1), its label (row 2, the table's header), its type and its width."""

    key: str
    label: str
    type: Type = Type.TEXT
    width: float = 16.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is one table. `rows` may be asked once; `count` is how many it is thought to give.

    name: plain letters, the same in every language: the table's name in formulas and queries.
    fixed: how many first columns stay in sight when the sheet is scrolled sideways.
    """

    title: str
    columns: Sequence[Column]
    rows: Rows
    count: int
    name: str = "rows"
    fixed: int = 0


@dataclass
class Written:
    """What was written: rows by the name of their sheet, and how many texts were longer than a cell can hold."""

    rows: Counter[str] = field(default_factory=Counter[str])
    cut_texts: int = 0


Lines = Sequence[tuple[str, Cell]]


@dataclass(frozen=True, slots=True)
class Notes:
    """The first sheet: plain lines, label and text, asked for when all rows are written, so that it can count them."""

    title: str
    lines: Callable[[Written], Lines]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole workbook, in the order of its sheets, whom it names as its maker, and when it was made (UTC)."""

    sheets: Sequence[Sheet]
    about: Notes
    creator: str = "CAMI Field"
    made_at: datetime | None = None


def split(sheet: Sheet, most: int = MOST_ROWS - 2) -> Iterable[Sheet]:
    """The sheet, or as many numbered sheets as Excel's row limit (two heading rows) needs."""
    if sheet.count <= most:
        yield sheet
        return
    rows = sheet.rows()

    def part() -> Iterator[Sequence[Cell]]:
        for _, row in zip(range(most), rows, strict=False):
            yield row

    parts = -(-sheet.count // most)
    for number in range(1, parts + 1):
        count = min(most, sheet.count - (number - 1) * most)
        end = f" ({number})"
        title = f"{shortened(sheet.title, LONGEST_TITLE - len(end))}{end}"
        yield replace(sheet, title=title, rows=part, count=count)


def shortened(text: str, most: int) -> str:
    """The first `most` UTF-16 units of a text, which is how Excel counts; no character is cut in two."""
    if len(text) * 2 <= most:
        return text
    return text.encode("utf-16-le", "replace")[: most * 2].decode("utf-16-le", "ignore")
