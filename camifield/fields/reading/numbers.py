"""A typed number in any country's writing, as a canonical decimal string; a mark that may be either is a question."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from camifield.folding import plain

LONGEST_NUMBER = 40
_MARKS = str.maketrans(
    {"٫": ".", "٬": "'", "،": ",", "−": "-", "–": "-", "’": "'", "‘": "'", "ʼ": "'", "·": "."}
)


class NumberReading(NamedTuple):
    """`value` is a decimal string such as "-1234.50", the decimals as typed; None when refused or asked.

    Reasons: ``not-a-number``, ``number-in-powers`` (1e5, 1.2E+09: digits are lost), ``decimal-mark-unclear``, which
    comes with both `candidates`.
    """

    value: str | None = None
    reason: str = ""
    candidates: tuple[str, ...] = ()


def read_number(text: str, *, decimal: str | None = None) -> NumberReading:
    """The number of a text: digits of any script, grouped by spaces, commas, points or apostrophes, or not at all.

    `decimal` is the mark (".", "," or "/", as Iran writes) that a column or a locale is known to use; it settles
    "1,234". Without it one comma or point before exactly three digits could be either, and both are given.
    """
    if text.isdigit() and text.isascii() and len(text) <= LONGEST_NUMBER:
        return NumberReading(text.lstrip("0") or "0")  # most numbers of a table, which mean what they say
    typed = plain(text).translate(_MARKS)
    if len(typed) > LONGEST_NUMBER:
        return NumberReading(reason="not-a-number")
    if _powers().fullmatch(typed):
        return NumberReading(reason="number-in-powers")
    if decimal == "/":
        typed = typed.replace("/", ".")
        decimal = "."
    found = _shape().fullmatch(typed)
    if found is None:
        return NumberReading(reason="not-a-number")
    sign, body = found.groups()
    values = [_signed(sign, value) for value in _values(body, decimal)]
    if len(values) == 1:
        return NumberReading(values[0])
    return NumberReading(
        reason="decimal-mark-unclear" if values else "not-a-number", candidates=tuple(values)
    )


def _values(body: str, decimal: str | None) -> list[str]:
    """The possible values of unsigned digits with marks, the likelier first; none when the marks make no sense."""
    if " " in body or "'" in body:
        whole, mark, decimals = _cut_at_last(body)
        groups = re.sub("[ ']", ".", whole)
        return [_joined(whole, mark, decimals)] if _is_grouped(groups, ".") else []
    marks = [character for character in body if character in ",."]
    if not marks:
        return [_joined(body, "", "")]
    last = marks[-1]
    if len(set(marks)) == 2:
        whole, _, decimals = body.rpartition(last)
        other = "," if last == "." else "."
        is_right = last not in whole and _is_grouped(whole, other)
        return [_joined(whole, last, decimals)] if is_right else []
    if len(marks) > 1:
        return [_joined(body, "", "")] if _is_grouped(body, last) else []
    whole, _, decimals = body.partition(last)
    as_decimal = _joined(whole, last, decimals)
    if not _is_grouped(body, last) or decimal == last:
        return [as_decimal]
    as_group = _joined(body, "", "")
    if decimal is not None and last == ",":
        return [as_group]
    return [as_decimal, as_group]


def _cut_at_last(body: str) -> tuple[str, str, str]:
    """The groups, the decimal mark and the decimals of a number grouped by spaces or apostrophes."""
    found = re.search(r"[.,](?=\d*$)", body)
    return (body[: found.start()], found.group(), body[found.end() :]) if found else (body, "", "")


def _is_grouped(body: str, mark: str) -> bool:
    """Groups of three, or of two before the last three as in India (12,34,567)."""
    groups = body.split(mark)
    if len(groups) == 1:
        return groups[0].isdigit()
    first, *middle, last = groups
    widths = {len(group) for group in middle}
    return 1 <= len(first) <= 3 and first != "0" and len(last) == 3 and (widths <= {3} or widths <= {2})


def _joined(whole: str, mark: str, decimals: str) -> str:
    digits = re.sub(r"\D", "", whole).lstrip("0") or "0"
    return f"{digits}.{decimals}" if mark and decimals else digits


def _signed(sign: str, value: str) -> str:
    return f"-{value}" if sign == "-" and value.strip("0.") else value


@cache
def _shape() -> re.Pattern[str]:
    return re.compile(r"([+-]?)\s?(\d(?:[\d.,]|[ '](?=\d))*|[.,]\d+)")


@cache
def _powers() -> re.Pattern[str]:
    return re.compile(r"[+-]?\d+(?:[.,]\d+)?[eEеЕ][+-]?\d+")
