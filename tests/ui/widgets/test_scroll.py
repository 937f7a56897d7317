"""Whatever has the keyboard is in view, and a page fills the window or scrolls."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import stand
from ui.widgets.card import Card
from ui.widgets.header import ActionBar
from ui.widgets.layouts import Column
from ui.widgets.page import Page
from ui.widgets.scroll import FollowScroll


def test_the_focused_field_scrolls_into_view(qtbot: QtBot) -> None:
    """A field below the fold comes up with room around it, and so does one above."""
    content = QWidget()
    column = Column(content)
    fields = [QLineEdit() for _ in range(40)]
    for field in fields:
        column.addWidget(field)
    scroll = FollowScroll(content)
    scroll.resize(400, 300)
    stand(qtbot, scroll, fields[0])
    for field in (fields[30], fields[3], fields[39]):
        field.setFocus()
        top = field.mapTo(scroll, QPoint(0, 0)).y()
        assert 0 <= top <= 300 - field.height()


def test_a_page_fills_a_large_window_and_scrolls_in_a_small_one(qtbot: QtBot) -> None:
    """A table grows with the window; on a small screen nothing is squeezed, and the bar never scrolls."""
    page, bar, card = Page(), ActionBar(), Card()
    column = card.body
    for _ in range(10):
        column.addWidget(QLineEdit())
    page.body.addWidget(card, 1)
    page.set_bar(bar)
    page.resize(800, 900)
    stand(qtbot, page, page)
    assert card.height() > 700
    assert page.scroller.verticalScrollBar().maximum() == 0
    page.resize(800, 400)
    assert page.scroller.verticalScrollBar().maximum() > 0
    assert bar.geometry().bottom() == page.height() - 1
    assert page.minimumSizeHint().height() < 400
