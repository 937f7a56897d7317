"""A mistake of the program in the window: a report is written, a card tells of it, and the window goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camifield.clock import SteppedClock
from camifield.errors import Problem
from camifield.i18n import words
from camifield.progress import Progress
from tests.making import make_project
from tests.ui.records.looking import inside
from ui import pages
from ui.desk import Desk
from ui.mistakes import CLOSE, Mistakes, tell
from ui.widgets.asking import Asking
from ui.window import Window
from ui.worker import Worker


def _say_nothing(*_told: object) -> None:
    """The hook of an empty stage."""


@pytest.fixture
def heard(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Mistakes, list[Path | None]]]:
    """What hears of mistakes, and the reports it told of; the hook that was there before hears nothing."""
    before, sys.excepthook = sys.excepthook, _say_nothing
    mistakes, reports = Mistakes(tmp_path / "reports", SteppedClock(), qapp), list[Path | None]()
    mistakes.told.connect(reports.append)
    mistakes.install()
    yield mistakes, reports
    mistakes.uninstall()
    sys.excepthook = before
    mistakes.deleteLater()


def test_a_page_that_cannot_be_made_is_reported_and_the_window_stays(
    qtbot: QtBot,
    tmp_path: Path,
    heard: tuple[Mistakes, list[Path | None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rail shows the page that is really there, the report names the place, and another page can be opened."""
    desk = Desk(make_project(tmp_path))
    window = Window(desk)
    with qtbot.waitSignal(window.painted):
        window.show()

    def fails(key: str, _window: object) -> QWidget:
        raise ValueError(key)

    with monkeypatch.context() as patched:
        patched.setattr(pages, "make", fails)
        try:
            window.rail.go("review")
        except ValueError as error:  # PySide hands it to the hook; called from Python it may come here
            heard[0].hear(type(error), error, error.__traceback__)
    [report] = heard[1]
    assert report is not None
    assert "in fails" in report.read_text("utf-8")
    assert window.rail.current == "today"
    window.rail.go("review")
    assert window.rail.current == "review"
    window.deleteLater()  # first: what it would still begin goes with it
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.close()


def test_a_mistake_beside_the_window_is_reported_too(
    qtbot: QtBot, qapp: QApplication, heard: tuple[Mistakes, list[Path | None]]
) -> None:
    """Whoever waits for the work is told a sentence, and what to send is written all the same."""
    worker, problems = Worker(), list[Problem]()

    def breaks(_progress: Progress) -> None:
        raise ValueError

    task = worker.start(breaks, qapp)
    task.failed.connect(problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    assert problems[0].code == "program-mistake"
    [report] = heard[1]
    assert report is not None
    assert "in breaks" in report.read_text("utf-8")
    worker.close()


def test_the_card_names_the_report(qtbot: QtBot, tmp_path: Path) -> None:
    """What to send, in a sentence; without a report, what to do instead."""
    words.use("en")
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    tell(over, tmp_path / "camifield-report-1.txt")
    [asking] = inside(over, Asking)
    assert "camifield-report-1.txt" in asking.accessibleDescription()
    asking.answer(CLOSE)
    tell(over, None)
    shown = [one for one in inside(over, Asking) if one.isVisible()]
    assert "No report could be written" in shown[-1].accessibleDescription()


def test_an_end_by_the_keyboard_is_no_mistake(heard: tuple[Mistakes, list[Path | None]]) -> None:
    """Ctrl+C in a terminal writes no report."""
    mistakes, reports = heard
    mistakes.hear(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reports == []
