"""A filter chip asks, shows what it holds, and can be taken off by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import click, press, stand
from ui.theme.theme import look
from ui.widgets.filter_chip import FilterChip


@pytest.fixture
def chip(qtbot: QtBot) -> FilterChip:
    """A filter that holds a season."""
    made = FilterChip("Season")
    made.hold("Winter 2023–24")
    stand(qtbot, made, made)
    made.resize(made.sizeHint())
    return made


def test_it_shows_what_it_holds(chip: FilterChip) -> None:
    """What filters the list is read on the chip, and off it again."""
    assert chip.text() == "Winter 2023–24"
    chip.hold("")
    assert chip.text() == "Season"
    assert chip.accessibleName() == "Season"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_keys_clear_and_enter_asks(qtbot: QtBot, chip: FilterChip, key: Qt.Key) -> None:
    """Delete takes the filter off; Enter opens its choices."""
    with qtbot.waitSignal(chip.cleared), qtbot.assertNotEmitted(chip.clicked):
        press(key)
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.cleared):
        press(Qt.Key.Key_Return)


def test_an_empty_filter_has_nothing_to_clear(qtbot: QtBot, chip: FilterChip) -> None:
    """Backspace on an unused filter tells nobody anything."""
    chip.hold("")
    with qtbot.assertNotEmitted(chip.cleared):
        press(Qt.Key.Key_Backspace)


@pytest.mark.parametrize("script", ["Latn", "Arab"])
def test_the_cross_is_at_the_far_end(qtbot: QtBot, qapp: QApplication, chip: FilterChip, script: str) -> None:
    """The cross clears, the words ask, in both directions of reading."""
    look().apply(qapp, "light", 1.0, script)
    chip.resize(chip.sizeHint())
    far, near = QPoint(chip.width() - 20, 18), QPoint(20, 18)
    if script == "Arab":
        far, near = near, far
    with qtbot.waitSignal(chip.cleared), qtbot.assertNotEmitted(chip.clicked):
        click(chip, far)
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.cleared):
        click(chip, near)
