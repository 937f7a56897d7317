"""What the one table across kinds knows of a record, and how a local time becomes its place in that table."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class CardFacts(NamedTuple):
    """One line of the Records page.

    start_minute: minutes since 0001-01-01 of the event's local start, 0 when undated.
    place_text and count_text are shown as they are; texts are indexed for search, restricted_texts as well on
    a laptop that holds them; tokens are further exact filter words.
    """

    start_minute: int = 0
    species: str | None = None
    count_text: str = ""
    detail: str = ""
    person: bytes | None = None
    place_text: str = ""
    place: bytes | None = None
    latitude: float | None = None
    longitude: float | None = None
    state: str = "new"
    number: str = ""
    texts: tuple[str, ...] = ()
    restricted_texts: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


def minute_of(day: date, time: str = "") -> int:
    """Minutes since 0001-01-01 00:00 of a local date and HH:MM."""
    minutes = day.toordinal() * 1440
    if len(time) == 5:
        minutes += int(time[:2]) * 60 + int(time[3:])
    return minutes
