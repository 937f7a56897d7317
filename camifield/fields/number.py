"""Whole numbers and decimals with their unit and bounds; blank is not zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Finding, Suggestion, error
from camifield.fields.reading.numbers import NumberReading, read_number
from camifield.fields.values import Cell, Entry, Value


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number of `unit`, within `least` and `most` (both allowed)."""

    unit: str = ""
    least: int | None = None
    most: int | None = None

    editor: ClassVar[str] = "number"
    is_number: ClassVar[bool] = True

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        if not text:
            return BLANK
        reading = read_number(text, decimal=asking.decimal)
        if reading.value is None:
            return Answer(
                None, (error(reading.reason or "not-a-number", at, *offers_of(reading, at), text=text),)
            )
        number = Decimal(reading.value)
        if number != number.to_integral_value():
            return Answer(None, (error("not-a-whole-number", at, text=text),))
        finding = out_of_bounds(number, self.least, self.most, at)
        return Answer(None, (finding,)) if finding else Answer(int(number))

    def column(self, value: Value) -> Cell:
        return int(value) if isinstance(value, int) else None

    def value(self, cell: Cell) -> Value | None:
        return int(cell) if isinstance(cell, int | float) else None


@dataclass(frozen=True, kw_only=True)
class DecimalNumber(Field):
    """A decimal of `unit`, kept as the decimal string that was typed; `least` and `most` are allowed."""

    unit: str = ""
    least: int | None = None
    most: int | None = None
    is_most_excluded: bool = False

    editor: ClassVar[str] = "number"
    is_number: ClassVar[bool] = True

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        if not text:
            return BLANK
        reading = read_number(text, decimal=asking.decimal)
        if reading.value is None:
            return Answer(
                None, (error(reading.reason or "not-a-number", at, *offers_of(reading, at), text=text),)
            )
        number = Decimal(reading.value)
        finding = out_of_bounds(number, self.least, self.most, at)
        if finding is None and self.is_most_excluded and self.most is not None and number == self.most:
            finding = error("number-too-large", at, most=self.most, text=text)
        return Answer(None, (finding,)) if finding else Answer(reading.value)

    def column(self, value: Value) -> Cell:
        return float(str(value))

    def value(self, cell: Cell) -> Value | None:
        return None if cell is None else str(cell)


def offers_of(reading: NumberReading, at: str) -> tuple[Suggestion, ...]:
    """The numbers that a text may have meant, to choose from."""
    return tuple(Suggestion({at: text}, text) for text in reading.candidates)


def out_of_bounds(number: Decimal, least: int | None, most: int | None, at: str) -> Finding | None:
    """The finding for a number outside its bounds, None inside."""
    if least is not None and number < least:
        return error("number-too-small", at, least=least, text=str(number))
    if most is not None and number > most:
        return error("number-too-large", at, most=most, text=str(number))
    return None
