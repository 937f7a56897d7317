"""The first minute: nobody is known, no country is chosen, and the keyboard is where the answer goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.project.opening import open_project
from camifield.settings import Settings
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.picker import Picker
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, own_home: Path) -> Iterator[Window]:
    """The real window on a project that was just made, in English."""
    words.use("en")
    project = open_project(tmp_path / "empty", settings=Settings(laptop="M7", language="en"))
    shown = Window(Desk(project))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    yield shown
    qtbot.waitUntil(lambda: project.has_learned, timeout=10_000)
    shown.desk.close()


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_choosing_the_country_begins_at_the_country(window: Window) -> None:
    """Whoever is asked on Today for the country needs no Tab to answer."""
    choose = next(one for one in inside(window, Button) if one.text() == words.say("today.choose_country"))
    choose.click()
    assert isinstance(focused(), Picker)


def test_today_does_not_ask_for_a_country_that_was_chosen(qtbot: QtBot, window: Window) -> None:
    """The question is gone when whoever answered it comes back."""

    def is_asked() -> bool:
        asked = words.say("today.choose_country")
        return any(one.text() == asked and one.isVisible() for one in inside(window.today, Button))

    assert is_asked()
    window.show_page("settings")
    picker = next(one for one in inside(window, Picker) if one.findData("KZ") >= 0)
    picker.setCurrentIndex(picker.findData("KZ"))
    window.show_page("today")
    qtbot.waitUntil(lambda: not is_asked())


def test_the_first_name_written_is_here_today(qtbot: QtBot, window: Window) -> None:
    """Nobody is "someone else" yet; the first person is written on the form and begins the next form as well."""
    assert [one.text() for one in inside(window, Chip) if one.isVisible()] == ["Add your name"]
    window.begin("sighting")
    chip = next(one for one in inside(window, Chip) if one.text() == "Write a name")
    chip.click()
    QTest.keyClicks(focused(), "Aibek U.")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    project = window.desk.project
    person = project.names.find("person", "Aibek U.")[0].hex()
    assert project.settings.people_of(project.today()) == (person,)
    window.begin("grazing")
    chosen = [one.text() for one in inside(window, Chip) if one.isVisible() and one.isChecked()]
    assert chosen == ["Aibek U."]
