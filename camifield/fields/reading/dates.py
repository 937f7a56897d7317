"""Dates as people write them, in several calendars, brought to one canonical text (see `edtf`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from camifield.fields.reading.calendars import Calendar
from camifield.fields.reading.date_line import DateLine, date_line
from camifield.fields.reading.date_shapes import Assumed, Side, sides_of
from camifield.fields.reading.date_values import NoDate, Span, between, span_of, third_of, with_latest_year
from camifield.fields.reading.edtf import end_of, precision_of, start_of
from camifield.fields.reading.times import TimeReading, find_time
from camifield.folding import plain, words

__all__ = ["DateReading", "end_of", "precision_of", "read_date", "start_of"]

LONGEST_TEXT = 200
FIRST_SERIAL, LAST_SERIAL = 20_000, 73_050  # 1954 to 2099 as a spreadsheet counts days
NO_TIME = TimeReading()


class DateReading(NamedTuple):
    """`value` is the canonical date, None when refused or asked; with two or more `candidates` the person chooses.

    start, end: the first and last day. precision: day, month, season, year or range. calendar: the one it was written
    in. time (HH:MM), offset (+HH:MM) and part_of_day are what the same text says of the hour, "" when nothing.
    is_about: the text says "about". is_year_assumed: no year was written, and the latest one was taken in which the
    date is not after today; fit for a person who sees the answer, a question for a file. suggestion: a text that would be understood and was probably meant.
    Reasons: ``several-dates`` (asked), ``date-not-understood``, ``no-such-date``, ``two-digit-year``,
    ``year-out-of-range``, ``calendar-needed``, ``calendar-year-unknown``, ``date-order``, ``date-is-serial``,
    ``end-before-start``, ``hour-out-of-range``, ``minute-out-of-range``.
    """

    value: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str = ""
    suggestion: str = ""
    start: date | None = None
    end: date | None = None
    precision: str = ""
    calendar: Calendar = "gregorian"
    time: str = ""
    offset: str = ""
    part_of_day: str = ""
    is_about: bool = False
    is_year_assumed: bool = False


def read_date(
    text: str,
    *,
    today: date,
    order: str | None = None,
    language: str | None = None,
    calendar: Calendar | None = None,
) -> DateReading:
    """What a text says of a day, a month, a season, a year or a range of these.

    `order` ("dmy", "mdy", "ymd") is what a column or a person is known to use for bare numbers; without it numbers that
    can be read two ways are asked, but for 14.03.2024, which is day first wherever points are used. `language` tells
    the Kazakh жаз from the Kyrgyz, and where 24.03.14 begins with the year. `calendar` is what the person stated; a
    year from 1370 to 1430 is taken for Solar Hijri without that. Two-digit years are of this century up to today's.
    """
    typed = words(plain(text))
    if not typed or len(typed) > LONGEST_TEXT:
        return DateReading(reason="date-not-understood")
    if _serial().fullmatch(typed) and FIRST_SERIAL <= int(typed[:5]) <= LAST_SERIAL:
        meant = date(1899, 12, 30) + timedelta(days=int(typed[:5]))
        return DateReading(reason="date-is-serial", suggestion=meant.isoformat())
    found, rest = find_time(_exif().sub(r"\1-\2-\3", typed))
    time = found or NO_TIME
    if time.reason:
        return DateReading(reason=time.reason)
    reading = _read_line(rest, today, order, language, calendar)
    if reading.candidates and time is not NO_TIME:
        return reading._replace(time=time.value or "", offset=time.offset)
    return reading


@lru_cache(
    maxsize=2048
)  # a table of moments has few days, and a day takes ten times longer to read than an hour
def _read_line(
    rest: str, today: date, order: str | None, language: str | None, calendar: Calendar | None
) -> DateReading:
    """The reading of what is left of a text when its time is taken out."""
    line = date_line(rest, language)
    if line is None:
        return DateReading(reason="date-not-understood")
    if line.days_ago is not None:
        day = (today - timedelta(days=line.days_ago)).isoformat()
        spans: Sequence[Span | NoDate] = [] if line.text else [Span(day, "day", "gregorian")]
    else:
        stated = line.calendar if line.calendar not in (None, "gregorian") else calendar or line.calendar
        spans = list(_spans(line, Assumed(_order(order, stated), language), stated, today))
        if order and not any(isinstance(span, Span) for span in spans):
            return _other_order(spans, line, language, stated, today)
    return _reading(spans, line)


def _reading(spans: Sequence[Span | NoDate], line: DateLine) -> DateReading:
    understood = {span.text: span for span in spans if isinstance(span, Span)}
    if not understood:
        refused = next((span for span in spans if isinstance(span, NoDate)), NoDate("date-not-understood"))
        return DateReading(reason=refused.reason, suggestion=refused.suggestion)
    beside = DateReading(
        candidates=tuple(understood),
        part_of_day=line.part_of_day,
        is_about=line.is_about or bool(line.third),
    )
    if len(understood) > 1:
        return beside._replace(reason="several-dates")
    span = next(iter(understood.values()))
    return beside._replace(
        value=span.text,
        start=span.start,
        end=span.end,
        precision=span.precision,
        calendar=span.calendar,
        is_year_assumed=span.is_year_assumed,
    )


def _other_order(
    spans: Sequence[Span | NoDate],
    line: DateLine,
    language: str | None,
    calendar: Calendar | None,
    today: date,
) -> DateReading:
    """A refusal of numbers that do not fit the known order, with the date that they are in the only other one."""
    others = {
        span.text
        for order in ("dmy", "mdy", "ymd")
        for span in _spans(line, Assumed(order, language), calendar, today)
        if isinstance(span, Span)
    }
    if len(others) == 1:
        return DateReading(reason="date-order", suggestion=others.pop())
    return _reading(spans, line)


def _order(order: str | None, calendar: Calendar | None) -> str | None:
    """The order of bare numbers; the calendars of Iran, Afghanistan and Nepal are written year first."""
    return "ymd" if order is None and calendar not in (None, "gregorian") else order


def _spans(
    line: DateLine, assumed: Assumed, calendar: Calendar | None, today: date
) -> Iterator[Span | NoDate]:
    """Every reading of a line, and the refusals met on the way."""
    for sides in _sides(line.text, assumed):
        first, last = sides
        is_assumed = first.year is None and (last is None or last.year is None)
        try:
            if is_assumed:
                first, last = with_latest_year(first, last, today)
            span = span_of(first, calendar, today)
            if last is not None:
                span = between(span, span_of(last, calendar, today))
            if line.third:
                span = third_of(span, line.third)
            if span.start.isoformat() < line.earliest and span.precision == "day":
                raise NoDate("no-such-date")
            yield span._replace(is_year_assumed=is_assumed)
        except NoDate as refused:
            yield refused


def _sides(line: str, assumed: Assumed) -> Iterator[tuple[Side, Side | None]]:
    """Every way to read the line as one date or, failing that, as two."""
    if " > " in line:
        left, _, right = line.partition(" > ")
        yield from _pairs(left, right, assumed)
        return
    single = sides_of(line, assumed)
    if single:
        yield from ((side, None) for side in single)
        return
    for mark in "/-":
        pairs = [
            pair
            for found in re.finditer(mark, line)
            for pair in _pairs(line[: found.start()], line[found.end() :], assumed)
        ]
        if pairs:
            yield from pairs
            return


def _pairs(left: str, right: str, assumed: Assumed) -> Iterator[tuple[Side, Side]]:
    for first in sides_of(left, assumed):
        for last in _after(first, sides_of(right, assumed)):
            if first.order == last.order or "" in (first.order, last.order):
                filled = _filled(first, last)
                if filled is not None:
                    yield filled


def _after(first: Side, lasts: Sequence[Side]) -> Sequence[Side]:
    """What may follow a whole day with its year: after "1 March 2024" nobody says "April 12" of a year 2012."""
    if first.day is None or first.year is None or first.is_short:
        return lasts
    return [one for one in lasts if one.day is not None] or lasts


def _filled(first: Side, last: Side) -> tuple[Side, Side] | None:
    """Both ends of a range, each with what only the other one says: 12-13 March 2024, 2024-03-12/13, 2018/19."""
    if first.year is not None and not (first.month or first.season) and last.year is None:
        if last.month or last.day is None:
            return None
        return first, Side(first.year // 100 * 100 + last.day)
    if first.month is None and first.day is not None:
        first = first._replace(month=last.month)
    if last.month is None and last.day is not None:
        last = last._replace(month=first.month)
    if first.year is None and last.year is not None:
        is_new_year = (last.month or 0) < (first.month or 0)
        first = first._replace(year=last.year - is_new_year, is_short=last.is_short)
    elif last.year is None and first.year is not None:
        last = last._replace(year=first.year, is_short=first.is_short)
    return first, last


@cache
def _serial() -> re.Pattern[str]:
    return re.compile(r"\d{5}(?:[.,]\d+)?")


@cache
def _exif() -> re.Pattern[str]:
    """Cameras write colons between the parts of the date too."""
    return re.compile(r"^(\d{4}):(\d{2}):(\d{2})(?= |$)")
