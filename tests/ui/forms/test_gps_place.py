"""The receiver under the line for a place: offered while it is there, it answers what is blank and writes nothing over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.clock import Quality
from camifield.devices.ports import Port
from camifield.geo.earth import distance_m
from camifield.i18n import words
from tests.devices.speech import MORNING, cable, gga, needs_pseudo_terminal, repeated, rmc
from tests.making import ENGLISH, make_project, person
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.forms import choices
from ui.forms.editors.gps_place import GpsPlaceEditor
from ui.forms.gps_answers import GpsAnswers
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning, FormPresenter
from ui.theme.theme import look

SAID = [gga(42.123456, 76.654321, second=second) for second in range(60)]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a real project on it; the worker is ended before the project is closed."""
    del qtbot
    made = Desk(make_project(tmp_path))
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


def form(qtbot: QtBot, desk: Desk, **entries: str) -> tuple[FormPage, GpsPlaceEditor]:
    """A sighting in a window of 1366x768, with the keyboard in the line for its place."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    beginning = Beginning("sighting", entries={"recorded_by": person(desk.project), **entries})
    page = FormPage(FormPresenter(desk.project, beginning, ENGLISH), desk.run)
    qtbot.addWidget(page)
    page.resize(1259, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.begin()
    (editor,) = inside(page, GpsPlaceEditor)
    editor.box.setFocus()
    QApplication.processEvents()
    return page, editor


def at(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Say that cables are at these ports: the system lists no pseudo terminals."""
    monkeypatch.setattr(choices, "ports", lambda: [Port(name, "USB cable", 1) for name in names])


def test_without_a_port_nothing_is_offered(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most laptops have no receiver: their form stays as it was; with two ports each is offered by its name."""
    at(monkeypatch)
    _, editor = form(qtbot, desk)
    editor.look()
    assert editor.ask_buttons == []
    at(monkeypatch, "COM3", "COM7")
    _, editor = form(qtbot, desk)
    editor.look()
    assert [one.text() for one in editor.ask_buttons] == ["Use the GPS at COM3", "Use the GPS at COM7"]
    QTest.keyClicks(editor.box, "42")
    assert not editor.ask_buttons[0].isVisible()


@needs_pseudo_terminal
def test_the_receiver_answers_what_is_blank(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stop ends the minute early; place, uncertainty, height and source are answered, and a wrong clock is said;
    another place that is typed instead keeps neither its source nor its exactness, and what a person wrote stays.
    """
    with cable(repeated([*SAID[:20], rmc(42, 76, MORNING.replace(year=2039))])) as port:
        at(monkeypatch, port)
        page, editor = form(qtbot, desk, elevation="1999")
        qtbot.waitUntil(lambda: bool(editor.ask_buttons) and editor.ask_buttons[0].isVisible())
        QTest.mouseClick(editor.ask_buttons[0], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: editor.progress.isVisible() and bool(editor.progress.far.text()))
        qtbot.wait(600)
        QTest.mouseClick(editor.progress.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(editor.told))
    entries = page.presenter.entries
    assert str(entries["verbatim_coordinates"]).startswith("42.1234")
    assert editor.box.text() == entries["verbatim_coordinates"]
    assert entries["georeference_source"]
    assert int(str(entries["coordinate_uncertainty_in_meters"])) > 10
    assert entries["elevation"] == "1999"
    assert "right to" in editor.told[0]
    assert any("behind the receiver's" in one for one in editor.told)
    assert desk.project.checked_clock.quality is Quality.SYSTEM
    editor.box.selectAll()
    QTest.keyClicks(editor.box, "41.5, 75.5")
    assert (editor.box.text(), entries["verbatim_coordinates"]) == ("41.5, 75.5", "41.5, 75.5")
    assert not entries.get("coordinate_uncertainty_in_meters")
    assert not entries.get("georeference_source")
    assert entries["elevation"] == "1999"


@needs_pseudo_terminal
def test_what_was_typed_meanwhile_stands(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who types a place while the receiver is heard keeps it; a cable that went away is said."""
    with cable(repeated(SAID, times=40)) as port:
        at(monkeypatch, port)
        page, editor = form(qtbot, desk)
        editor.listen(port)
        QTest.keyClicks(editor.box, "41.5, 75.5")
        qtbot.waitUntil(lambda: bool(editor.told), timeout=10_000)
    assert page.presenter.entries["verbatim_coordinates"] == "41.5, 75.5"
    assert not page.presenter.entries.get("coordinate_uncertainty_in_meters")
    assert any("went away" in one for one in editor.told)


@needs_pseudo_terminal
def test_a_fix_vouches_for_the_clock_of_what_is_saved_after_it(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever judges clocks later believes such a save: its header says that the time was the satellites' too."""
    said = [*SAID[:20], rmc(42, 76, datetime.now(UTC))]
    with cable(repeated(said)) as port:
        at(monkeypatch, port)
        _, editor = form(qtbot, desk)
        editor.listen(port)
        qtbot.waitUntil(lambda: editor.progress.isVisible() and bool(editor.progress.far.text()))
        qtbot.wait(600)
        QTest.mouseClick(editor.progress.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(editor.told))
    assert not any("receiver's" in one for one in editor.told)
    assert desk.project.checked_clock.quality is Quality.GPS


def test_the_receivers_place_stands_in_the_persons_own_writing(desk: Desk) -> None:
    """Who writes UTM finds UTM in the field, and the record has the receiver's place to a metre."""
    desk.project.change_settings(replace(desk.project.settings, coordinates="UTM"))
    presenter = FormPresenter(desk.project, Beginning("sighting"), ENGLISH)
    GpsAnswers(presenter).use({"verbatim_coordinates": "42.123456, 76.654321"})
    assert presenter.entries["verbatim_coordinates"] == "43T 636744 4664808"
    values = presenter.checked.values
    here = str(values["decimal_latitude"]), str(values["decimal_longitude"])
    assert distance_m(*here, 42.123456, 76.654321) < 1
