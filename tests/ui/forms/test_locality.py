"""Protects the line for the name of a place: known places come by name and by nearness, any other name stays as typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.saving import save
from camifield.project.project import Project
from tests.making import ENGLISH, make_project
from tests.teams import another_laptop, first_laptop
from tests.ui.forms.place_forms import PLACE, form_of, place_of
from ui.forms.editors.locality import LocalityEditor
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning

POSITION = "41.8445 78.1190"


@pytest.fixture
def project(qtbot: QtBot, tmp_path: Path) -> Iterator[Project]:
    """A project with two known places near each other, and two of one name."""
    del qtbot
    made = make_project(tmp_path)
    for name, text in (
        ("Ак-Сай", "41.8412 78.1120"),
        ("CAM-07", "41.8440 78.1180"),
        ("Загон", "42.1 77.1"),
        ("Загон", "42.2 77.2"),
    ):
        save(made, "place", {"name": name, "place_kind": "camp", "verbatim_coordinates": text}, ENGLISH)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


def line_of(page: FormPage) -> LocalityEditor:
    """The line for the name."""
    editor = page.board._editors["locality"]  # pyright: ignore[reportPrivateUsage]  (what a person sees)
    assert isinstance(editor, LocalityEditor)
    return editor


def typed(line: LocalityEditor, text: str) -> None:
    """Type a text as the keyboard does, in any script."""
    line.box.setFocus()
    line.box.setText(text)
    line.box.textEdited.emit(text)


def said(line: LocalityEditor) -> list[str]:
    """The buttons below the line."""
    return [button.text() for button in line.buttons]


def test_near_places_are_offered_and_taken(qtbot: QtBot, project: Project) -> None:
    """A press names the place, keeps the position that was typed, and says how far it is."""
    page = form_of(qtbot, project, Beginning("sighting"))
    line = line_of(page)
    assert said(line) == []
    place_of(page).box.setFocus()
    QTest.keyClicks(place_of(page).box, POSITION)
    assert said(line) == ["100 m north-east of CAM-07", "690 m north-east of Ак-Сай"]
    line.buttons[1].click()
    presenter = page.presenter
    assert line.box.text() == presenter.entries["locality"] == "Ак-Сай"
    assert presenter.checked.values["decimal_latitude"] == "41.8445"
    assert line.told.text() == "690 m north-east of Ак-Сай"
    assert said(line) == []
    assert line.box.hasFocus()


def test_a_name_alone_takes_the_place_s_position(qtbot: QtBot, project: Project) -> None:
    """Chosen by the keyboard; the position is the place's until coordinates are typed, and goes with the name."""
    page = form_of(qtbot, project, Beginning("sighting"))
    line, presenter = line_of(page), page.presenter
    typed(line, "ак")
    QTest.keyClick(line.box, Qt.Key.Key_Return)
    values = presenter.checked.values
    assert (values["decimal_latitude"], values["georeference_source"]) == ("41.8412", "known_place")
    assert (
        line.told.text() == "Known place: the record takes its position, 41.84120° N, 78.11200° E · ± 310 m"
    )
    page.board._editors[PLACE].set_entry(POSITION)  # pyright: ignore[reportPrivateUsage]
    place_of(page).changed.emit()
    values = presenter.checked.values
    assert (values["decimal_latitude"], values.get("georeference_source")) == ("41.8445", None)
    place_of(page).set_entry("")
    place_of(page).changed.emit()
    typed(line, "Ак-Сай верхний")
    assert "decimal_latitude" not in presenter.checked.values
    assert "place" not in presenter.entries
    assert line.told.text() == ""


def test_any_other_name_stays_as_typed(qtbot: QtBot, project: Project) -> None:
    """Nothing is said of a name that is no known place, and a name of two is neither of them."""
    page = form_of(qtbot, project, Beginning("sighting"))
    line = line_of(page)
    for name in ("Верхний ключ", "Загон"):
        typed(line, name)
        QTest.keyClick(line.box, Qt.Key.Key_Tab)
        assert page.presenter.entries["locality"] == name
        assert "place" not in page.presenter.entries


def test_a_full_name_is_the_place(qtbot: QtBot, project: Project) -> None:
    """Whoever types the whole name and goes on means it."""
    page = form_of(qtbot, project, Beginning("sighting"))
    typed(line_of(page), "ак-сай")
    QTest.keyClick(line_of(page).box, Qt.Key.Key_Tab)
    assert line_of(page).box.text() == "Ак-Сай"
    assert "place" in page.presenter.entries


def test_tab_goes_on_over_what_is_offered(qtbot: QtBot, project: Project) -> None:
    """A name is typed and Tab pressed: the next question has the keyboard, and Shift+Tab comes back to the offer."""
    page = form_of(qtbot, project, Beginning("sighting", entries={PLACE: "42.5 75.5"}))
    line = line_of(page)
    line.setFocus()
    typed(line, "Верхний ключ")
    QTest.keyClick(line.box, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert after is not None
    assert not line.isAncestorOf(after)
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is line.buttons[-1]


def test_a_new_name_becomes_a_known_place(qtbot: QtBot, project: Project) -> None:
    """Where the record lies; from then on every form offers it."""
    page = form_of(qtbot, project, Beginning("sighting", entries={PLACE: "42.5 75.5"}))
    line = line_of(page)
    typed(line, "Верхний ключ")
    assert said(line) == ["Make “Верхний ключ” a known place"]
    line.buttons[0].click()
    [made] = [one for one in project.names.places.values() if one.name == "Верхний ключ"]
    assert (made.latitude, made.longitude) == ("42.5", "75.5")
    assert page.presenter.entries["place"] == made.id.hex()
    assert said(line) == []
    typed(line, "Верхний ключ 2")
    assert said(line)[0] == "Верхний ключ, right here"


def test_a_place_that_cannot_be_kept_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    """A press that does nothing teaches nothing: whoever may not save here reads it, and the name stays as typed."""
    first = first_laptop(tmp_path / "first")
    other = another_laptop(first, tmp_path / "other", code="K2", name="Nurlan B.")
    project = other.project
    project.change_settings(replace(project.settings, typed_by=first.person.hex()))
    line = line_of(form_of(qtbot, project, Beginning("sighting", entries={PLACE: "42.5 75.5"})))
    typed(line, "Верхний ключ")
    line.buttons[0].click()
    assert line.failed.isVisible()
    assert "cannot save on this laptop yet" in line.failed.sentence
    assert line.box.text() == "Верхний ключ"
    typed(line, "Верхний")
    assert not line.failed.isVisible()
    for window in QApplication.topLevelWidgets():
        window.close()
    first.close()
    other.close()


def test_the_next_record_keeps_the_place(qtbot: QtBot, project: Project) -> None:
    """ "Save and next" keeps the locality, and says again what position it gives."""
    page = form_of(qtbot, project, Beginning("sighting"))
    typed(line_of(page), "ак")
    QTest.keyClick(line_of(page).box, Qt.Key.Key_Return)
    entries = page.presenter.next_entries()
    again = form_of(qtbot, project, Beginning("sighting", entries=entries))
    assert line_of(again).box.text() == "Ак-Сай"
    assert line_of(again).told.text().startswith("Known place: the record takes its position")
