"""The ways in which people write "not known", which is an answer and never the same as nothing or zero."""

from __future__ import annotations

from functools import cache

from camifield.folding import plain, words

_UNKNOWN = (
    "?", "??", "???", "unknown", "not known", "unk", "don't know", "dont know", "no data", "nd", "n/d",
    "неизвестно", "не известно", "не знаю", "незнаю", "нет данных", "н/д", "нд", "не установлено",
    "мэдэхгүй", "тодорхойгүй", "мэдэгдэхгүй", "белгісіз", "білмеймін", "белгисиз", "билбейм", "noma'lum", "bilmayman",
    "номаълум", "намедонам", "näbelli", "نامعلوم", "نمی‌دانم", "نا معلوم", "معلوم نیست", "معلوم نہیں",
    "不明", "不详", "不詳", "未知", "不知道", "अज्ञात", "थाहा छैन", "पता नहीं",
)  # fmt: skip


def means_unknown(text: str) -> bool:
    """Whether a text says "not known" in one of the languages of the region."""
    return _key(text) in _folded()


def _key(text: str) -> str:
    return words(plain(text)).rstrip(".!")


@cache
def _folded() -> frozenset[str]:
    return frozenset(map(_key, _UNKNOWN))
