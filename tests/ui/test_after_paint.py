"""What is heavy comes after the first paint, in an order that lets a person begin to type."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.project.opening import open_project
from camifield.project.project import Project
from camifield.settings import Settings
from tests.making import make_project
from ui.desk import Desk
from ui.theme.theme import look
from ui.window import Window


def reopened(folder: Path) -> Project:
    """A project that was made before, opened as a start of the program opens it: without the kinds."""
    make_project(folder).close()
    settings = Settings(laptop="M7", language="en", country="KG")
    return open_project(folder / "project", settings_path=folder / "settings.json", settings=settings)


def painted(qtbot: QtBot, project: Project) -> Window:
    """The window on that project, right after its first paint."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    window = Window(Desk(project))
    qtbot.addWidget(window, before_close_func=lambda _: window.desk.close())
    with qtbot.waitSignal(window.painted):
        window.show()
    return window


def charts(window: Window) -> list[QWidget]:
    """The charts that stand on Today."""
    children = cast("list[QWidget]", window.today.findChildren(QWidget))  # pyright: ignore[reportUnknownMemberType]
    return [one for one in children if type(one).__name__ == "SeasonChart"]


def test_the_kinds_come_first_and_the_chart_last(qtbot: QtBot, tmp_path: Path) -> None:
    """The first paint waits for neither; the chart waits for the kinds, which whoever types needs first."""
    project = reopened(tmp_path)
    window = painted(qtbot, project)
    assert not project.has_learned
    assert charts(window) == []
    qtbot.waitUntil(lambda: project.has_learned, timeout=20_000)
    qtbot.waitUntil(lambda: len(charts(window)) == 1, timeout=20_000)


def test_keys_that_are_damaged_are_told_of_and_hide_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    """A laptop that can sign nothing any more still opens with its records, and says at once what is wrong."""
    project = reopened(tmp_path)
    (tmp_path / "project" / "keys").write_bytes(b"not a keyring")
    window = painted(qtbot, project)
    wanted = problems.sentence(Problem("keyring-damaged"), words.present())
    qtbot.waitUntil(lambda: window.today.notice.sentence == wanted, timeout=20_000)
