"""The line for a place with what stands around it: the small map, the readings to choose from, and metres without a zone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from tests.making import make_project
from tests.ui.forms.place_forms import PLACE, form_of, make_form, place_of
from ui.forms.editors.place_map import Spot
from ui.forms.presenter import Beginning


@pytest.fixture
def project(qtbot: QtBot, tmp_path: Path) -> Iterator[Project]:
    """A project of a team that has not said its country."""
    del qtbot
    made = make_project(tmp_path, country=None)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


def test_the_small_map_comes_after_the_form(qtbot: QtBot, project: Project) -> None:
    """A form that opens on a place is there at once; its map is drawn when the window has time, and shows that place."""
    page = make_form(qtbot, project, Beginning("sighting", entries={PLACE: "42.31860 76.90412"}))
    small = place_of(page).map
    assert small is not None
    assert small.is_loaded is False  # made, and no turn of the event loop yet
    page.show()
    qtbot.waitUntil(lambda: small.is_loaded)
    assert small.isVisible()
    (shown,) = small.shown.positions
    assert (shown.latitude, shown.longitude, shown.uncertainty_m) == (42.3186, 76.90412, 2)
    assert "Issyk-Kul" in small.shown.accessibleName()


def test_nothing_understood_is_no_map(qtbot: QtBot, project: Project) -> None:
    """An empty line and words that are no place keep the paper as it was; a place that is taken back takes its map along."""
    page = form_of(qtbot, project, Beginning("sighting"))
    editor = place_of(page)
    editor.set_entry("wolf den")
    assert editor.map is None
    editor.set_entry("42.31860 76.90412")
    assert editor.map is not None
    assert editor.map.isVisible()
    editor.set_entry("")
    assert not editor.map.isVisible()


def test_two_readings_are_numbered_as_their_buttons(qtbot: QtBot, project: Project) -> None:
    """Both places are on the map, wearing the numbers that stand before the words of their buttons."""
    page = form_of(qtbot, project, Beginning("sighting"))
    editor = place_of(page)
    editor.set_entry("76.9 42.3")
    assert [button.text()[:3] for button in editor.buttons] == ["1. ", "2. "]
    assert editor.map is not None
    assert editor.map.spots == (Spot(42.3, 76.9, "1"), Spot(76.9, 42.3, "2"))
    assert editor.question.isVisible()


def test_metres_without_a_zone_ask_at_once(qtbot: QtBot, project: Project) -> None:
    """Before anything is saved, and without a country, the zones stand there; one press is an answer that asks no more."""
    page = form_of(qtbot, project, Beginning("sighting"))
    editor = place_of(page)
    editor.setFocus()
    QTest.keyClicks(editor.box, "656450 4790730")
    qtbot.waitUntil(lambda: bool(editor.buttons))
    assert "zone" in editor.question.text()
    assert editor.question.isVisible()
    page.presenter.leave(PLACE)
    page.board.refresh()
    assert not editor.question.isVisible()  # now the finding below says it, and once is enough
    (found,) = page.presenter.findings_at(PLACE)
    assert found.code == "zone-needed"
    wanted = next(button for button in editor.buttons if "43N" in button.text())
    QTest.keyClick(wanted, Qt.Key.Key_Space)
    assert editor.entry() == "UTM 43N: 656450 4790730"
    assert page.presenter.findings_at(PLACE) == []


def test_a_wide_question_keeps_the_paper_in_its_width(qtbot: QtBot, project: Project) -> None:
    """Fifteen zones with long names never make the form wider than the window."""
    page = form_of(qtbot, project, Beginning("sighting"))
    editor = place_of(page)
    wide = page.board.width()
    editor.set_entry("13656450 4790730")
    editor.set_entry("656450 4790730")
    QApplication.processEvents()
    assert page.board.width() == wide
    assert max(button.geometry().right() for button in editor.buttons) <= editor.width()


def test_the_animal_is_shown_beside_who_saw_it(qtbot: QtBot, project: Project) -> None:
    """Distance and bearing lead on from the typed place: words, both marks and the way between them, at every change."""
    entries = {
        "event_date": "2026-03-14",
        PLACE: "42.31860 76.90412",
        "position_of": "observer",
        "distance_m": "800",
        "bearing_deg": "135",
        "bearing_north": "magnetic",
    }
    page = form_of(qtbot, project, Beginning("sighting", entries=entries))
    editor = place_of(page)
    assert "42.3131" in editor.animal.text() or "42.31309" in editor.animal.text()
    assert "+4.9° to true north: 139.9°" in editor.animal.text()
    assert editor.map is not None
    assert [spot.letter for spot in editor.map.spots] == ["O", "A"]
    before = editor.map.spots[1]
    page.presenter.answer("distance_m", "400")
    page.board.refresh()
    assert editor.map.spots[1] != before
    page.presenter.answer("distance_m", "")
    page.board.refresh()
    assert not editor.animal.isVisible()
    assert len(editor.map.spots) == 1


def test_readings_stand_beside_their_map(qtbot: QtBot, project: Project) -> None:
    """Long words fold on their button rather than push it below the map, and whatever is said is said whole."""
    page = form_of(qtbot, project, Beginning("sighting"))
    editor = place_of(page)
    editor.set_entry("77.5289 41.8701")
    QApplication.processEvents()
    assert editor.map is not None
    small = editor.map.geometry()
    assert all(
        button.mapTo(editor, QPoint(button.width(), 0)).x() <= small.left() for button in editor.buttons
    )
    assert all(button.mapTo(editor, QPoint(0, 0)).y() < small.bottom() for button in editor.buttons)
    assert all(button.height() == button.sizeHint().height() for button in editor.buttons)
