"""Erasing in the window: only for coordinators, only after a word was typed, told with who has not followed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camifield.queries.erasures import erasures, may_erase
from tests import differing
from tests.making import ENGLISH
from tests.teams import Laptop, another_laptop, first_laptop, meet
from tests.ui.exchange.making import WAIT_MS, dress, parts, show
from ui.desk import Desk
from ui.erasing import DO, Erasing
from ui.records.detail import DetailPanel
from ui.records.page import RecordsPage
from ui.widgets.button import Button
from ui.widgets.progress_row import ProgressRow


@pytest.fixture
def pair(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Laptop, Laptop]]:
    """A coordinator and a ranger who hold the same attack, with its owner's name and phone."""
    del qapp
    dress()
    here = first_laptop(tmp_path / "here", name="Gulnara S.")
    camp = another_laptop(here, tmp_path / "camp", code="M3", name="Bolat K.")
    differing.attack(here, owner_name="Asan", owner_phone="+996 555 010203")
    meet(here, camp)
    yield here, camp
    here.close()
    camp.close()


@pytest.fixture
def desk(pair: tuple[Laptop, Laptop]) -> Iterator[Desk]:
    """The coordinator's desk."""
    made = Desk(pair[0].project)
    yield made
    made.worker.close()
    made.reader.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def attack_of(laptop: Laptop) -> bytes:
    """The one attack."""
    return laptop.project.store.saved_since(0, ("conflict",), 1)[0].id


def test_names_go_after_the_word_was_typed(qtbot: QtBot, pair: tuple[Laptop, Laptop], desk: Desk) -> None:
    """The preview counts, the button waits for the word, and afterwards the phone is nowhere and the rest stands."""
    here, _ = pair
    record = attack_of(here)
    page, progress = QWidget(), ProgressRow()
    show(qtbot, page)
    said: list[str] = []
    erasing = Erasing(desk, page, lambda sentence, _: said.append(sentence), progress)
    erasing.ask([record])
    what, asking = erasing.what, erasing.asking
    assert what is not None
    assert asking is not None
    qtbot.waitUntil(lambda: what.found is not None, timeout=WAIT_MS)
    assert what.told.text().startswith("1 record says something of that sort")
    assert not asking.buttons[DO].isEnabled()
    QTest.keyClicks(what.typed, "Erase")
    assert asking.buttons[DO].isEnabled()
    asking.buttons[DO].click()
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    assert said == ["Erased here. 1 laptop follows when you meet; the Exchange page tells when it has."]
    stored = here.project.stored(record)
    assert "owner_phone" not in stored.values
    assert stored.values["village"] == "Sary-Bulak"
    [erasure] = erasures(here.project, ENGLISH)
    assert erasure.waiting == 1


def test_without_the_word_nothing_goes(qtbot: QtBot, pair: tuple[Laptop, Laptop], desk: Desk) -> None:
    """Enter in the box of the word does nothing, and Cancel leaves all as it was."""
    here, _ = pair
    page = QWidget()
    show(qtbot, page)
    erasing = Erasing(desk, page, lambda _sentence, _severity: None, ProgressRow())
    erasing.ask([attack_of(here)])
    what, asking = erasing.what, erasing.asking
    assert what is not None
    assert asking is not None
    qtbot.waitUntil(lambda: what.found is not None, timeout=WAIT_MS)
    QTest.keyClicks(what.typed, "yes")
    assert not asking.buttons[DO].isEnabled()
    asking.answer("cancel")
    assert here.project.stored(attack_of(here)).values["owner_phone"]


def test_only_coordinators_are_offered_it(qtbot: QtBot, pair: tuple[Laptop, Laptop], desk: Desk) -> None:
    """A ranger's laptop shows no such button, a coordinator's does, on the record itself."""
    here, camp = pair
    assert may_erase(here.project)
    assert not may_erase(camp.project)
    page = RecordsPage(desk)
    show(qtbot, page)
    page.look_at(attack_of(here))
    panel = parts(page, DetailPanel)[0]
    qtbot.waitUntil(lambda: panel.detail is not None, timeout=WAIT_MS)
    assert any(one.text() == "Erase for good …" for one in parts(panel, Button))
    theirs = Desk(camp.project)
    other = DetailPanel(theirs)
    assert not any(one.text() == "Erase for good …" for one in parts(other, Button))
    other.show_many(3)
    assert not any(one.text() == "Erase for good …" for one in parts(other, Button))
    theirs.worker.close()
    theirs.reader.close()
