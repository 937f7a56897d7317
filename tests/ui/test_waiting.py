"""The number at Review counts clocks that wait as well as records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.clocks import put_right
from camifield.queries.clocks import clock_matters
from camifield.queries.review import waiting
from tests.dead_battery import DeadBattery, dead_battery
from tests.making import ENGLISH
from tests.ui.exchange.making import dress
from ui.desk import Desk
from ui.window import Window


@pytest.fixture
def team(tmp_path: Path, qapp: QApplication) -> Iterator[DeadBattery]:
    """Three laptops, one of which wrote in the year 2000."""
    del qapp
    dress()
    made = dead_battery(tmp_path)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_wrong_clock_is_counted_until_it_is_decided(team: DeadBattery, qtbot: QtBot) -> None:
    """Nobody opens a page on which nothing seems to wait; what is put right is counted no longer."""
    project = team.office.project
    desk = Desk(project)
    window = Window(desk)
    qtbot.addWidget(window)
    window.show()
    [item] = [one for one in window.rail.items if one.page.key == "review"]
    records = waiting(project)
    qtbot.waitUntil(lambda: item.count == records + 1, timeout=20_000)
    [wrong] = clock_matters(project, ENGLISH).wrong
    assert wrong.best_ms is not None
    desk.tell(put_right(project, wrong.span.stretches, wrong.best_ms).changes)
    qtbot.waitUntil(lambda: item.count == records, timeout=20_000)
    desk.worker.close()
    desk.reader.close()
    window.hide()
