"""Numbers as people write them, and how a whole column tells the decimal sign from the thousands sign. Never floats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from camifield.folding import plain
from camifield.formats.reading.cells import Cell, cell_text

Mark = Literal[".", ","]

_SPACES = "\u00a0\u202f\u2009\u2007\u2008\u3000"
# Arabic decimal and thousands signs, full-width and raised signs, apostrophes as in 1'234, and the other minuses.
_SIGNS = str.maketrans({
    "\u066b": ".", "\u066c": "'", "\uff0e": ".", "\uff0c": ",", "\u00b7": ".", "\u060c": ",",
    "\u2019": "'", "\u02bc": "'", "`": "'", "\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "\uff0d": "-",
    "\uff0b": "+", **dict.fromkeys(_SPACES, " "),
})  # fmt: skip
_ODD_SIGN = re.compile(
    f"[{re.escape(''.join(map(chr, _SIGNS)))}\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
_ODD_DIGIT = re.compile(r"[^\D0-9]")
_BODY = (
    r"(?:\d+(?:[.,]\d*)?|[.,]\d+"
    r"|\d{1,3}(?:[ ']\d{3})+(?:[.,]\d*)?|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?:\.\d{3})+(?:,\d*)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?)"  # Indian grouping, as in 1,00,000
)
_NUMBER = rf"[+\-]?{_BODY}(?:[eE][+\-]?\d{{1,3}})?"
# One number to a line. Spaces at the ends are common in exports; nothing here may step over the end of a line.
NUMBER_LINES = re.compile(rf"^[ \t]*{_NUMBER}[ \t]*$", re.MULTILINE)
_WHOLE = re.compile(_NUMBER)
# A block of nothing but the plainest numbers and blanks, known as such in one step.
_PLAINEST = re.compile(r"(?>-?\d*+(?:\.\d++)?\n)*+")
_LARGEST_EXPONENT = 40  # a value of more digits than this is no measurement of anything


def _lines(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def _decimal_evidence(mark: str, other: str) -> re.Pattern[str]:
    """A line where `mark` can only be a decimal sign: not three digits after it, a leading 0, four digits before it."""
    return _lines(
        rf"^[ \t+\-]*(?:\d*{mark}(?:\d{{0,2}}|\d{{4,}})(?:[eE].*)?[ \t]*$|0+{mark}|\d{{4,}}{mark}"
        rf"|\d+(?:[ ']\d{{3}})+{mark}|\d+(?:{other}\d{{3}})+{mark}\d)"
    )


def _thousands_evidence(mark: str, other: str) -> re.Pattern[str]:
    """A line where `mark` can only part thousands: it stands twice, or before the other sign."""
    return _lines(rf"{mark}\d{{2,3}}{mark}|\d{mark}\d{{3}}{other}")


_DECIMAL = {".": _decimal_evidence(r"\.", ","), ",": _decimal_evidence(",", r"\.")}
_THOUSANDS = {".": _thousands_evidence(r"\.", ","), ",": _thousands_evidence(",", r"\.")}
_EITHER = {mark: _lines(rf"^[ \t+\-]*[1-9]\d{{0,2}}[{mark}]\d{{3}}[ \t]*$") for mark in ".,"}


class NumberMarks(Protocol):
    """What a column says about the signs in its numbers; `ColumnFacts` is one."""

    @property
    def decimal(self) -> Mark | None: ...


@dataclass(slots=True)
class MarkEvidence:
    """What a column's numbers have shown so far. A sign that could be either is in `either` and nowhere else."""

    decimal: set[str]
    thousands: set[str]
    either: set[str]
    has_space_groups: bool = False

    @classmethod
    def none(cls) -> MarkEvidence:
        return cls(set(), set(), set())

    def look(self, lines: str) -> None:
        """Look at numbers, one to a line, with `straightened` signs. Stops looking for what was already seen."""
        for mark in ".,":
            if mark not in lines:
                continue
            if mark not in self.decimal and _DECIMAL[mark].search(lines):
                self.decimal.add(mark)
            if (
                mark not in self.thousands
                and self._may_part_thousands(mark, lines)
                and _THOUSANDS[mark].search(lines)
            ):
                self.thousands.add(mark)
            # A sign that is proven needs no more witnesses of a doubt.
            if mark not in self.either and mark not in self.decimal and _EITHER[mark].search(lines):
                self.either.add(mark)
        if not self.has_space_groups and (" " in lines or "'" in lines):
            self.has_space_groups = bool(re.search(r"\d[ ']\d", lines))

    def _may_part_thousands(self, mark: str, lines: str) -> bool:
        """Whether a search is worth its time: a proven decimal sign, once a line at most and alone, parts no thousands."""
        other = "," if mark == "." else "."
        return mark not in self.decimal or other in lines or lines.count(mark) > lines.count("\n") + 1

    @property
    def own_decimal(self) -> Mark | None:
        """The decimal sign that this column's own numbers prove; None when they prove none."""
        for mark, other in ((".", ","), (",", ".")):
            proven = mark in self.decimal or other in self.thousands
            disproven = other in self.decimal or mark in self.thousands
            if proven and not disproven:
                return "." if mark == "." else ","
        return None

    @property
    def is_open(self) -> bool:
        """Whether some number here reads in two ways that the column itself does not decide: 1,234."""
        return bool(self.either) and self.own_decimal is None


def straightened(text: str) -> str:
    """Text with every kind of digit, space, minus and decimal sign brought to the ASCII one; line ends stay."""
    if not _is_odd(text):
        return text
    return "\n".join([plain(line.translate(_SIGNS)) if _is_odd(line) else line for line in text.split("\n")])


def _is_odd(text: str) -> bool:
    return not text.isascii() and bool(_ODD_SIGN.search(text) or _ODD_DIGIT.search(text))


def are_plain_numbers(lines: str, decimal: Mark | None) -> bool:
    """Whether every line is blank or digits with at most one sign, the column's proven decimal one, and perhaps a minus."""
    if decimal == "," and "." not in lines:
        lines = lines.replace(",", ".")
    elif decimal != ".":
        return False
    return _PLAINEST.fullmatch(lines + "\n") is not None and "-\n" not in lines and not lines.endswith("-")


def number_text(cell: Cell, marks: NumberMarks | None = None) -> str | None:
    """The number of a cell as a plain decimal string: "1 234,50" is "1234.5"; None when it is no number, or not surely one.

    Without `marks`, or where the column did not decide, "1.234" is a decimal, and "1,234", which is as often the one
    as the other, gives None.
    A typed number of a workbook is never in doubt. No unit, percent sign or range is taken for a number.
    """
    if not isinstance(cell, str):
        return (
            None
            if isinstance(cell, bool) or not isinstance(cell, int | float)
            else _canonical(cell_text(cell))
        )
    text = cell if cell.isascii() else straightened(cell)
    text = text.strip()
    if not _WHOLE.fullmatch(text):
        return None
    body = text.replace(" ", "").replace("'", "")
    decimal = _decimal_of(body, marks.decimal if marks is not None else None)
    if decimal is None:
        return None
    other = "," if decimal == "." else "."
    return _canonical(body.replace(other, "").replace(decimal, "."))


def _decimal_of(body: str, column: Mark | None) -> Mark | None:
    """Which sign is the decimal one in this number; the number itself has the first word, then its column."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        return "." if body.rfind(".") > body.rfind(",") else ","
    if points > 1:
        return ","
    if commas > 1:
        return "."
    if not points and not commas:
        return "."
    mark: Mark = "." if points else ","
    if not _EITHER[mark].fullmatch(body):
        return mark
    return column or ("." if mark == "." else None)


def _canonical(text: str) -> str | None:
    """One writing for one number: no exponent, no plus, no leading zeros, no zeros after the last figure, never -0."""
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return None if number else "0"
    if not number:
        return "0"
    shown = format(number, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
