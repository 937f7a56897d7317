"""The list: asked, shown, walked by keys, changed and still in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from camifield.commands.photos import attach
from camifield.commands.saving import save
from camifield.project.project import Project
from camifield.queries.values import Bin, CardQuery
from tests.making import ENGLISH, save_sighting, sighting
from tests.ui.records.conftest import Make
from tests.ui.records.looking import Told, inside, small_photo
from tests.ui.widgets.keys import send, tap
from ui.desk import Desk
from ui.filters.question import ANIMAL, DELETED, MORE
from ui.records import loading
from ui.records.listing import ListView
from ui.records.page import RecordsPage
from ui.records.pictures import PictureButton
from ui.widgets.asking import Asking
from ui.widgets.button import Button

BIN = CardQuery(kinds=("sighting",), bin=Bin.ONLY)


def shown(view: ListView) -> str:
    """The number of the record in the panel."""
    view.area.show_current()
    return view.area.panel.detail.card.number if view.area.panel.detail else ""


def press(page: RecordsPage, *keys: Qt.Key) -> None:
    """Press keys in the table, one after the other."""
    for key in keys:
        send(page.list.area.table, key)


def test_the_newest_record_is_shown_beside_the_list(filled: list[bytes], open_page: Make) -> None:
    """Whoever opens the page sees the count and the record that was seen last, without a click."""
    page = open_page()
    assert page.list.head.line.text() == "13 records"
    assert page.list.model.rowCount() == 13
    assert shown(page.list) == "M7-0013"
    assert page.list.area.panel.isVisible()


def test_an_empty_page_teaches(open_page: Make, qtbot: QtBot) -> None:
    """One sentence and the one button that helps; no filter over nothing."""
    page = open_page()
    area = page.list.area
    assert not page.list.filters.isVisible()
    assert not page.list.head.correct.isEnabled()
    begun = Told(page.begin)
    area.begin.emit()
    assert begun.calls == [("sighting",)]


def test_the_bin_is_reached_when_everything_is_in_it(project: Project, open_page: Make, qtbot: QtBot) -> None:
    """Whoever deletes the only record still finds it: the filters stay, and one button shows what is deleted."""
    save_sighting(project)
    page = open_page()
    press(page, Qt.Key.Key_Delete)
    area = page.list.area
    assert page.list.filters.isVisible()
    button = next(one for one in inside(area, Button) if one.isVisible())
    assert button.text() == "Show the deleted records"
    button.click()
    assert page.list.model.rowCount() == 1
    page.list.area.table.choose(0)
    area.panel.restore.emit()
    page.list.filters.clear()
    qtbot.waitUntil(lambda: page.list.head.line.text() == "1 record")


def test_typing_finds_and_clearing_brings_everything_back(
    filled: list[bytes], open_page: Make, qtbot: QtBot
) -> None:
    """The answer follows the words after a pause; nothing found offers to clear."""
    page = open_page()
    box = page.list.filters.box
    box.setText("snow")
    qtbot.waitUntil(lambda: page.list.head.line.text() == "4 of 13", timeout=2000)
    assert shown(page.list) == "M7-0013"
    box.setText("zzzz")
    box.on_pause()
    assert page.list.head.line.text() == "0 of 13"
    assert not page.list.area.panel.isVisible()
    page.list.area.clear.emit()
    assert (box.text(), page.list.head.line.text()) == ("", "13 records")


def test_the_keyboard_walks_the_rows(filled: list[bytes], open_page: Make, qtbot: QtBot) -> None:
    """Arrows, Home and End go by records; right and left never lose the row."""
    page = open_page()
    page.list.area.focus_table()
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert shown(page.list) == "M7-0011"
    press(page, Qt.Key.Key_End)
    assert shown(page.list) == "M7-0001"
    press(page, Qt.Key.Key_Home)
    assert shown(page.list) == "M7-0013"


def test_the_keyboard_stays_in_the_rows_after_a_correction(filled: list[bytes], open_page: Make) -> None:
    """Whoever comes back from the form to the pen, and then chooses a row, can go on with the arrows and Delete."""
    page = open_page()
    table, panel = page.list.area.table, page.list.area.panel
    page.list.area.show_current()
    assert panel.edit_button is not None
    panel.edit_button.setFocus()
    table.setFocus()
    table.choose(1)
    page.list.area.show_current()
    assert page.window().focusWidget() is table
    assert panel.edit_button is not None
    panel.edit_button.setFocus()
    panel.show_detail(panel.detail)
    assert page.window().focusWidget() is panel.edit_button


def test_down_leads_from_the_search_into_the_list_and_ctrl_f_back(
    filled: list[bytes], open_page: Make, qtbot: QtBot
) -> None:
    """Finding and opening a record needs no mouse."""
    page = open_page()
    page.list.focus_search()
    send(page.list.filters.box, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.list.area.table
    tap(page.list.area.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.list.filters.box


def test_enter_opens_the_form_of_the_row(filled: list[bytes], open_page: Make, qtbot: QtBot) -> None:
    """Beside its detail a record is one key from being put right."""
    page = open_page()
    press(page, Qt.Key.Key_Down)
    wanted = Told(page.correct)
    press(page, Qt.Key.Key_Return)
    assert wanted.calls == [("sighting", filled[10])]


def test_delete_can_be_undone_where_it_happened(
    filled: list[bytes], open_page: Make, project: Project, qtbot: QtBot
) -> None:
    """One key deletes one record, the next takes its row, and the notice brings it back."""
    page = open_page()
    press(page, Qt.Key.Key_Delete)
    assert project.store.count(BIN) == 1
    assert shown(page.list) == "M7-0012"
    assert "1 record deleted" in page.list.notice.sentence
    page.list.notice.action.click()
    qtbot.waitUntil(lambda: project.store.count(BIN) == 0, timeout=3000)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 13, timeout=3000)


def test_many_are_deleted_only_after_a_question(
    filled: list[bytes], open_page: Make, project: Project, qtbot: QtBot
) -> None:
    """Ctrl+A and Delete by mistake must not empty a season; the reason goes into every history."""
    page = open_page()
    page.list.area.table.selectAll()
    page.list.delete_chosen()
    (asking,) = inside(page, Asking)
    assert "13" in asking.title.text()
    asking.answer("no")
    assert project.store.count(BIN) == 0
    page.list.delete_chosen()
    again = [one for one in inside(page, Asking) if one is not asking]
    again[0].answer("yes")
    assert project.store.count(BIN) == 12
    page.list.filters.set_codes(MORE, (DELETED,))
    assert page.list.model.rowCount() == 13
    page.list.area.table.choose(0)
    page.list.restore_chosen()
    assert project.store.count(BIN) == 11


def test_the_chosen_record_stays_chosen_when_others_change(
    filled: list[bytes], open_page: Make, project: Project, desk: Desk
) -> None:
    """A save elsewhere moves the rows; the person stays at the record, not at the row."""
    page = open_page()
    page.list.area.table.choose(5)
    number = shown(page.list)
    saved = save_sighting(project, event_date="2026-03-13")
    desk.tell(saved.changes)
    assert page.list.model.rowCount() == 14
    assert page.list.area.table.currentIndex().row() == 6
    assert shown(page.list) == number


def test_a_record_that_moves_in_time_is_followed(
    filled: list[bytes], open_page: Make, project: Project, desk: Desk
) -> None:
    """After its date was put right a record stands elsewhere in the list, and is still the one in the panel."""
    page = open_page()
    number = shown(page.list)
    entries = sighting(project, event_date="2026-03-04", count="12", species="SNL")
    changed = save(project, "sighting", entries, ENGLISH, record=filled[11])
    desk.tell(changed.changes)
    assert shown(page.list) == number
    assert page.list.area.table.currentIndex().row() > 5


def test_looking_at_a_record_finds_it_behind_any_filter(
    filled: list[bytes], open_page: Make, qtbot: QtBot
) -> None:
    """Today leads to a record; a filter left from yesterday must not hide it."""
    page = open_page()
    page.list.filters.set_codes(ANIMAL, ("SNL",))
    assert page.list.model.rowCount() == 4
    page.look_at(filled[0])
    assert page.list.model.rowCount() == 13
    assert page.list.area.panel.detail is not None
    assert page.list.area.panel.detail.card.id == filled[0]
    assert page.list.area.current_record() == filled[0]


def test_without_room_the_record_takes_the_place_of_the_table(
    filled: list[bytes], open_page: Make, qtbot: QtBot
) -> None:
    """Below 1200 px Enter shows the record alone; Escape leads back to the same row."""
    page = open_page(996)
    area = page.list.area
    assert not area.panel.isVisible()
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert area.panel.isVisible()
    assert not area.table.isVisible()
    assert area.panel.detail is not None
    assert area.panel.detail.card.number == "M7-0012"
    assert not page.list.head.isVisible()
    send(area.panel, Qt.Key.Key_Escape)
    assert area.table.isVisible()
    assert page.list.head.isVisible()
    assert area.table.currentIndex().row() == 1


def test_an_export_is_asked_with_the_question_in_words(
    filled: list[bytes], open_page: Make, qtbot: QtBot
) -> None:
    """What is handed over is what the list shows, and the file says so."""
    page = open_page()
    page.list.filters.set_codes(ANIMAL, ("SNL",))
    wanted = Told(page.wants_export)
    page.list.head.export.click()
    query, told, _ = wanted.last
    assert isinstance(query, CardQuery)
    assert query.species == ("SNL",)
    assert told == "Animal: Snow leopard"


def test_the_latest_change_is_taken_back_from_the_history(
    filled: list[bytes], open_page: Make, project: Project, desk: Desk, qtbot: QtBot
) -> None:
    """A wrong correction is undone where it is read."""
    page = open_page()
    entries = sighting(project, event_date="2026-03-12", count="99", species="SNL")
    desk.tell(save(project, "sighting", entries, ENGLISH, record=filled[11]).changes)
    page.list.area.show_current()
    detail = page.list.area.panel.detail
    assert detail is not None
    page.list.area.panel.undo.emit(detail.history[0].commits)
    qtbot.waitUntil(lambda: project.stored(filled[11]).values["count"] == "12", timeout=3000)


def test_photos_come_beside_the_window(
    open_page: Make, project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    """A small picture is made while the page stays usable, and a photo that is not here shows as such."""
    picture = tmp_path / "sheep.jpg"
    picture.write_bytes(small_photo())
    save_sighting(project, photos=[attach(project, picture).hex(), (b"\3" * 32).hex()])
    page = open_page()
    page.list.area.show_current()
    buttons = inside(page.list.area.panel, PictureButton)
    assert len(buttons) == 2
    qtbot.waitUntil(lambda: not buttons[1].isEnabled(), timeout=5000)
    assert buttons[0].isEnabled()


def test_a_hidden_page_reads_only_when_it_comes_back(
    filled: list[bytes], open_page: Make, project: Project, desk: Desk
) -> None:
    """Saving from a form must not make a page work that nobody looks at."""
    page = open_page()
    page.hide()
    desk.tell(save_sighting(project, event_date="2026-03-13").changes)
    assert page.list.model.rowCount() == 13
    page.show()
    page.refresh()
    assert page.list.model.rowCount() == 14


def test_all_means_the_rows_that_are_still_on_their_way(
    filled: list[bytes], open_page: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+A a moment after opening a large list must not quietly mean its first page."""
    monkeypatch.setattr(loading, "FIRST", 5)
    page = open_page()
    table = page.list.area.table
    assert page.list.model.rowCount() == 5
    table.selectAll()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 13, timeout=5000)
    assert table.chosen_count() == 13


def test_enter_in_the_reason_deletes(
    filled: list[bytes], open_page: Make, project: Project, qtbot: QtBot
) -> None:
    """Whoever types why, or nothing, goes on with Enter; it can be undone."""
    page = open_page()
    page.list.area.table.selectAll()
    page.list.delete_chosen()
    (asking,) = inside(page, Asking)
    line = inside(asking, QLineEdit)[0]
    line.setText("typed twice")
    send(line, Qt.Key.Key_Return)
    assert project.store.count(BIN) == 12


def test_the_position_of_a_record_is_copied(filled: list[bytes], open_page: Make, project: Project) -> None:
    """One press puts it where another program takes it, in the writing that the person chose, and says so."""
    project.change_settings(replace(project.settings, coordinates="UTM"))
    page = open_page()
    page.list.area.show_current()
    panel = page.list.area.panel
    [copy] = [one for one in inside(panel, Button) if one.text() == "Copy the position"]
    copy.click()
    assert QGuiApplication.clipboard().text() == "43T 656908 4686907"
    assert copy.text() == "Copied"
