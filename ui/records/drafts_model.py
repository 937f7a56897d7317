"""The lines of the list of drafts, read page by page as a person scrolls."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from camifield.i18n import words
from camifield.queries.drafts import DraftRow, draft_row, page_of_drafts
from camifield.queries.values import Draft
from ui.desk import Desk
from ui.widgets.cells import KIND, STATE
from ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex

COLUMNS = ("kind", "title", "where", "missing", "who", "when")
KIND_COLUMN, MISSING_COLUMN = 0, 3
PAGE = 100


class DraftsModel(QAbstractTableModel):
    """The draft that was touched last comes first. `show_discarded` shows those that were thrown away instead."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts: list[tuple[Draft, DraftRow]] = []
        self._has_more = False
        self.is_discarded = False

    def read(self) -> None:
        """Read from the beginning."""
        self.beginResetModel()
        self._drafts = self._page(None)
        self.endResetModel()

    def _page(self, after: Draft | None) -> list[tuple[Draft, DraftRow]]:
        project = self._desk.project
        found = page_of_drafts(project, after, PAGE, is_discarded=self.is_discarded)
        self._has_more = len(found) == PAGE
        return [(draft, draft_row(project, draft, self._desk.words)) for draft in found]

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not self._drafts:
            return
        more = self._page(self._drafts[-1][0])
        if more:
            first = len(self._drafts)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._drafts += more
            self.endInsertRows()

    def draft_at(self, row: int) -> Draft | None:
        """The draft of a row."""
        return self._drafts[row][0] if 0 <= row < len(self._drafts) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._drafts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._drafts[index.row()][1]
        column = index.column()
        if role == KIND:
            return row.kind if column == KIND_COLUMN else None
        if role == STATE and column == MISSING_COLUMN:
            return "draft" if row.missing else "checked"
        if role == Qt.ItemDataRole.DisplayRole and column == KIND_COLUMN:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._cell(row, column))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cell(row, column)
        return None

    def _cell(self, row: DraftRow, column: int) -> str:
        missing = row.missing or words.say("records.draft_ready")
        title = words.say("records.draft_edits", title=row.title) if row.edits else row.title
        kind = words.say(f"kind.{row.kind}")
        return (kind, title, row.where, missing, row.who, row.when)[column]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "" if section == KIND_COLUMN else words.say(f"records.draft_column.{COLUMNS[section]}")
