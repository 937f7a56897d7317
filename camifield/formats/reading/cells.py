"""One cell and one row, as every kind of file gives them, and the text that a person sees in a cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

# bool stands before int in every decision: in Python True is an int too.
Cell = str | bool | int | float | date | datetime | time | timedelta
BLANK = ""
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\x00\x1a"


class Row(NamedTuple):
    """One row of a sheet: `number` is 1-based in the file, as a spreadsheet shows it; a blank cell is the empty text.

    Cells of a text file are always text. Cells of a workbook keep their type. At least as many cells as headings.
    """

    number: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every cell as a person sees it: numbers without exponent, dates and times as in ISO 8601."""
        return tuple([cell if type(cell) is str else cell_text(cell) for cell in self.cells])


def cell_text(cell: Cell) -> str:
    """The text of one cell: 12.0 is "12", a date 2024-05-03, a moment 2024-05-03T14:30, a duration 30:05."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return _float_text(cell)
    if isinstance(cell, timedelta):
        return _duration_text(cell)
    if isinstance(cell, datetime):
        return f"{cell.date().isoformat()}T{_clock_text(cell.time())}"
    return _clock_text(cell) if isinstance(cell, time) else cell.isoformat()


def bare(text: str) -> str:
    """The text without white space and invisible marks at its ends."""
    stripped = text.strip()
    if stripped.isascii() and stripped.isprintable():
        return stripped
    return stripped.strip(_INVISIBLE + " \t\r\n\u00a0")


def column_letters(index: int) -> str:
    """What a spreadsheet calls the column of a 0-based index: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The 0-based index of a column's letters, the inverse of `column_letters`."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def _float_text(number: float) -> str:
    """Fifteen significant digits, as spreadsheets show at most: 0.30000000000000004 in the file is 0.3 to a person."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = format(number, ".15g")
    return format(Decimal(text), "f") if "e" in text and "n" not in text else text


def _clock_text(moment: time) -> str:
    if moment.microsecond:
        return moment.isoformat("milliseconds").rstrip("0")
    return moment.isoformat("seconds" if moment.second else "minutes")


def _duration_text(duration: timedelta) -> str:
    seconds = round(duration.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{sign}{hours}:{minute:02}" + (f":{second:02}" if second else "")
