"""What a spreadsheet would make of a text in a CSV file: a formula, a date, a number; and the sign that keeps it text.

Excel reads a CSV file as if each cell were typed: 4-5 becomes the fifth of April, 007 becomes 7, =1+1 is run. There is
no way to say "text" in such a file but an apostrophe before it, which our own reader takes off again.
"""

from __future__ import annotations

import re

GUARD = "'"
# Full-width signs are folded to plain ones by some programs (OWASP: CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_WHOLE = re.compile("0|[1-9][0-9]{0,14}")  # a number that stays what it is: nothing lost, nothing added
_CLOCK = r"[0-9]{1,4}:[0-9]{1,2}(?::[0-9]{1,2}(?:[.,][0-9]+)?)?"
_HALF = r"(?:\s*[ap]\.?m?\.?)?"
_LIKE_A_NUMBER = re.compile(
    rf"""[(]? \s* (?:
        [0-9]* (?:[\s.,'][0-9]{{3}})* (?:[.,][0-9]*)? (?:e[+-]?[0-9]+)? \s* %?      # 007  1 200,5  .5  12e3  5%
      | (?:[0-9]+\s+)? [0-9]+\s*/\s*[0-9]+                                          # 1/2  3 1/2
      | [0-9]{{1,4}}\s?[-/.]\s?[0-9]{{1,4}} (?:\s?[-/.]\s?[0-9]{{1,4}})? (?:[\sT]+{_CLOCK}{_HALF})?   # 4-5  2026-03
      | {_CLOCK}{_HALF} | [0-9]{{1,2}}\s+[ap]m?                                       # 12:30  9 pm
    ) \s* [)]?""",
    re.IGNORECASE | re.VERBOSE,
)
# Two dates with a slash between (ISO 8601) are no date to a spreadsheet.
_RANGE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}/[0-9]{4}(-[0-9]{2}){0,2}")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек"
_LIKE_A_MONTH = re.compile(
    rf"(?:[0-9]{{1,4}}[\s./-]*)?(?:{_MONTH})[^\W\d_]*\.?(?:[\s,./-]*[0-9]{{1,4}}){{0,2}}[\s\w.]{{0,3}}",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")  # of any script, as Excel reads them
_TRUTHS = frozenset(("true", "false", "истина", "ложь"))


def is_in_danger(text: str) -> bool:
    """Whether a spreadsheet would make something else of the text. True too for what looks as if it were guarded."""
    if text.startswith(FORMULA_STARTS):
        return True
    if text.startswith(GUARD):
        return is_in_danger(text[1:])
    if _WHOLE.fullmatch(text) or _RANGE.fullmatch(text):
        return False
    if _DIGIT.search(text) and (_LIKE_A_NUMBER.fullmatch(text) or _LIKE_A_MONTH.fullmatch(text)):
        return True
    return text.strip().casefold() in _TRUTHS


def guarded(text: str) -> str:
    """The text as it must stand in a CSV file."""
    return f"{GUARD}{text}" if is_in_danger(text) else text


def unguarded(text: str) -> str:
    """The inverse of `guarded`."""
    return text[1:] if text.startswith(GUARD) and is_in_danger(text[1:]) else text
