"""The Map page in a real window: by mouse and by keys alone, marks open records, boxes list them, points begin them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from camifield.commands.saving import save
from camifield.geo.mercator import from_unit
from camifield.geo.position import read_position
from camifield.project.project import Project
from tests.making import ENGLISH, save_sighting
from tests.ui.map_page.conftest import Make
from tests.ui.records.looking import Told, inside
from tests.ui.widgets.keys import press, send, write
from ui.filters.question import ANIMAL, Chosen
from ui.map_page.page import MapPage
from ui.theme.theme import look
from ui.widgets.popover import Popover

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def spot_of(page: MapPage, count: int) -> QPoint:
    """Where on the canvas the mark of so many records is."""
    page.canvas.repaint()
    marks = page.canvas.points.marks
    [mark] = [one for one in range(len(marks)) if marks.counts[one] == count]
    x, y = page.canvas.view.to_screen(float(marks.x[mark]), float(marks.y[mark]))
    return QPoint(round(x), round(y))


def drag(page: MapPage, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """Press, move and let go."""
    QTest.mousePress(page.canvas, LEFT, held, start)
    QTest.mouseMove(page.canvas, QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2))
    QTest.mouseMove(page.canvas, end)
    QTest.mouseRelease(page.canvas, LEFT, held, end)


def actions(menu: QMenu) -> list[QAction]:
    """What a menu offers, without its lines."""
    return [one for one in menu.actions() if not one.isSeparator()]


def test_the_map_shows_what_has_a_place_and_says_what_has_not(
    filled: dict[str, bytes], open_page: Make
) -> None:
    """All marks are in view at once, and nobody takes them for everything there is."""
    page = open_page()
    assert page.head.line.text() == "4 records on the map, 1 more without a place"
    page.canvas.repaint()
    marks = page.canvas.points.marks
    assert sorted(marks.counts.tolist()) == [1, 3]
    for mark in range(2):
        x, y = page.canvas.view.to_screen(float(marks.x[mark]), float(marks.y[mark]))
        assert page.canvas.rect().contains(QPoint(round(x), round(y)))


def test_a_click_opens_a_record_and_lists_several(filled: dict[str, bytes], open_page: Make) -> None:
    """One record is opened; of several the newest stand in a list, with the keyboard at the first."""
    page = open_page()
    told = Told(page.look_at)
    QTest.mouseClick(page.canvas, LEFT, NONE, spot_of(page, 1))
    assert told.last == (filled["wolf"],)
    QTest.mouseClick(page.canvas, LEFT, NONE, spot_of(page, 3))
    heap = page.area.heap
    assert heap.isVisible()
    assert heap.title.text() == "3 records: Animal or sign: 3"
    assert len(heap.lines) == 3
    assert QApplication.focusWidget() is heap.lines[0]
    assert not heap.closer.isVisible()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert told.last == (filled["argali1"],)
    press(Qt.Key.Key_Escape)
    assert not heap.isVisible()
    assert QApplication.focusWidget() is page.canvas


def test_a_pull_moves_the_map_and_opens_nothing(filled: dict[str, bytes], open_page: Make) -> None:
    """What was under the pointer is under it afterwards."""
    page = open_page()
    told = Told(page.look_at)
    at = spot_of(page, 1)
    drag(page, at, at + QPoint(120, 60))
    assert spot_of(page, 1) == at + QPoint(120, 60)
    assert not told.calls


def test_what_is_under_the_pointer_is_said(filled: dict[str, bytes], open_page: Make) -> None:
    """A mark says what it is before it is opened; the position stands beside it."""
    page = open_page()
    QTest.mouseMove(page.canvas, spot_of(page, 1))
    assert page.strip.said.text() == "Wolf, 12 · 12.03.2026 · Upper Kyzyl-Suu · Aibek U."
    position = read_position(page.strip.position.text()).position
    assert position is not None
    here = float(position.latitude), float(position.longitude)
    assert here == pytest.approx((42.0, 75.0), abs=0.05)


def test_the_filter_is_that_of_the_records_page(filled: dict[str, bytes], open_page: Make) -> None:
    """The same bar, the same answer: an animal chosen there is the only one here."""
    page = open_page()
    page.filters.set_codes(ANIMAL, ("WOL",))
    page.canvas.repaint()
    assert page.canvas.points.marks.counts.tolist() == [1]
    page.filters.box.setText("nothing is called so")
    page.filters.box.on_pause()
    assert page.teaching.isVisible()
    page.teaching.button.click()
    assert not page.teaching.isVisible()
    assert page.canvas.points.mapped.count == 4


def test_a_box_counts_and_shows_its_records(filled: dict[str, bytes], open_page: Make) -> None:
    """Shift and the mouse draw it; what is in it goes to the Records page as a filter."""
    page = open_page()
    told = Told(page.list_these)
    at = spot_of(page, 3)
    drag(page, at - QPoint(40, 40), at + QPoint(40, 40), SHIFT)
    assert page.strip.said.text() == "3 records: Animal or sign: 3"
    page.strip.action.click()
    [chosen] = told.last
    assert isinstance(chosen, Chosen)
    area = chosen.area
    assert area is not None
    assert area.west < 76.5 < area.east
    assert area.south < 42.5 < area.north
    assert not area.west < 75.0 < area.east


def test_keys_alone_reach_a_record(filled: dict[str, bytes], open_page: Make) -> None:
    """Ctrl and an arrow go from mark to mark, Enter opens; Shift and arrows draw a box, Enter takes it."""
    page = open_page()
    told, listed = Told(page.look_at), Told(page.list_these)
    assert QApplication.focusWidget() is page.canvas
    page.canvas.repaint()
    press(Qt.Key.Key_Left, modifiers=CONTROL)
    longitude, latitude = from_unit(page.canvas.view.x, page.canvas.view.y)
    assert (longitude, latitude) == pytest.approx((75.0, 42.0), abs=1e-6)
    assert page.canvas.accessibleDescription().startswith("Wolf, 12")
    press(Qt.Key.Key_Return)
    assert told.last == (filled["wolf"],)
    press(Qt.Key.Key_Right, modifiers=SHIFT)
    assert page.canvas.hand.box is not None
    press(Qt.Key.Key_Return)
    assert page.strip.said.text() == "1 record: Animal or sign: 1"
    press(Qt.Key.Key_Return)
    assert listed.calls


def test_keys_move_zoom_and_say_where(filled: dict[str, bytes], open_page: Make, qtbot: QtBot) -> None:
    """Arrows, plus and minus do what the mouse does, and the cross says where it is."""
    page = open_page()
    before = page.canvas.view
    send(page.canvas, Qt.Key.Key_Right)
    assert page.canvas.view.left == before.left + 80
    assert page.strip.position.text()
    send(page.canvas, Qt.Key.Key_Plus)
    assert page.canvas.view.level == before.level + 0.5
    send(page.canvas, Qt.Key.Key_Minus)
    assert page.canvas.view.level == before.level
    QTest.keyClick(page.canvas, Qt.Key.Key_0, CONTROL)
    qtbot.waitUntil(lambda: page.canvas.view == before)


@pytest.mark.parametrize("by_key", [False, True])
def test_a_record_begins_at_a_point(filled: dict[str, bytes], open_page: Make, *, by_key: bool) -> None:
    """The right button, or the menu key at the cross: the form has the place, how it is known, and how exactly."""
    page = open_page()
    told = Told(page.begin_at)
    at = page.canvas.middle.toPoint() if by_key else QPoint(300, 200)
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, QPoint(7, 7) if by_key else at, page.canvas.mapToGlobal(at))
    QApplication.sendEvent(page.canvas, event)
    [menu] = [one for one in inside(page, QMenu) if one.isVisible()]
    actions(menu)[1].trigger()
    menu.close()
    kind, entries = told.last
    assert kind == "grazing"
    given = cast("dict[str, str]", entries)
    longitude, latitude = page.canvas.view.degrees(at.x(), at.y())
    typed = [float(one) for one in given["verbatim_coordinates"].split()]
    assert typed == pytest.approx([latitude, longitude], abs=0.02)
    assert given["georeference_source"] == "map_click"


def test_the_button_begins_a_record_at_the_cross(open_page: Make) -> None:
    """Whoever finds no right button finds a button with words; the empty map offers the same."""
    page = open_page()
    told = Told(page.begin_at)
    assert page.teaching.isVisible()
    page.teaching.button.click()
    [menu] = [one for one in inside(page, QMenu) if one.isVisible()]
    actions(menu)[0].trigger()
    menu.close()
    assert told.last[0] == "sighting"


def test_a_distance_is_measured_by_clicks_and_by_keys(filled: dict[str, bytes], open_page: Make) -> None:
    """The way over the ground, said in words; Escape forgets it, the button ends it."""
    page = open_page()
    page.area.measure.click()
    assert page.canvas.hand.is_measuring
    for count in (1, 3):
        QTest.mouseClick(page.canvas, LEFT, NONE, spot_of(page, count))
    assert page.strip.said.text() == "136 km, over the ground"
    page.canvas.repaint()
    press(Qt.Key.Key_Escape)
    assert not page.canvas.hand.way
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert page.strip.said.text().endswith("km, over the ground")
    page.area.measure.click()
    assert not page.canvas.hand.is_measuring


def test_going_to_a_place_or_to_coordinates(
    filled: dict[str, bytes], open_page: Make, project: Project, qtbot: QtBot
) -> None:
    """What people type is a position, a place of their own, a country or a town."""
    save(project, "place", {"name": "Camera K-07", "verbatim_coordinates": "41.5 74.5"}, ENGLISH)
    project.learn()
    page = open_page()
    page.area.go_to.setFocus()
    write("41°30' N 74°30' E")
    press(Qt.Key.Key_Return)
    assert from_unit(page.canvas.view.x, page.canvas.view.y) == pytest.approx((74.5, 41.5))
    assert QApplication.focusWidget() is page.canvas
    for typed, expected in (("camera", (74.5, 41.5)), ("Naryn", (75.99, 41.43))):
        if typed == "Naryn":
            page.area.go_to.setFocus()
            qtbot.waitUntil(lambda: page.presenter.finder is not None, timeout=10_000)
        option = page.presenter.find(typed)[0]
        page.area.on_chosen(option)
        assert from_unit(page.canvas.view.x, page.canvas.view.y) == pytest.approx(expected, abs=0.05)
    [country] = [one for one in page.presenter.find("kyrgyz") if one.text == "Kyrgyzstan"]
    page.area.on_chosen(country)
    assert page.canvas.view.level < 8


def test_borders_are_hidden_and_stay_so(filled: dict[str, bytes], open_page: Make, project: Project) -> None:
    """One tick in the legend, which says what the lines mean; the next start remembers it."""
    page = open_page()
    page.area.legend.click()
    [panel] = inside(page, Popover)
    assert "imply no opinion" in page.strip.note.text()
    page.layers.set_borders(False)
    assert not project.settings.map_borders
    assert page.backdrop.ground is not None
    assert not page.backdrop.ground.has_borders
    page.layers.set_borders(True)
    assert page.backdrop.ground.has_borders
    panel.close_up()


def test_a_new_record_comes_onto_the_map(filled: dict[str, bytes], open_page: Make, project: Project) -> None:
    """What was saved a moment ago is there, and the map stays where it was."""
    page = open_page()
    view = page.canvas.view
    saved = save_sighting(project, verbatim_coordinates="42.2 75.6")
    page._desk.tell(saved.changes)  # pyright: ignore[reportPrivateUsage]  (as the window does)
    assert page.canvas.points.mapped.count == 5
    assert page.canvas.view == view


def test_a_position_is_copied(filled: dict[str, bytes], open_page: Make) -> None:
    """The menu says the position itself, and what it says is what is copied."""
    page = open_page()
    page.canvas.menu_asked.emit(QPointF(300, 200))
    [menu] = [one for one in inside(page, QMenu) if one.isVisible()]
    [copy] = [one for one in actions(menu) if one.text().startswith("Copy")]
    copy.trigger()
    menu.close()
    assert copy.text() == f"Copy the position: {QGuiApplication.clipboard().text()}"


def test_the_page_fits_a_small_window_and_large_text(filled: dict[str, bytes], open_page: Make) -> None:
    """At 1366 x 768 nothing asks for more than there is."""
    page = open_page()
    assert page.minimumSizeHint().width() <= 1262
    assert page.minimumSizeHint().height() <= 700
    assert page.canvas.height() > 500


def test_many_records_come_beside_the_window(
    filled: dict[str, bytes], open_page: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The map is there before its points, and a newer question takes the place of one that waits."""
    monkeypatch.setattr("ui.map_page.loading.AT_ONCE", 0)
    page = open_page()
    page.filters.set_codes(ANIMAL, ("WOL",))
    qtbot.waitUntil(lambda: page.mapped is not None and page.mapped.count == 1, timeout=10_000)
    page.filters.clear()
    qtbot.waitUntil(lambda: page.canvas.points.mapped.count == 4, timeout=10_000)
    assert not page.teaching.isVisible()


def test_at_twice_the_size_there_is_still_a_map(
    filled: dict[str, bytes], open_page: Make, qapp: QApplication
) -> None:
    """Large words take the page, which then scrolls; what is at a mark can be read."""
    look().apply(qapp, "light", 2.0)
    page = open_page()
    assert page.canvas.height() >= 600
    QTest.mouseClick(page.canvas, LEFT, NONE, spot_of(page, 3))
    heap = page.area.heap
    assert heap.isVisible()
    assert page.area.rect().contains(heap.geometry())
    assert heap.height() >= 240


def test_at_a_point_only_what_has_a_place_is_begun(filled: dict[str, bytes], open_page: Make) -> None:
    """A patrol has no position, and the points of a track come from a receiver: neither form would take this one."""
    page = open_page()
    page.begin_button.click()
    [menu] = [one for one in inside(page, QMenu) if one.isVisible()]
    offered = [one.text() for one in actions(menu)]
    menu.close()
    assert len(offered) == 4
    assert offered[-1] == "Known place here"
    assert not [text for text in offered if "rack" in text or "atrol" in text]


def test_the_map_writes_positions_as_the_person_does(
    filled: dict[str, bytes], open_page: Make, project: Project
) -> None:
    """Under the pointer, in the menu and in the field of a record that begins there it is the chosen writing."""
    page = open_page()
    project.change_settings(replace(project.settings, coordinates="UTM"))
    spot = spot_of(page, 1)
    for at in (spot + QPoint(9, 9), spot):
        QTest.mouseMove(page.canvas, at)
    shown = page.strip.position.text()
    assert re.fullmatch(r"43T \d+ \d+", shown)
    position = read_position(shown).position
    assert position is not None
    assert float(position.latitude) == pytest.approx(42.0, abs=0.05)
    assert page.presenter.position_to_copy(75.0, 42.0, 1.0) == "43T 500000 4649776"
    entries = page.presenter.entries_at(75.0, 42.0, 1.0)
    assert entries["verbatim_coordinates"] == "43T 500000 4649776"
    assert [one.text for one in page.presenter.find("42.0 75.0")] == ["43T 500000 4650000"]
