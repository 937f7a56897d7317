"""The records of one table: found by the import that made them, from the result of an import and by the filter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.progress import Progress
from tests.making import make_project, save_sighting
from tests.ui.exchange.making import dress, looked, sightings
from ui.desk import Desk
from ui.filters.question import FILE
from ui.records.page import RecordsPage


def test_the_records_of_one_table_are_shown_alone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """What a table brought can be looked at apart from what was typed, and the filter names the table."""
    del qapp
    dress()
    project = make_project(tmp_path)
    desk = Desk(project)
    save_sighting(project)
    page = RecordsPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    assert not page.list.filters.chips[FILE].isVisibleTo(page.list.filters)
    imported = looked(project, sightings(tmp_path)).bring_in(Progress())
    desk.tell(imported.changes)
    page.refresh()
    page.show_import(imported.batch)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == imported.records)
    assert page.presenter.held(FILE) == "sightings.csv"
    page.show_import(b"")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == imported.records + 1)
    desk.close()
