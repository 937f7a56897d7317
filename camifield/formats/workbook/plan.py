"""What a workbook is to hold, as values: sheets, their columns, and rows that are handed over one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

Cell = str | int | float | None
Rows = Callable[[], Iterator[Sequence[Cell]]]

MOST_ROWS = 1_048_576  # Excel's own limit, heading rows included
LONGEST_TEXT = 32_767  # characters that one cell can hold (Excel specifications and limits)


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
    """A sheet that is one table. `rows` may be asked once; `count` is how many it will give, for the table's size."""

    title: str
    columns: Sequence[Column]
    rows: Rows
    count: int
    is_register: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """A sheet of plain lines, label and text: About, or the dictionary's introduction."""

    title: str
    lines: Sequence[tuple[str, Cell]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole workbook, in the order of its sheets, and whom it names as its maker."""

    sheets: Sequence[Sheet]
    about: Notes
    creator: str = "CAMI Field"
    made_at: str = ""


@dataclass
class Written:
    """What was written: rows a sheet by its title, and how many texts were longer than a cell can hold."""

    rows: dict[str, int] = field(default_factory=dict[str, int])
    cut_texts: int = 0


def split(sheet: Sheet) -> Iterable[Sheet]:
    """The sheet, or as many numbered sheets as Excel's row limit needs."""
    most = MOST_ROWS - 2
    if sheet.count <= most:
        yield sheet
        return
    rows = sheet.rows()

    def part() -> Iterator[Sequence[Cell]]:
        for _, row in zip(range(most), rows, strict=False):
            yield row

    for number in range(-(-sheet.count // most)):
        count = min(most, sheet.count - number * most)
        yield Sheet(f"{sheet.title[:26]} ({number + 1})", sheet.columns, part, count, sheet.is_register)
