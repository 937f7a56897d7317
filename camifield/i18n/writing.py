"""How a language writes dates and numbers (CLDR, through Babel), each kept once in one form."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camifield.i18n.words import Words

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
# English here is read by people who write the day before the month.
LOCALES = {"en": "en_GB"}


@cache
def _day(year: int, month: int, day: int, language: str, style: str) -> str:
    from babel.dates import format_date

    return format_date(date(year, month, day), style, locale=LOCALES.get(language, language))


@cache
def _month(year: int, month: int, language: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", date(year, month, 1), locale=LOCALES.get(language, language))


def date_text(edtf: str, language: str, style: str = "long") -> str:
    """A kept date (EDTF level 1) as the language writes it: "14 March 2024", "March 2024", "12–13 March 2024"."""
    from camifield.i18n.words import Words

    if "/" in edtf:
        start, _, end = edtf.partition("/")
        if len(start) == len(end) == len("2024-03-12") and start[:4] == end[:4] and style != "short":
            return _days(start, end, Words(language))
        first, last = date_text(start, language, style), date_text(end, language, style)
        return Words(language).say("date.range", first=first, last=last)
    parts = edtf.split("-")
    if len(parts) == 3:
        return _day(int(parts[0]), int(parts[1]), int(parts[2]), language, style)
    if len(parts) == 2 and parts[1] in SEASONS:
        following = f"{(int(parts[0]) + 1) % 100:02}"  # a winter is of two years, and is named by both
        return Words(language).say(f"date.{SEASONS[parts[1]]}", year=parts[0], following=following)
    if len(parts) == 2:
        return _month(int(parts[0]), int(parts[1]), language)
    return edtf


def _days(start: str, end: str, words: Words) -> str:
    """Days of one year: "12–14 March 2024", "28 February – 2 March 2024"."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return words.say(
        "date.days" if first.month == last.month else "date.days_of_months",
        first=first.day,
        first_month=words.say(f"month_of.{first.month}"),
        last=last.day,
        month=words.say(f"month_of.{last.month}"),
        year=last.year,
    )


def number_text(number: str, language: str) -> str:
    """A kept decimal string as the language writes it, every typed digit kept."""
    from babel.numbers import get_decimal_symbol

    return number.replace(".", get_decimal_symbol(language))


def whole_text(number: int, language: str) -> str:
    """A whole number with the language's own grouping."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=language)
