"""The questions of a form are made when they are asked, and the Tab key still goes in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from tests.making import ENGLISH, make_project, person
from ui.desk import Desk
from ui.forms.layouts.catalogue import LAYOUTS
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning, FormPresenter
from ui.forms.row import RowWidget
from ui.forms.tab_order import is_noticed
from ui.theme.theme import look


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A real project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


def form(qtbot: QtBot, project: Project, beginning: Beginning) -> FormPage:
    """A form in a window of its own, painted."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    page = FormPage(FormPresenter(project, beginning, ENGLISH), Desk(project).run)
    qtbot.addWidget(page)
    page.resize(1259, 768)
    with qtbot.waitExposed(page):
        page.show()
    return page


def rows(page: FormPage) -> list[RowWidget]:
    """The rows that are made, from top to bottom."""
    found = cast("list[RowWidget]", page.board.findChildren(RowWidget))  # pyright: ignore[reportUnknownMemberType]
    return sorted((one for one in found if one.isVisible()), key=lambda one: top_of(page, one))


def top_of(page: FormPage, widget: QWidget) -> int:
    """How far down the board a widget stands."""
    return widget.mapTo(page.board, QPoint(0, 0)).y()


def stops(page: FormPage) -> list[QWidget]:
    """What Tab visits on the board, in its order, from the first question on."""
    chain = [first := page.board.focusWidget() or rows(page)[0]]
    while (following := chain[-1].nextInFocusChain()) is not first:
        assert following is not None
        chain.append(following)
    return [
        widget
        for widget in chain
        if page.board.isAncestorOf(widget)
        and widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def assert_in_reading_order(page: FormPage) -> None:
    """Tab goes down the page, row by row."""
    QApplication.processEvents()
    tops = [top_of(page, row) for row in rows(page)]
    visited = [max(top for top in [0, *tops] if top <= top_of(page, stop)) for stop in stops(page)]
    assert visited == sorted(visited)
    assert set(visited) >= set(tops)


@pytest.mark.parametrize("kind", sorted(LAYOUTS))
def test_what_does_not_apply_is_not_made(qtbot: QtBot, project: Project, kind: str) -> None:
    """A new form of any kind makes the rows it asks, from its first one on, and none of the others."""
    page = form(qtbot, project, Beginning(kind))
    asked = [
        row
        for section in page.presenter.layout.sections
        for row in section.rows
        if any(map(page.presenter.applies, row.fields))
    ]
    assert [tuple(row.names) for row in rows(page)] == [row.fields for row in asked]
    assert asked[0] == page.presenter.layout.sections[0].rows[0]


def test_tab_follows_what_is_made_later(qtbot: QtBot, project: Project) -> None:
    """Rows that appear with an answer or with an opened fold are visited where they stand, not at the end."""
    page = form(qtbot, project, Beginning("sighting", entries={"recorded_by": person(project)}))
    page.begin()
    assert_in_reading_order(page)
    before = len(rows(page))
    page.presenter.answer("how_known", "sign")
    page.board.refresh()
    page.board.show_section("surroundings")
    page.begin()
    names = [name for row in rows(page) for name in row.names]
    assert len(rows(page)) > before
    assert "sign_type" in names
    assert "habitat" in names
    assert_in_reading_order(page)


def test_a_draft_shows_what_was_answered_in_a_fold(qtbot: QtBot, project: Project) -> None:
    """An answer in a folded section is in its editor when the section is opened, and was never lost."""
    page = form(qtbot, project, Beginning("sighting", entries={"habitat": "alpine_meadow"}))
    assert page.board.entry("habitat") == "alpine_meadow"
    page.board.show_field("habitat")
    assert page.board.entry("habitat") == "alpine_meadow"
    assert "habitat" in [name for row in rows(page) for name in row.names]


def test_tab_passes_over_what_was_noticed_and_shift_tab_stops_at_it(qtbot: QtBot, project: Project) -> None:
    """A warning never takes the letters meant for the next answer, and the keyboard alone can say "it is so"."""
    page = form(qtbot, project, Beginning("sighting", entries={"species": "SAI", "how_known": "saw"}))
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.board.show_field("species")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    box = next(row for row in rows(page) if row.names == ["species"]).findings
    assert box.isVisible()
    assert not is_noticed(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert is_noticed(focused())
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert not box.isVisible()
    assert not is_noticed(focused())


def test_a_herd_is_typed_line_by_line_whatever_was_noticed(qtbot: QtBot, project: Project) -> None:
    """Tab from the question before goes to the first animal, not to the button for one more line."""
    page = form(qtbot, project, Beginning("grazing", entries={"recorded_by": person(project)}))
    page.presenter.answer("grazing_type", "herd")
    page.board.refresh()
    page.presenter.answer("event_date", "12.3.2099")
    page.presenter.leave("event_date")
    page.board.refresh()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.board.show_field("grazing_type")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert isinstance(focused(), QLineEdit)


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
