"""A page: its content fills the window while there is room and scrolls as a whole when there is not; a bar stays."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.header import ActionBar
from ui.widgets.layouts import Column, Sides
from ui.widgets.scroll import FollowScroll

SIDES: Sides = (32, 0, 32, 16)


class Page(QWidget):
    """Put the header and everything under it into `body`; `set_bar` keeps a bar at the foot."""

    def __init__(self, *, gap: float = 16, sides: Sides = SIDES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        content = QWidget()
        self.body = Column(content, gap=gap, sides=sides)
        self.scroller = FollowScroll(content)
        self._column.addWidget(self.scroller, 1)

    def set_bar(self, bar: ActionBar) -> None:
        """Keep a bar of actions below, where it never scrolls."""
        self._column.addWidget(bar)
