"""The list of what waits: one card a record, the chosen one framed; Up and Down walk along it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from camifield.queries.matters import Matter
from ui.widgets.button import Button
from ui.widgets.card import PressCard
from ui.widgets.layouts import Column, Row
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import ElidedLabel, Text
from ui.widgets.tile import KindTile

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class MatterItem(PressCard):
    """One record: what differs first, its number and place. `walked` with 1 or -1 at Down or Up."""

    walked = Signal(int)

    def __init__(self, matter: Matter) -> None:
        title = matter.questions[0].title
        super().__init__(words.say("records.pair", name=title, value=matter.line), sides=(14, 12, 14, 12))
        self.setCheckable(True)
        row = Row(gap=12)
        word = words.say(f"kind.{matter.card.kind}")
        row.addWidget(KindTile(matter.card.kind, word, px=36), 0, Qt.AlignmentFlag.AlignTop)
        lines = Column(gap=2)
        lines.addWidget(Text(title, "row_title"))
        lines.addWidget(ElidedLabel(matter.line, "help", tone="ink2"))
        more = len(matter.questions) - 1
        if more:
            lines.addWidget(Text(words.say("review.and_more", count=more), "help", tone="ink2"))
        row.addLayout(lines, 1)
        self.body.addLayout(row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:  # told here: what scrolls around it would take the key for itself
            self.walked.emit(step)
            return
        super().keyPressEvent(event)


class MatterList(QWidget):
    """`chosen` with the place of a record, `wants_more` for the next page. One Tab stop."""

    chosen = Signal(int)
    wants_more = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[MatterItem] = []
        self._content = QWidget()
        self._column = Column(self._content, gap=8)
        self._more = Button(words.say("review.more"), "quiet")
        self._more.clicked.connect(self.wants_more)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._scroll = FollowScroll(self._content)
        Column(self, gap=0).addWidget(self._scroll)
        self.setAccessibleName(words.say("review.list"))

    def show_matters(self, matters: Sequence[Matter], place: int, *, has_more: bool) -> None:
        """Show these records, one of them chosen; the keyboard stays in the list when it was there."""
        had_focus = any(item.hasFocus() for item in self.items)
        at = self._scroll.verticalScrollBar().value()
        for item in self.items:
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self.items = [MatterItem(matter) for matter in matters]
        for number, item in enumerate(self.items):
            item.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            item.walked.connect(partial(self._on_walked, number))
            self._column.insertWidget(number, item)
        self._more.setVisible(has_more)
        self._scroll.verticalScrollBar().setValue(at)
        self.choose(place)
        if had_focus and place < len(self.items):
            self.items[place].setFocus()

    def choose(self, place: int) -> None:
        """Frame one and bring it into view."""
        for number, item in enumerate(self.items):
            item.setChecked(number == place)
            is_here = number == place
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_here else Qt.FocusPolicy.ClickFocus)
        if place < len(self.items) and self.isVisible():
            self._scroll.reveal(self.items[place])

    def _on_walked(self, here: int, step: int) -> None:
        if 0 <= here + step < len(self.items):
            self.chosen.emit(here + step)
            self.items[here + step].setFocus(Qt.FocusReason.OtherFocusReason)
