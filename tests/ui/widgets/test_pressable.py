"""What is painted like a button behaves like one: keys, shortcuts, names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import press, stand, tap
from ui.theme.theme import look
from ui.theme.tokens import THEMES
from ui.widgets.button import Button
from ui.widgets.card import PressCard
from ui.widgets.layouts import Column
from ui.widgets.pressable import Pressable
from ui.widgets.text import Text
from ui.widgets.tick import Tick


def made() -> tuple[Pressable, ...]:
    """One of each."""
    card = PressCard("Animal or sign", keys="Ctrl+1")
    card.body.addWidget(Text("Animal or sign", "card_title"))
    return (Button("Save", "accent", icon="save"), Button("Go on", "quiet"), Tick("Hide borders"), card)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press(qtbot: QtBot, key: Qt.Key) -> None:
    """Whoever never touches the mouse can press everything."""
    for control in made():
        stand(qtbot, control, control)
        with qtbot.waitSignal(control.clicked):
            press(key)


def test_control_enter_stays_free(qtbot: QtBot) -> None:
    """Ctrl+Enter belongs to "save and next", wherever the focus is."""
    button = Button("Add a photo")
    stand(qtbot, button, button)
    with qtbot.assertNotEmitted(button.clicked):
        press(Qt.Key.Key_Return, modifiers=Qt.KeyboardModifier.ControlModifier)


def test_a_shortcut_presses_from_elsewhere_and_survives_new_words(qtbot: QtBot) -> None:
    """Qt drops a button's shortcut when its text changes; ours stays."""
    page = QWidget()
    column = Column(page)
    field, button = QLineEdit(), Button("Save", keys="Ctrl+S")
    column.addWidget(field)
    column.addWidget(button)
    stand(qtbot, page, field)
    button.setText("Сохранить")
    with qtbot.waitSignal(button.clicked):
        tap(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_wide_words_fold(qtbot: QtBot) -> None:
    """A button with a most width grows in height, keeps every word, and is as before when the width is let go."""
    button = Button("41.8701° N, 77.5289° E (Kyrgyzstan, Issyk-Kul Region)")
    qtbot.addWidget(button)
    plain = button.sizeHint()
    button.fold_at(plain.width() * 2 // 3)
    folded = button.sizeHint()
    assert folded.width() <= plain.width() * 2 // 3
    assert folded.height() > plain.height()
    assert button.text().endswith("Region)")
    button.fold_at(0)
    assert button.sizeHint() == plain


def test_an_ampersand_is_an_ampersand(qtbot: QtBot) -> None:
    """People's own words on a button make no hidden mnemonic and are read out whole."""
    button = Button("Herds & camps")
    qtbot.addWidget(button)
    assert button.text() == "Herds & camps"
    assert button.accessibleName() == "Herds & camps"
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize("name", THEMES)
def test_focus_changes_the_picture_of_every_control(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    """The ring is there in all themes, also on filled and chosen controls, and moves nothing."""
    look().apply(qapp, name)
    for control in made():
        page = QWidget()
        column = Column(page)
        other = QLineEdit()
        column.addWidget(control)
        column.addWidget(other)
        stand(qtbot, page, other)
        for is_on in (False, True) if control.isCheckable() else (False,):
            other.setFocus()
            control.setChecked(is_on)
            without, size = control.grab().toImage(), control.size()
            control.setFocus()
            assert control.grab().toImage() != without
            assert control.size() == size


def test_a_disabled_button_is_told_apart_without_colour(qtbot: QtBot, qapp: QApplication) -> None:
    """In sunlight, where every line is black, a button that cannot be pressed is dashed."""
    look().apply(qapp, "sunlight")
    button = Button("Try again")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    solid = button.grab().toImage()
    button.setEnabled(False)
    top = [button.grab().toImage().pixelColor(x, 1).lightness() for x in range(10, button.width() - 10)]
    assert max(top) > 200
    assert max(solid.pixelColor(x, 1).lightness() for x in range(10, button.width() - 10)) < 100
