"""Changing the dress while the program runs reaches every widget."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme.theme import look, prepare, wished
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Text


def test_switching_tells_and_restyles(qtbot: QtBot, qapp: QApplication) -> None:
    """A widget made in the light is dark a moment later, larger, and painted in the new colours."""
    card = Card()
    text = Text("Argali", "card_title")
    button = Button("Save")
    card.body.addWidget(text)
    card.body.addWidget(button)
    qtbot.addWidget(card)
    card.show()
    before = (text.sizeHint().height(), button.sizeHint().height(), card.body.contentsMargins().left())
    with qtbot.waitSignal(look().changed):
        look().apply(qapp, "dark", 2.0)
    after = (text.sizeHint().height(), button.sizeHint().height(), card.body.contentsMargins().left())
    assert all(new > old for old, new in zip(before, after, strict=True))
    assert button.sizeHint().height() == 80
    card.resize(card.sizeHint())
    picture = card.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 6).name().upper() == DARK.sheet
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.page


def test_the_same_dress_twice_does_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    """Restyling a full window is not free."""
    look().apply(qapp, "dark", 1.5)
    with qtbot.assertNotEmitted(look().changed):
        look().apply(qapp, "dark", 1.5)


def test_odd_wishes_are_brought_within_bounds(qapp: QApplication) -> None:
    """A settings file from elsewhere cannot make the window unusable."""
    look().apply(qapp, "neon", 9.0)
    assert (look().name, look().scale) == ("light", 2.0)
    look().apply(qapp, "light", 0.1)
    assert look().scale == 1.0
    assert look().colours is LIGHT


def test_an_arabic_script_turns_the_window(qapp: QApplication) -> None:
    """Right to left is decided by the script alone."""
    look().apply(qapp, "light", 1.0, "Arab")
    assert look().is_rtl
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    look().apply(qapp, "light", 1.0, "Cyrl")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_the_system_is_asked(qapp: QApplication) -> None:
    """A first start follows the system, and always finds a theme."""
    assert wished() in ("light", "dark")


def test_preparing_chooses_one_style_for_all_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows' own style would draw half of the controls its own way."""
    monkeypatch.delenv("QT_STYLE_OVERRIDE", raising=False)
    prepare()
    assert os.environ["QT_STYLE_OVERRIDE"] == "Fusion"
    monkeypatch.delenv("QT_STYLE_OVERRIDE")
