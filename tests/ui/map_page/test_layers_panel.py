"""The panel of layers: by mouse and by keys, each layer is shown or hidden and has its menu, and ways to add more stand below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from tests.ui.map_page.conftest import Make
from tests.ui.widgets.keys import press
from ui.map_page.layer_entries import LayerChoice, LayerEntry

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_panel_comes_and_goes_by_its_key(qtbot: QtBot, open_page: Make) -> None:
    """Nobody needs a mouse: the keyboard stands at the first layer, and Escape gives it back."""
    page = open_page()
    panel = page.area.layers_panel
    assert not panel.isVisible()
    QTest.keyClick(page.canvas, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(panel.isVisible)
    assert QApplication.focusWidget() is panel.rows[0].tick
    press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is page.area.layers


def test_borders_are_one_of_the_layers(open_page: Make, project: Project) -> None:
    """They are hidden there as in the legend, and the keyboard stays where it stood."""
    page = open_page()
    page.area.layers.click()
    panel = page.area.layers_panel
    assert panel.rows[0].tick.isChecked()
    press(Qt.Key.Key_Space)
    assert not page.backdrop.has_borders
    assert not project.settings.map_borders
    assert not panel.rows[0].tick.isChecked()
    assert QApplication.focusWidget() is panel.rows[0].tick


def test_what_a_source_has_stands_in_the_panel_with_its_menu(open_page: Make) -> None:
    """A layer of any sort needs only its entries: its name as it is written, what is told of it, and what can be done."""
    page = open_page()
    panel = page.area.layers_panel
    done: list[str] = []
    shown: list[bool] = []

    def entries() -> list[LayerEntry]:
        choices = [
            LayerChoice("Show all of it", lambda: done.append("all")),
            LayerChoice("Faint", list, True),
        ]
        return [LayerEntry("a", "Camp & <b>well</b>", "Its file is gone", True, shown.append, choices, True)]

    panel.add_source("Own maps", entries)
    way = panel.add_way("Add a map…", lambda: done.append("add"))
    panel.open_up()
    row = panel.rows[-1]
    assert row.tick.text() == "Camp & <b>well</b>"
    menu = row.menu(panel.refresh)
    everything, faint = menu.actions()
    assert faint.isChecked()
    everything.trigger()
    way.click()
    assert done == ["all", "add"]
    row.tick.click()
    assert shown == [False]
