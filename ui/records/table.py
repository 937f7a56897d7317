"""The table of records: fixed widths that follow the window, and keys that walk rows and nothing smaller."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.records.model import CardsModel
from ui.records.widths import Widths
from ui.widgets.table import Table

WIDTHS = Widths(
    least={"kind": 46, "title": 182, "count": 92, "place": 108, "who": 98, "state": 140, "date": 134},
    shares={"title": 5, "place": 4, "who": 2, "state": 1},
    first_to_go=("who", "count", "place"),
)


class RecordsTable(Table):
    """`looked_at` with the row that has the keyboard; `wants_delete` when Delete is pressed."""

    looked_at = Signal(int)
    wants_delete = Signal()

    def __init__(self, model: CardsModel, *, name: str, parent: QWidget | None = None) -> None:
        self._cards = model
        super().__init__(name=name, parent=parent)
        self.setModel(model)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(False)
        # A head that knows the selection asks of every row whether its whole column is chosen: 30 s at a million.
        head.setSelectionModel(QItemSelectionModel(model, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        WIDTHS.share_out(self)

    def on_changed(self) -> None:
        super().on_changed()
        WIDTHS.share_out(self)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        WIDTHS.share_out(self)

    # The rows that are chosen

    def chosen_ranges(self) -> list[tuple[int, int]]:
        """First and last row of each stretch that is chosen, in order."""
        selection = self.selectionModel().selection()
        found = (selection.at(number) for number in range(selection.count()))
        ranges = ((one.top(), one.bottom()) for one in found)
        merged: list[tuple[int, int]] = []
        for top, bottom in sorted(ranges):
            if merged and top <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(bottom, merged[-1][1]))
            else:
                merged.append((top, bottom))
        return merged

    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(bottom - top + 1 for top, bottom in self.chosen_ranges())

    def chosen_rows(self) -> Iterator[int]:
        """The rows that are chosen, in order."""
        for top, bottom in self.chosen_ranges():
            yield from range(top, bottom + 1)

    def choose(self, row: int) -> None:
        """Choose one row alone and bring it into view."""
        index = self._cards.index(row, 1)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    # Keys

    def moveCursor(self, action: Table.CursorAction, modifiers: Qt.KeyboardModifier, /) -> QModelIndex:
        """Home and End go to the first and last row; left and right stay where they are."""
        current = self.currentIndex()
        last = self._cards.rowCount() - 1
        rows = {Table.CursorAction.MoveHome: 0, Table.CursorAction.MoveEnd: last}
        if action in rows:
            return self._cards.index(rows[action], 1)
        if action in (Table.CursorAction.MoveLeft, Table.CursorAction.MoveRight):
            return current
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.wants_delete.emit()
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex, /) -> None:
        super().currentChanged(current, previous)
        self.looked_at.emit(current.row())
