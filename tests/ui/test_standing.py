"""The keyboard stays where it stood: over a change of language, a page made anew, and a file dialog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from tests.making import make_project
from ui.desk import Desk
from ui.settings.page import SettingsPage
from ui.standing import keyboard_kept, place_in, stand_at
from ui.theme.theme import look
from ui.widgets.chip import Chip
from ui.widgets.layouts import Column
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The real window on a real project, in English."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    shown = Window(Desk(make_project(tmp_path)))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    yield shown
    shown.desk.close()
    words.use("en")


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    """Keys in whatever has the keyboard."""
    for key in keys:
        QTest.keyClick(focused(), key)


def test_a_change_of_language_leaves_the_keyboard_at_the_language(qtbot: QtBot, window: Window) -> None:
    """Whoever tries one language after the other goes on with the arrows, on the chip just chosen."""
    window.show_page("settings")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    for word in ("Русский", "Монгол"):
        press(Qt.Key.Key_Right, Qt.Key.Key_Space)
        chip = focused()
        assert isinstance(chip, Chip)
        assert chip.text().startswith(word)
        assert chip.isChecked()
        assert chip.window() is window
    press(Qt.Key.Key_Home, Qt.Key.Key_Space)
    assert words.language() == "en"


def test_a_page_made_anew_keeps_the_keyboard(qtbot: QtBot, window: Window) -> None:
    """Settings are made anew after every change of the team: the keyboard stands at the same question of them."""
    page = SettingsPage(window.desk)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    before = focused()
    assert isinstance(before, Chip)
    page.refresh()
    after = focused()
    assert isinstance(after, Chip)
    assert after is not before
    assert after.choice == before.choice


def test_a_place_is_counted_among_what_tab_stops_at(qtbot: QtBot) -> None:
    """Hidden parts and labels do not count; a place that is no longer there gives the last one."""
    page, others = QWidget(), [QLineEdit() for _ in range(3)]
    column = Column(page)
    for other in others:
        column.addWidget(other)
    others[0].hide()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    others[2].setFocus()
    assert place_in(page) == 1
    stand_at(page, 0)
    assert focused() is others[1]
    stand_at(page, 9)
    assert focused() is others[2]
    stand_at(page, None)
    assert focused() is others[2]
    assert place_in(QWidget()) is None


def test_after_a_file_dialog_the_keyboard_is_back(qtbot: QtBot, window: Window) -> None:
    """Without a window manager nobody else gives it back: the next letter goes where the last one went."""
    window.begin("sighting")
    before = focused()
    with keyboard_kept(window):
        dialog = QDialog()
        line = QLineEdit(dialog)
        dialog.show()
        dialog.activateWindow()
        line.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
        dialog.close()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert focused() is before
