"""How the Review page is laid out: head, list, the record beside it, and a foot that never scrolls while there is room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui import keys
from ui.review.board import MatterBoard
from ui.review.items import MatterList
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column, Row
from ui.widgets.notice import Notice
from ui.widgets.progress_row import ProgressRow
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import Text

LIST_WIDE = 276
SCROLLS_FROM = 1.5
"""From this scale the foot scrolls with the rest: three large lines of it would leave no room for the answers."""
WIDE_FROM = 820
"""px of the design from which the list stands beside the record."""


class ReviewFrame(QWidget):
    """The parts of the page; `show_board` puts a record into its place, or the sentence that teaches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = PageHeader(words.say("review.title"))
        self.skip = Button(words.say("review.skip"), icon="forward", keys=keys.SKIP.first)
        self.skip.setToolTip(keys.SKIP.shown)
        self.header.add(self.skip)
        self.notice = Notice()
        self.progress = ProgressRow()
        self.list = MatterList()
        self.side = QWidget()
        near = Column(self.side, gap=12)
        near.addWidget(self.list, 1)
        near.addWidget(Text(words.say("review.settled_everywhere"), "help", tone="ink2"))
        self.scroller = FollowScroll(QWidget())
        self.empty = EmptyState("review", words.say("review.nothing"))
        self._shown: MatterBoard | None = None
        self._far = QWidget()
        self._foot_place = Column(gap=0, sides=(0, 8, 32, 0))
        far = Column(self._far, gap=0)
        far.addWidget(self.scroller, 1)
        far.addLayout(self._foot_place)
        body = Row(gap=20, sides=(32, 0, 0, 0))
        body.addWidget(self.side)
        body.addWidget(self._far, 1)
        body.addWidget(self.empty, 1)
        column = Column(self, gap=8, sides=(0, 0, 0, 16))
        self.head = Column(gap=8, sides=(32, 0, 32, 0))
        for widget in (self.header, self.notice, self.progress):
            self.head.addWidget(widget)
        column.addLayout(self.head)
        column.addLayout(body, 1)
        look().changed.connect(self.fit)

    def show_board(self, board: MatterBoard | None) -> None:
        """Show a record from its top; None when nothing waits."""
        if self._shown is not None:
            self._shown.foot.hide()
            self._shown.foot.deleteLater()
        self._shown = board
        content = QWidget()
        column = Column(content, gap=0, sides=(0, 0, 32, 0))
        if board is not None:
            column.addWidget(board)
            if look().scale < SCROLLS_FROM:
                self._foot_place.addWidget(board.foot)
            else:
                board.column.addWidget(board.foot)
        self.scroller.setWidget(content)
        content.setAutoFillBackground(False)
        self.fit()

    def fit(self) -> None:
        """Show what there is room for."""
        has_any = self._shown is not None
        is_wide = self.width() >= look().px(WIDE_FROM)
        self.empty.setVisible(not has_any)
        self._far.setVisible(has_any)
        self.side.setVisible(has_any and is_wide)
        self.side.setFixedWidth(look().px(LIST_WIDE))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit()
