"""Dates as people know them: a day, a month, a season, a year, "the night of 12-13 March"; the text is kept too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from camifield.clock import MADE
from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Finding, Suggestion, error, warning
from camifield.fields.reading.dates import end_of, read_date, start_of
from camifield.fields.values import Entry, Value
from camifield.i18n import writing

EARLIEST = date(1990, 1, 1)
SLOW_AT_MOST = timedelta(days=366)  # what a clock that is not years back may be behind by


@dataclass(frozen=True, kw_only=True)
class PartialDate(Field):
    """A date kept as an EDTF string (Library of Congress, level 1): 2024, 2024-03, 2024-03-14, 2024-03-12/2024-03-13.

    `verbatim`, `time` and `part` name neighbouring fields that take the text as written, and a time found in it.
    """

    verbatim: str = ""
    time: str = ""
    part: str = ""
    may_be_future: bool = False

    editor: ClassVar[str] = "date"
    STYLE: ClassVar[str] = (
        "medium"  # of the CLDR: how the program itself writes a date that a person may go on with
    )

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        if not text:
            return BLANK
        language = asking.words.language
        believed = max(asking.today, MADE)  # what a year may be is not asked of a clock that is surely wrong
        reading = read_date(text, order=asking.date_order, today=believed, language=language)
        if reading.value is not None and asking.is_import and reading.is_year_assumed:
            mend = Suggestion({at: reading.value}, writing.date_text(reading.value, language))
            return Answer(None, (error("year-needed", at, mend, text=text),), self._written(text, None))
        if reading.value is None:
            spoken = {self.time: reading.time} if self.time and reading.time else {}
            offers = tuple(
                Suggestion({at: candidate, **spoken}, writing.date_text(candidate, language))
                for candidate in reading.candidates
            )
            if not offers and reading.suggestion:
                offers = (Suggestion({at: reading.suggestion}, reading.suggestion),)
            code = reading.reason or "date-not-understood"
            return Answer(None, (error(code, at, *offers, text=text),), self._written(text, reading.value))
        findings: list[Finding] = []
        if not self.may_be_future and start_of(reading.value) > asking.today:
            findings.append(_after_today(reading.value, at, asking))
        elif end_of(reading.value) < EARLIEST:
            findings.append(warning("date-long-ago", at, year=start_of(reading.value).year))
        is_our_own = not asking.is_import and text == writing.date_text(reading.value, language, self.STYLE)
        also = {} if is_our_own else dict(self._written(text, reading.value))
        if self.time and reading.time:
            also[self.time] = reading.time
        if self.time and reading.time and reading.offset:
            also["utc_offset"], also["offset_source"] = (
                reading.offset,
                "file" if asking.is_import else "typed",
            )
        if self.part and reading.part_of_day:
            also[self.part] = reading.part_of_day
        return Answer(reading.value, tuple(findings), also)

    def answers_too(self) -> tuple[str, ...]:
        return (self.verbatim,) if self.verbatim else ()

    def _written(self, text: str, value: str | None) -> dict[str, Value]:
        return {self.verbatim: text} if self.verbatim and text != value else {}

    def text(self, value: Value, asking: Asking) -> str:
        return writing.date_text(str(value), asking.words.language)


def _after_today(value: str, at: str, asking: Asking) -> Finding:
    """What a date after the laptop's day is: a question where the clock may be slow, else a mistake.

    A flat battery puts a laptop back by years, and a wrong time zone by a day: its clock is no reason to refuse what
    somebody types. The rows of a table wait as drafts instead, since nobody stands beside each to answer.
    """
    shown = writing.date_text(value, asking.words.language)
    is_clock_doubtful = asking.today < MADE or (
        not asking.is_import and start_of(value) - asking.today <= SLOW_AT_MOST
    )
    if not is_clock_doubtful:
        return error("date-in-future", at, date=shown)
    clock = writing.date_text(asking.today.isoformat(), asking.words.language)
    return warning("date-after-clock", at, date=shown, clock=clock)
