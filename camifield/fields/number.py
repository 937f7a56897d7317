"""Whole numbers and decimals with their unit and bounds; blank is not zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Finding, Suggestion, error
from camifield.fields.reading.numbers import read_number
from camifield.fields.values import Cell, Entry, Value


@dataclass(frozen=True, kw_only=True)
class _Numeric(Field):
    """What whole numbers and decimals have in common: a unit, bounds (both allowed), and how a text is read."""

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
            offers = tuple(Suggestion({at: one}, one) for one in reading.candidates)
            return Answer(None, (error(reading.reason or "not-a-number", at, *offers, text=text),))
        number = Decimal(reading.value)
        finding = self._out_of_bounds(number, at) or self._unfit(number, at, text)
        return Answer(None, (finding,)) if finding else Answer(self._kept(reading.value))

    def _out_of_bounds(self, number: Decimal, at: str) -> Finding | None:
        if self.least is not None and number < self.least:
            return error("number-too-small", at, least=self.least, text=str(number))
        if self.most is not None and number > self.most:
            return error("number-too-large", at, most=self.most, text=str(number))
        return None

    def _unfit(self, number: Decimal, at: str, text: str) -> Finding | None:
        """What else is wrong with a number inside the bounds."""
        del number, at, text
        return None

    def _kept(self, number: str) -> Value:
        """The value that is kept for a canonical decimal string."""
        return number


@dataclass(frozen=True, kw_only=True)
class Number(_Numeric):
    """A whole number of `unit`, within `least` and `most`."""

    def _unfit(self, number: Decimal, at: str, text: str) -> Finding | None:
        return None if number == number.to_integral_value() else error("not-a-whole-number", at, text=text)

    def _kept(self, number: str) -> Value:
        return int(Decimal(number))

    def column(self, value: Value) -> Cell:
        return int(value) if isinstance(value, int) else None

    def value(self, cell: Cell) -> Value | None:
        return int(cell) if isinstance(cell, int | float) else None


@dataclass(frozen=True, kw_only=True)
class DecimalNumber(_Numeric):
    """A decimal of `unit`, kept as the decimal string that was typed."""

    is_most_excluded: bool = False

    def _unfit(self, number: Decimal, at: str, text: str) -> Finding | None:
        if self.is_most_excluded and self.most is not None and number == self.most:
            return error("number-too-large", at, most=self.most, text=text)
        return None

    def column(self, value: Value) -> Cell:
        return float(str(value))
