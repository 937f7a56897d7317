"""A day, a time and an offset from UTC as one moment, where all three are said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from camifield.fields.reading.offsets import offset_of


def moment_ms(day: str, at: str, offset: str) -> int | None:
    """Milliseconds since 1970 of kept texts such as "2026-03-12", "09:20" and "+06:00".

    None where one is no such text, or the moment lies outside of the years 1 to 9999.
    """
    try:
        local = datetime.combine(date.fromisoformat(day), time.fromisoformat(at), UTC)
        return round((local - offset_of(offset)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
