"""The laptops' clocks in words: what they said, what bounds the true time, and a true time as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, time

from camifield.clock import MADE, milliseconds
from camifield.fields.reading.dates import read_date
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.clock_spans import ClockSpan, WrongClock
from camifield.queries.telling import local_moment, moment_text

NOON = time(12)


def said_text(span: ClockSpan, project: Project, words: Words) -> str:
    """What the clock said over the span: one moment, or the first and the last."""
    first, last = (moment_text(at, project, words, with_year=True) for at in (span.first_ms, span.last_ms))
    return first if first == last else words.say("clock.span", first=first, last=last)


def bounds_text(wrong: WrongClock, project: Project, words: Words) -> str:
    """Between what times the first save of the span must lie."""
    first = wrong.span.first_ms
    least, most = (
        None if bound is None else moment_text(first + bound, project, words, with_year=True)
        for bound in (wrong.least_ms, wrong.most_ms)
    )
    if least is not None and most is not None:
        return words.say("clock.bounds", least=least, most=most)
    if least is not None:
        return words.say("clock.bounds_least", least=least)
    return words.say("clock.bounds_most", most=most) if most is not None else words.say("clock.bounds_none")


def is_within(wrong: WrongClock, offset_ms: int) -> bool:
    """Whether the other saves allow that correction."""
    slack = 60_000  # people type minutes
    least, most = wrong.least_ms, wrong.most_ms
    return (least is None or offset_ms >= least - slack) and (most is None or offset_ms <= most + slack)


def typed_moment(at_ms: int, project: Project) -> str:
    """A time as `read_moment` takes it and people here write it: "14.03.2026 09:15"; empty outside the calendar."""
    at = local_moment(at_ms, project)
    if at is None:
        return ""
    order = project.settings.date_order or "dmy"
    day = {"dmy": "%d.%m.%Y", "mdy": "%m/%d/%Y", "ymd": "%Y-%m-%d"}.get(order, "%d.%m.%Y")
    return f"{at:{day} %H:%M}"


def read_moment(text: str, project: Project, words: Words) -> int | None:
    """Milliseconds since 1970 of a day, with a time or without one (noon), as a person types it; None for anything else."""
    today = max(project.today(), MADE)
    order = project.settings.date_order or "dmy"
    reading = read_date(text, order=order, today=today, language=words.language)
    if reading.value is None or len(reading.value) != len("2026-03-14"):
        return None
    day = datetime.fromisoformat(reading.value)
    at = time.fromisoformat(reading.time) if reading.time else NOON
    local = datetime.combine(day, at, UTC)
    return milliseconds(local - project.clock.local_offset())
