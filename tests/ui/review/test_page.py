"""Deciding on the page: by key or button, one after the other, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from camifield.fields.values import lines_of
from camifield.i18n import words
from camifield.queries.records import detail
from tests.differing import Differing
from tests.making import ENGLISH
from tests.teams import first_laptop
from tests.ui.records.looking import Told, inside
from tests.ui.review.conftest import Make
from ui.desk import Desk
from ui.map.small import SmallMap
from ui.records.detail import DetailPanel
from ui.review.other import OtherQuestion
from ui.review.page import ReviewPage
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.text import Text

ALT = Qt.KeyboardModifier.AltModifier


def show(page: ReviewPage, record: bytes) -> None:
    """Go to a record of the list."""
    page.show_record(record)
    assert page.presenter.current is not None
    assert page.presenter.current.record == record


def press(page: ReviewPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QApplication.processEvents()
    QTest.keyClick(page.focusWidget() or page, key, held)
    QApplication.processEvents()


def killed(scene: Differing, record: bytes) -> object:
    """The number in the first loss line."""
    return lines_of(scene.here.project.stored(record).values, "losses")[0].get("killed")


def test_the_list_tells_what_differs_and_how_much(make: Make, scene: Differing) -> None:
    """Newest first, what differs in front of where it is; the count stands beside the title."""
    page = make(scene.here.project)
    titles = [one.questions[0].title for one in page.presenter.matters]
    assert titles[:2] == ["Place: 13.7 km apart", "Sheep · killed: 14 or 11"]
    assert len(page.list.items) == 8
    assert page.header.line.text().startswith("1 of 8")


def test_a_letter_keeps_an_answer_and_goes_on(qtbot: QtBot, make: Make, scene: Differing) -> None:
    """Alt+B takes B; then the next question of the same record is asked, and after the last the next record."""
    page = make(scene.here.project)
    show(page, scene.records["number"])
    with qtbot.waitActive(page):
        page.activateWindow()
    press(page, Qt.Key.Key_B, ALT)  # Qt lets the button be seen pressed for a moment before it acts
    qtbot.waitUntil(page.notice.isVisible)
    assert killed(scene, scene.records["number"]) == 11
    assert page.presenter.current is not None
    assert page.presenter.current.record == scene.records["number"]
    assert [one.group for one in page.presenter.current.questions] == ["position"]
    press(page, Qt.Key.Key_A, ALT)
    qtbot.waitUntil(lambda: len(page.presenter.matters) == 7)
    assert page.presenter.current.record != scene.records["number"]
    assert page.header.line.text().startswith("2 of 7")
    assert page.notice.isVisible()


def test_undo_asks_again(make: Make, scene: Differing) -> None:
    """What was chosen in haste is open again, and in sight."""
    page = make(scene.here.project)
    show(page, scene.records["species"])
    assert page.board is not None
    page.board.cards[0].button.click()
    assert len(page.presenter.matters) == 7
    page.notice.action.click()
    assert len(page.presenter.matters) == 8
    assert page.presenter.current is not None
    assert page.presenter.current.record == scene.records["species"]


def test_all_of_one_side_in_one_go(make: Make, scene: Differing) -> None:
    """The number and the place of B, by one button."""
    page = make(scene.here.project)
    show(page, scene.records["number"])
    assert page.board is not None
    [button] = [one for one in inside(page, Button) if one.text() == "Keep B for all of M7-0001"]
    button.click()
    assert killed(scene, scene.records["number"]) == 11
    assert not scene.here.project.stored(scene.records["number"]).conflicts


def test_the_place_beside_the_number_is_drawn_and_kept_by_itself(make: Make, scene: Differing) -> None:
    """Another question of the record has its own buttons, and its places are drawn to scale."""
    page = make(scene.here.project)
    show(page, scene.records["number"])
    [other] = [one for one in inside(page, OtherQuestion) if one.isVisible()]
    [small] = inside(other, SmallMap)
    assert small.accessibleName() == "Place: 420 m apart"
    [_, keep_b] = inside(other, Button)
    keep_b.click()
    assert scene.here.project.stored(scene.records["number"]).values["decimal_latitude"] == "42.31660"
    assert page.presenter.question is not None
    assert page.presenter.question.group.startswith("losses/")


def test_arrows_walk_and_skip_goes_round(make: Make, scene: Differing) -> None:
    """Down shows the next, Up the one before; Skip leaves one for later and after the last begins again."""
    page = make(scene.here.project)
    page.activateWindow()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Up)
    assert page.presenter.place == 1
    page.go(7)
    page.skip.click()
    assert page.presenter.place == 0
    assert len(page.presenter.matters) == 8


def test_another_answer_is_typed_in_the_ordinary_editor(make: Make, scene: Differing) -> None:
    """The keyboard stands in the number that differs; an impossible one is told at it, a possible one settles it."""
    page = make(scene.here.project)
    record = scene.records["number"]
    show(page, record)
    assert page.presenter.question is not None
    page.open_another(page.presenter.question)
    assert page.another is not None
    box = page.focusWidget()
    assert isinstance(box, QLineEdit)
    box.setText("many")
    press(page, Qt.Key.Key_Return)
    assert page.another is not None
    assert [one.text() for one in inside(page.another, Text) if "number" in one.text()]
    box.setText("13")
    press(page, Qt.Key.Key_Return)
    assert page.another is None
    assert killed(scene, record) == 13


def test_escape_closes_the_editor_and_changes_nothing(make: Make, scene: Differing) -> None:
    """The question stands as it stood."""
    page = make(scene.here.project)
    show(page, scene.records["place"])
    assert page.presenter.question is not None
    page.open_another(page.presenter.question)
    press(page, Qt.Key.Key_Escape)
    assert page.another is None
    assert len(page.presenter.matters) == 8


def test_all_between_two_laptops_is_shown_before_it_is_done(
    qtbot: QtBot, make: Make, scene: Differing
) -> None:
    """The rule is chosen, what it would do is told, and only then it can be done; one undo takes it all back."""
    page = make(scene.here.project)
    show(page, scene.records["number"])
    pair = page.presenter.pair()
    assert pair is not None
    from ui.review.everywhere import DO, Everywhere

    question = Everywhere(page, page._desk, page.presenter, pair)  # pyright: ignore[reportPrivateUsage]
    question.wanted.connect(page._on_everywhere)  # pyright: ignore[reportPrivateUsage]
    assert not question.asking.buttons[DO].isEnabled()
    question.foreseen.rules.set_chosen(["B"])
    question.foreseen.look()
    qtbot.waitUntil(lambda: question.foreseen.found is not None, timeout=20_000)
    found = question.foreseen.found
    assert found is not None
    assert (len(found.chosen), found.records, found.deleted) == (6, 5, 1)
    question.asking.answer(DO)
    qtbot.waitUntil(lambda: len(page.presenter.matters) == 3, timeout=20_000)
    assert scene.here.project.stored(scene.records["deleted"]).deleted
    page.notice.action.click()
    assert len(page.presenter.matters) == 8


def test_who_may_not_decide_is_told_who_does(make: Make, scene: Differing) -> None:
    """A ranger sees both answers and whose decision it is; the buttons are there and do nothing."""
    page = make(scene.camp.project)
    show(page, scene.records["number"])
    assert page.board is not None
    assert [card.button.isEnabled() for card in page.board.cards] == [False, False]
    sentence = page.presenter.who_decides()
    assert "Gulnara S." in sentence
    assert "Nurlan B." in sentence


def test_nothing_to_decide_teaches(make: Make, tmp_path: Path) -> None:
    """An empty page says in one sentence what will stand here."""
    laptop = first_laptop(tmp_path / "alone")
    page = make(laptop.project)
    assert page.empty.isVisible()
    assert not page.skip.isVisible()
    laptop.close()


def test_the_records_page_leads_here(qtbot: QtBot, scene: Differing) -> None:
    """A record whose answers differ offers to decide, and one whose do not does not."""
    desk = Desk(scene.here.project)
    panel = DetailPanel(desk)
    qtbot.addWidget(panel)
    told = Told(panel.decide)
    panel.show_detail(detail(scene.here.project, scene.records["deleted"], ENGLISH))
    [button] = [one for one in inside(panel, Button) if one.text() == "Decide…"]
    button.click()
    assert told.last == (scene.records["deleted"],)
    [plain, *_] = [card for card in scene.here.project.store.cards() if not card.conflicts]
    panel.show_detail(detail(scene.here.project, plain.id, ENGLISH))
    assert not [one for one in inside(panel, Button) if one.text() == "Decide…" and one.isVisibleTo(panel)]
    desk.worker.close()
    desk.reader.close()


def test_the_whole_record_can_be_seen(make: Make, scene: Differing) -> None:
    """The way to the Records page names the record."""
    page = make(scene.here.project)
    show(page, scene.records["species"])
    told = Told(page.look_at)
    next(one for one in inside(page, Button) if one.text() == "Whole record").click()
    assert told.last == (scene.records["species"],)


@pytest.mark.parametrize(
    ("theme", "language", "scale"), [("dark", "ru", 1.0), ("sunlight", "mn", 1.5), ("light", "ru", 2.0)]
)
def test_every_record_fits_a_small_window(
    qapp: QApplication, make: Make, scene: Differing, theme: str, language: str, scale: float
) -> None:
    """No page asks for more room than 1260 x 700, in any look."""
    words.use(language)
    look().apply(qapp, theme, scale)
    page = make(scene.here.project)
    for place in range(len(page.presenter.matters)):
        page.go(place)
        hint = page.minimumSizeHint()
        assert (hint.width() <= 1260, hint.height() <= 700) == (True, True)
        assert not page.grab().toImage().isNull()
    words.use("en")
