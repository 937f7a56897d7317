"""The lines of the table: a list of positions, and the few cards that are looked at, fetched as they come into view."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from camifield.i18n import words
from camifield.queries.values import Card
from ui.records.presenter import RecordsPresenter, Row
from ui.widgets.cells import KIND, STATE
from ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[Card]]

COLUMNS = ("kind", "title", "count", "place", "who", "state", "date")
KIND_COLUMN, TITLE_COLUMN, COUNT_COLUMN, STATE_COLUMN = 0, 1, 2, 5
CHUNK = 64
KEPT_CHUNKS = 32
"""Some two thousand lines: a long scroll never holds more."""
TRAILING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NO_ROW = Row("", "", "", "", "", "", "", "", "")


class CardsModel(QAbstractTableModel):
    """Newest first. The positions are the store's card numbers, eight bytes a record; a card is fetched when seen."""

    def __init__(self, presenter: RecordsPresenter, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._fetch = fetch
        self._positions: array[int] = array("q")
        self._chunks: OrderedDict[int, dict[int, tuple[Card, Row]]] = OrderedDict()

    # What is shown

    def show_positions(self, positions: array[int]) -> None:
        """Another answer in place of the one before."""
        self.beginResetModel()
        self._positions = positions
        self._chunks.clear()
        self.endResetModel()

    def extend(self, positions: array[int]) -> bool:
        """The whole answer of which the first lines are shown; False when it is not the same answer any more."""
        before = len(self._positions)
        if len(positions) < before or positions[:before] != self._positions:
            return False
        if len(positions) > before:
            self.beginInsertRows(QModelIndex(), before, len(positions) - 1)
            self._positions = positions
            self._chunks.pop((before - 1) // CHUNK if before else 0, None)
            self.endInsertRows()
        return True

    def forget_cards(self) -> None:
        """Fetch anew what is in view: names or the language changed."""
        self._chunks.clear()
        if self._positions:
            last = self.index(len(self._positions) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    @property
    def positions(self) -> array[int]:
        return self._positions

    def card_at(self, row: int) -> Card | None:
        """The record of a row; None when it is gone since the answer was made."""
        found = self._entry(row)
        return found[0] if found else None

    def row_of(self, card: int) -> int:
        """Where a card number stands, or would stand."""
        return bisect_left(self._positions, -card, key=lambda number: -number)

    def _entry(self, row: int) -> tuple[Card, Row] | None:
        if not 0 <= row < len(self._positions):
            return None
        number = row // CHUNK
        chunk = self._chunks.get(number)
        if chunk is None:
            wanted = self._positions[number * CHUNK : (number + 1) * CHUNK]
            cards = self._fetch(wanted)
            rows = self._presenter.rows(cards)
            chunk = {card.card: (card, row) for card, row in zip(cards, rows, strict=True)}
            self._chunks[number] = chunk
            if len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
        else:
            self._chunks.move_to_end(number)
        return chunk.get(self._positions[row])

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(TRAILING) if column == COUNT_COLUMN else None
        if role == Qt.ItemDataRole.DisplayRole:
            return None if column == KIND_COLUMN else self._cell(index.row(), column)
        if role == KIND:
            return self._row(index.row()).kind if column == KIND_COLUMN else None
        if role == STATE:
            return self._row(index.row()).sign if column == STATE_COLUMN else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._spoken(index.row(), column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), column)
        return None

    def _row(self, row: int) -> Row:
        found = self._entry(row)
        return found[1] if found else NO_ROW

    def _cell(self, row: int, column: int) -> str:
        shown = self._row(row)
        cells = ("", shown.title, shown.count_text, shown.place, shown.who, shown.state, shown.date)
        return cells[column]

    def _spoken(self, row: int, column: int) -> str:
        return self._row(row).kind_word if column == KIND_COLUMN else self._cell(row, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT_COLUMN:
            return int(TRAILING)
        if role == Qt.ItemDataRole.AccessibleTextRole and section == KIND_COLUMN:
            return words.say("records.column.kind")
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == KIND_COLUMN else words.say(f"records.column.{COLUMNS[section]}")
        return None
