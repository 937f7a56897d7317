"""What came of an import: every number, what to do next, and the way back as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camifield.progress import Progress
from camifield.project.project import Project
from tests.ui.exchange.making import WAIT_MS, looked, parts, show, sightings
from ui.desk import Desk
from ui.exchange.bringing_in.result import ResultPage
from ui.widgets.text import Text


@pytest.fixture
def result(qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path) -> ResultPage:
    """The result of five sightings."""
    presenter = looked(project, sightings(tmp_path))
    page = ResultPage(desk, presenter, presenter.bring_in(Progress()))
    show(qtbot, page)
    return page


def test_every_row_is_accounted_for(result: ResultPage) -> None:
    """Records, drafts and what is no record are told in words that add up."""
    texts = [one.text() for one in parts(result, Text)]
    assert "3 records came in" in texts
    assert "2 drafts wait: something in their rows must be put right" in texts
    assert "1 row is not a record: total" in texts


def test_what_to_do_next_leads_on(qtbot: QtBot, result: ResultPage) -> None:
    """The records of this import, and the drafts, are one press away."""
    wanted: list[bytes] = []
    result.wants_records.connect(lambda batch: wanted.append(bytes(batch)))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]  (signals carry anything)
    result.buttons["records"].click()
    assert [len(batch) for batch in wanted] == [16]
    with qtbot.waitSignal(result.wants_drafts):
        result.buttons["drafts"].click()


def test_the_import_is_undone_as_one_and_brought_back(
    qtbot: QtBot, project: Project, result: ResultPage
) -> None:
    """Undo takes records and drafts back together, and can itself be undone."""
    QTest.keyClick(result.buttons["records"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not result.notice.isHidden(), timeout=WAIT_MS)
    assert (project.store.count(), project.drafts.count()) == (2, 0)
    assert result.notice.action.text() == "Do it again"
    assert result.notice.sentence == "The import is undone: 3 records and 2 drafts are gone."
    assert not result.buttons["records"].isEnabled()
    QTest.keyClick(result, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: project.store.count() == 5, timeout=WAIT_MS)
    qtbot.waitUntil(result.buttons["records"].isEnabled)
    assert project.drafts.count() == 2
