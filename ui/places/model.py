"""The lines of the list of known places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from camifield.i18n import words
from camifield.project.names import KnownPlace
from ui.places.presenter import PlaceLine
from ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("name", "others", "kind", "position")


class PlacesModel(QAbstractTableModel):
    """Shows what `show_lines` was given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[PlaceLine] = ()

    def show_lines(self, lines: Sequence[PlaceLine]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def place_at(self, row: int) -> KnownPlace | None:
        """The place of a row."""
        return self._lines[row].place if 0 <= row < len(self._lines) else None

    def row_of(self, place: bytes) -> int:
        """The row of a place; 0 when it is not among them."""
        return next((row for row, line in enumerate(self._lines) if line.place.id == place), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if role not in shown:
            return None
        line = self._lines[index.row()]
        text = (line.name, line.others, line.kind, line.position)[index.column()]
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return words.say(f"places.column.{COLUMNS[section]}")
