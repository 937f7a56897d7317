"""Words as they are said: what stands behind a language that lacks a text."""

from __future__ import annotations

import gettext

import pytest

from camifield.i18n import words


def test_english_stands_behind_a_language_that_lacks_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that was forgotten in one language is shown in English, in its plural too, and never as a key."""
    known = {"sample.title": "The sample", ("sample.rows", 0): "one row", ("sample.rows", 1): "{count} rows"}
    english = words._catalogue("en")  # pyright: ignore[reportPrivateUsage]
    assert isinstance(english, gettext.GNUTranslations)
    monkeypatch.setattr(english, "_catalog", {**vars(english)["_catalog"], **known})
    assert words.Words("ru").say("sample.title") == "The sample"
    assert words.Words("mn").say("sample.rows", count=3) == "3 rows"
