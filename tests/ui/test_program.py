"""A start with a file: the window opens at its preview, and a later start hands its file to the window that is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.inviting import invite
from camifield.commands.meeting import Choice, file_way, look, meet
from camifield.progress import Progress
from camifield.settings import Settings
from tests.teams import another_laptop, first_laptop
from tests.ui.exchange.making import WAIT_MS, dress, parts
from ui.exchange.home import HomePage
from ui.exchange.meeting.panel import MeetingPanel
from ui.program import Program
from ui.single import raise_first
from ui.widgets.asking import Asking


@pytest.fixture
def given(tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Path, Path, Path]]:
    """A ranger's project folder, a file of records for it, and an invitation."""
    del qapp
    dress()
    here = first_laptop(tmp_path / "here", name="Gulnara S.")
    camp = another_laptop(here, tmp_path / "camp", code="M3", name="Bolat K.")
    file, invitation = tmp_path / "news.cfb", tmp_path / "come.cfb"
    invite(here.project, "ranger", invitation)
    way = file_way(here.project, file)
    meet(here.project, way, look(here.project, way, Progress()), Progress(), Choice(take=False))
    here.close()
    camp.close()
    yield tmp_path / "camp" / "project", file, invitation
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def panels(program: Program) -> list[MeetingPanel]:
    """The meetings that are open in the window."""
    return parts(program.window, MeetingPanel) if program.window is not None else []


def test_a_double_click_opens_at_the_preview(
    qtbot: QtBot, qapp: QApplication, given: tuple[Path, Path, Path]
) -> None:
    """Nothing is taken in by it: the person sees what would change first."""
    folder, file, _ = given
    program = Program(qapp, folder, Settings(laptop="M3", language="en", country="KG"), file)
    assert program.start()
    qtbot.waitUntil(lambda: any(one.board is not None for one in panels(program)), timeout=WAIT_MS)
    assert program.window is not None
    assert program.window.rail.current == "exchange"
    assert not program.window.desk.project.store.meetings()
    program.close()


def test_a_second_start_hands_its_file_to_the_open_window(
    qtbot: QtBot, qapp: QApplication, given: tuple[Path, Path, Path]
) -> None:
    """First records, then an invitation: the one is a preview, the other a question of the team."""
    folder, file, invitation = given
    program = Program(qapp, folder, Settings(laptop="M3", language="en", country="KG"))
    assert program.start()
    qtbot.waitUntil(lambda: raise_first(folder, file), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: any(one.board is not None for one in panels(program)), timeout=WAIT_MS)
    [home] = parts(program.window, HomePage) if program.window is not None else []
    home.close_open()
    assert raise_first(folder, invitation)
    assert program.window is not None
    window = program.window
    qtbot.waitUntil(lambda: window.rail.current == "settings", timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: any(one.isVisible() for one in parts(window, Asking)) or "cfb" in _told(program),
        timeout=WAIT_MS,
    )
    program.close()


def _told(program: Program) -> str:
    """What the window tells."""
    from ui.widgets.notice import Notice

    shown = parts(program.window, Notice) if program.window is not None else []
    return " ".join(one.sentence for one in shown if one.isVisible())
