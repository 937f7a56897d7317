"""Two laptops with news for each other, and the page of one of them, shown as the smallest screen leaves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from tests.meetings import Camp, camp_with_news
from tests.ui.exchange.making import WAIT_MS, dress, show
from ui.desk import Desk
from ui.exchange.home import HomePage
from ui.exchange.page import ExchangePage

Open = Callable[[Project], HomePage]


@pytest.fixture
def camp(tmp_path: Path, qapp: QApplication) -> Iterator[Camp]:
    """A coordinator's laptop, a ranger's, and a stick with the ranger's news."""
    del qapp
    dress()
    made = camp_with_news(tmp_path)
    yield made
    made.close()


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Opens the page of a laptop and waits until it knows what is there."""
    made: list[tuple[ExchangePage, Desk]] = []

    def build(project: Project) -> HomePage:
        desk = Desk(project)
        page = ExchangePage(desk)
        made.append((page, desk))
        show(qtbot, page)
        qtbot.waitUntil(lambda: page.home.meetings_card is not None, timeout=WAIT_MS)
        return page.home

    yield build
    for page, desk in made:
        desk.worker.close()
        desk.reader.close()
        page.hide()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
