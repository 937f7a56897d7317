"""A Review page over three real laptops that differ, in the light theme at scale 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.project.project import Project
from tests.differing import Differing, differing
from ui.desk import Desk
from ui.forms.group_form import GroupForm
from ui.review.page import ReviewPage
from ui.theme.theme import look

Make = Callable[[Project], ReviewPage]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[QApplication]:
    """The program in its plainest dress, in English."""
    words.use("en")
    look().apply(qapp, "light")
    yield qapp
    look().apply(qapp, "light")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Differing]:
    """Three laptops that differ in every way."""
    made = differing(tmp_path)
    yield made
    made.close()


def editors(desk: Desk, kind: str, record: bytes, group: str) -> QWidget:
    """What the window hands in."""
    return GroupForm(desk.project, kind, record, group, desk.words, desk.run)


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    """A shown page over a project, as large as the small laptop leaves it."""
    made: list[tuple[ReviewPage, Desk]] = []

    def build(project: Project) -> ReviewPage:
        desk = Desk(project)
        page = ReviewPage(desk, partial(editors, desk))
        qtbot.addWidget(page)
        page.resize(1260, 700)
        page.show()
        page.refresh()
        made.append((page, desk))
        return page

    yield build
    for page, desk in made:
        desk.worker.close()
        desk.reader.close()
        page.hide()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
