"""A Map page over a real project, in the light theme at scale 1."""

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
from tests.making import ENGLISH, conflict, make_project, save_sighting
from ui.desk import Desk
from ui.map_page.page import MapPage
from ui.theme.theme import look

Make = Callable[..., MapPage]


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
def filled(project: Project) -> dict[str, bytes]:
    """A wolf alone in the west, three argali at one place in the east, and an attack without a position."""
    made = {"wolf": save_sighting(project, species="WOL", verbatim_coordinates="42.0 75.0").record}
    for number in range(3):
        made[f"argali{number}"] = save_sighting(
            project, verbatim_coordinates="42.5 76.5", event_date=f"2026-03-0{number + 1}"
        ).record
    made["attack"] = save(project, "conflict", conflict(project), ENGLISH).record
    return made


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Iterator[Make]:
    """Makes the page in a window of a size, shown and refreshed as the window does it."""
    kept: list[MapPage] = []  # pytest-qt holds its widgets weakly

    def make(width: int = 1262, height: int = 768) -> MapPage:
        page = MapPage(desk)
        kept.append(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.refresh()
        QApplication.processEvents()
        return page

    yield make
    for page in kept:  # before the desk's workers are closed: its timers would still ask them
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
