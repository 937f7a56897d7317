"""A Records page over a real project, in the light theme at scale 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.saving import save
from camifield.i18n import words
from camifield.project.project import Project
from tests.making import ENGLISH, conflict, make_project, person, save_sighting
from ui.desk import Desk
from ui.records.page import RecordsPage
from ui.theme.theme import look

Make = Callable[..., RecordsPage]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[QApplication]:
    """The program in its plainest dress, in English."""
    words.use("en")
    look().apply(qapp, "light")
    yield qapp
    look().apply(qapp, "light")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with two people."""
    made = make_project(tmp_path)
    yield made
    made.drafts.close()
    made.store.close()


@pytest.fixture
def desk(project: Project) -> Iterator[Desk]:
    """The desk of that project; its workers are ended before the store is closed."""
    made = Desk(project)
    yield made
    made.reader.close()
    made.worker.close()


@pytest.fixture
def filled(project: Project) -> list[bytes]:
    """Twelve sightings of March 2026, one a day, the last first in the list; and one attack before them."""
    save(project, "conflict", conflict(project, event_date="2026-02-20"), ENGLISH)
    who = [person(project), person(project, "Гулнара С.")]
    return [
        save_sighting(
            project,
            event_date=f"2026-03-{day:02}",
            species="SNL" if day % 3 == 0 else "ARG",
            recorded_by=who[day % 2],
            count=str(day),
        ).record
        for day in range(1, 13)
    ]


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Iterator[Make]:
    """Makes the page in a window of a size, shown and refreshed as the window does it."""
    kept: list[RecordsPage] = []  # pytest-qt holds its widgets weakly

    def make(width: int = 1262, height: int = 768) -> RecordsPage:
        page = RecordsPage(desk)
        kept.append(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.refresh()
        return page

    yield make
    for page in kept:  # before the desk's workers are closed: its timers would still ask them
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
