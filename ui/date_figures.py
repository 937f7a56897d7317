"""Dates in figures for a narrow column: a day, a span of days, a month, a year, in the order that people here write."""

from __future__ import annotations

from datetime import date

from camifield.i18n import writing
from camifield.i18n.words import Words

NO_DAY = "—"
DAY_SHAPES = {"ymd": "%Y-%m-%d", "mdy": "%m/%d/%Y", "dmy": "%d.%m.%Y"}
MONTH_SHAPES = {"ymd": "%Y-%m", "mdy": "%m/%Y", "dmy": "%m.%Y"}
# The first day of a span within one month, and within one year; the last one is written whole.
SHORT_SHAPES = {"dmy": ("%d", "%d.%m"), "mdy": ("%m/%d", "%m/%d")}


def day_in_figures(day: int, order: str) -> str:
    """A day as `date.toordinal` counts, such as 12.03.2026; a dash for none."""
    return date.fromordinal(day).strftime(DAY_SHAPES[order]) if day else NO_DAY


def date_in_figures(written: str, order: str, words: Words) -> str:
    """A kept date (EDTF): 12.03.2026, 12–14.03.2026, 28.02–02.03.2026, 03.2026, 2026; a season in words."""
    first, slash, last = written.partition("/")
    if slash and first != last:
        return _span(first, last, order, words)
    parts = first.split("-")
    if len(parts) == 3:
        return date.fromisoformat(first).strftime(DAY_SHAPES[order])
    if len(parts) == 1:
        return first
    if int(parts[1]) > 12:
        return writing.date_text(first, words.language)
    return date(int(parts[0]), int(parts[1]), 1).strftime(MONTH_SHAPES[order])


def _span(first: str, last: str, order: str, words: Words) -> str:
    end = date_in_figures(last, order, words)
    is_of_days = len(first) == len(last) == len("2026-03-12")
    if not is_of_days or order not in SHORT_SHAPES or first[:4] != last[:4]:
        return f"{date_in_figures(first, order, words)}–{end}"
    within_month, within_year = SHORT_SHAPES[order]
    shape = within_month if first[:7] == last[:7] else within_year
    return f"{date.fromisoformat(first).strftime(shape)}–{end}"
