"""What is at a mark of several records: the newest of them, nearer to them, or all of them on the Records page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.map_page.presenter import Line
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.card import Card, PressCard
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import Text
from ui.widgets.tile import KindTile

WIDE, EDGE, MOST_HIGH = 340, 12, 520


class HeapPanel(Card):
    """Hidden until `show_heap`. `opened` with a record, `nearer`, `listed`, and `closed` by Escape or its button."""

    opened = Signal(bytes)
    nearer = Signal()
    listed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(gap=8, sides=(16, 12, 16, 12), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.title = Text("", "row_title")
        self.body.addWidget(self.title)
        self._scroller = FollowScroll(QWidget())
        self.body.addWidget(self._scroller, 1)
        holder = QWidget()
        flow = FlowLayout(holder, gap=4)
        self.in_records = Button(words.say("map.in_records"), "quiet")
        self.closer = Button(words.say("map.nearer"), "quiet")
        self.close_button = Button(words.say("kit.close"), "quiet")
        for button in (self.in_records, self.closer, self.close_button):
            flow.addWidget(button)
        self.body.addWidget(holder)
        self.in_records.clicked.connect(self.listed)
        self.closer.clicked.connect(self.nearer)
        self.close_button.clicked.connect(self.close_up)
        self.lines: list[PressCard] = []
        self.hide()

    def show_heap(self, title: str, lines: Sequence[Line], *, can_be_nearer: bool) -> None:
        """Show the records of a mark; the keyboard stands at the first."""
        self.title.setText(title)
        self.setAccessibleName(title)
        content = QWidget()
        column = Column(content, gap=6, sides=(0, 0, 6, 0))
        self.lines = [self._line(one) for one in lines]
        for line in self.lines:
            column.addWidget(line)
        column.addStretch(1)
        self._scroller.change_widget(content)
        self.closer.setVisible(can_be_nearer)
        self.show()
        self.raise_()
        (self.lines[0] if self.lines else self.close_button).setFocus(Qt.FocusReason.PopupFocusReason)

    def _line(self, line: Line) -> PressCard:
        press = PressCard(
            words.say("map.one", title=line.title, second=line.second),
            surface="inset",
            gap=2,
            sides=(10, 8, 10, 8),
        )
        row = Row(gap=10)
        row.addWidget(
            KindTile(line.kind, words.say(f"kind.{line.kind}"), px=32), 0, Qt.AlignmentFlag.AlignVCenter
        )
        column = Column(gap=0)
        column.addWidget(Text(line.title, "table"))
        if line.second:
            column.addWidget(Text(line.second, "small", tone="ink2"))
        row.addLayout(column, 1)
        press.body.addLayout(row)
        press.clicked.connect(lambda _=False, record=line.record: self.opened.emit(record))
        return press

    def place(self, wide: int, high: int, top: int) -> None:
        """Stand at the far edge of the map, below its tools."""
        theme = look()
        width = min(theme.px(WIDE), wide - 2 * theme.px(EDGE))
        left = theme.px(EDGE) if theme.is_rtl else wide - width - theme.px(EDGE)
        self.setGeometry(
            left, top, width, max(theme.px(120), min(theme.px(MOST_HIGH), high - top - theme.px(EDGE)))
        )

    def close_up(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        here = next((place for place, line in enumerate(self.lines) if line.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in steps and here is not None:
            there = max(0, min(len(self.lines) - 1, here + steps[Qt.Key(event.key())]))
            self.lines[there].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
