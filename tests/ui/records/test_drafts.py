"""All drafts in one list: gone on with, thrown away and brought back by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camifield.commands import drafting
from camifield.fields.values import Entry
from camifield.ids import new_id
from camifield.project.project import Project
from camifield.store.draft import Draft
from tests.ui.records.conftest import Make
from tests.ui.records.looking import Told
from tests.ui.widgets.keys import send
from ui.records.drafts import DISCARDED, DraftsView
from ui.records.drafts_model import PAGE
from ui.records.page import RecordsPage


def keep(project: Project, **entries: Entry) -> bytes:
    """Keep a draft of a sighting."""
    identifier = new_id(project.clock, project.entropy)
    drafting.keep(project, drafting.draft_of(project, "sighting", identifier, entries, ()))
    return identifier


@pytest.fixture
def kept(project: Project) -> list[bytes]:
    """Three drafts; the last one was touched last."""
    return [keep(project, species=code) for code in ("ARG", "SNL", "WOL")]


def drafts_of(page: RecordsPage) -> DraftsView:
    """The view of drafts, opened as Today opens it."""
    page.show_drafts()
    assert page.drafts is not None
    return page.drafts


def test_the_last_draft_is_gone_on_with_by_enter(kept: list[bytes], open_page: Make) -> None:
    """What was interrupted by a phone call comes first."""
    page = open_page()
    view = drafts_of(page)
    told = Told(page.go_on)
    send(view.table, Qt.Key.Key_Return)
    assert told.calls == [(kept[2],)]


def test_the_drafts_have_a_key(qtbot: QtBot, kept: list[bytes], open_page: Make) -> None:
    """Ctrl+D from the list of records, said by its button; Escape leads back."""
    page = open_page()
    button = page.list.head.drafts
    assert button.toolTip() == button.accessibleDescription() == "Ctrl+D"
    qtbot.waitUntil(button.isVisible)
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: page.drafts is not None
    )  # a button that is pressed by its key is seen to be pressed
    assert page.drafts is not None
    assert page.drafts.isVisible()
    assert page.drafts.table.hasFocus()
    send(page.drafts.table, Qt.Key.Key_Escape)
    assert not page.drafts.isVisible()


def test_a_thrown_away_draft_can_be_brought_back_at_once(
    kept: list[bytes], open_page: Make, project: Project
) -> None:
    """Delete throws away, the notice brings back; nothing is asked, because nothing is lost."""
    view = drafts_of(open_page())
    send(view.table, Qt.Key.Key_Delete)
    assert view.model.rowCount() == 2
    assert project.drafts.count() == 2
    view.notice.action.click()
    assert view.model.rowCount() == 3


def test_drafts_thrown_away_last_week_are_found(kept: list[bytes], open_page: Make, project: Project) -> None:
    """The second list holds what was thrown away, and Enter brings it back to the first."""
    drafting.discard(project, kept[0])
    view = drafts_of(open_page())
    view.which.set_chosen([DISCARDED])
    view.which.changed.emit()
    assert view.model.rowCount() == 1
    assert not view.discard_button.isVisible()
    send(view.table, Qt.Key.Key_Return)
    assert project.drafts.count() == 3


def test_an_import_of_thousands_is_read_page_by_page(open_page: Make, project: Project) -> None:
    """A table whose rows all lack a date leaves a draft a row: the list must open all the same."""
    ids = (new_id(project.clock, project.entropy) for _ in range(2 * PAGE + 50))
    project.drafts.add_many(Draft(one, "grazing", {}) for one in ids)
    view = drafts_of(open_page())
    assert view.model.rowCount() == PAGE
    while view.model.canFetchMore(view.table.rootIndex()):
        view.model.fetchMore(view.table.rootIndex())
    assert view.model.rowCount() == 2 * PAGE + 50


def test_the_list_of_records_leads_to_the_drafts_and_escape_back(kept: list[bytes], open_page: Make) -> None:
    """Drafts are one press away, and only shown where there are some."""
    page = open_page()
    assert page.list.head.drafts.text() == "3 drafts"
    page.list.head.drafts.click()
    assert page.drafts is not None
    assert page.drafts.isVisible()
    send(page.drafts, Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_no_drafts_is_a_sentence(open_page: Make) -> None:
    """An empty list explains what a draft is."""
    view = drafts_of(open_page())
    assert not view.table.isVisible()
    assert not view.go_on_button.isEnabled()
