"""Keys: one declaration says them all, F1 shows them, and Ctrl+Z takes back what a notice offers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import ui
from camifield.i18n import words
from tests.making import make_project, save_sighting
from tests.ui.records.looking import inside
from ui import keys
from ui.desk import Desk
from ui.keys_card import cap
from ui.records.page import RecordsPage
from ui.theme.theme import look
from ui.widgets.asking import Asking
from ui.widgets.layouts import Column
from ui.widgets.notice import Notice
from ui.widgets.text import KeyCap
from ui.window import Window

PRESSED = re.compile(r"(?:(?:Ctrl|Alt|Shift|Meta)\+\w+|F\d{1,2})")
CONTROL = Qt.KeyboardModifier.ControlModifier
DECLARED = {one for room in keys.ROOMS.values() for key in room for one in key.keys}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The real window on a project with one sighting, in English."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    project = make_project(tmp_path)
    save_sighting(project)
    shown = Window(Desk(project))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    yield shown
    shown.desk.close()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key in whatever has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_no_key_is_written_anywhere_else() -> None:
    """What a page hears and F1 does not tell would be found by nobody."""
    root = Path(next(iter(ui.__path__)))
    found: set[str] = set()
    for path in root.rglob("*.py"):
        if path.name == "keys.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and PRESSED.fullmatch(node.value)
            ):
                found.add(node.value)
    assert found <= DECLARED


@pytest.mark.parametrize("language", ["en", "ru", "mn"])
def test_f1_tells_every_key_in_every_language(qtbot: QtBot, window: Window, language: str) -> None:
    """The list holds a line for every key, each with its words; Escape closes it and the keyboard is back."""
    words.use(language)
    before = QApplication.focusWidget()
    press(Qt.Key.Key_F1)
    card = inside(window, Asking)[-1]
    told = [one.text() for one in inside(card, KeyCap)]
    assert told == [cap(key) for room in keys.ROOMS.values() for key in room]
    assert not any("{" in one for one in told)
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    words.use("en")


def test_what_was_deleted_comes_back_by_ctrl_z(qtbot: QtBot, window: Window) -> None:
    """The keyboard need not walk to the notice, and the search box, empty, does not keep the keys to itself."""
    window.show_page("records")
    page = window.findChild(RecordsPage)
    assert isinstance(page, RecordsPage)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    press(Qt.Key.Key_Delete)
    assert page.list.model.rowCount() == 0
    page.list.focus_search()
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=5000)
    assert page.list.notice.action.toolTip() == "Ctrl+Z"


def test_what_is_typed_is_taken_back_first(qtbot: QtBot) -> None:
    """Ctrl+Z in a line with something typed takes back the typing; the next one takes back what the notice told."""
    undone: list[str] = []
    page = QWidget()
    notice, line = Notice(), QLineEdit()
    column = Column(page)
    column.addWidget(notice)
    column.addWidget(line)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    notice.tell("Deleted.", undo=lambda: undone.append("yes"))
    line.setFocus()
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_Z, CONTROL)
    assert (line.text(), undone) == ("", [])
    press(Qt.Key.Key_Z, CONTROL)
    assert undone == ["yes"]
    press(Qt.Key.Key_Z, CONTROL)
    assert undone == ["yes"]


def test_a_discarded_form_is_taken_back_where_it_was_opened(qtbot: QtBot, window: Window) -> None:
    """Whoever opened the form from Records reads there what became of it, and Ctrl+Z brings the draft back."""
    window.show_page("records")
    window.begin("sighting")
    press(Qt.Key.Key_1)
    discard = next(
        one for one in inside(window, QWidget) if one.accessibleName() == words.say("form.discard")
    )
    QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
    page = window.findChild(RecordsPage)
    assert isinstance(page, RecordsPage)
    assert page.notice.isVisible()
    assert window.desk.project.drafts.count() == 0
    press(Qt.Key.Key_Z, CONTROL)
    assert window.desk.project.drafts.count() == 1
