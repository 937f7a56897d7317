"""The shapes that the line of a date can have, and the year, month and day that each gives; nothing is converted here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

Order = str  # "dmy", "mdy" or "ymd"; what numbers without names are tried as
DAY_FIRST_DOTTED, YEAR_FIRST_LANGUAGES = ("dmy",), ("mn", "zh", "ja", "ne", "fa", "dz", "bo")


class Side(NamedTuple):
    """One end of a range, or a whole date, as far as the text says it. `order` marks what had to be assumed to read it.

    The year has two digits when only two were typed and `is_short`. `season` is 21 to 24.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    is_short: bool = False
    order: Order = ""


class Assumed(NamedTuple):
    """What may be assumed of numbers: the order that a column or a person uses (None: not known), and the language."""

    order: Order | None
    language: str | None


def sides_of(line: str, assumed: Assumed) -> list[Side]:
    """Every way to read one date or one end of a range; none when the line has no known shape."""
    for pattern, read in _shapes():
        found = pattern.fullmatch(line)
        sides = list(read(found, assumed)) if found else []
        if sides:
            return sides
    return []


def _year(text: str) -> tuple[int, bool]:
    digits = text.rstrip("Y")
    return int(digits), len(digits) <= 2


def _named(found: re.Match[str], _assumed: Assumed) -> Iterator[Side]:
    """A year, a named month, a day, in whatever order; any may be missing."""
    parts = found.groupdict()
    year, is_short = _year(parts["year"]) if parts.get("year") else (None, False)
    month = int(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    yield Side(year, month, day, is_short=is_short)


def _month_and_number(found: re.Match[str], _assumed: Assumed) -> Iterator[Side]:
    """March 24: a day of this year or the month of another."""
    month, number = int(found["month"]), int(found["number"])
    if number <= 31:
        yield Side(None, month, number, order="day")
    yield Side(number, month, is_short=True, order="year")


def _year_and_month(found: re.Match[str], _assumed: Assumed) -> Iterator[Side]:
    """2024-03, 03.2024, and 2024-21, which is how a season is kept."""
    year, month = int(found["year"]), int(found["month"])
    if 21 <= month <= 24 and found["mark"] == "-":
        yield Side(year, season=month)
    elif 1 <= month <= 12:
        yield Side(year, month)


def _numeric(found: re.Match[str], assumed: Assumed) -> Iterator[Side]:
    """Three numbers with the same mark between: the orders that are possible, or the only one that is allowed."""
    first, second, third = found["first"], found["second"], found["third"]
    orders = _orders(found["mark"], assumed, is_year_last=len(third) == 4)
    for order in orders:
        numbers = dict(zip(order, (first, second, third), strict=True))
        year, is_short = _year(numbers["y"])
        yield Side(year, int(numbers["m"]), int(numbers["d"]), is_short=is_short, order=order)


def _orders(mark: str, assumed: Assumed, *, is_year_last: bool) -> tuple[Order, ...]:
    possible = ("dmy", "mdy") if is_year_last else ("dmy", "mdy", "ymd")
    if assumed.order is not None:
        return (assumed.order if assumed.order in possible else "dmy",)
    if mark in ". ":
        return ("ymd",) if not is_year_last and assumed.language in YEAR_FIRST_LANGUAGES else DAY_FIRST_DOTTED
    return possible


def _day_and_month(found: re.Match[str], assumed: Assumed) -> Iterator[Side]:
    """14.03 without a year."""
    first, second = int(found["first"]), int(found["second"])
    if assumed.order in (None, "dmy") or found["mark"] == ".":
        yield Side(None, second, first, order="dmy")
    if assumed.order in ("mdy", "ymd") or (assumed.order is None and found["mark"] != "."):
        yield Side(None, first, second, order="mdy")


def _packed(found: re.Match[str], assumed: Assumed) -> Iterator[Side]:
    """Digits without any mark: 20240314, 14032024; six of them only where the order is known."""
    digits = found.group()
    if len(digits) == 8:
        for order, (year, month, day) in (("ymd", (0, 4, 6)), ("dmy", (4, 2, 0))):
            side = Side(
                int(digits[year : year + 4]),
                int(digits[month : month + 2]),
                int(digits[day : day + 2]),
                order=order,
            )
            if 1300 <= (side.year or 0) <= 2199 and 1 <= (side.month or 0) <= 12:
                yield side
        return
    for order in (assumed.order,) if assumed.order else ("dmy", "mdy", "ymd"):
        numbers = dict(zip(order, (int(digits[at : at + 2]) for at in (0, 2, 4)), strict=True))
        yield Side(numbers["y"], numbers["m"], numbers["d"], is_short=True, order=order)


def _season(found: re.Match[str], _assumed: Assumed) -> Iterator[Side]:
    """A season, its year, or the two years of a winter."""
    parts = found.groupdict()
    for season in map(int, parts["season"].split("|")):
        year, is_short = _year(parts["year"]) if parts.get("year") else (None, False)
        if season != 24 or year is None:
            yield Side(year, season=season, is_short=is_short, order=str(season))
        elif parts.get("next"):
            if int(parts["next"]) % 100 == (year + 1) % 100:
                yield Side(year, season=season)
        else:
            yield Side(year - 1, season=season, is_short=is_short, order="before")
            yield Side(year, season=season, is_short=is_short, order="after")


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Assumed], Iterator[Side]]], ...]:
    year = r"(?P<year>\d{4}Y?|\d{2}Y)"
    any_year = r"(?P<year>\d{4}Y?|\d{2}Y?)"
    month, day = r"m(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    season, mark = r"s(?P<season>[\d|]+)", r"[ ./-]"
    named = (
        rf"{year}", rf"{day}{mark}{month}{mark}{any_year}", rf"{month}{mark}{day}{mark}(?P<year>\d{{4}}Y?)",
        rf"{year}{mark}{month}{mark}{day}", rf"{year}{mark}{month}", rf"{month}{mark}{year}",
        rf"{year}{mark}{day}{mark}{month}", rf"{day}{mark}{month}", rf"{month}", rf"{day}",
        r"(?P<year>\d{4})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})Y? (?P<month>\d{1,2}) (?P<day>\d{1,2})",
    )  # fmt: skip
    numbers = r"(?P<first>\d{1,2})(?P<mark>[ ./-])(?P<second>\d{1,2})"
    rows = (
        *((pattern, _named) for pattern in named),
        (rf"{month}{mark}(?P<number>\d{{2}})", _month_and_number),
        (rf"{month}{mark}(?P<day>\d)", _named),
        (r"(?P<year>\d{4})Y?(?P<mark>[ ./-])(?P<month>\d{1,2})", _year_and_month),
        (r"(?P<month>\d{1,2})(?P<mark>[ ./-])(?P<year>\d{4})Y?", _year_and_month),
        (rf"{numbers}(?P=mark)(?P<third>\d{{4}}|\d{{2}})Y?", _numeric),
        (numbers, _day_and_month),
        (r"\d{8}|\d{6}", _packed),
        (rf"{season}", _season),
        (rf"{season} {year}(?:[/-](?P<next>\d{{4}}|\d{{2}})Y?)?", _season),
        (rf"(?P<year>\d{{4}}Y?)(?:[/-](?P<next>\d{{4}}|\d{{2}})Y?)?[ -]{season}", _season),
    )
    return tuple((re.compile(pattern), read) for pattern, read in rows)
