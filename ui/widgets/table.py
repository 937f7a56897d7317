"""The table: room to breathe, whole rows, fixed heights (fast at a million rows), and the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.theme.theme import look
from ui.widgets.cells import DelegateState, show_hot_row

HINTED_ROWS, LEAST_ROWS = 6, 3


class Table(QTableView):
    """`opened` with the index on Enter or a double click. Set widths yourself: asking Qt to measure is slow."""

    opened = Signal(QModelIndex)

    def __init__(self, *, name: str, is_import: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_import = is_import
        self.setAccessibleName(name)
        self.setItemDelegate(DelegateState(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self.opened)
        look().changed.connect(self.on_changed)
        self.on_changed()

    def on_changed(self) -> None:
        """Follow the scale."""
        sizes = look().sizes
        self.verticalHeader().setDefaultSectionSize(sizes.import_row if self._is_import else sizes.row)
        self.verticalHeader().setMinimumSectionSize(sizes.import_row)
        self.horizontalHeader().setFixedHeight(sizes.table_head)
        self.horizontalHeader().setMinimumSectionSize(sizes.px(40))

    def sizeHint(self) -> QSize:
        return self._high(HINTED_ROWS)

    def minimumSizeHint(self) -> QSize:
        return self._high(LEAST_ROWS)

    def _high(self, rows: int) -> QSize:
        """The size that shows so many rows under the head."""
        sizes = look().sizes
        return QSize(sizes.px(240), sizes.table_head + rows * sizes.row)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        super().mouseMoveEvent(event)
        show_hot_row(self, self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        show_hot_row(self, QModelIndex())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  (the stub also admits persistent indexes)
        super().currentChanged(current, previous)
        self.viewport().update()
