"""The difference of local time from UTC, as people write it, and of a named time zone on a given day."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from camifield.folding import plain, words

LONGEST_TEXT = 40
LEAST_MINUTES, MOST_MINUTES = -12 * 60, 14 * 60


def read_offset(text: str) -> str | None:
    """The offset of a text as +HH:MM ("+6", "UTC+5:45", "GMT -3", "+0530", "Z"); None when it is none.

    Offsets lie from -12:00 to +14:00; names of zones are not offsets, for theirs changes with the date.
    """
    if len(text) > LONGEST_TEXT:
        return None
    typed = words(plain(text)).translate(str.maketrans("−–—‐‑", "-----"))
    if typed in ("z", "utc", "gmt", "utc+0", "гринвич"):
        return "+00:00"
    found = _offset().fullmatch(typed)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    if minutes and int(minutes) >= 60:
        return None
    total = (int(hours) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)
    return offset_text(timedelta(minutes=total)) if LEAST_MINUTES <= total <= MOST_MINUTES else None


def offset_text(offset: timedelta) -> str:
    """An offset as +HH:MM; seconds, which only zones of before 1930 have, are cut."""
    minutes = int(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def offset_of(text: str) -> timedelta:
    """The timedelta of a canonical +HH:MM. Raises ValueError for anything else."""
    if not _canonical().fullmatch(text):
        raise ValueError(text)
    minutes = int(text[1:3]) * 60 + int(text[4:])
    return timedelta(minutes=-minutes if text[0] == "-" else minutes)


def zone_offset(zone: str, day: date, at: time | None = None) -> str | None:
    """The offset of an IANA zone ("Asia/Almaty") at a local day and time (noon if none); None for no such zone."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        local = datetime.combine(day, at or time(12), ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    offset = local.utcoffset()
    return None if offset is None else offset_text(offset)


@cache
def _offset() -> re.Pattern[str]:
    return re.compile(r"(?:utc|gmt|время)?\s?([+-])\s?(\d{1,2})(?:\s?[:.]?\s?(\d{2}))?")


@cache
def _canonical() -> re.Pattern[str]:
    return re.compile(r"[+-]\d{2}:\d{2}")
