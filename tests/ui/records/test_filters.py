"""Filters are chosen with the keyboard or the pointer, held on their chips, and taken off again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from camifield.changes import Changes
from camifield.commands.saving import save
from camifield.project.project import Project
from tests.commands.area_files import bring_in, square
from tests.commands.area_files import file as area_file
from tests.making import ENGLISH, person, save_sighting
from tests.ui.records.conftest import Make
from tests.ui.records.looking import inside
from tests.ui.widgets.keys import click, press, send, write
from ui.filters.period_panel import OwnDays
from ui.filters.question import ANIMAL, KIND, OWN_AREA, PERSON, PLACE, TIME
from ui.records.page import RecordsPage
from ui.widgets.popover import Popover
from ui.widgets.tick_list import TickList


def opened(page: RecordsPage, family: str) -> Popover:
    """What a filter's chip opens."""
    page.list.filters.chips[family].click()
    panel = page.list.filters.open
    assert panel is not None
    return panel


def test_an_animal_is_chosen_by_typing_a_name(filled: list[bytes], open_page: Make) -> None:
    """Of a hundred animals one is three keys away, by a name in any language, and the list follows at once."""
    page = open_page()
    opened(page, ANIMAL)
    write("panthera un")
    press(Qt.Key.Key_Return)
    assert page.presenter.chosen.of(ANIMAL) == ("SNL",)
    assert page.list.head.line.text() == "4 of 13"
    assert page.list.filters.chips[ANIMAL].held == "Snow leopard"


def test_several_of_a_list_are_ticked_with_space(filled: list[bytes], open_page: Make) -> None:
    """Kinds are few: the keyboard stands in the list itself."""
    page = open_page()
    opened(page, KIND)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert page.presenter.chosen.of(KIND) == ("sighting", "conflict")
    press(Qt.Key.Key_Space)
    assert page.presenter.chosen.of(KIND) == ("sighting",)
    assert page.list.model.rowCount() == 12


def test_escape_gives_the_keyboard_back_to_the_chip(filled: list[bytes], open_page: Make) -> None:
    """A panel that was opened by mistake costs one key."""
    page = open_page()
    panel = opened(page, PERSON)
    press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is page.list.filters.chips[PERSON]
    assert page.list.filters.open is None


def test_a_press_elsewhere_closes_the_panel(filled: list[bytes], open_page: Make) -> None:
    """Nothing hangs over the table longer than it is needed."""
    page = open_page()
    panel = opened(page, PERSON)
    click(page.list.area.table.viewport(), QPoint(200, 300))
    assert not panel.isVisible()


def test_the_same_chip_closes_its_panel(filled: list[bytes], open_page: Make) -> None:
    """Pressing twice is no different from pressing never."""
    page = open_page()
    panel = opened(page, PERSON)
    page.list.filters.chips[PERSON].click()
    assert not panel.isVisible()


def test_a_season_is_one_press(filled: list[bytes], open_page: Make) -> None:
    """The list of times takes the choice and closes."""
    page = open_page()
    panel = opened(page, TIME)
    (ticks,) = inside(panel, TickList)
    names = [one.text for one in ticks.options.shown]
    ticks.highlight(names.index("Winter 2025–26"))
    press(Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert page.list.filters.chips[TIME].held == "Winter 2025–26"
    assert page.list.model.rowCount() == 1


def test_days_of_ones_own_are_typed(filled: list[bytes], open_page: Make) -> None:
    """From and to as people write dates; what is no date is said at its line and changes nothing."""
    page = open_page()
    panel = opened(page, TIME)
    (own,) = inside(panel, OwnDays)
    own.start.setText("3.3.2026")
    own.end.setText("5.35.2026")
    own.take()
    assert own.finding.isVisible()
    assert page.presenter.chosen.period is None
    own.end.setText("05.03.2026")
    send(own.end, Qt.Key.Key_Return)
    assert page.list.model.rowCount() == 3
    assert page.list.filters.chips[TIME].held == "3 Mar 2026 – 5 Mar 2026"


def test_the_cross_of_a_chip_takes_its_filter_off(
    filled: list[bytes], open_page: Make, project: Project
) -> None:
    """Each filter can be taken off alone, or all of them at once."""
    page = open_page()
    filters = page.list.filters
    filters.set_codes(ANIMAL, ("SNL",))
    filters.set_codes(PERSON, (person(project),))
    assert page.list.model.rowCount() == 2
    filters.chips[ANIMAL].cleared.emit()
    assert page.list.model.rowCount() == 6
    filters.clear_button.click()
    assert page.list.model.rowCount() == 13
    assert not filters.clear_button.isVisible()


def test_places_are_offered_once_there_are_any(
    open_page: Make, project: Project, filled: list[bytes]
) -> None:
    """A filter over nothing is not shown; a place saved by name brings it."""
    page = open_page()
    assert not page.list.filters.chips[PLACE].isVisible()
    saved = save(project, "place", {"name": "Camera K-07"}, ENGLISH)
    page.list.refresh(saved.changes)
    assert page.list.filters.chips[PLACE].isVisible()


def test_the_filters_fit_a_small_window(filled: list[bytes], open_page: Make, qtbot: QtBot) -> None:
    """At 1366 x 768 the page asks for no more than there is; with less room the chips go on in another line."""
    page = open_page()
    assert page.minimumSizeHint().width() <= 1262
    assert page.minimumSizeHint().height() <= 700
    assert page.list.filters.height() < 60
    page.resize(700, 700)
    qtbot.waitUntil(lambda: page.list.filters.height() > 70)
    assert not inside(page.list.filters, QLineEdit)[0].visibleRegion().isEmpty()


def test_records_are_asked_for_by_the_area_they_lie_in(
    open_page: Make, project: Project, filled: list[bytes], tmp_path: Path
) -> None:
    """A filter over nothing is not shown; areas that were brought in bring it, and it finds what says so."""
    page = open_page()
    chip = page.list.filters.chips[OWN_AREA]
    assert not chip.isVisible()
    bring_in(project, area_file(tmp_path, square("Сары-Чат", side=20, west=70, south=35)))
    save_sighting(project)
    page.list.refresh(Changes(everything=True))
    assert chip.isVisible()
    opened(page, OWN_AREA)
    press(Qt.Key.Key_Space)
    assert chip.held == "Сары-Чат"
    assert page.list.model.rowCount() == 1
    assert page.presenter.filter_words() == "Own area: Сары-Чат"
