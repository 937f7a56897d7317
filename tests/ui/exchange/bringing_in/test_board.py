"""What opens beside the rows: answers for all rows, meanings of texts, and how the file was read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.exchange.making import is_at_rest, open_page, rest, sightings, write
from ui.desk import Desk
from ui.widgets.chip_row import ChipRow
from ui.widgets.type_ahead import TypeAhead

LACKING = ("Species;Latitude;Longitude", "argali;42,3186;76,9041", "ibex;42,3187;76,9042")


def test_what_is_lacking_is_asked_at_once_and_answered_once(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """The panel opens with the keyboard in the first lacking answer; two answers make records of all rows."""
    page = open_page(qtbot, desk, write(tmp_path / "lacking.csv", *LACKING))
    form = page.board.form
    assert page.board.panel.shows(form)
    day = form.fields["event_date"].editor
    assert isinstance(day, QLineEdit)
    assert QApplication.focusWidget() is day
    QTest.keyClicks(day, "12.03.2024")
    qtbot.waitUntil(lambda: "event_date" in page.presenter.mapping.constants, timeout=2000)
    observer = form.fields["recorded_by"].editor
    assert isinstance(observer, TypeAhead)
    observer.setFocus()
    QTest.keyClicks(observer, "Aib")
    QTest.keyClick(observer, Qt.Key.Key_Return)
    rest(qtbot, page)
    qtbot.waitUntil(lambda: page.presenter.states().get("ready") == 2 and is_at_rest(page))
    assert page.foot.do.text() == "Bring in 2"


def test_a_name_that_nobody_has_is_told_to_be_new(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A person is made by the import only after it was said that it will be."""
    page = open_page(qtbot, desk, write(tmp_path / "lacking.csv", *LACKING))
    field = page.board.form.fields["recorded_by"]
    assert isinstance(field.editor, TypeAhead)
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "Nurlan K.")
    page.board.form.fields["event_date"].setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    rest(qtbot, page)
    assert page.presenter.mapping.constants["recorded_by"].entry == "Nurlan K."
    assert "will be added" in field.note.sentence
    qtbot.waitUntil(lambda: "Nurlan K." in page.presenter.people_line())


def test_a_day_that_is_none_is_told_at_its_field(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """The error stands where it was typed, with what to do."""
    page = open_page(qtbot, desk, write(tmp_path / "lacking.csv", *LACKING))
    field = page.board.form.fields["event_date"]
    assert isinstance(field.editor, QLineEdit)
    QTest.keyClicks(field.editor, "31.02.2024")
    page.board.settle()
    assert "no such day" in field.note.sentence


def test_proposals_are_seen_with_their_reason_and_changed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Nothing is filled in silently: certainty is proposed as not known because the table does not say."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    board = page.board
    board.toggle(board.form, board.for_all_switch)
    certainty = board.form.fields["certainty"]
    assert certainty.note.sentence == "The table does not say"
    assert isinstance(certainty.editor, ChipRow)
    assert certainty.editor.chosen() == ["unknown"]
    certainty.editor.chips[0].click()
    rest(qtbot, page)
    assert page.presenter.mapping.constants["certainty"].entry == certainty.editor.chips[0].choice.code


def test_more_can_be_said_for_all_rows(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Any other field can be answered once for the whole table."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    board = page.board
    board.toggle(board.form, board.for_all_switch)
    board.form.other.setFocus()
    QTest.keyClicks(board.form.other, "Province")
    QTest.keyClick(board.form.other, Qt.Key.Key_Return)
    province = board.form.fields["state_province"].editor
    assert isinstance(province, QLineEdit)
    assert QApplication.focusWidget() is province
    QTest.keyClicks(province, "Issyk-Kul")
    board.settle()
    assert page.presenter.mapping.constants["state_province"].entry == "Issyk-Kul"


def test_a_text_is_given_its_meaning_once(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Enter on the cell opens its text; the answer settles every row, stays in sight and can be taken back."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    board = page.board
    assert "ibx (1)" in board.texts_switch.text()
    board.next_finding()
    QTest.keyClick(board.table, Qt.Key.Key_Return)
    row = next(iter(board.texts.rows.values()))
    assert QApplication.focusWidget() is row.box
    QTest.keyClicks(row.box, "Siberian")
    QTest.keyClick(row.box, Qt.Key.Key_Return)
    rest(qtbot, page)
    qtbot.waitUntil(lambda: page.presenter.states().get("ready") == 3, timeout=5000)
    assert board.texts_switch.text() == "All texts are understood"
    assert row.box.option is not None
    row.box.setFocus()
    row.box.selectAll()
    QTest.keyClick(row.box, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.presenter.states().get("question") == 1, timeout=5000)


def test_how_it_was_read_can_be_changed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Another row of headings is read at once, and the line above says so."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    board = page.board
    board.toggle(board.how, board.facts.how)
    picker = board.how.pickers["heading_row"]
    picker.setCurrentIndex(picker.findData("2"))
    picker.activated.emit(picker.currentIndex())
    qtbot.waitUntil(
        lambda: "headings in row 2" in page.presenter.facts_line() and is_at_rest(page), timeout=5000
    )


def test_escape_closes_the_panel_and_gives_the_keyboard_back(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """Whoever looked beside the rows is back where they were."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    board = page.board
    board.for_all_switch.setFocus()
    board.for_all_switch.click()
    assert board.panel.isVisible()
    QTest.keyClick(board.panel, Qt.Key.Key_Escape)
    assert not board.panel.isVisible()
    assert QApplication.focusWidget() is board.for_all_switch


def test_another_kind_is_chosen_for_all_rows(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """What each row becomes is a person's choice: the columns are proposed anew for it."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    kind = page.board.facts.kind
    kind.setCurrentIndex(kind.findData("conflict"))
    kind.activated.emit(kind.currentIndex())
    qtbot.waitUntil(lambda: page.presenter.mapping.kind == "conflict" and is_at_rest(page), timeout=5000)
    assert page.board.table.rows_model.rowCount() == 6


def test_tab_walks_in_reading_order(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Facts, what opens beside the rows, the columns, the rows, the open panel, the next finding, then the foot."""
    page = open_page(qtbot, desk, write(tmp_path / "lacking.csv", *LACKING))
    board = page.board
    assert board.panel.shows(board.form)
    board.facts.how.setFocus()
    walked: list[str] = []
    while not walked or walked[-1] != page.foot.do.text():
        widget = QApplication.focusWidget()
        assert widget is not None
        walked.append(widget.accessibleName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert walked == [
        "Change",
        "each row becomes",
        board.for_all_switch.text(),
        "Columns, and where each goes",
        "Rows of the table, and what becomes of each",
        "Close",
        "Date",
        "Who saw it",
        "How do you know",
        "Not known",
        "Country",
        "Say something else for all rows …",
        "Next finding",
        "Back",
        page.foot.do.text(),
    ]


def test_no_cell_of_a_file_is_obeyed_as_markup(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A stranger's table is looked at before it is trusted: its words load no picture into the tooltip of a cell."""
    told = '<img src="file://host/a.png">argali'
    page = open_page(qtbot, desk, write(tmp_path / "told.csv", LACKING[0], f"{told};42,3186;76,9041"))
    rest(qtbot, page)
    model = page.board.table.rows_model
    shown = str(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole))
    assert QTextDocumentFragment.fromHtml(shown).toPlainText() == told
