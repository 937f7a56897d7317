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
_MOST_DIGITS = 10**15  # a spreadsheet keeps fifteen digits of a number
_FIRST_SERIAL = date(1899, 12, 30).toordinal()  # Excel's day 0, its leap-year mistake of 1900 behind us
_SERIAL_IS_RIGHT_FROM = date(1900, 3, 1).toordinal()

Write = Callable[[Cell, int], str]


def text_xml(text: str, written: Written) -> str:
    """The inside of an inline string. Text is text here, whatever sign it begins with: it is never a formula."""
    if len(text) * 2 > LONGEST_TEXT:
        cut = shortened(text, LONGEST_TEXT)
        written.cut_texts += len(cut) < len(text)
        text = cut
    if not _SPECIAL.search(text):
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


def writer(letters: str, type_: Type, style: int, written: Written) -> Write:
    """The function that writes one column's cells. It gets the value and the row's number."""
    head, mark = f'<c r="{letters}', f'" s="{style}'

    def as_text(cell: Cell, row: int) -> str:
        if cell == "":
            return ""
        return f'{head}{row}{mark}" t="inlineStr"><is>{text_xml(str(cell), written)}</is></c>'

    def as_number(cell: Cell, row: int) -> str:
        if isinstance(cell, str) or cell is None or not -_MOST_DIGITS < cell < _MOST_DIGITS:
            return as_text(
                cell, row
            )  # more digits than a number keeps, or none at all: infinity, not a number
        return f'{head}{row}{mark}"><v>{cell!r}</v></c>'

    def as_day(cell: Cell, row: int) -> str:
        serial = day_serial(cell) if isinstance(cell, str) else None
        return as_text(cell, row) if serial is None else f'{head}{row}{mark}"><v>{serial}</v></c>'

    def as_time(cell: Cell, row: int) -> str:
        serial = time_serial(cell) if isinstance(cell, str) else None
        return as_text(cell, row) if serial is None else f'{head}{row}{mark}"><v>{serial!r}</v></c>'

    if type_ in (Type.WHOLE, Type.DECIMAL, Type.DEGREES):
        return as_number
    return {Type.DATE: as_day, Type.TIME: as_time}.get(type_, as_text)
