"""The table opens by keyboard, paints states as icon and word, and stays quick on many rows."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.keys import has_focus, heard, press, stand
from ui.theme import icons
from ui.theme.theme import look
from ui.theme.tokens import LIGHT, SUNLIGHT
from ui.widgets import cells
from ui.widgets.layouts import Column
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEADS = ("", "Animal", "Count", "State")


class Records(QAbstractTableModel):
    """As many records as asked, every one a question."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(  # noqa: N802  (Qt names it)
        self, parent: Index = ROOT
    ) -> int:
        return self.rows

    def columnCount(  # noqa: N802  (Qt names it)
        self, parent: Index = ROOT
    ) -> int:
        return len(HEADS)

    def headerData(  # noqa: N802  (Qt names it)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = index.column()
        if role == cells.KIND and column == 0:
            return "sighting"
        if role == cells.STATE and column == 3:
            return "question"
        if role == cells.FINDING and column == 1 and index.row() == 2:
            return "error"
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", "Argali", str(index.row()), "Question")[column]
        return None


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Table]:
    """A table of a hundred records on a page, with the keyboard in a field above."""
    page = QWidget()
    column = Column(page)
    made = Table(name="Records")
    made.setModel(Records(100))
    field = QLineEdit()
    column.addWidget(field)
    column.addWidget(made)
    for place, wide in enumerate((50, 200, 80, 200)):
        made.setColumnWidth(place, wide)
    page.resize(700, 400)
    stand(qtbot, page, field)
    yield made  # not return: the page must outlive this function
    page.close()


def colours(image: QImage, x: range, y: range) -> set[str]:
    """The colours in a part of a picture."""
    return {image.pixelColor(a, b).name().upper() for a in x for b in y}


def test_rows_and_head_have_the_sizes_of_the_design(qapp: QApplication, table: Table) -> None:
    """Room to breathe, at every scale, without asking Qt to measure rows."""
    assert table.rowHeight(0) == 44
    assert table.horizontalHeader().height() == 36
    look().apply(qapp, "light", 2.0)
    assert table.rowHeight(0) == 88


def test_enter_opens_and_tab_leaves(qtbot: QtBot, table: Table) -> None:
    """The table is one Tab stop; Enter opens the row."""
    table.setFocus()
    table.selectRow(3)
    told = heard(table.opened)
    press(Qt.Key.Key_Return)
    assert [index.row() for index in told if isinstance(index, QModelIndex)] == [3]
    press(Qt.Key.Key_Tab)
    assert not has_focus(table)


def test_a_state_has_its_icon_before_its_word(table: Table) -> None:
    """The state is not told by colour alone: there is ink of the icon where an ordinary cell is empty."""
    image = table.viewport().grab().toImage()
    left = table.columnViewportPosition(3)
    assert QColor(LIGHT.warning).name().upper() in colours(image, range(left + 12, left + 30), range(10, 36))
    assert set(cells.STATES) >= {"new", "checked", "question", "two_values", "draft"}
    assert all(icons.glyph(icon) for icon, _ in cells.STATES.values())


def test_the_chosen_row_is_soft_and_in_sunlight_filled(qapp: QApplication, table: Table) -> None:
    """Where the row is filled, the state's colour gives way to white."""
    table.selectRow(1)
    left = table.columnViewportPosition(3)
    area = (range(left + 12, left + 120), range(50, 82))
    assert LIGHT.soft in colours(table.viewport().grab().toImage(), *area)
    look().apply(qapp, "sunlight")
    filled = colours(table.viewport().grab().toImage(), *area)
    assert SUNLIGHT.accent in filled
    assert SUNLIGHT.warning not in filled
    assert SUNLIGHT.soft_ink in filled


def test_a_finding_frames_its_cell(table: Table) -> None:
    """The cell to look at is tinted and framed."""
    left = table.columnViewportPosition(1)
    shown = colours(table.viewport().grab().toImage(), range(left, left + 200), range(90, 130))
    assert {LIGHT.error_tint, LIGHT.error} <= shown


def test_the_row_with_the_keyboard_has_a_ring(table: Table) -> None:
    """Whoever walks by keyboard sees where."""
    table.selectRow(1)
    without = table.viewport().grab().toImage()
    table.setFocus()
    assert table.viewport().grab().toImage() != without


def test_it_paints_in_right_to_left(qapp: QApplication, table: Table) -> None:
    """Icons stand at the right of their words and the first column at the right."""
    look().apply(qapp, "dark", 1.0, "Arab")
    table.selectRow(0)
    table.setFocus()
    assert table.columnViewportPosition(0) > table.columnViewportPosition(3)
    assert not table.grab().toImage().isNull()


def test_a_million_rows_are_as_quick_as_a_hundred(qtbot: QtBot) -> None:
    """Painting touches only what is seen."""
    made = Table(name="Records")
    made.setModel(Records(1_000_000))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.scrollTo(made.model().index(900_000, 0))
    began = perf_counter()
    made.grab()
    assert perf_counter() - began < 1.0
