"""Likelier texts need fewer bits: what a person wrote is told from what a wrong table makes of it."""

from __future__ import annotations

import pytest

from camifield.formats.reading.scripts import bits


@pytest.mark.parametrize(
    ("text", "table", "wrong"),
    [
        ("Снежный барс", "cp1251", "koi8-r"), ("барс у ручья", "cp1251", "cp866"), ("барс у ручья", "cp866", "cp1251"), ("43°15'", "cp1251", "koi8-r"),
        ("雪豹", "gb18030", "cp1251"), ("پلنگ برفی".replace("ی", "ي"), "cp1256", "cp1251"), ("クマを目撃", "cp932", "gb18030"), ("été", "cp1252", "cp1251"),
        ("волк у реки", "cp1251", "gb18030"),
    ],
)  # fmt: skip
def test_what_was_written_is_likelier(text: str, table: str, wrong: str) -> None:
    """Protects the guess of an encoding: letters, case and neighbours speak for the text that makes sense."""
    assert bits(text) < bits(text.encode(table).decode(wrong, "replace"))


def test_ascii_costs_nothing() -> None:
    """Protects comparisons of one sample under many tables, which all agree on ASCII."""
    assert bits("plain ascii, 123;\n") == 0
