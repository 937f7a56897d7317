"""The rows of the preview as Qt wants them; what was noticed in a cell and what becomes of a row are roles of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from camifield.formats.mapping.preview import PreviewRow
from camifield.i18n import words
from ui.exchange.bringing_in.row_signs import ROW_STATE
from ui.exchange.bringing_in.row_words import row_sentence, state_of, weight_of
from ui.exchange.bringing_in.targets_shown import Head
from ui.widgets.cells import FINDING, TONE
from ui.widgets.item import Index
from ui.widgets.text import tip

CHANGED = int(Qt.ItemDataRole.UserRole) + 11
"""Whether a cell was changed in a workbook of ours."""
LOOKED_AT, LONGEST = 60, 300


class RowsModel(QAbstractTableModel):
    """The rows looked through so far."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PreviewRow] = []
        self._heads: list[Head] = []
        self._numeric: frozenset[int] = frozenset()

    def show_columns(self, heads: Sequence[Head], numeric: frozenset[int]) -> None:
        """Other columns, or other places for them. A table of another width begins empty."""
        if len(heads) != len(self._heads):
            self.beginResetModel()
            self._heads, self._numeric, self.rows = list(heads), numeric, []
            self.endResetModel()
            return
        self._heads, self._numeric = list(heads), numeric
        self._tell(len(self.rows))

    def show_rows(self, rows: Sequence[PreviewRow], *, is_all: bool) -> None:
        """Rows as they stand by now; while more are looked at, those further down stay as they were."""
        shown, before = len(rows), len(self.rows)
        if shown > before:
            self.beginInsertRows(QModelIndex(), before, shown - 1)
            self.rows = list(rows)
            self.endInsertRows()
        elif is_all and shown < before:
            self.beginRemoveRows(QModelIndex(), shown, before - 1)
            self.rows = list(rows)
            self.endRemoveRows()
        else:
            self.rows = [*rows, *self.rows[shown:]]
        self._tell(min(shown, before))

    def clear(self) -> None:
        """No rows: another sheet, or the same one read in another way."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def _tell(self, rows: int) -> None:
        if rows and self._heads:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(self._heads) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            is_heading = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._heads[section].heading if is_heading and section < len(self._heads) else None
        if section >= len(self.rows):
            return None
        row = self.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row.number)
        if role == ROW_STATE:
            return state_of(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row_sentence(row, words.present()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_sentence(row, words.present())
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, head = self.rows[index.row()], self._heads[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, head.index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._text(row, head.index))
        if role == FINDING:
            return weight_of(row, head.index)
        if role == CHANGED:
            return head.target in row.changed
        if role == TONE:
            if head.target in row.changed:
                return "accent"
            if state_of(row) in ("left_over", "unchanged"):
                return "ink3"
            return "ink2" if head.sureness == "left" else None
        if role == Qt.ItemDataRole.TextAlignmentRole and head.index in self._numeric:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, row: PreviewRow, column: int) -> str:
        """A cell on one line; a story in a cell is cut, not its record."""
        return " ".join(row.texts[column][:LONGEST].split()) if column < len(row.texts) else ""

    def widest(self, column: int) -> tuple[str, bool]:
        """The longest of the first texts of a column, and whether anything was noticed in one of them."""
        first = self.rows[:LOOKED_AT]
        text = max((self._text(row, column) for row in first), key=len, default="")
        return text, any(weight_of(row, column) for row in first)
