"""Type-ahead from the keyboard alone: what is offered, what is taken, and that typed words are never lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import has_focus, heard, press, stand, write
from ui.theme.theme import look
from ui.widgets.layouts import Column
from ui.widgets.option import Option
from ui.widgets.option_list import OptionList
from ui.widgets.type_ahead import TypeAhead

SPECIES = (
    Option("argali", "Архар", "Ovis ammon", "sheep"),
    Option("ibex", "Горный козёл", "Capra sibirica", "paw"),
    Option("irbis", "Снежный барс", "Panthera uncia", "cat"),
    Option("wolf", "Волк", "Canis lupus", "dog-side"),
)


def find(text: str) -> Sequence[Option]:
    """Species by any part of either name."""
    wanted = text.casefold()
    return [option for option in SPECIES if wanted in f"{option.text} {option.second}".casefold()]


class Form(QWidget):
    """A field between two others, in a window with room."""

    def __init__(self, field: TypeAhead) -> None:
        super().__init__()
        self.field, self.after = field, QLineEdit()
        column = Column(self)
        column.addWidget(QLineEdit())
        column.addWidget(field)
        column.addWidget(self.after)
        column.addStretch(1)
        self.resize(600, 500)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """The form with the keyboard in the field."""
    shown = Form(TypeAhead(find, name="Вид"))
    stand(qtbot, shown, shown.field)
    return shown


def test_typing_offers_and_enter_takes_the_first(qtbot: QtBot, form: Form) -> None:
    """Two letters and Enter are a species; the Latin name finds it as well."""
    write("pan")
    assert [option.key for option in form.field.offered] == ["irbis"]
    told = heard(form.field.chosen)
    press(Qt.Key.Key_Return)
    assert told == [SPECIES[2]]
    assert form.field.text() == "Снежный барс"
    assert not form.field.is_open


def test_down_walks_and_tab_takes_and_goes_on(qtbot: QtBot, form: Form) -> None:
    """Tab takes what is highlighted and moves to the next field, as the hand expects."""
    write("о")
    assert [option.key for option in form.field.offered] == ["ibex", "wolf"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    assert form.field.option == SPECIES[3]
    assert has_focus(form.after)


def test_tab_takes_what_the_text_begins(form: Form) -> None:
    """Whoever types the beginning of a name, in either language, goes on with the animal."""
    write("canis")
    press(Qt.Key.Key_Tab)
    assert form.field.option == SPECIES[3]


def test_tab_leaves_what_is_only_alike(form: Form) -> None:
    """A text that stands somewhere inside a name is no choice: it stays as typed, for the field to read."""
    write("арс")
    assert [option.key for option in form.field.offered] == ["irbis"]
    told = heard(form.field.chosen)
    press(Qt.Key.Key_Tab)
    assert has_focus(form.after)
    assert form.field.option is None
    assert form.field.text() == "арс"
    assert not told
    assert not form.field.is_open


def test_tab_through_an_empty_field_takes_nothing(form: Form) -> None:
    """A field passed by stays blank."""
    press(Qt.Key.Key_Tab)
    assert form.field.option is None
    assert form.field.text() == ""


def test_down_in_an_empty_field_shows_the_usual_ones(form: Form) -> None:
    """Who does not know what to type can look."""
    press(Qt.Key.Key_Down)
    assert len(form.field.offered) == 4
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Enter)
    assert form.field.option == SPECIES[3]


def test_escape_closes_and_keeps_the_words(qtbot: QtBot, form: Form) -> None:
    """Escape is not a loss; typing goes on."""
    write("вол")
    press(Qt.Key.Key_Escape)
    assert not form.field.is_open
    assert form.field.text() == "вол"
    write("к")
    assert form.field.is_open


def test_words_that_fit_nothing_stay_as_typed(form: Form) -> None:
    """A name nobody knows yet is still a record's fact; nothing is chosen and nothing is wiped."""
    write("манул")
    assert form.field.is_open
    assert form.field.offered == ()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    assert form.field.text() == "манул"
    assert form.field.option is None
    assert has_focus(form.after)


def test_what_is_not_found_can_be_added(qtbot: QtBot) -> None:
    """The offer to add gets the words as typed, and its new option is chosen."""
    asked: list[str] = []

    def add(text: str) -> Option:
        asked.append(text)
        return Option("new", text.title())

    shown = Form(TypeAhead(find, name="Вид", add=add))
    stand(qtbot, shown, shown.field)
    write("манул")
    with qtbot.waitSignal(shown.field.chosen):
        press(Qt.Key.Key_Return)
    assert asked == ["манул"]
    assert shown.field.option == Option("new", "Манул")


def test_an_addition_that_goes_its_own_way_chooses_nothing(qtbot: QtBot) -> None:
    """When adding opens a page of its own, the field waits with the words in it."""
    shown = Form(TypeAhead(find, name="Вид", add=lambda _: None))
    stand(qtbot, shown, shown.field)
    write("манул")
    press(Qt.Key.Key_Return)
    assert shown.field.option is None
    assert shown.field.text() == "манул"


def test_typing_after_a_choice_takes_it_back(qtbot: QtBot, form: Form) -> None:
    """The words on the screen and the choice behind them never differ."""
    form.field.set_option(SPECIES[0])
    form.field.setCursorPosition(5)
    told = heard(form.field.chosen)
    write("а")
    assert told == [None]
    assert form.field.option is None


def test_the_whole_name_typed_is_the_choice(qtbot: QtBot, form: Form) -> None:
    """Who types it out and leaves by mouse has chosen it all the same."""
    write("волк")
    press(Qt.Key.Key_Escape)
    form.after.setFocus(Qt.FocusReason.MouseFocusReason)
    assert form.field.option == SPECIES[3]


def test_a_click_takes_a_row(qtbot: QtBot, form: Form) -> None:
    """The mouse works too, and the focus stays in the field."""
    write("о")
    shown = form.findChild(OptionList)
    assert shown is not None
    shown.taken.emit(1)
    assert form.field.option == SPECIES[3]
    assert has_focus(form.field)


def test_the_list_stays_inside_the_window_and_opens_upwards_when_low(qtbot: QtBot) -> None:
    """At the foot of a small screen the answers are not cut off."""
    page = QWidget()
    column = Column(page)
    column.addStretch(1)
    field = TypeAhead(find, name="Вид")
    column.addWidget(field)
    page.resize(300, 300)
    stand(qtbot, page, field)
    press(Qt.Key.Key_Down)
    shown = page.findChild(OptionList)
    assert shown is not None
    assert page.rect().contains(shown.geometry())
    assert shown.geometry().bottom() < field.y()


def test_the_list_follows_the_field_and_goes_with_it(qtbot: QtBot, form: Form) -> None:
    """A page that scrolls or closes leaves no list behind."""
    write("о")
    shown = form.findChild(OptionList)
    assert shown is not None
    before = shown.y()
    form.field.move(form.field.x(), form.field.y() + 60)
    assert shown.y() == before + 60
    form.field.hide()
    assert not form.field.is_open


def test_a_draft_comes_back_silently(qtbot: QtBot, form: Form) -> None:
    """Showing what was kept tells nobody that something changed."""
    with qtbot.assertNotEmitted(form.field.chosen):
        form.field.set_option(SPECIES[0])
        assert form.field.accessibleDescription() == "Ovis ammon"
        form.field.set_typed("козёл?")
    assert form.field.option is None
    assert form.field.text() == "козёл?"


def test_screen_readers_hear_the_highlighted_option(form: Form) -> None:
    """The focus stays in the field, so the field says what Enter would take."""
    write("о")
    assert form.field.accessibleDescription() == "Горный козёл"
    press(Qt.Key.Key_Down)
    assert form.field.accessibleDescription() == "Волк"


def test_it_paints_in_every_dress(qtbot: QtBot, qapp: QApplication, form: Form) -> None:
    """The list with icons and Latin names draws in all themes, directions and scales."""
    for name, scale, script in (("dark", 2.0, "Arab"), ("sunlight", 1.0, "Latn"), ("light", 1.0, "Latn")):
        look().apply(qapp, name, scale, script)
        form.field.open_list()
        assert not form.grab().toImage().isNull()
