"""The folded rest opens by keyboard and says what is inside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import has_focus, press, stand
from ui.widgets.fold import FoldRow


@pytest.fixture
def fold(qtbot: QtBot) -> FoldRow:
    """A folded field, with the keyboard at its row."""
    made = FoldRow("Ещё: погода, скот рядом · 14 вопросов", QLineEdit())
    stand(qtbot, made, made)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_open_and_close(fold: FoldRow, key: Qt.Key) -> None:
    """Enter and Space both work, both ways."""
    assert has_focus(fold.head)
    assert not fold.content.isVisible()
    press(key)
    assert fold.is_open
    assert fold.content.isVisible()
    press(key)
    assert not fold.content.isVisible()


def test_tab_goes_into_what_is_open_and_past_what_is_not(qtbot: QtBot, fold: FoldRow) -> None:
    """Reading order is Tab order, and hidden fields are not in it."""
    press(Qt.Key.Key_Tab)
    assert not has_focus(fold.content)
    fold.head.setFocus()
    fold.set_open(True)
    press(Qt.Key.Key_Tab)
    assert has_focus(fold.content)


def test_it_says_what_is_inside(fold: FoldRow) -> None:
    """The row's sentence is its name for screen readers, also when it changes."""
    assert fold.head.accessibleName().startswith("Ещё")
    fold.set_sentence("Ещё: погода")
    assert fold.head.accessibleName() == "Ещё: погода"
    assert fold.head.isCheckable()
