"""What the columns of a repeat are called: each word exactly over its cell, however wide the cells came out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from ui.widgets.text import Text


class LineHeads(QWidget):
    """The words over the cells of one line, wrapped where a cell is narrow; as high as the highest of them needs."""

    def __init__(self, captions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels = [Text(caption, "help", tone="ink2", parent=self) for caption in captions]
        for label in self.labels:
            label.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
        self._cells: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def stand_over(self, cells: Sequence[QWidget]) -> None:
        """Follow these cells from now on, one a word."""
        for cell in self._cells:
            if isValid(cell):
                cell.removeEventFilter(self)
        self._cells = list(cells)
        for cell in self._cells:
            cell.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and watched in self._cells:
            self._place()
        return False

    def _place(self) -> None:
        wide = [cell.width() for cell in self._cells]
        high = max(
            (label.heightForWidth(room) for label, room in zip(self.labels, wide, strict=True)), default=0
        )
        if high != self.height():
            self.setFixedHeight(high)
        parent = self.parentWidget()
        if parent is None:
            return
        for label, cell in zip(self.labels, self._cells, strict=True):
            start = cell.mapTo(parent, QPoint(0, 0)).x() - self.x()
            label.setGeometry(start, 0, cell.width(), high)
