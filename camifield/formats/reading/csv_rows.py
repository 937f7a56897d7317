"""Lines of text become rows of cells, and a quotation mark that was never closed swallows none of them."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from camifield.formats.reading.delimiters import allow_long_cells

# A record of more lines than this was not meant: a quotation mark was opened by mistake and closed by another.
MOST_LINES = 200


class _RunawayError(Exception):
    """One record took more lines than any real one."""


class CountedRows(Protocol):
    """Rows, and how many lines they took so far: what the csv module's reader is."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def strict_rows(lines: Iterable[str], sign: str) -> CountedRows:
    """Rows of well-made text, at the speed of the csv module. Raises csv.Error at the first stray quotation mark."""
    allow_long_cells()
    return csv.reader(lines, delimiter=sign, strict=True)


def forgiving_rows(lines: Iterable[str], sign: str, on_broken: Callable[[int], None]) -> Iterator[list[str]]:
    """Rows of any text. A record with a stray quotation mark is its first line alone, and the next line begins the next.

    `on_broken` is told the number of each such row. Slower than `strict_rows` by ten times.
    """
    allow_long_cells()
    coming = iter(lines)
    waiting: deque[str] = deque()
    taken: list[str] = []

    def feed() -> Iterator[str]:
        while True:
            line = waiting.popleft() if waiting else next(coming, None)
            if line is None:
                return
            taken.append(line)
            if len(taken) > MOST_LINES:
                raise _RunawayError
            yield line

    reader = csv.reader(feed(), delimiter=sign, strict=True)
    number = 0
    while True:
        taken.clear()
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _RunawayError):
            on_broken(number)
            row = _lone_row(taken[0], sign)
            waiting.extendleft(reversed(taken[1:]))
            reader = csv.reader(feed(), delimiter=sign, strict=True)
        yield row


def _lone_row(line: str, sign: str) -> list[str]:
    """One line as one row, whatever its quotation marks; a blank line is a blank row."""
    line = line.rstrip("\r\n")
    try:
        return next(csv.reader([line], delimiter=sign), list[str]())
    except csv.Error:
        return line.split(sign)
