"""The encoding of a text file, found from its bytes: by marks, by rules that only UTF keeps, then by likeliness."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from camifield.formats.reading.scripts import bits


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """`name` is a Python codec; `is_certain` is False when another table is nearly as likely; `others` are those, best first."""

    name: str
    is_certain: bool = True
    others: tuple[str, ...] = ()


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its first half
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Old tables, and the bits by which each is less usual than the first on the laptops that these files come from.
_OLD = {
    "cp1251": 0.0, "gb18030": 0.0, "cp932": 0.0, "cp1252": 1.0, "cp1256": 1.0, "cp866": 3.0, "koi8-r": 4.0,
    "kz1048": 4.0, "big5": 3.0, "mac-cyrillic": 8.0,
}  # fmt: skip
# The first bytes of each table's block of common characters.
_COMMON_ROWS = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7), "cp932": range(0x88, 0x98)}
_CERTAIN_BITS = 20.0
_CERTAIN_BITS_PER_BYTE = 0.25
_NEAR_BITS = 60.0
# What a table may be called by the second opinion.
_SAME = {"koi8_r": "koi8-r", "shift_jis": "cp932", "gbk": "gb18030", "gb2312": "gb18030", "mac_cyrillic": "mac-cyrillic", "big5hkscs": "big5"}  # fmt: skip


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning of a file names, else None."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def unmarked_utf16(head: bytes) -> str | None:
    """utf-16-le or utf-16-be for UTF-16 without a mark, else None. `head`: the first bytes of the file.

    Line ends and separators are ASCII, so one byte of each is NUL, always on the same side.
    """
    head = head[: len(head) // 2 * 2]
    even, odd = head[0::2], head[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        nuls = high.count(0)
        if nuls * 50 < len(high) or low.count(0) * 20 > nuls:
            continue
        ends = sum(1 for at, byte in enumerate(low) if byte in (10, 13) and not high[at])
        all_ends = head.count(b"\n") + head.count(b"\r")
        if ends >= 0.8 * all_ends if all_ends else nuls * 5 > len(high):
            return name
    return None


def is_mostly_utf8(sample: bytes) -> bool:
    """Whether lines with bytes beyond ASCII are UTF-8, but for a few damaged places."""
    text = sample.decode("utf-8", "replace")
    places = len(re.findall("\ufffd+", text))
    sound = sum(1 for character in text if character > "\x7f") - text.count("\ufffd")
    return sound > 4 * places


def old_encoding(sample: bytes) -> EncodingGuess:
    """The likeliest old table for lines with bytes beyond ASCII (a few thousand bytes of them are enough)."""
    scores: list[tuple[float, str, str]] = []
    for name, handicap in _OLD.items():
        text = sample.decode(name, "replace")
        scores.append((bits(text, _common_characters(name)) + handicap, name, text))
    scores.sort(key=lambda score: score[0])
    best, name, text = scores[0]
    rivals = [(score, other) for score, other, decoded in scores[1:] if decoded != text]
    high = sum(1 for byte in sample if byte > 0x7F)
    if not rivals:
        return EncodingGuess(name)
    margin = rivals[0][0] - best
    near = tuple(other for score, other in rivals if score - best < _NEAR_BITS + 0.5 * high)[:3]
    if margin >= _CERTAIN_BITS and margin >= _CERTAIN_BITS_PER_BYTE * high:
        return EncodingGuess(name, others=near)
    # Measured on rows in seven languages: where this measure is in doubt it is right nine times in ten, and
    # charset_normalizer one time in two. So the second opinion is offered to the person first, and decides nothing.
    second = _second_opinion(sample)
    others = (second, *near) if second and second != name else near
    return EncodingGuess(name, is_certain=False, others=tuple(dict.fromkeys(others))[:3])


def _second_opinion(sample: bytes) -> str:
    """What charset_normalizer makes of the sample, among these tables; an empty text when it says none of them."""
    from charset_normalizer import from_bytes  # slow to import, and asked only in doubt

    found = from_bytes(
        sample, cp_isolation=[name.replace("-", "_") for name in _OLD if name != "kz1048"]
    ).best()
    if found is None:
        return ""
    return _SAME.get(found.encoding, found.encoding)


@cache
def _common_characters(name: str) -> frozenset[int] | None:
    """The code points of a table's block of common Chinese characters; None for tables of letters."""
    rows = _COMMON_ROWS.get(name)
    if rows is None:
        return None
    found: set[int] = set()
    for first in rows:
        for second in range(0x40, 0xFF):
            text = bytes((first, second)).decode(name, "ignore")
            if len(text) == 1:
                # The extension rows of gb18030 share these first bytes; its common block has both bytes high.
                if name == "gb18030" and second < 0xA1:
                    continue
                found.add(ord(text))
    return frozenset(found)


def is_known_encoding(name: str) -> bool:
    """Whether Python can read text by a table of this name."""
    try:
        b"a".decode(name, "replace")
    except LookupError:
        return False
    return True
