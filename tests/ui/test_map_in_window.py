"""The map among the other pages: the rail leads to it, a record begins on it and comes back to it, a box becomes a list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.project.project import Project
from tests.making import make_project, save_sighting
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.filters.question import AREA
from ui.forms.page import FormPage
from ui.map.small import SmallMap
from ui.map_page.page import MapPage
from ui.records.page import RecordsPage
from ui.theme.theme import look
from ui.window import Window


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two sightings, a degree apart."""
    made = make_project(tmp_path)
    save_sighting(made, verbatim_coordinates="42.0 75.0")
    save_sighting(made, species="WOL", verbatim_coordinates="42.0 76.0")
    return made


@pytest.fixture
def window(qtbot: QtBot, project: Project) -> Iterator[Window]:
    """The real window on that project, in English."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    shown = Window(Desk(project))
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    yield shown
    shown.desk.close()


def map_of(window: Window) -> MapPage:
    """Go to the map by its key."""
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    [page] = inside(window, MapPage)
    assert page.isVisible()
    return page


def test_a_record_begins_on_the_map_and_leads_back_to_it(window: Window) -> None:
    """The form has the place of the point, and nothing of it has to be typed; closing it shows the map again."""
    page = map_of(window)
    page.begin("sighting", page.canvas.middle)
    [form] = inside(window, FormPage)
    assert form.isVisible()
    draft = form.presenter.entries
    latitude, longitude = (float(one) for one in str(draft["verbatim_coordinates"]).split())
    assert latitude == pytest.approx(42.0, abs=0.05)
    assert longitude == pytest.approx(75.5, abs=0.05)
    assert draft["georeference_source"] == "map_click"
    form.closed.emit()
    assert page.isVisible()
    assert window.rail.current == "map"


def test_a_box_becomes_a_filter_of_the_records(window: Window, qtbot: QtBot) -> None:
    """The list has what was in the box; its chip says so, and its cross takes it off."""
    page = map_of(window)
    page.canvas.boxed.emit(
        (
            *page.canvas.view.to_unit(0, 0),
            *page.canvas.view.to_unit(page.canvas.width() / 2, page.canvas.height()),
        )
    )
    page.strip.action.click()
    [records] = inside(window, RecordsPage)
    qtbot.waitUntil(lambda: records.list.model.rowCount() == 1)
    chip = records.list.filters.chips[AREA]
    assert chip.isVisible()
    assert chip.held == "Area on the map"
    chip.cleared.emit()
    qtbot.waitUntil(lambda: records.list.model.rowCount() == 2)
    assert not chip.isVisible()


def test_a_record_has_its_small_map(window: Window, qtbot: QtBot) -> None:
    """Where it was, at a glance, in the detail beside the list."""
    window.show_page("records")
    [records] = inside(window, RecordsPage)

    def shown() -> list[SmallMap]:
        return [one for one in inside(records.list.area.panel, SmallMap) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=10_000)
    assert len(shown()[0].positions) == 1
