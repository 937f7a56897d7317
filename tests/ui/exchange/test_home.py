"""The home of the Exchange page: what is here only, whom we met, the roads; for a team and for one alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from tests import differing
from tests.making import save_sighting
from tests.meetings import Camp, camp_with_news, come_by
from tests.ui.exchange.making import WAIT_MS, dress, parts, show
from ui.desk import Desk
from ui.exchange.meeting.file_form import FileForm
from ui.exchange.meeting.home_cards import ColleaguesCard, OnlyHereCard
from ui.exchange.meeting.roads import RoadCards
from ui.exchange.page import ExchangePage
from ui.sticks import Stick
from ui.theme.theme import look
from ui.widgets.text import Text


def texts(page: ExchangePage) -> list[str]:
    """Every word that is shown in whole."""
    return [one.text() for one in parts(page, Text) if one.isVisible()]


def ready(qtbot: QtBot, desk: Desk) -> ExchangePage:
    """The page, once it knows what is there."""
    page = ExchangePage(desk)
    show(qtbot, page)
    qtbot.waitUntil(lambda: page.home.meetings_card is not None, timeout=WAIT_MS)
    return page


def test_one_alone_is_taught_and_can_still_lay_records_on_a_stick(
    qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path
) -> None:
    """The number is everything, the sentence leads to the team, and the roads are open."""
    save_sighting(project)
    page = ready(qtbot, desk)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in parts(page, OnlyHereCard)))
    [card] = [one for one in parts(page, OnlyHereCard) if one.isVisible()]
    assert card.number.text() == "1"
    assert page.home.alone.isVisible()
    with qtbot.waitSignal(page.wants_team):
        page.home.alone.button.click()
    folder = tmp_path / "stick"
    folder.mkdir()
    page.home.open_folder(folder)
    qtbot.waitUntil(lambda: page.home.open is not None and not page.home.is_busy, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Nobody has left anything here yet" in texts(page))


@pytest.fixture
def camp(tmp_path: Path, qapp: QApplication) -> Camp:
    """Two laptops with news for each other."""
    del qapp
    dress()
    return camp_with_news(tmp_path)


def test_a_colleague_who_has_everything_is_told_apart(qtbot: QtBot, camp: Camp) -> None:
    """From signed receipts: after both came by, all is elsewhere too; one more record, and one is here only."""
    for laptop in (camp.here, camp.camp, camp.here, camp.camp, camp.here):
        come_by(laptop.project, camp.stick)
    desk = Desk(camp.here.project)
    page = ready(qtbot, desk)
    qtbot.waitUntil(lambda: "0" in texts(page))
    shown = texts(page)
    assert "Everything here is on another laptop too." in shown
    assert any("has everything" in one for one in shown)
    differing.sighting(camp.here, event_date="2026-03-09")
    page.refresh()
    qtbot.waitUntil(lambda: any("has all but 1" in one for one in texts(page)), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in parts(page, ColleaguesCard)))
    finish(page, desk, camp)


def finish(page: ExchangePage, desk: Desk, camp: Camp) -> None:
    """Put everything away."""
    desk.worker.close()
    desk.reader.close()
    page.hide()
    camp.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_sticks_come_and_go_while_the_page_is_open(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """One press meets on the stick; whose laptops came by is told before; without a stick a folder is offered."""
    lying: list[tuple[Stick, ...]] = [()]
    cards = RoadCards(desk, lambda _project, _words: lying[0])
    show(qtbot, cards)
    qtbot.waitUntil(lambda: not cards.is_looking)
    assert set(cards.buttons) == {"other", "choose", "make", "open"}
    lying[0] = (Stick(tmp_path, "KINGSTON", 11_000_000_000, who=("Tilek A. (M3)",)),)
    cards.look_for_sticks()
    qtbot.waitUntil(lambda: "stick0" in cards.buttons, timeout=WAIT_MS)
    assert cards.buttons["stick0"].text() == "Meet Tilek A. (M3) …"
    told: list[tuple[object, ...]] = []

    def hear(*values: object) -> None:
        told.append(values)

    cards.folder_wanted.connect(hear)
    cards.buttons["stick0"].click()
    assert told == [(tmp_path, "KINGSTON")]
    lying[0] = ()
    cards.look_for_sticks()
    qtbot.waitUntil(lambda: "stick0" not in cards.buttons, timeout=WAIT_MS)


def test_a_shared_folder_is_chosen_once(qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path) -> None:
    """It belongs to this laptop's settings; afterwards one press meets there."""
    page = ready(qtbot, desk)
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    page.home.share(folder)
    qtbot.waitUntil(lambda: not page.home.is_busy, timeout=WAIT_MS)
    assert project.settings.shared_folder == str(folder)
    page.home.close_open()
    assert page.home.roads.buttons["shared"].text() == "Meet there …"


def test_a_file_for_a_messenger_has_a_size(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """No limit, one of the known ones, or one's own; the ending is ours whatever was typed."""
    page = ready(qtbot, desk)
    page.home.open_file_form()
    form = page.home.open
    assert isinstance(form, FileForm)
    assert form.part_bytes is None
    form.limits.set_chosen(["25"])
    assert form.part_bytes == 25_000_000
    form.limits.set_chosen(["other"])
    form.megabytes.setText("7")
    assert form.part_bytes == 7_000_000
    told: list[tuple[object, ...]] = []

    def hear(*values: object) -> None:
        told.append(values)

    form.chosen.connect(hear)
    form.take(tmp_path / "news")
    assert told == [(tmp_path / "news.cfb", (), 7_000_000)]


@pytest.mark.parametrize(("scale", "wide"), [(1.0, 1259), (1.5, 1259), (2.0, 1259), (1.0, 700)])
def test_the_page_stands_in_any_width(
    qtbot: QtBot, desk: Desk, qapp: QApplication, scale: float, wide: int
) -> None:
    """No text size and no small window makes the page scroll sideways."""
    look().apply(qapp, "light", scale)
    page = ready(qtbot, desk)
    page.resize(wide, 700)
    QApplication.processEvents()
    assert page.home.scroller.horizontalScrollBar().maximum() == 0
    look().apply(qapp, "light", 1.0)
