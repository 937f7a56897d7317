"""How a language writes dates and numbers (CLDR, through Babel), each kept once in one form."""

from __future__ import annotations

from datetime import date
from functools import cache

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
        first, last = date_text(start, language, style), date_text(end, language, style)
        return Words(language).say("date.range", first=first, last=last)
    parts = edtf.split("-")
    if len(parts) == 3:
        return _day(int(parts[0]), int(parts[1]), int(parts[2]), language, style)
    if len(parts) == 2 and parts[1] in SEASONS:
        return Words(language).say(f"date.{SEASONS[parts[1]]}", year=parts[0])
    if len(parts) == 2:
        return _month(int(parts[0]), int(parts[1]), language)
    return edtf


def number_text(number: str, language: str) -> str:
    """A kept decimal string as the language writes it, every typed digit kept."""
    from babel.numbers import get_decimal_symbol

    return number.replace(".", get_decimal_symbol(language))


def whole_text(number: int, language: str) -> str:
    """A whole number with the language's own grouping."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=language)
