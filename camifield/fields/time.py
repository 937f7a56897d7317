"""A time of day, with the UTC offset kept apart, and the parts of a day that people say instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Suggestion, error
from camifield.fields.reading.offsets import read_offset
from camifield.fields.reading.times import read_time
from camifield.fields.values import Entry, Value


@dataclass(frozen=True, kw_only=True)
class TimeOfDay(Field):
    """Local time kept as HH:MM. `about` and `part` name the fields that take "about" and "in the morning"."""

    about: str = ""
    part: str = ""
    verbatim: str = ""

    editor: ClassVar[str] = "time"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del asking
        text = cleaned(entry)
        if not text:
            return BLANK
        reading = read_time(text)
        also: dict[str, Value] = {}
        if self.part and reading.part_of_day:
            also[self.part] = reading.part_of_day
        if self.about and reading.is_about:
            also[self.about] = "yes"
        if self.verbatim and text != reading.value:
            also[self.verbatim] = text
        if reading.value is None and reading.part_of_day:
            return Answer(None, (), also)
        if reading.value is None:
            mend = (Suggestion({at: reading.suggestion}, reading.suggestion),) if reading.suggestion else ()
            return Answer(None, (error(reading.reason or "time-not-understood", at, *mend, text=text),), also)
        return Answer(reading.value, (), also)

    def answers_too(self) -> tuple[str, ...]:
        return (self.verbatim,) if self.verbatim else ()


@dataclass(frozen=True, kw_only=True)
class UtcOffset(Field):
    """The difference of local time from UTC, kept as +HH:MM."""

    editor: ClassVar[str] = "text"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del asking
        text = cleaned(entry)
        if not text:
            return BLANK
        value = read_offset(text)
        return Answer(value) if value else Answer(None, (error("offset-not-understood", at, text=text),))
