"""The many ways of saying nothing in a cell, told apart: left empty, a dash, not available, none, not known, and zero."""

from __future__ import annotations

import re
from typing import Literal

from camifield.folding import plain
from camifield.formats.reading.cells import bare

BlankKind = Literal["value", "blank", "dash", "not_available", "none", "unknown", "zero"]

_DASH = re.compile(r"[-\u2010-\u2015\u2212_/.\u00b7\u2026\u30fc\u30fb]{1,5}")
_ZERO = re.compile(r"[+\-\u2212]?0+(?:[.,]0*)?")
# Compared in small letters, but for these whose other writing is a word or a name ("Na" is a person, "no" an answer).
_NOT_AVAILABLE = frozenset({
    "na", "n/a", "n.a.", "#n/a", "#na", "<na>", "nan", "null", "nd", "n/d", "n.d.", "no data", "not available",
    "not applicable", "(blank)", "н/д", "нд", "н.д.", "н/а", "нет данных", "нет свед.", "нет сведений", "без данных",
    "не указано", "не указан", "не указана", "пусто", "мэдээлэлгүй", "мэдээ алга", "дерек жоқ", "мәлімет жоқ", "маалымат жок",
    "欠測", "データなし", "無資料", "无数据", "無數據", "无资料", "缺失", "記載なし", "ندارد", "نامعلوم است",
})  # fmt: skip
_NONE = frozenset({
    "no", "none", "nil", "нет", "не было", "отсутствует", "отсутствуют", "үгүй", "байхгүй", "жоқ", "жок", "йўқ", "нест",
    "なし", "無し", "無", "无", "没有", "沒有", "خیر", "لا", "छैन", "नहीं",
})  # fmt: skip
_UNKNOWN = frozenset({
    "unknown", "unk", "unkn.", "not known", "don't know", "dont know", "do not know", "not sure", "?", "??", "???",
    "неизвестно", "неизв.", "неизвестен", "неизвестна", "не известно", "не знают", "не знаю", "не знает", "не установлено",
    "мэдэхгүй", "тодорхойгүй", "белгісіз", "белгисиз", "номаълум", "不明", "未知", "不詳", "不详", "不知道", "わからない",
    "نامشخص", "نامعلوم", "غير معروف", "थाहा छैन", "अज्ञात",
})  # fmt: skip
_LONGEST = max(map(len, _NOT_AVAILABLE | _NONE | _UNKNOWN))


def blank_kind(text: str) -> BlankKind:
    """What a cell's text says when it says nothing; `value` for everything else.

    0 is told from blank, "-" from "NA", and "нет" (there were none, or: no) from "не знают" (not known). What each
    of them means for a field is for the field to say; the text itself is always kept.
    """
    shown = bare(text)
    if not shown:
        return "blank"
    if len(shown) > _LONGEST:
        return "value"
    if "1" <= shown[0] <= "9":
        return "value"
    shown = plain(shown)
    if _DASH.fullmatch(shown):
        return "dash"
    if _ZERO.fullmatch(shown):
        return "zero"
    return word_kind(shown)


def word_kind(shown: str) -> BlankKind:
    """The kind of a stripped text that is neither blank, dash nor zero."""
    key = shown.casefold()
    if key in _NOT_AVAILABLE and shown != "Na":
        return "not_available"
    if key in _NONE:
        return "none"
    return "unknown" if key in _UNKNOWN else "value"


def _spellings() -> frozenset[str]:
    """The ways in which these words are usually typed, for a quick look through a long column."""
    words = (
        _NOT_AVAILABLE
        | _NONE
        | _UNKNOWN
        | {"-", "--", "\u2013", "\u2014", "\u30fc", " ", "0", "0.0", "0,0", "0.00"}
    )
    return frozenset(form for word in words for form in (word, word.upper(), word.capitalize())) - {"Na"}


USUAL_SPELLINGS = _spellings()


def is_nothing(kind: BlankKind) -> bool:
    """Whether the cell holds neither a value nor a zero, so that it says nothing about what its column holds."""
    return kind not in ("value", "zero")
