"""Every widget of the kit, in every theme, scale and direction: it paints, fits the small laptop, and has a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import look
from ui.theme.tokens import THEMES
from ui.widgets.banner import Banner
from ui.widgets.bar import Bar
from ui.widgets.button import Button
from ui.widgets.card import Card, PressCard
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.empty import EmptyState
from ui.widgets.filter_chip import FilterChip
from ui.widgets.finding import FindingLine
from ui.widgets.fold import FoldRow
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.picker import Picker
from ui.widgets.progress_row import ProgressRow
from ui.widgets.seam import Seam, SectionTitle
from ui.widgets.search_box import SearchBox
from ui.widgets.sky import SkyBand
from ui.widgets.table import Table
from ui.widgets.text import ElidedLabel, KeyCap, TagLabel, Text
from ui.widgets.tick import Tick
from ui.widgets.tile import KindTile
from ui.widgets.type_ahead import TypeAhead

LONG = "Сохранить и следующая"


def _choices() -> tuple[Choice, ...]:
    return tuple(
        Choice(word, word) for word in ("Видел", "Следы", "Фотоловушка", "Мёртвое животное", "Рассказали")
    )


def _header() -> PageHeader:
    header = PageHeader("Встреча или следы", "1 284 из 12 906", has_back=True, lead=KindTile("sighting", "x"))
    header.add(TagLabel("M7-0148"), Button("Исправить много …", icon="edit"), Button("Выгрузить эти …"))
    return header


def _bar() -> ActionBar:
    bar = ActionBar()
    bar.add_near(Button("Убрать черновик", "quiet", icon="undo"))
    bar.add_far(
        FindingLine("error", "1 ошибка: место"), Button("Сохранить"), Button(LONG, "accent"), KeyCap("Ctrl+S")
    )
    return bar


def _picker() -> Picker:
    picker = Picker(name="Столбец")
    for word in ("Нападение или ущерб", "Встреча или следы"):
        picker.addItem(word)
    return picker


def _sky() -> SkyBand:
    sky = SkyBand()
    sky.body.addWidget(ElidedLabel("Четверг, 14 марта", "page_title"))
    sky.body.addWidget(ChipRow(_choices(), name="Сегодня здесь", is_many=True))
    return sky


MADE: dict[str, Callable[[], QWidget]] = {
    "banner": lambda: Banner("error", "Строка 8: долгота не может быть больше 180.", "Следующее замечание"),
    "bar": lambda: Bar("11 из 12"),
    "button": lambda: Button(LONG, "accent", icon="save_next"),
    "card": Card,
    "press_card": lambda: PressCard("Встреча"),
    "chips": lambda: ChipRow(_choices(), name="Откуда известно"),
    "empty": lambda: EmptyState("sighting", "Здесь пока ничего нет. Начните с того, что увидели.", "Встреча"),
    "filter": lambda: FilterChip("Сезон"),
    "finding": lambda: FindingLine("error", "Широта 95,3° больше 90°.", "Может быть, 42,31860?"),
    "fold": lambda: FoldRow("Ещё: расстояние, поведение, погода · 14 вопросов", QLineEdit()),
    "header": _header,
    "action_bar": _bar,
    "picker": _picker,
    "progress": ProgressRow,
    "seam": Seam,
    "section": lambda: SectionTitle("Когда и кто", line="3 черновика"),
    "search": lambda: SearchBox(name="Поиск", placeholder="Любое слово"),
    "sky": _sky,
    "table": lambda: Table(name="Записи"),
    "text": lambda: Text("Если ноутбук потеряется сегодня, они пропадут вместе с ним."),
    "tick": lambda: Tick("Скрыть границы"),
    "type_ahead": lambda: TypeAhead(lambda _: [], name="Вид"),
}
FITS = 1366 - 208 - 2 * 64
"""What a page has at 200 % beside the widest rail and between its sides."""


@pytest.mark.parametrize("name", MADE)
def test_it_paints_and_fits_in_every_dress(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    """No theme, scale or direction makes a widget fail or need more than the 1366 px laptop has."""
    made = MADE[name]()
    qtbot.addWidget(made)
    for theme in THEMES:
        for scale, script in ((1.0, "Latn"), (2.0, "Cyrl"), (1.5, "Arab")):
            look().apply(qapp, theme, scale, script)
            least = made.minimumSizeHint()
            assert least.width() <= FITS, (theme, scale, script)
            assert least.height() <= 560, (theme, scale, script)
            made.resize(max(least.width(), 600), max(least.height(), 60))
            assert not made.grab().toImage().isNull()


def _inside(made: QWidget) -> list[QWidget]:
    return cast("list[QWidget]", made.findChildren(QWidget))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)


@pytest.mark.parametrize("name", MADE)
def test_whatever_takes_the_keyboard_has_a_name(qtbot: QtBot, name: str) -> None:
    """A screen reader never says only "button"."""
    made = MADE[name]()
    qtbot.addWidget(made)
    for widget in (made, *_inside(made)):
        is_own = type(widget).__module__.startswith("ui.")
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(made)
        if is_own and takes_keys and widget.focusProxy() is None:
            assert widget.accessibleName(), type(widget).__name__


def test_the_header_takes_two_buttons_at_most(qtbot: QtBot) -> None:
    """A third one is a page that does too much."""
    header = _header()
    qtbot.addWidget(header)
    with pytest.raises(ValueError, match="two buttons"):
        header.add(Button("Ещё"))


def test_the_header_tells_that_one_goes_back(qtbot: QtBot) -> None:
    """The only button without words has a name all the same."""
    header = _header()
    qtbot.addWidget(header)
    assert header.back_button.accessibleName()
    with qtbot.waitSignal(header.back):
        header.back_button.click()
    header.set_title("Стадо")
    header.set_line("")
    assert header.accessibleName() == "Стадо"
    assert not header.line.isVisibleTo(header)


def test_the_picture_is_only_where_it_may_be(qtbot: QtBot, qapp: QApplication) -> None:
    """Light and dark have a sky, sunlight has paper; the ridges change sides in right to left."""

    def picture(theme: str, script: str = "Latn") -> set[str]:
        look().apply(qapp, theme, 1.0, script)
        image = sky.grab().toImage()
        side = range(10, 200) if script == "Arab" else range(sky.width() - 200, sky.width() - 10)
        return {image.pixelColor(x, 130).name().upper() for x in side}

    sky = SkyBand()
    qtbot.addWidget(sky)
    sky.resize(1260, 160)
    for theme in ("light", "dark"):
        assert THEMES[theme].near_ridge in picture(theme)
        assert THEMES[theme].near_ridge in picture(theme, "Arab")
    assert picture("sunlight") == {"#FFFFFF"}
