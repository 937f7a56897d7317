"""Today is read anew when somebody sees it, and not while a form stands over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.project.project import Project
from tests.making import make_project, save_sighting
from ui.desk import Desk
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning
from ui.theme.theme import look
from ui.today import page
from ui.window import Window


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A real project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, project: Project) -> Iterator[Window]:
    """The whole window on that project, painted once."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    made = Window(Desk(project))
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.painted):
        made.show()
    made.activateWindow()
    yield made
    made.desk.close()


def shown_texts(window: Window) -> list[str]:
    """The words that stand on Today."""
    labels = cast("list[QLabel]", window.today.findChildren(QLabel))  # pyright: ignore[reportUnknownMemberType]
    return [label.text() for label in labels if label.isVisible()]


def forms(window: Window) -> list[FormPage]:
    """The forms that are there."""
    return cast("list[FormPage]", window.findChildren(FormPage))  # pyright: ignore[reportUnknownMemberType]


def open_form(window: Window) -> FormPage:
    """Begin a sighting from the keyboard."""
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    return forms(window)[-1]


def test_what_was_saved_in_a_form_stands_on_today_afterwards(
    qtbot: QtBot, window: Window, project: Project
) -> None:
    """A record saved while the form hid Today is there when the form is closed."""
    form = open_form(window)
    assert not window.today.isVisible()
    saved = save_sighting(project, event_date=str(project.today()))
    form.saved.emit(saved)
    form.leave()
    assert window.today.isVisible()
    qtbot.waitUntil(lambda: saved.number in " ".join(shown_texts(window)))


def test_a_draft_left_behind_stands_on_today(qtbot: QtBot, window: Window, project: Project) -> None:
    """Going to another page from a form keeps what was typed, and Today shows it at the next look."""
    form = open_form(window)
    form.presenter.answer("locality", "Upper Kyzyl-Suu")
    window.show_page("settings")
    assert project.drafts.count() == 1
    window.show_page("today")
    qtbot.waitUntil(lambda: "Upper Kyzyl-Suu" in " ".join(shown_texts(window)))


def test_going_on_to_the_next_form_shows_no_page_in_between(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one form to the next, Today is neither shown nor read: nobody would see it."""
    form = open_form(window)
    reads: list[str] = []
    monkeypatch.setattr(window.today, "refresh", lambda: reads.append("read"))
    form.next_wanted.emit(Beginning("sighting"))
    qtbot.waitUntil(lambda: forms(window) not in ([], [form]) and len(forms(window)) == 1)
    assert not window.today.isVisible()
    assert reads == []


def test_a_number_that_takes_long_comes_after_the_first_paint(
    qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Today says that it counts, is painted, and then says how many; an empty page is never waited for."""
    words.use("en")
    for _ in range(3):
        save_sighting(project)
    monkeypatch.setattr(page, "COUNTED_AT_ONCE", 2)
    window = Window(Desk(project))
    qtbot.addWidget(window)
    try:
        assert window.today.is_counting
        with qtbot.waitSignal(window.painted):
            window.show()
        qtbot.waitUntil(lambda: not window.today.is_counting)
        texts = shown_texts(window)
        assert "3" in texts
        assert words.say("today.counting") not in texts
        assert words.say("today.not_exported", count=3) in texts
    finally:
        window.desk.close()
