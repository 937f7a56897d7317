"""Dates and times as a column writes them: which order of day, month and year, and whether the column proves it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

DateOrder = Literal["ymd", "dmy", "mdy", "era", "named"]

_SEP = r"[-./\u2010-\u2015\u2212]"
_TIME = r"(?:[ T,]+\d{1,2}[:.]\d{2}.*|[ ,]+\d{1,2}\u6642.*)?"
_END = rf"{_TIME}[ \t]*$"
# Years of our own count, of the Persian one (13.., 14..) and of the Nepali one (20..); Nepali months reach day 32.
_YEAR = r"(?:1[3489]|2[0-5])\d{2}"
_PART = r"(?:0?[1-9]|[12]\d|3[0-2])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
# A month without its day is taken from 2021-05 and 2021/05, never from 2021.05, which is a number.
_YMD = rf"{_YEAR}(?:{_SEP}{_PART}{_SEP}{_PART}|[-/]{_MONTH_NUMBER}|\u5e74 ?{_PART}(?:\u6708 ?(?:{_PART}\u65e5?)?|{_SEP}{_PART}))"
_YEAR_LAST = rf"{_PART}{_SEP}{_PART}{_SEP}(?:\d{{4}}|'?\d{{2}})(?: ?\u0433\.?)?"
# Of the era letters only R4.5.16 with all its parts: S1-3 is more often a station than a month.
_ERA = (
    rf"(?:[MTSHRmtshr][ .]?\d{{1,2}}[./]{_PART}[./]{_PART}"
    r"|(?:\u660e\u6cbb|\u5927\u6b63|\u662d\u548c|\u5e73\u6210|\u4ee4\u548c) ?(?:\d{1,2}|\u5143)"
    rf"(?:{_SEP}|\u5e74) ?{_PART}(?:(?:{_SEP}|\u6708) ?{_PART}\u65e5?|\u6708?))"
)
# 12 May 2023, 12 мая 2023 г., 12-May-23, May 12, 2023: letters say which is the month.
_MONTH = r"[^\W\d_]{3,12}"
_NAMED = (
    rf"(?:\d{{1,2}}(?:[ .\-/]+{_MONTH}[ .,\-/]+\d{{4}}|-{_MONTH}-\d{{2}})(?: ?\u0433\.?)?|{_MONTH}[ .]+\d{{1,2}}(?:st|nd|rd|th)?,? +\d{{4}}"
    rf"|\d{{4}}[ .\-/]+{_MONTH}[ .\-/]+\d{{1,2}})"
)


def _lines(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*{pattern}", re.MULTILINE)


_ISO = _lines(_YMD + _END)
_LAST = _lines(_YEAR_LAST + _END)
_ERAS = _lines(_ERA + _END)
_NAMES = _lines(_NAMED + _END)
_WAYS: tuple[tuple[DateOrder, re.Pattern[str]], ...] = (("ymd", _ISO), ("era", _ERAS), ("named", _NAMES))
TIME_LINES = _lines(
    r"(?:[\u0410-\u044f\u3040-\u9fff]{1,6} ?|~|[a-z.]{1,6} )?\d{1,2}(?:[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?|\u6642(?:\d{1,2}\u5206)?)"
    r"(?: ?[aApP]\.?[mM]\.?|(?:\u9803|\u3054\u308d|\u3059\u304e|\u904e\u304e|\u524d|\u5de6\u53f3)|(?: ?[-\u2013] ?)\d{1,2}:\d{2})?[ \t]*$"
)
_OVER_12 = r"(?:1[3-9]|2\d|3[01])"
_DAY_FIRST = _lines(rf"{_OVER_12}{_SEP}(?:0?[1-9]|1[0-2]){_SEP}")
_DAY_SECOND = _lines(rf"(?:0?[1-9]|1[0-2]){_SEP}{_OVER_12}{_SEP}")
_DOTTED = _lines(r"\d{1,2}\.\d{1,2}\.")
_NUMERAL = re.compile(r"\d")


@dataclass(slots=True)
class DateEvidence:
    """What a column's dates have shown so far, in cells: each way of writing, and what proves an order."""

    ways: dict[DateOrder, int] = field(default_factory=dict[DateOrder, int])
    last_year: int = 0
    day_first: int = 0
    day_second: int = 0
    dotted: int = 0

    def look(self, lines: str, *, times: int = 1, most: int = 0) -> int:
        """Look at texts, one to a line, and give how many are dates.

        `times`: how many cells each line stands for. `most`: how many lines are filled, to stop when all are explained.
        """
        if not _NUMERAL.search(lines):
            return 0
        last = _LAST.findall(lines) if self.last_year else []
        found = 0
        if len(last) < most or not last:
            for way, pattern in _WAYS:
                count = len(pattern.findall(lines))
                if count:
                    self.ways[way] = self.ways.get(way, 0) + count * times
                    found += count
                    if found == most:
                        return found
            last = last or _LAST.findall(lines)
        if last:
            self._weigh("\n".join(last), len(last), times)
        return found + len(last)

    def _weigh(self, lines: str, count: int, times: int) -> None:
        self.last_year += count * times
        self.day_first += len(_DAY_FIRST.findall(lines)) * times
        self.day_second += len(_DAY_SECOND.findall(lines)) * times
        self.dotted += len(_DOTTED.findall(lines)) * times

    @property
    def total(self) -> int:
        return self.last_year + sum(self.ways.values())

    @property
    def is_contradictory(self) -> bool:
        """Both 25/05 and 05/25 stand in the column: somebody's spreadsheet turned a part of it round."""
        return bool(self.day_first and self.day_second)

    @property
    def is_open(self) -> bool:
        """Whether a date here reads in two ways that the column does not decide: 05/06/2023."""
        return bool(self.last_year) and self.proven is None

    @property
    def proven(self) -> DateOrder | None:
        """The order that the numeric dates with the year last prove. Points are written day first everywhere."""
        if not self.last_year or self.is_contradictory:
            return None
        if self.day_first:
            return "dmy"
        if self.day_second:
            return "mdy"
        return "dmy" if self.dotted * 2 > self.last_year else None

    def order(self, borrowed: DateOrder | None) -> DateOrder | None:
        """The order for the column: its own, else (only for dates that read in two ways) that of its neighbours."""
        if self.last_year:
            return self.proven or borrowed
        # Between equals the first of the ways, so that the order of rows decides nothing.
        return max((way for way, _ in _WAYS), key=lambda way: self.ways.get(way, 0)) if self.ways else None
