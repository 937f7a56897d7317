"""Correct many: what will change is seen before it is done, and undone as one."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from tests.making import person, save_sighting
from tests.ui.records.conftest import Make
from tests.ui.records.looking import inside
from tests.ui.widgets.keys import send
from ui.filters.question import KIND
from ui.records.correcting import CorrectView
from ui.records.page import RecordsPage
from ui.widgets.chip_row import ChipRow
from ui.widgets.text import Text
from ui.widgets.type_ahead import TypeAhead


def begun(page: RecordsPage) -> CorrectView:
    """The view, opened over all records that the list shows."""
    page.list.on_correct_many()
    assert page.correcting is not None
    return page.correcting


def ask(view: CorrectView, field: str) -> None:
    """Choose the question."""
    row = view.question.findData(field)
    assert row >= 0, field
    view.question.setCurrentIndex(row)


def editor(view: CorrectView) -> QLineEdit:
    """The line of the present question."""
    made = view.editor
    assert made is not None
    return inside(made, QLineEdit)[0]


def sentences(view: CorrectView) -> list[str]:
    """What the preview says."""
    return [one.text() for one in inside(view.list, Text) if not one.isHidden()]


def test_a_date_is_put_right_on_all_that_were_found(
    filled: list[bytes], open_page: Make, project: Project, qtbot: QtBot
) -> None:
    """Question, answer, reason, preview, one button; the list then tells it and can take it back."""
    page = open_page()
    page.list.filters.set_codes(KIND, ("sighting",))
    view = begun(page)
    assert view.header.line.text() == "12 records"
    assert not view.do.isEnabled()
    ask(view, "event_date")
    editor(view).setText("01.03.2026")
    editor(view).textEdited.emit("01.03.2026")
    qtbot.waitUntil(view.do.isEnabled, timeout=5000)
    assert view.do.text() == "Correct 11 records"
    qtbot.waitUntil(lambda: "1 record says so already" in sentences(view), timeout=5000)
    view.why.setText("one day, one page")
    view.do.click()
    qtbot.waitUntil(page.list.isVisible, timeout=5000)
    assert page.list.notice.sentence == "11 records corrected"
    assert {project.stored(one).values["event_date"] for one in filled} == {"2026-03-01"}
    page.list.notice.action.click()
    qtbot.waitUntil(lambda: project.stored(filled[4]).values["event_date"] == "2026-03-05", timeout=5000)


def test_only_the_chosen_rows_are_taken_when_several_are(filled: list[bytes], open_page: Make) -> None:
    """A selection means the selection, not everything that was found."""
    page = open_page()
    table = page.list.area.table
    table.choose(0)
    send(table, Qt.Key.Key_Down, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen_count() == 2
    assert begun(page).header.line.text() == "2 records"


def test_what_must_be_left_out_is_named(open_page: Make, project: Project, qtbot: QtBot) -> None:
    """The record that cannot take the answer stands there by its number, with the reason."""
    save_sighting(project, count="12", adult_males="6", adult_females="6")
    save_sighting(project, count="12")
    page = open_page()
    view = begun(page)
    ask(view, "count")
    editor(view).setText("3")
    editor(view).textEdited.emit("3")
    qtbot.waitUntil(view.do.isEnabled, timeout=5000)
    qtbot.waitUntil(lambda: any(one.startswith("M7-0001: ") for one in sentences(view)), timeout=5000)
    assert view.do.text() == "Correct 1 record"


def test_each_question_has_the_editor_that_fits(
    filled: list[bytes], open_page: Make, project: Project, qtbot: QtBot
) -> None:
    """Few answers are chips, many are typed for, people are found by name."""
    page = open_page()
    page.list.filters.set_codes(KIND, ("sighting",))
    view = begun(page)
    ask(view, "certainty")
    assert view.editor is not None
    assert inside(view.editor, ChipRow)
    ask(view, "recorded_by")
    assert view.editor is not None
    (ahead,) = inside(view.editor, TypeAhead)
    qtbot.waitUntil(ahead.isVisible)
    ahead.setText("гул")
    ahead.open_list()
    assert [one.key for one in ahead.offered] == [person(project, "Гулнара С.")]
    ask(view, "weather")
    assert view.editor is not None
    (chips,) = inside(view.editor, ChipRow)
    chips.set_chosen([chip.choice.code for chip in chips.chips[:2]])
    entry = view.editor.entry()
    assert isinstance(entry, list)
    assert len(entry) == 2


def test_an_answer_can_be_taken_off(open_page: Make, project: Project, qtbot: QtBot) -> None:
    """Blank is an answer of its own, asked for by name and never by forgetting to type."""
    record = save_sighting(project, remarks="test").record
    view = begun(open_page())
    ask(view, "remarks")
    view.look()
    assert not view.do.isEnabled()
    view.empty.setChecked(True)
    qtbot.waitUntil(view.do.isEnabled, timeout=5000)
    view.do.click()
    qtbot.waitUntil(lambda: "remarks" not in project.stored(record).values, timeout=5000)


def test_escape_leaves_everything_as_it_was(filled: list[bytes], open_page: Make, project: Project) -> None:
    """Looking costs nothing."""
    page = open_page()
    commits = project.store.last_commit()
    view = begun(page)
    ask(view, "event_date")
    editor(view).setText("01.03.2026")
    send(view, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert project.store.last_commit() == commits


def test_records_gone_meanwhile_are_not_corrected(filled: list[bytes], open_page: Make) -> None:
    """Positions that point to nothing any more are left out of the number in hand."""
    view = begun(open_page())
    view.begin(array("q", [10**15, 10**16]))
    assert view.header.line.text() == "0 records"
    assert not view.do.isEnabled()
