"""Text at 150 and 200 % on the old laptop: everything is reachable, and no page runs out of the window sideways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.queries.values import CardQuery
from tests.making import make_project, save_sighting
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.forms.editors.editor import Editor
from ui.forms.editors.line_heads import LineHeads
from ui.forms.editors.lines import LinesEditor
from ui.records.page import RecordsPage
from ui.settings.page import SettingsPage
from ui.theme.theme import look
from ui.widgets.asking import Asking
from ui.widgets.chip import Chip
from ui.widgets.scroll import FollowScroll
from ui.window import Window


def apply(scale: float) -> None:
    """Give the whole program this text size."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", scale)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The window of 1366x768 with one record, in whatever size and language a test sets before it shows a page."""
    apply(1.0)
    project = make_project(tmp_path)
    save_sighting(project)
    shown = Window(Desk(project))
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    yield shown
    shown.desk.close()
    words.use("en")
    apply(1.0)


def runs_over(window: Window) -> list[str]:
    """The scrolling parts in sight that are wider than they are shown."""
    parts = cast("list[FollowScroll]", window.findChildren(FollowScroll))  # pyright: ignore[reportUnknownMemberType]
    return [
        f"{type(part.parentWidget()).__name__}: {part.horizontalScrollBar().maximum()} px"
        for part in parts
        if part.isVisible() and part.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("language", ["en", "ru", "mn"])
@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_nothing_runs_over_sideways(qtbot: QtBot, window: Window, scale: float, language: str) -> None:
    """Settings and every form wrap what has no room; nobody scrolls two ways to read one question."""
    words.use(language)
    apply(scale)
    window.rebuild()
    window.show_page("settings")
    QApplication.processEvents()
    assert runs_over(window) == []
    window.export_of(CardQuery(), "")
    QApplication.processEvents()
    assert runs_over(window) == []
    for kind in ("sighting", "grazing", "conflict", "patrol"):
        window.begin(kind)
        QApplication.processEvents()
        assert runs_over(window) == [], kind


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_headings_stand_over_their_cells(qtbot: QtBot, window: Window, scale: float, language: str) -> None:
    """Killed, injured and missing are three numbers side by side: each word begins where its cell does."""
    words.use(language)
    apply(scale)
    window.rebuild()
    window.begin("conflict")
    QApplication.processEvents()
    losses = next(one for one in inside(window, LinesEditor) if one.isVisible())
    heads = inside(losses, LineHeads)[0]
    cells = [one for one in inside(losses, Editor) if one.isVisible()]
    assert len(heads.labels) == len(cells) == 4
    for label, cell in zip(heads.labels, cells, strict=True):
        assert label.mapTo(losses, QPoint(0, 0)).x() == cell.mapTo(losses, QPoint(0, 0)).x()
        assert label.width() == cell.width()
        assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_list_of_keys_leaves_room_for_its_button(window: Window, scale: float) -> None:
    """F1 in a low window with large text: what has no room scrolls, and nothing stands over anything else."""
    apply(scale)
    window.rebuild()
    window.show_keys()
    QApplication.processEvents()
    card = inside(window, Asking)[-1]
    button, keys = card.buttons["close"], inside(card, FollowScroll)[0]
    foot = keys.mapTo(card, QPoint(0, keys.height())).y()
    assert foot <= button.mapTo(card, QPoint(0, 0)).y()
    assert button.mapTo(card, QPoint(0, button.height())).y() < card.height()
    shown = keys.verticalScrollBar()
    QTest.keyClick(keys, Qt.Key.Key_End)
    assert shown.value() == shown.maximum() > 0


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_a_record_is_read_in_the_place_of_the_list(qtbot: QtBot, window: Window, scale: float) -> None:
    """Where there is no room for both, Enter shows the record, and Escape leads back to its row."""
    apply(scale)
    window.show_page("records")
    page = window.findChild(RecordsPage)
    assert isinstance(page, RecordsPage)
    area = page.list.area
    qtbot.waitUntil(lambda: area.table.model().rowCount() == 1)
    area.focus_table()
    assert not area.panel.isVisible()
    QTest.keyClick(area.table, Qt.Key.Key_Return)
    assert area.panel.isVisible()
    assert area.panel.detail is not None
    assert not area.table.isVisible()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    assert area.panel.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert area.table.isVisible()
    assert area.table.hasFocus()


def test_another_text_size_keeps_the_keyboard(qtbot: QtBot, window: Window) -> None:
    """The questions of Settings move above each other, and the keyboard stands on the size just chosen."""
    window.show_page("settings")
    page = window.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    chips = cast("list[Chip]", page.findChildren(Chip))
    chip = next(one for one in chips if one.choice.code == "2.0" and one.isVisible())
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Chip)
    assert focused.choice.code == "2.0"
    assert focused.isChecked()


def test_another_text_size_while_a_record_is_shown(window: Window) -> None:
    """From large to small the record moves beside its table while the style is changed: once that ended the program."""
    apply(2.0)
    window.rebuild()
    window.show_page("records")
    QApplication.processEvents()
    for scale in (1.0, 2.0, 1.0):
        apply(scale)
        QApplication.processEvents()
    assert runs_over(window) == []
