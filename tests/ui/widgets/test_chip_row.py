"""Chips by keyboard: one Tab stop, arrows, Space, first letters, and "Not known" as a choice of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import has_focus, heard, press, stand, tap, write
from ui.theme.theme import look
from ui.widgets.chip import UNKNOWN, Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Column

HOW = (
    Choice(UNKNOWN, "Не знаю"),
    Choice("seen", "Видел"),
    Choice("tracks", "Следы"),
    Choice("dead", "Мёртвое животное"),
    Choice("told", "Рассказали"),
)


def row(qtbot: QtBot, *, is_many: bool = False) -> ChipRow:
    """A row of five answers and one action, with the keyboard at its first chip."""
    chips = ChipRow(HOW, name="Откуда известно", is_many=is_many, actions=(Choice("more", "другое"),))
    chips.resize(800, 40)
    stand(qtbot, chips, chips.chips[0])
    return chips


def test_not_known_is_the_last_choice(qtbot: QtBot) -> None:
    """It looks like the others and never comes first, in whatever order a vocabulary lists it."""
    chips = row(qtbot)
    assert [chip.choice.code for chip in chips.chips] == ["seen", "tracks", "dead", "told", UNKNOWN, "more"]


def test_arrows_walk_without_choosing(qtbot: QtBot) -> None:
    """Looking through the choices changes no record."""
    chips = row(qtbot)
    with qtbot.assertNotEmitted(chips.changed):
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Left)
    assert has_focus(chips.chips[1])
    press(Qt.Key.Key_End)
    assert has_focus(chips.chips[-1])
    press(Qt.Key.Key_Right)
    assert has_focus(chips.chips[0])


def test_letters_stand_at_an_action_without_doing_it(qtbot: QtBot) -> None:
    """An action is found by its letters too, after the answers; it is done only when it is pressed."""
    chips = row(qtbot)
    told = heard(chips.acted)
    write("др")
    assert has_focus(chips.chips[-1])
    assert not told
    press(Qt.Key.Key_Space)
    assert told == ["more"]


def test_a_required_answer_is_not_taken_back(qtbot: QtBot) -> None:
    """Space on the theme in use must not leave a laptop without a theme."""
    chips = ChipRow(HOW, name="Тема", is_required=True)
    chips.set_chosen(["seen"])
    stand(qtbot, chips, chips.chips[0])
    with qtbot.assertNotEmitted(chips.changed):
        press(Qt.Key.Key_Space)
    assert chips.chosen() == ["seen"]
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert chips.chosen() == ["tracks"]


def test_arrows_follow_the_reading_direction(qtbot: QtBot, qapp: QApplication) -> None:
    """In a right-to-left window the left arrow goes on."""
    look().apply(qapp, "light", 1.0, "Arab")
    chips = row(qtbot)
    press(Qt.Key.Key_Left)
    assert has_focus(chips.chips[1])
    assert chips.chips[1].x() < chips.chips[0].x()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_choose_and_take_back(qtbot: QtBot, key: Qt.Key) -> None:
    """A choice pressed again is blank: nothing said, which is not "Not known"."""
    chips = row(qtbot)
    press(Qt.Key.Key_Right)
    with qtbot.waitSignal(chips.changed):
        press(key)
    assert chips.chosen() == ["tracks"]
    with qtbot.waitSignal(chips.changed):
        press(key)
    assert chips.chosen() == []


def test_one_of_few_replaces(qtbot: QtBot) -> None:
    """Two answers to one question cannot stand together."""
    chips = row(qtbot)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    assert chips.chosen() == ["tracks"]


def test_several_of_few_add_up_but_not_with_not_known(qtbot: QtBot) -> None:
    """ "Tracks" and "seen" go together; "Not known" with anything else does not."""
    chips = row(qtbot, is_many=True)
    chips.chips[0].click()
    chips.chips[1].click()
    assert chips.chosen() == ["seen", "tracks"]
    chips.chips[4].click()
    assert chips.chosen() == [UNKNOWN]
    chips.chips[3].click()
    assert chips.chosen() == ["told"]


def test_first_letters_choose(qtbot: QtBot) -> None:
    """From the keyboard a chip is one letter away, in the person's own script and either case."""
    chips = row(qtbot)
    with qtbot.waitSignal(chips.changed):
        write("с")
    assert chips.chosen() == ["tracks"]
    assert has_focus(chips.chips[1])


def test_a_letter_chooses_the_first_of_several(qtbot: QtBot) -> None:
    """The keyboard comes to the first answer, and its letter means this one; the same letter again means the next."""
    chips = ChipRow((Choice("a", "Своими глазами"), Choice("b", "Следы")), name="Откуда известно")
    stand(qtbot, chips, chips.chips[0])
    write("с")
    assert chips.chosen() == ["a"]
    write("с")
    assert chips.chosen() == ["b"]


def test_more_letters_narrow_and_one_letter_goes_round(qtbot: QtBot) -> None:
    """Words that begin alike are told apart by the next letter, or by the same letter again."""
    chips = ChipRow((Choice("a", "Male"), Choice("b", "Mixed"), Choice("c", "Female")), name="Sex")
    stand(qtbot, chips, chips.chips[0])
    write("mi")
    assert chips.chosen() == ["b"]
    write("x")
    assert chips.chosen() == ["b"]
    chips.set_chosen([])
    chips.chips[2].setFocus()
    chips._spelt_at = 0.0  # pyright: ignore[reportPrivateUsage]  (a second goes by)
    write("mm")
    assert chips.chosen() == ["b"]


def test_letters_in_a_many_row_leave_only_what_was_meant(qtbot: QtBot) -> None:
    """Typing "mi" does not also leave "Male" chosen by its m."""
    chips = ChipRow((Choice("a", "Male"), Choice("b", "Mixed")), name="Sex", is_many=True)
    stand(qtbot, chips, chips.chips[0])
    write("m")
    assert chips.chosen() == ["a"]
    write("i")
    assert chips.chosen() == ["b"]


def test_a_row_is_one_tab_stop(qtbot: QtBot) -> None:
    """Tab goes through a form, not through every answer; it enters at the chosen one."""
    page = QWidget()
    column = Column(page)
    before, after = QLineEdit(), QLineEdit()
    chips = ChipRow(HOW, name="Откуда известно")
    chips.set_chosen(["dead"])
    for widget in (before, chips, after):
        column.addWidget(widget)
    stand(qtbot, page, before)
    tap(before, Qt.Key.Key_Tab)
    assert has_focus(chips.chips[2])
    tap(chips.chips[2], Qt.Key.Key_Tab)
    assert has_focus(after)
    tap(after, Qt.Key.Key_Backtab)
    assert has_focus(chips.chips[2])


def test_an_action_is_told_and_never_chosen(qtbot: QtBot) -> None:
    """ "Someone else" opens something; it is no answer."""
    chips = row(qtbot)
    told = heard(chips.acted)
    with qtbot.assertNotEmitted(chips.changed):
        chips.chips[-1].click()
    assert told == ["more"]
    assert chips.chosen() == []


def test_setting_from_outside_is_silent_and_forgives(qtbot: QtBot) -> None:
    """A draft brought back changes nothing, even with a code that this laptop does not know."""
    chips = row(qtbot)
    with qtbot.assertNotEmitted(chips.changed):
        chips.set_chosen(["told", "from-the-future"])
    assert chips.chosen() == ["told"]


def test_other_choices_keep_what_still_fits(qtbot: QtBot) -> None:
    """When the kind of animal changes the list, an answer that is still there stays."""
    chips = row(qtbot)
    chips.set_chosen(["told"])
    chips.set_choices((Choice("told", "Рассказали"), Choice("camera", "Фотоловушка")))
    assert chips.chosen() == ["told"]
    assert len(chips.chips) == 2


def test_chips_wrap_and_are_named(qtbot: QtBot) -> None:
    """A narrow window gets more lines, not cut words; every chip has its word for screen readers."""
    chips = row(qtbot)
    assert chips.heightForWidth(260) > 3 * chips.heightForWidth(2000)
    assert chips.accessibleName() == "Откуда известно"
    assert [chip.accessibleName() for chip in chips.chips] == [chip.text() for chip in chips.chips]
