"""Protects the list of known places in its window: found by any name, added, put right, deleted and taken back, seen on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.saving import save
from camifield.i18n import words
from camifield.project.project import Project
from tests.making import ENGLISH, make_project, save_sighting
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.forms.page import FormPage
from ui.map_page.page import MapPage
from ui.places.page import PlacesPage
from ui.records.page import RecordsPage
from ui.settings.lists import ListsCard
from ui.theme.theme import look
from ui.window import Window

POSITION = "41.8412 78.1120"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with three known places and a record that names one."""
    made = make_project(tmp_path)
    for name, others, text in (
        ("Ак-Сай", "Upper camp", POSITION),
        ("CAM-07", "", "41.844 78.118"),
        ("Nowhere", "", ""),
    ):
        entries = {"name": name, "other_names": others, "place_kind": "camp", "verbatim_coordinates": text}
        save(made, "place", {key: one for key, one in entries.items() if one}, ENGLISH)
    save_sighting(made, place=made.names.find("place", "cam 07")[0].hex())
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


def places_of(window: Window) -> PlacesPage:
    """The page, opened."""
    window.places.open()
    page = window.places.page
    assert isinstance(page, PlacesPage)
    return page


def names(page: PlacesPage) -> list[str]:
    """What stands in the first column."""
    return [str(page.model.data(page.model.index(row, 0))) for row in range(page.model.rowCount())]


def test_settings_lead_to_the_list(window: Window) -> None:
    """However many there are: the card shows a few of them, the page all; Escape leads back."""
    window.show_page("settings")
    *_, card = inside(window, ListsCard)
    card.wants_places.emit()
    page = window.places.page
    assert isinstance(page, PlacesPage)
    assert page.isVisible()
    assert names(page) == ["CAM-07", "Nowhere", "Ак-Сай"]
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert window.places.page is None
    assert window.rail.current == "settings"


def test_a_place_is_found_by_any_of_its_names(window: Window) -> None:
    """In any script; what nobody is called says so."""
    page = places_of(window)
    page.search.setText("upper")
    page.search.on_pause()
    assert names(page) == ["Ак-Сай"]
    page.search.setText("zzzz")
    page.search.on_pause()
    assert names(page) == []
    assert page.search.isVisible()


def test_no_name_is_obeyed_as_markup(window: Window, project: Project) -> None:
    """A name that came from another laptop is shown in the tooltip as it stands: it loads no picture and hides nothing."""
    name = '<img src="file://host/a.png">CAM'
    save(project, "place", {"name": name}, ENGLISH)
    page = places_of(window)
    row = names(page).index(name)
    shown = page.model.data(page.model.index(row, 0), Qt.ItemDataRole.ToolTipRole)
    assert QTextDocumentFragment.fromHtml(shown).toPlainText() == name


def test_a_place_is_put_right_in_its_form(qtbot: QtBot, window: Window) -> None:
    """Enter opens it; saved, the list is come back to with the new name, and the place stays chosen."""
    page = places_of(window)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    [form] = inside(window, FormPage)
    form.presenter.answer("name", "CAM-7b")
    form.save(goes_on=False)
    qtbot.waitUntil(page.isVisible)
    assert names(page) == ["CAM-7b", "Nowhere", "Ак-Сай"]


def test_a_deleted_place_can_be_taken_back(window: Window, project: Project) -> None:
    """It is offered no more; that a record names it is said; one press brings it back."""
    page = places_of(window)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert names(page) == ["Nowhere", "Ак-Сай"]
    assert project.names.find("place", "cam 07") == ()
    assert "1 record still names it" in page.notice.sentence
    page.notice.acted.emit()
    assert names(page) == ["CAM-07", "Nowhere", "Ак-Сай"]


def test_a_place_is_seen_on_the_map(qtbot: QtBot, window: Window) -> None:
    """The map stands on it, with its sign; a place without a position has none to be seen."""
    page = places_of(window)
    assert page.map_button.isEnabled()
    page.map_button.click()
    [shown] = inside(window, MapPage)
    qtbot.waitUntil(lambda: shown.mapped is not None)
    view = shown.canvas.view
    longitude, latitude = view.degrees(view.width / 2, view.height / 2)
    assert (round(longitude, 2), round(latitude, 2)) == (78.12, 41.84)
    assert [one.name for one in shown.backdrop.places.signs] == ["CAM-07", "Ак-Сай"]
    again = places_of(window)
    again.table.setCurrentIndex(again.model.index(1, 0))
    assert not again.map_button.isEnabled()


def test_the_first_place_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    """An empty list says what it is for, and the keyboard stands at the button that helps."""
    del qtbot
    empty = make_project(tmp_path / "empty")
    page = PlacesPage(Desk(empty))
    page.show()
    assert page.add_button.isVisible()
    assert not page.search.isVisible()
    page.close()
    empty.close()


def test_a_record_makes_its_place_known(qtbot: QtBot, window: Window, project: Project) -> None:
    """From the record's detail: a form begins with its name and its position as they were typed."""
    record = save_sighting(project, locality="Upper spring", verbatim_coordinates="42.5 75.5").record
    window.look_at(record)
    [records] = inside(window, RecordsPage)
    panel = records.list.area.panel
    qtbot.waitUntil(lambda: panel.detail is not None and panel.detail.card.id == record)
    panel.make_place.emit()
    [form] = inside(window, FormPage)
    assert form.presenter.kind == "place"
    assert form.presenter.entries == {"name": "Upper spring", "verbatim_coordinates": "42.5 75.5"}
