"""The rail leads everywhere by keyboard, and fits a low window at 200 %."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import click, has_focus, heard, press, stand, tap
from ui.rail import Rail, RailPage
from ui.theme.theme import look
from ui.theme.tokens import THEMES
from ui.widgets.layouts import Row

PAGES = tuple(
    RailPage(key, word, key)
    for key, word in (
        ("today", "Сегодня"),
        ("records", "Записи"),
        ("map", "Карта"),
        ("review", "Проверка"),
        ("exchange", "Обмен"),
        ("reports", "Отчёты"),
    )
)
SETTINGS = RailPage("settings", "Настройки", "settings")


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """The light theme at scale 1, before and after."""
    look().apply(qapp, "light")
    yield
    look().apply(qapp, "light")


@pytest.fixture
def rail(qtbot: QtBot) -> Iterator[Rail]:
    """A rail beside a field, with the keyboard in the field."""
    window = QWidget()
    row = Row(window, gap=0)
    made = Rail(PAGES, (SETTINGS,), name="Страницы")
    field = QLineEdit()
    row.addWidget(made)
    row.addWidget(field, 1)
    window.resize(1366, 700)
    stand(qtbot, window, field)
    yield made  # not return: the window must outlive this function
    window.close()


@pytest.mark.parametrize(
    ("key", "held", "page"),
    [
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, "records"),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, "settings"),
        (Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier, "map"),
        (Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier, "settings"),
    ],
)
def test_keys_lead_to_pages_from_anywhere(
    qtbot: QtBot, rail: Rail, key: Qt.Key, held: Qt.KeyboardModifier, page: str
) -> None:
    """From inside a field one combination is enough, and the rail shows where one is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    told = heard(rail.chosen)
    tap(focused, key, held)
    assert told == [page]
    assert rail.current == page
    assert [item.page.key for item in rail.items if item.isChecked()] == [page]


def test_the_rail_is_one_tab_stop_that_arrows_walk(qtbot: QtBot, rail: Rail) -> None:
    """Tab stops at the chosen page; Up and Down look without going; Enter goes."""
    rail.show_page("map")
    rail.items[2].setFocus()
    with qtbot.assertNotEmitted(rail.chosen):
        press(Qt.Key.Key_Down)
    assert has_focus(rail.items[3])
    told = heard(rail.chosen)
    press(Qt.Key.Key_Return)
    assert told == ["review"]
    assert sum(bool(item.focusPolicy() & Qt.FocusPolicy.TabFocus) for item in rail.items) == 1


def test_a_click_on_the_open_page_tells_again(qtbot: QtBot, rail: Rail) -> None:
    """From deep inside a page its own item leads back to its start, and it stays chosen."""
    with qtbot.waitSignal(rail.chosen):
        click(rail.items[0], QPoint(20, 20))
    assert rail.items[0].isChecked()


def test_showing_is_silent_and_knows_its_pages(qtbot: QtBot, rail: Rail) -> None:
    """The window can follow itself without a loop; a page that does not exist is a fault."""
    with qtbot.assertNotEmitted(rail.chosen):
        rail.show_page("reports")
    with pytest.raises(KeyError):
        rail.show_page("nowhere")


@pytest.mark.parametrize("name", THEMES)
def test_it_is_104_wide_and_fits_a_low_window_at_200_percent(
    qapp: QApplication, rail: Rail, name: str
) -> None:
    """On the small laptop every page of the rail can be read and reached, at every scale."""
    look().apply(qapp, name)
    assert rail.sizeHint().width() == 107
    look().apply(qapp, name, 2.0)
    assert rail.minimumSizeHint().height() <= 700
    assert rail.sizeHint().width() <= 208
    QApplication.processEvents()
    for item in rail.items:
        assert rail.rect().contains(item.geometry())
        assert item.height() >= item.minimumSizeHint().height()
    assert not rail.grab().toImage().isNull()


def test_it_stands_at_the_right_in_right_to_left(qapp: QApplication, rail: Rail) -> None:
    """The whole window mirrors, the rail with it."""
    look().apply(qapp, "light", 1.0, "Arab")
    QApplication.processEvents()
    assert rail.geometry().right() == rail.window().width() - 1
    assert rail.items[0].x() > 0


def test_every_page_has_its_word_and_keys(rail: Rail) -> None:
    """Screen readers say the page and how to reach it."""
    assert [item.accessibleName() for item in rail.items][:2] == ["Сегодня", "Записи"]
    assert rail.items[0].accessibleDescription() == "Alt+1"
    assert rail.accessibleName() == "Страницы"


def test_what_waits_on_a_page_is_counted_at_its_icon(qtbot: QtBot, rail: Rail) -> None:
    """The number is painted and said; none leaves the page's word alone, and more than 99 is said whole."""
    item = next(item for item in rail.items if item.page.key == "review")
    before = item.grab().toImage()
    rail.show_count("review", 3)
    assert "3" in item.accessibleName()
    assert item.page.word in item.accessibleName()
    assert item.grab().toImage() != before
    rail.show_count("review", 1200)
    assert "1200" in item.accessibleName()
    rail.show_count("review", 0)
    assert item.accessibleName() == item.page.word
    assert item.grab().toImage() == before
