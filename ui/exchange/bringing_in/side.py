"""What opens beside the rows: a line that names what is inside, and the panel that it opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from camifield.i18n import words
from ui.theme import icons
from ui.theme.theme import look, shade
from ui.theme.tokens import Tone
from ui.widgets import strokes
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Row
from ui.widgets.pressable import Pressable
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import Text, tip

SIDE, GAP, ICON = 16, 10, 18
PANEL_WIDE, PANEL_HIGH = 372, 260


class PanelSwitch(Pressable):
    """One line with a sign: pressed, it opens its panel; pressed again, it closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._icon = "info"
        self._tone: Tone = "ink2"
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, sentence: str, icon: str, tone: Tone) -> None:
        """What is inside, and whether something there waits for an answer."""
        self._icon, self._tone = icon, tone
        self.setText(sentence)
        self.setToolTip(tip(sentence))

    def sizeHint(self) -> QSize:
        theme = look()
        wide = theme.metrics("table").horizontalAdvance(self.text())
        return QSize(wide + theme.px(2 * (SIDE + ICON + GAP)), theme.sizes.control)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), look().sizes.control)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        colours = theme.colours
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        radius = float(theme.sizes.radius_control)
        waits = self._tone == "warning"
        fill = theme.tint("warning") if waits else shade(colours.sunken)
        border = theme.tone("warning") if waits else shade(colours.edge if self.is_hot else colours.line)
        width = float(theme.sizes.border)
        if self.isChecked():
            border, width = shade(colours.accent), max(2.0, width)
        strokes.frame(painter, rect, fill=fill, border=border, width=width, radius=radius)
        side, start = theme.px(ICON), theme.px(SIDE)
        sign = QRectF(start, rect.center().y() - side / 2, side, side)
        icons.draw(painter, self._icon, strokes.mirror(sign, rect, rtl=self.is_rtl), theme.tone(self._tone))
        x = sign.right() + theme.px(GAP)
        line = QRectF(x, 0, rect.right() - x - start - side - theme.px(GAP), rect.height())
        where = strokes.mirror(line, rect, rtl=self.is_rtl)
        strokes.write(painter, where, self.text(), "table", shade(colours.ink), rtl=self.is_rtl)
        chevron = QRectF(rect.right() - start - side, sign.top(), side, side)
        icon = "closed" if self.isChecked() else "opened"
        icons.draw(painter, icon, strokes.mirror(chevron, rect, rtl=self.is_rtl), shade(colours.ink2))
        if self.hasFocus():
            strokes.ring(painter, rect, radius)
        painter.end()


class SidePanel(Card):
    """One of several contents under a title; `closed` by its button or Escape."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=8, sides=(20, 14, 8, 12), parent=parent)
        head = Row(gap=8, sides=(0, 0, 4, 0))
        self.title = Text("", "card_title")
        self._shut = Button("", "quiet", icon="cross")
        self._shut.setAccessibleName(words.say("import.close_panel"))
        self._shut.setToolTip(words.say("import.close_panel"))
        self._shut.clicked.connect(self.closed)
        head.addWidget(self.title, 1)
        head.addWidget(self._shut, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        self._titles: dict[QWidget, str] = {}
        self._pages: dict[QWidget, QWidget] = {}
        self.hide()

    def add(self, content: QWidget, title: str) -> None:
        """One more thing that can be shown here."""
        page = FollowScroll(content)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(page)
        self._titles[content], self._pages[content] = title, page

    def open(self, content: QWidget) -> None:
        """Show one of them."""
        self.title.setText(self._titles[content])
        self._stack.setCurrentWidget(self._pages[content])
        self.show()

    def order(self, stops: Sequence[QWidget]) -> None:
        """Let Tab walk these in reading order, after the button in the head: some of them were made later."""
        before: QWidget = self._shut
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    def shows(self, content: QWidget) -> bool:
        """Whether one of them is open now."""
        return not self.isHidden() and self._stack.currentWidget() is self._pages[content]

    def sizeHint(self) -> QSize:
        return QSize(look().px(PANEL_WIDE), look().px(PANEL_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(PANEL_HIGH))

    def hasHeightForWidth(self) -> bool:
        """What is inside scrolls: the panel is as high as the rows beside it."""
        return False

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
