"""The canonical dates of the program: a small part of EDTF (Library of Congress, levels 0 and 1), and what days they span.

2024, 2024-03, 2024-03-14, 2024-21 (spring; 22 summer, 23 autumn, 24 winter) and two of these with a slash between.
Seasons are those of the weather in the north: spring is March to May. The winter of 2024-24 begins in December 2024
and ends in February 2025.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24


def start_of(edtf: str) -> date:
    """The first day of a canonical date. Raises ValueError for any other text."""
    return _bounds(edtf.partition("/")[0])[0]


def end_of(edtf: str) -> date:
    """The last day of a canonical date. Raises ValueError for any other text."""
    first, slash, last = edtf.partition("/")
    return _bounds(last if slash else first)[1]


def precision_of(edtf: str) -> str:
    """day, month, season, year or range. Raises ValueError for any other text."""
    if "/" in edtf:
        for end in edtf.split("/"):
            _bounds(end)
        return "range"
    _bounds(edtf)
    if len(edtf) == 10:
        return "day"
    if len(edtf) == 4:
        return "year"
    return "season" if int(edtf[5:]) >= SPRING else "month"


def month_text(year: int, month: int) -> str:
    """The canonical text of a month or, for 21 to 24, of a season."""
    return f"{year:04}-{month:02}"


@lru_cache(maxsize=8192)  # one date is asked for its days by every rule and derived column
def _bounds(point: str) -> tuple[date, date]:
    digits = point.replace("-", "")
    shape = [len(part) for part in point.split("-")]
    if not (digits.isascii() and digits.isdigit()) or shape not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(point)
    year = int(point[:4])
    if len(point) == 4:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(point[5:7])
    if len(point) == 10:
        day = date(year, month, int(point[8:]))
        return day, day
    if SPRING <= month <= WINTER:
        first_month = 3 * (month - 20)
        return date(year, first_month, 1), _month_end(year, first_month + 2)
    return date(year, month, 1), _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    """The last day of a month; months past 12 belong to the next year."""
    years, month = divmod(month, 12)
    return date(year + years, month + 1, 1) - timedelta(days=1)
