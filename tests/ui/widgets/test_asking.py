"""A question inside the window: answered by keyboard, closed to everything below it, and gone afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from tests.ui.widgets.keys import has_focus, heard, press, stand, tap
from ui.widgets.asking import Answer, Asking, confirm
from ui.widgets.button import Button
from ui.widgets.layouts import Column


class Window(QWidget):
    """A page with a field and a button that has a shortcut."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.button = Button("Save", keys="Ctrl+S")
        column = Column(self)
        column.addWidget(self.field)
        column.addWidget(self.button)
        self.resize(800, 600)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """The window below, with the keyboard in its field."""
    made = Window()
    stand(qtbot, made, made.field)
    return made


ANSWERS = (Answer("keep", "Keep both"), Answer("drop", "Drop", "accent"))


def test_the_verb_does_it_and_the_focus_returns(qtbot: QtBot, window: Window) -> None:
    """Enter on the focused verb does the thing once, and the person is back in the field."""
    done: list[str] = []
    asking = confirm(
        window, "Put the draft away?", "It can be brought back.", "Put away", lambda: done.append("x")
    )
    assert has_focus(asking.buttons["yes"])
    press(Qt.Key.Key_Return)
    assert done == ["x"]
    assert has_focus(window.field)
    assert not asking.isVisible()


def test_what_is_grave_begins_at_cancel(window: Window) -> None:
    """A hasty Enter cancels what cannot be undone; the buttons carry our own words."""
    done: list[str] = []
    asking = confirm(window, "Delete?", "", "Delete", lambda: done.append("x"), is_grave=True)
    assert asking.buttons["no"].text() == words.say("kit.cancel")
    press(Qt.Key.Key_Return)
    assert done == []


def test_escape_gives_the_safe_answer(qtbot: QtBot, window: Window) -> None:
    """Escape is always the way out."""
    asking = Asking(window, "Two values", "Both are kept.", ANSWERS, escape="keep")
    told = heard(asking.answered)
    press(Qt.Key.Key_Escape)
    assert told == ["keep"]


def test_tab_stays_on_the_card(window: Window) -> None:
    """The page below cannot be reached while the question stands."""
    asking = Asking(window, "Two values", "", ANSWERS, escape="keep", content=QLineEdit())
    seen: list[QWidget | None] = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    assert isinstance(seen[0], QLineEdit)
    assert seen[1:] == [asking.buttons["keep"], asking.buttons["drop"], seen[0]]
    press(Qt.Key.Key_Backtab)
    assert has_focus(seen[0]) if seen[0] else False


def test_shortcuts_of_the_page_do_not_work_through_it(qtbot: QtBot, window: Window) -> None:
    """Ctrl+S saves no record behind a question."""
    asking = Asking(window, "Two values", "", ANSWERS, escape="keep")
    with qtbot.assertNotEmitted(window.button.clicked):
        tap(asking.buttons["drop"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    asking.answer("keep")
    with qtbot.waitSignal(window.button.clicked):
        tap(window.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_it_covers_the_window_and_follows_its_size(window: Window) -> None:
    """No part of the page can be clicked while it stands."""
    asking = Asking(window, "Two values", "Both are kept until a person decides.", ANSWERS, escape="keep")
    assert asking.geometry() == window.rect()
    window.resize(1366, 700)
    assert asking.geometry() == window.rect()
    assert not asking.grab().toImage().isNull()


def test_one_question_has_one_answer(qtbot: QtBot, window: Window) -> None:
    """A double click answers once."""
    asking = Asking(window, "Two values", "", ANSWERS, escape="keep")
    told: list[str] = []
    asking.answered.connect(told.append)
    asking.answer("drop")
    asking.answer("keep")
    assert told == ["drop"]


def test_four_answers_stand_in_one_line(qtbot: QtBot, window: Window) -> None:
    """The card is a little wider for them, and no answer stands alone in a second line."""
    window.resize(1200, 700)
    asking = Asking(
        window,
        "Save the map?",
        "",
        [Answer(word, f"{word} a long map") for word in ("Leave", "Print", "Paint", "Store")],
        escape="Leave",
    )
    qtbot.waitUntil(lambda: asking.buttons["Store"].x() > 0)
    assert len({button.y() for button in asking.buttons.values()}) == 1
