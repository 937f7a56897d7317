"""Blank, a dash, not available, none, not known and zero are six things and a value a seventh."""

from __future__ import annotations

import pytest

from camifield.formats.reading.blanks import USUAL_SPELLINGS, BlankKind, blank_kind, is_nothing

CASES: dict[BlankKind, list[str]] = {
    "blank": ["", " ", "\t", "\u00a0", "\u200b", "\ufeff", "\x00", "\x1a"],
    "dash": ["-", "--", "\u2013", "\u2014", "\u2212", " - ", "_", "/", "...", "\u2026", "\uff0d"],
    "not_available": ["NA", "N/A", "n/a", "#N/A", "na", "NaN", "nan", "NULL", "<NA>", "н/д", "Н/Д", "нд", "НД", "нет данных", "无数据", "欠測"],
    "none": ["нет", "Нет", "НЕТ", "no", "No", "none", "жоқ", "үгүй", "なし", "无", "خیر"],
    "unknown": ["не знают", "не знаю", "Неизвестно", "unknown", "?", "\uff1f", "??", "不明", "未知", "мэдэхгүй", "نامعلوم"],
    "zero": ["0", " 0 ", "0.0", "0,00", "00", "-0", "\u0660", "\u06f0", "\u0966", "\uff10"],
    "value": ["1", "Na", "ноль", "нетопырь", "no wolves", "10", "0.01", "-1", "a", "О", "нет следов волка", "NA-12", "x" * 500],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in CASES.items() for text in texts])
def test_ways_of_saying_nothing_are_told_apart(kind: BlankKind, text: str) -> None:
    """Protects zero from blank, none from not known, and names such as Na from being taken for NA."""
    assert blank_kind(text) == kind


def test_only_values_and_zeros_say_what_a_column_holds() -> None:
    """Protects the kinds of columns: a column of 3, NA, 5, нет is a column of numbers."""
    assert [kind for kind in CASES if not is_nothing(kind)] == ["zero", "value"]


def test_every_usual_spelling_is_some_kind_of_nothing() -> None:
    """Protects the quick count of long columns from words that the careful look takes for values."""
    assert {blank_kind(spelling) for spelling in USUAL_SPELLINGS} == {
        "blank",
        "dash",
        "not_available",
        "none",
        "unknown",
        "zero",
    }
