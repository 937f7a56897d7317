"""The map as a way to say where: opened from the form by a key or a press, answered by a click or by arrows and Enter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.geo.position import distance_m, read_position
from camifield.project.project import Project
from tests.making import make_project, save_sighting
from tests.ui.forms.place_forms import PLACE, form_of, place_of
from ui.forms.map_pick import MapPick
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning


@pytest.fixture
def project(qtbot: QtBot, tmp_path: Path) -> Iterator[Project]:
    """A project in Kyrgyzstan."""
    del qtbot
    made = make_project(tmp_path)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


def maps(page: FormPage) -> list[MapPick]:
    """The maps that were opened over the form."""
    return cast("list[MapPick]", page.findChildren(MapPick))  # pyright: ignore[reportUnknownMemberType]


def opened(qtbot: QtBot, page: FormPage) -> MapPick:
    """The map over the form, after F4 in the line for the place."""
    editor = place_of(page)
    editor.setFocus()
    QTest.keyClick(editor.box, Qt.Key.Key_F4)
    found: list[MapPick] = []

    def is_open() -> bool:
        found[:] = maps(page)
        return bool(found) and found[0].isVisible()

    qtbot.waitUntil(is_open)
    return found[0]


def away_m(page: FormPage, latitude: float, longitude: float) -> float:
    """How far from a point the answered place is."""
    position = read_position(str(page.presenter.entries[PLACE])).position
    assert position is not None
    return distance_m(latitude, longitude, position.latitude, position.longitude)


def test_a_click_on_the_map_is_the_place(qtbot: QtBot, project: Project) -> None:
    """The point under the pointer is answered, the source says that it is from a map, and the form goes on."""
    page = form_of(qtbot, project, Beginning("sighting"))
    dialog = opened(qtbot, page)
    view = dialog.canvas.view
    longitude, latitude = view.degrees(100, 120)
    QTest.mouseClick(dialog.canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 120))
    assert not dialog.isVisible()
    assert away_m(page, latitude, longitude) < 2 * view.metres_per_px
    assert page.presenter.checked.values["georeference_source"] == "map_click"
    editor = place_of(page)
    assert editor.box.text() == page.presenter.entries[PLACE]
    assert editor.understood.isVisible()
    # From so far off the whole country was seen, and the record says how unsure the point is.
    assert (
        int(str(page.presenter.checked.values["coordinate_uncertainty_in_meters"])) >= 5 * view.metres_per_px
    )


def test_arrows_and_enter_take_the_place_at_the_cross(qtbot: QtBot, project: Project) -> None:
    """Without a mouse: the cross is moved from the place that is typed, and Enter takes it."""
    page = form_of(qtbot, project, Beginning("sighting", entries={PLACE: "42.31860 76.90412"}))
    dialog = opened(qtbot, page)
    middle = dialog.canvas.middle
    longitude, latitude = dialog.canvas.view.degrees(middle.x(), middle.y())
    assert distance_m(latitude, longitude, 42.3186, 76.90412) < 200
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Right)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Up)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    metres = 80 * 2**0.5 * dialog.canvas.view.metres_per_px
    assert away_m(page, 42.3186, 76.90412) == pytest.approx(metres, rel=0.05)


def test_escape_changes_nothing(qtbot: QtBot, project: Project) -> None:
    """Who only looked keeps what was typed, and where it came from."""
    page = form_of(qtbot, project, Beginning("sighting", entries={PLACE: "42.31860 76.90412"}))
    dialog = opened(qtbot, page)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert page.isVisible()
    assert page.presenter.entries[PLACE] == "42.31860 76.90412"
    assert "georeference_source" not in page.presenter.checked.values


def test_it_begins_where_the_last_record_was(qtbot: QtBot, project: Project) -> None:
    """A patrol stays in its valley: an empty form begins at the newest record's place, and then shows more of the country."""
    save_sighting(project, verbatim_coordinates="41.5 75.25")
    page = form_of(qtbot, project, Beginning("sighting"))
    dialog = opened(qtbot, page)
    middle = dialog.canvas.middle
    longitude, latitude = dialog.canvas.view.degrees(middle.x(), middle.y())
    assert distance_m(latitude, longitude, 41.5, 75.25) < 1000


def test_another_place_typed_after_it_is_no_point_of_a_map(qtbot: QtBot, project: Project) -> None:
    """The source, and how unsure the map was, are of the point that was pressed."""
    page = form_of(qtbot, project, Beginning("sighting"))
    QTest.mouseClick(opened(qtbot, page).canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 120))
    editor = place_of(page)
    editor.box.clear()
    QTest.keyClicks(editor.box, "42.31860 76.90412")
    values = page.presenter.checked.values
    assert not {"georeference_source", "coordinate_uncertainty_in_meters"} & values.keys()


def test_the_place_is_written_as_the_person_writes(qtbot: QtBot, project: Project) -> None:
    """Who works with UTM finds UTM in the line."""
    project.change_settings(replace(project.settings, coordinates="UTM"))
    page = form_of(qtbot, project, Beginning("sighting", entries={PLACE: "42.31860 76.90412"}))
    dialog = opened(qtbot, page)
    dialog.canvas.look_at(dialog.canvas.view._replace(level=17.0))
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Return)
    assert str(page.presenter.entries[PLACE]).startswith("43T ")
    assert away_m(page, 42.3186, 76.90412) < 20


def test_the_small_map_opens_the_large_one(qtbot: QtBot, project: Project) -> None:
    """A press on what is shown is the way to put it right; the button gives its room to the map."""
    page = form_of(qtbot, project, Beginning("sighting", entries={PLACE: "42.31860 76.90412"}))
    editor = place_of(page)
    assert editor.map is not None
    assert editor.pick_button is not None
    assert not editor.pick_button.isVisible()
    QTest.mouseClick(editor.map, Qt.MouseButton.LeftButton)
    assert [one.isVisible() for one in maps(page)] == [True]
