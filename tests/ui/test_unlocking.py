"""Asking for the passphrase where no project can be opened without it: after a backup was put back."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camifield.security.passphrase import Work
from camifield.settings import Settings
from camifield.store.mark import Mark
from tests.making import make_project
from ui.program import Program
from ui.unlocking import ask_to_open
from ui.widgets.asking import Asking


def card_in(host: QWidget) -> Asking:
    """The question in a window."""
    found = cast("list[Asking]", host.findChildren(Asking))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    return found[0]


def type_into(host: QWidget, text: str) -> None:
    """Type into the one box of a window."""
    box = host.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    box.setText(text)


def test_what_was_typed_is_tried(qtbot: QtBot) -> None:
    """Protects the way back after a restore: the passphrase goes to the opening, and leaving opens nothing."""
    tried: list[str] = []
    for answer in ("open", "look"):
        host = ask_to_open(tried.append)
        qtbot.addWidget(host)
        type_into(host, "a line of a song")
        card_in(host).answer(answer)
        assert not host.isVisible()
    assert tried == ["a line of a song"]


def test_a_restored_project_opens_once_the_passphrase_is_right(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Protects a laptop that was put back: the program asks, says when it was wrong, and then shows the window."""
    project = make_project(tmp_path)
    project.identity.protect("a line of a song", Work(1, 8192))
    feed = project.identity.own_feeds()[0]
    project.close()
    mark = Mark(project.folder)
    mark.advance({feed: 999})
    mark.close()
    before = set(qapp.topLevelWidgets())  # a question that another test left open is not ours to answer
    program = Program(qapp, project.folder.root, Settings(laptop="M7", language="en"))
    assert program.start() is True
    for typed in ("a line of another", "a line of a song"):
        assert program.window is None
        fresh = [one for one in qapp.topLevelWidgets() if one not in before and one.isVisible()]
        host = next(one for one in fresh if one.findChild(Asking))
        qtbot.addWidget(host)
        type_into(host, typed)
        card_in(host).answer("open")
    assert program.window is not None
    window = program.window
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.desk.project.has_learned)
    assert len(window.desk.project.identity.own_devices()[0].incarnations) == 2
    qtbot.wait(100)  # what follows the first paint has begun
    window.desk.close()
