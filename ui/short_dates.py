"""Short dates in a page's sentences, the same on every page."""

from __future__ import annotations

from datetime import date

from camifield.i18n.words import Words


def short_date(day: date, words: Words, today: date) -> str:
    """Day and month as the language writes them, such as "9 March"; with the year where it is not today's."""
    month = words.say(f"month_of.{day.month}")
    if day.year == today.year:
        return words.say("date.day_month", day=day.day, month=month)
    return words.say("date.day_month_year", day=day.day, month=month, year=day.year)


def oldest_line(day: date | None, words: Words, today: date) -> str:
    """The line that says how old the oldest waiting record is; empty when there is none."""
    return words.say("today.oldest", date=short_date(day, words, today)) if day else ""
