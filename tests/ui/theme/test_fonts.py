"""The bundled typefaces are there, light enough, licensed, and cover the letters of the region."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo, QRawFont

from camifield import resources
from ui.theme import fonts

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёҶҷӢӣӮӯŞşŇňÝýŽžÄäÖöÜüÇçΩα№«»–—…′″°±"
"""Kazakh, Kyrgyz, Mongolian, Tajik and Turkmen letters beyond Russian and English, and the signs the texts use."""


@pytest.mark.parametrize("name", fonts.FILES)
def test_a_bundled_font_has_the_letters_of_the_region(name: str) -> None:
    """Nobody's name shows as boxes on a bare machine."""
    raw = QRawFont(str(resources.path("fonts", name)), 16)
    assert raw.isValid()
    assert [letter for letter in LETTERS if not raw.supportsCharacter(ord(letter))] == []


def test_the_fonts_are_light_and_carry_their_licence() -> None:
    """They travel on sticks; the OFL must travel with them."""
    folder = resources.path("fonts")
    assert sum(file.stat().st_size for file in folder.iterdir()) < 4_000_000
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")


def test_titles_are_noto_serif_and_text_noto_sans() -> None:
    """The bundled files are really the ones that are used."""
    assert QFontInfo(fonts.make("page_title", "Cyrl", 1.0)).family() == "Noto Serif"
    assert QFontInfo(fonts.make("body", "Latn", 1.0)).family() == "Noto Sans"


def test_a_script_of_its_own_leads_and_has_no_serif() -> None:
    """Behind a Latin font, native digits shift and Tibetan is clipped."""
    assert fonts.families("Tibt", is_serif=False)[0] == "Noto Serif Tibetan"
    assert fonts.families("Arab", is_serif=True)[0] == "Noto Sans Arabic"
    assert "Noto Serif" not in fonts.families("Arab", is_serif=True)


def test_digits_stand_in_columns() -> None:
    """Counts and dates line up in tables: tabular figures are asked for in every role."""
    assert fonts.make("table", "Latn", 1.0).featureValue(QFont.Tag("tnum")) == 1


def test_fonts_follow_the_scale() -> None:
    """200 % means 200 %."""
    assert fonts.make("body", "Latn", 2.0).pixelSize() == 32
