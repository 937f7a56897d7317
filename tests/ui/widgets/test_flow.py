"""Lines of widgets break like text, in both directions."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.search_box import SearchBox


def band(qtbot: QtBot, wide: int, *, has_spring: bool = False) -> tuple[QWidget, list[Button]]:
    """Four buttons in a band of a width."""
    page = QWidget()
    flow = FlowLayout(page)
    buttons = [Button(word) for word in ("Keep A", "Keep B", "Ask both", "Another value …")]
    for place, button in enumerate(buttons):
        if has_spring and place == 2:
            flow.add_spring()
        flow.addWidget(button)
    qtbot.addWidget(page)
    page.resize(wide, page.heightForWidth(wide))
    page.show()
    return page, buttons


def test_it_wraps_when_narrow_and_not_when_wide(qtbot: QtBot) -> None:
    """A broad window has one line, a narrow one as many as it needs; nothing overlaps or sticks out."""
    _, buttons = band(qtbot, 900)
    assert len({button.y() for button in buttons}) == 1
    page, buttons = band(qtbot, 260)
    assert len({button.y() for button in buttons}) > 1
    for button in buttons:
        assert page.rect().contains(button.geometry())
        others = [other for other in buttons if other is not button]
        assert not any(button.geometry().intersects(other.geometry()) for other in others)


@pytest.mark.parametrize("wide", [900, 330])
def test_what_comes_after_the_spring_stands_at_the_far_end(qtbot: QtBot, wide: int) -> None:
    """Buttons at the right stay at the right, in one line or in two."""
    page, buttons = band(qtbot, wide, has_spring=True)
    assert buttons[0].x() == 0
    assert buttons[3].geometry().right() == page.width() - 1


def test_it_mirrors(qtbot: QtBot, qapp: QApplication) -> None:
    """The first stands at the right in a right-to-left window."""
    look().apply(qapp, "light", 1.0, "Arab")
    page, buttons = band(qtbot, 900, has_spring=True)
    assert buttons[0].geometry().right() == page.width() - 1
    assert buttons[3].x() == 0
    assert buttons[0].x() > buttons[1].x() > buttons[2].x()


def test_a_search_box_takes_what_is_left(qtbot: QtBot) -> None:
    """The box to type in grows, the chips beside it do not."""
    page = QWidget()
    flow = FlowLayout(page)
    box, button = SearchBox(name="Search"), Button("Clear")
    flow.addWidget(box)
    flow.addWidget(button)
    qtbot.addWidget(page)
    page.resize(900, 60)
    page.show()
    assert button.geometry().right() == page.width() - 1
    assert box.width() > 700


def test_hidden_widgets_leave_no_gap(qtbot: QtBot) -> None:
    """A button that does not apply now is not there."""
    _page, buttons = band(qtbot, 900)
    buttons[0].hide()
    QApplication.processEvents()
    assert buttons[1].x() == 0
