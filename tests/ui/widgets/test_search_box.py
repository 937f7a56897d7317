"""Searching while typing, without a search for every letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import press, stand, write
from ui.widgets.search_box import SearchBox


def test_it_searches_once_typing_stops(qtbot: QtBot) -> None:
    """Four letters are one search, with the spaces around them gone."""
    box = SearchBox(name="Search")
    stand(qtbot, box, box)
    told: list[str] = []
    box.searched.connect(told.append)
    write(" барс ")
    assert told == []
    qtbot.waitUntil(lambda: told == ["барс"], timeout=2000)


def test_enter_searches_at_once_and_escape_empties(qtbot: QtBot) -> None:
    """Who presses Enter does not wait; Escape brings all back; nothing is told twice."""
    box = SearchBox(name="Search")
    stand(qtbot, box, box)
    told: list[str] = []
    box.searched.connect(told.append)
    write("волк")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert told == ["волк"]
    press(Qt.Key.Key_Escape)
    assert told == ["волк", ""]
    assert box.text() == ""
