"""Questions answered beside the window: only the newest one's answer is heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from camifield.errors import Problem
from camifield.progress import Progress
from tests.making import make_project
from ui.desk import Desk
from ui.latest import Latest


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a real project and its real workers."""
    del qtbot
    made = Desk(make_project(tmp_path))
    yield made
    made.close()


def test_a_newer_question_takes_the_place_of_the_one_before(qtbot: QtBot, desk: Desk) -> None:
    """The answer to a filter that was changed meanwhile never stands under the new filter."""
    owner, go_on, heard = QObject(), Event(), list[object]()
    latest = Latest[str](desk, owner)
    latest.found.connect(heard.append)

    def slow(_progress: Progress) -> str:
        go_on.wait(30)
        return "old"

    latest.ask(slow)
    latest.ask(lambda _progress: "new")
    go_on.set()
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert heard == ["new"]


def test_what_was_stopped_is_not_heard_and_what_failed_is(qtbot: QtBot, desk: Desk) -> None:
    """A page that went on does not hear of an old question; one that waits hears why there is no answer."""
    owner, heard, told = QObject(), list[object](), list[object]()
    latest = Latest[str](desk, owner)
    latest.found.connect(heard.append)
    latest.failed.connect(told.append)
    latest.ask(lambda _progress: "never wanted")
    latest.stop()

    def fails(_progress: Progress) -> str:
        raise Problem("no-such-record")

    latest.ask(fails)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert not heard
    assert [one.code for one in told if isinstance(one, Problem)] == ["no-such-record"]
