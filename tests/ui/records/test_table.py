"""The table's columns fit their room, and its selection is told without a list of a million rows."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from tests.ui.records.looking import Told
from tests.ui.records.test_model import model_of
from tests.ui.widgets.keys import send, stand
from ui.records.model import COLUMNS
from ui.records.table import RecordsTable


def table_of(project: Project, qtbot: QtBot, rows: int, width: int = 840) -> RecordsTable:
    """A table of made cards."""
    model, _ = model_of(project, rows)
    table = RecordsTable(model, name="Records")
    model.setParent(table)
    table.resize(width, 500)
    stand(qtbot, table, table)
    return table


def test_columns_fill_the_room_and_no_more(project: Project, qtbot: QtBot) -> None:
    """No column is cut off at the edge, and none stands half empty."""
    for width in (840, 1200, 700):
        table = table_of(project, qtbot, 50, width)
        used = sum(
            table.columnWidth(number) for number in range(len(COLUMNS)) if not table.isColumnHidden(number)
        )
        assert table.viewport().width() - 8 <= used <= table.viewport().width()


def test_without_room_the_least_needed_columns_go(project: Project, qtbot: QtBot) -> None:
    """The animal, its state and its date stay to the last."""
    table = table_of(project, qtbot, 50, 480)
    shown = [name for number, name in enumerate(COLUMNS) if not table.isColumnHidden(number)]
    assert shown == ["kind", "title", "state", "date"]


def test_all_of_a_million_rows_are_chosen_as_one_stretch(project: Project, qtbot: QtBot) -> None:
    """Ctrl+A must not make a million objects, nor the head ask of every row whether it is chosen (30 s)."""
    table = table_of(project, qtbot, 1_000_000)
    began = perf_counter()
    table.selectAll()
    table.horizontalHeader().repaint()
    assert perf_counter() - began < 5
    assert table.chosen_ranges() == [(0, 999_999)]
    assert table.chosen_count() == 1_000_000


def test_separate_stretches_are_told_in_order(project: Project, qtbot: QtBot) -> None:
    """Ctrl and Shift choose rows in any order; neighbours count as one stretch."""
    table = table_of(project, qtbot, 50)
    model, flag = table.model(), QItemSelectionModel.SelectionFlag
    for first, last in ((30, 32), (5, 7), (8, 8)):
        chosen = QItemSelection(model.index(first, 0), model.index(last, 0))
        table.selectionModel().select(chosen, flag.Select | flag.Rows)
    assert table.chosen_ranges() == [(5, 8), (30, 32)]
    assert list(table.chosen_rows()) == [5, 6, 7, 8, 30, 31, 32]


def test_delete_is_a_wish_and_not_a_deed(project: Project, qtbot: QtBot) -> None:
    """The table tells; whether anything is deleted is decided elsewhere."""
    table = table_of(project, qtbot, 5)
    told = Told(table.wants_delete)
    send(table, Qt.Key.Key_Delete)
    assert len(told.calls) == 1
    assert table.model().rowCount() == 5
