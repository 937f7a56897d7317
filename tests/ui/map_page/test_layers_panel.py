"""The panel of layers: by mouse and by keys, each layer is shown or hidden and has its menu, and ways to add more stand below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.tracks import Chosen, keep, look_at
from camifield.project.project import Project
from tests.formats.features.making import gpx, written
from tests.making import ENGLISH, person
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


def test_the_legend_takes_the_place_of_the_panel(open_page: Make) -> None:
    """One sheet hangs below the tools at a time: the legend never lies half over the layers."""
    page = open_page()
    page.area.layers.click()
    page.area.legend.click()
    assert not page.area.layers_panel.isVisible()


def test_borders_are_one_of_the_layers(open_page: Make, project: Project) -> None:
    """They are hidden there as in the legend, and the keyboard stays where it stood."""
    page = open_page()
    page.area.layers.click()
    panel = page.area.layers_panel
    at = [row.tick.text() for row in panel.rows].index("Borders")
    panel.rows[at].tick.setFocus()
    press(Qt.Key.Key_Space)
    assert not page.backdrop.has_borders
    assert not project.settings.map_borders
    assert not panel.rows[at].tick.isChecked()
    assert QApplication.focusWidget() is panel.rows[at].tick


def test_the_ways_of_tracks_are_one_of_the_layers(
    project: Project, open_page: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    """Where somebody walked is drawn with the records; whoever finds it too much hides it, until they want it again."""
    points = "".join(
        f'<trkpt lat="42.{at}" lon="76.5"><time>2026-03-11T04:0{at}:00Z</time></trkpt>' for at in range(6)
    )
    looked = look_at(project, written(tmp_path / "walk.gpx", gpx(f"<trk><trkseg>{points}</trkseg></trk>")))
    keep(project, "walk.gpx", [Chosen(looked.walks[0], bytes.fromhex(person(project)))], ENGLISH)
    page = open_page()
    qtbot.waitUntil(lambda: page.mapped is not None)

    def shown() -> QImage:
        return page.canvas.grab().toImage()

    drawn = shown()
    page.layers.set_ways(False)
    bare = shown()
    assert bare != drawn
    assert not project.settings.map_ways
    page.layers.set_ways(True)
    assert shown() == drawn


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
