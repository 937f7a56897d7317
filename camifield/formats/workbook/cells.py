"""Cells as the sheet's XML: typed, escaped, and as fast as plain Python can write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from camifield.formats.workbook.plan import LONGEST_TEXT, Cell, Type, Written, shortened

# XML 1.0 has no such characters; Excel writes them as _xHHHH_, and a text that looks like that escape is escaped too.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x|^\\s|\\s$|\n|\t|  ")
# Half a character, or none at all by Unicode's own word: no file can hold it.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
# A reader of XML makes a line feed of these two by itself; a line break in a cell is a line feed.
_LINE_BREAK = re.compile("\r\n?")
_CLOCK = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_MOST_KNOWN, _LONGEST_KNOWN = 4_096, 100  # texts of a column that are kept worked out, and their length
_MOST_DIGITS = 10**15  # a spreadsheet keeps fifteen digits of a number
_FIRST_SERIAL = date(1899, 12, 30).toordinal()  # Excel's day 0, its leap-year mistake of 1900 behind us
_SERIAL_IS_RIGHT_FROM = date(1900, 3, 1).toordinal()

Write = Callable[[Cell, int], str]


def _is_plain(text: str) -> bool:
    """Whether nothing in the text needs care, for most texts: five times as fast as looking for what does."""
    return (
        text.isprintable()
        and "&" not in text
        and "<" not in text
        and ">" not in text
        and "_x" not in text
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
    )


def text_xml(text: str, written: Written) -> str:
    """The inside of an inline string. Text is text here, whatever sign it begins with: it is never a formula."""
    if len(text) * 2 > LONGEST_TEXT:
        cut = shortened(text, LONGEST_TEXT)
        written.cut_texts += len(cut) < len(text)
        text = cut
    if _is_plain(text) or not _SPECIAL.search(text):
        return f"<t>{text}</t>"
    text = _NO_CHARACTER.sub("\ufffd", _LINE_BREAK.sub("\n", text))
    text = _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{text}</t>'


def day_serial(text: str) -> int | None:
    """Excel's number of an ISO day; None for what is no whole day, or before March 1900 where Excel counts wrongly."""
    if len(text) != 10 or text[7] != "-":  # 20260312 and 2026-W11-4 are days to Python, not to us
        return None
    try:
        found = date.fromisoformat(text).toordinal()
    except ValueError:
        return None
    return found - _FIRST_SERIAL if found >= _SERIAL_IS_RIGHT_FROM else None


def time_serial(text: str) -> float | None:
    """Excel's fraction of a day of HH:MM; None for anything else."""
    return (int(text[:2]) * 60 + int(text[3:])) / 1440 if _CLOCK.fullmatch(text) else None


class Tails(dict[Cell, str]):
    """What follows the number of the row in a cell's XML, for every cell of one column; "" where nothing is written.

    Most texts and numbers of a register come again and again (a species, a day, a village), and each is worked out
    once. A dictionary takes 1 and 1.0 for the same, which they are in a column of numbers, and are not as text.
    """

    def __init__(self, type_: Type, style: int, written: Written) -> None:
        super().__init__({"": ""})
        self._mark = f'" s="{style}'
        self._is_number = type_ in (Type.WHOLE, Type.DECIMAL, Type.DEGREES)
        self._serial_of = {Type.DATE: day_serial, Type.TIME: time_serial}.get(type_)
        self._written = written

    def __missing__(self, cell: Cell) -> str:
        if isinstance(cell, str):
            tail = self._of_text(cell)
            is_kept = len(cell) < _LONGEST_KNOWN
        elif self._is_number and cell is not None and -_MOST_DIGITS < cell < _MOST_DIGITS:
            tail = f'{self._mark}"><v>{cell!r}</v></c>'
            is_kept = True
        else:  # more digits than a number keeps, or none at all: infinity, not a number
            return self._of_text(str(cell))
        if is_kept and len(self) < _MOST_KNOWN:
            self[cell] = tail
        return tail

    def _of_text(self, text: str) -> str:
        serial = self._serial_of(text) if self._serial_of is not None else None
        if serial is not None:
            return f'{self._mark}"><v>{serial!r}</v></c>'
        return f'{self._mark}" t="inlineStr"><is>{text_xml(text, self._written)}</is></c>'


def head_of(letters: str) -> str:
    """What stands before the number of the row in the XML of a column's cells."""
    return f'<c r="{letters}'


def writer(letters: str, type_: Type, style: int, written: Written) -> Write:
    """The function that writes one column's cells. It gets the value and the row's number."""
    head, tails = head_of(letters), Tails(type_, style, written)

    def write(cell: Cell, row: int) -> str:
        tail = tails[cell]
        return f"{head}{row}{tail}" if tail else ""

    return write
