"""Which layers the map has: each with its name, whether it is shown, and a menu; below them the ways to add one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from camifield.i18n import words
from ui.map_page.layer_entries import Entries, LayerChoice, LayerEntry
from ui.standing import place_in, stand_at
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.progress_row import ProgressRow
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import Text, tip
from ui.widgets.tick import Tick

WIDE, EDGE, SIDE, MOST_HIGH, LEAST_HIGH = 380, 12, 16, 560, 160
SCROLL_BAR = 16


class LayerRow(QWidget):
    """One layer: `tick` shows and hides it, `more` opens its menu; `menu` makes that."""

    def __init__(self, entry: LayerEntry, on_shown: Callable[[bool], None]) -> None:
        super().__init__()
        self.entry = entry
        column = Column(self, gap=0)
        row = Row(gap=4)
        self.tick = Tick(entry.name)
        self.tick.setChecked(entry.is_shown)
        self.tick.setToolTip(tip(entry.name))
        self.tick.setAccessibleDescription(entry.told)
        self.tick.toggled.connect(on_shown)
        row.addWidget(self.tick, 1)
        self.more = Button("…", "quiet", parent=self)  # shown without a parent it would be a window
        self.more.setAccessibleName(words.say("layers.more", name=entry.name))
        self.more.setVisible(bool(entry.choices))
        row.addWidget(self.more)
        column.addLayout(row)
        if entry.told:
            told = Text(entry.told, "small", tone="error" if entry.is_wrong else "ink2")
            below = Row(gap=0, sides=(36, 0, 8, 4))  # under the name, not under its box
            below.addWidget(told, 1)
            column.addLayout(below)

    def menu(self, on_done: Callable[[], None]) -> QMenu:
        """What can be done with this layer."""
        menu = QMenu(self)
        for choice in self.entry.choices:
            action = menu.addAction(choice.words.replace("&", "&&"))
            if choice.is_chosen is not None:
                action.setCheckable(True)
                action.setChecked(choice.is_chosen)
            action.triggered.connect(lambda _=False, choice=choice: _act(choice, on_done))
        return menu


def _act(choice: LayerChoice, on_done: Callable[[], None]) -> None:
    choice.act()
    on_done()


class LayersPanel(Card):
    """Hidden until `open_up`. `closed` by Escape or its button. Layers come from `add_source`, ways to add one from `add_way`."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(gap=8, sides=(SIDE, 12, SIDE, 12), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(words.say("layers.title"))
        self._room = (0, 0, 0)
        self._sources: list[tuple[str, Entries]] = []
        self.rows: list[LayerRow] = []
        self.ways: list[Button] = []
        self.body.addWidget(Text(words.say("layers.title"), "row_title"))
        self._scroller = FollowScroll(QWidget())
        self.body.addWidget(self._scroller, 1)
        self.progress = ProgressRow(self)
        self.body.addWidget(self.progress)
        foot = QWidget()
        self._foot = FlowLayout(foot, gap=4)
        self.close_button = Button(words.say("kit.close"), "quiet")
        self._foot.addWidget(self.close_button)
        self.body.addWidget(foot)
        self.close_button.clicked.connect(self.close_up)
        self.hide()

    def add_source(self, heading: str, entries: Entries) -> None:
        """Layers of one sort; those added last stand below."""
        self._sources.append((heading, entries))

    def add_way(self, verb: str, act: Callable[[], object], *, icon: str = "add") -> Button:
        """A button that adds a layer of some sort."""
        button = Button(verb, "quiet", icon=icon)
        button.clicked.connect(lambda _=False: act())
        self.ways.append(button)
        self._foot.addWidget(button)
        self._foot.addWidget(self.close_button)
        QWidget.setTabOrder(button, self.close_button)
        return button

    def open_up(self) -> None:
        """Show what there is now; the keyboard stands at the first layer."""
        self.refresh()
        self.show()
        self.raise_()
        (self.rows[0].tick if self.rows else self.close_button).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def refresh(self) -> None:
        """Ask for all layers anew; the keyboard stays where it stands."""
        stood = place_in(self) if self.isVisible() else None
        content = QWidget()
        column = Column(content, gap=4, sides=(0, 0, 6, 0))
        self.rows = []
        for heading, entries in self._sources:
            found = entries()
            if found:
                column.addWidget(Text(heading, "help", tone="ink2"))
            for entry in found:
                row = self._row(entry)
                self.rows.append(row)
                column.addWidget(row)
        column.addStretch(1)
        self._scroller.change_widget(content)
        content.setAutoFillBackground(False)  # the sheet of the card, not the felt
        self._scroller.viewport().setAutoFillBackground(False)
        self._stand()
        stand_at(self, stood)

    def _row(self, entry: LayerEntry) -> LayerRow:
        def on_shown(is_shown: bool, /) -> None:  # noqa: FBT001
            entry.on_shown(is_shown)
            self.refresh()

        row = LayerRow(entry, on_shown)
        row.more.clicked.connect(
            lambda: row.menu(self.refresh).popup(row.more.mapToGlobal(row.more.rect().bottomLeft()))
        )
        return row

    def place(self, wide: int, high: int, top: int) -> None:
        """Stand at the far edge of a map of that size, below its tools."""
        self._room = wide, high, top
        self._stand()

    def _stand(self) -> None:
        """No higher than its lines need; where they need more than there is, they scroll."""
        theme = look()
        wide, high, top = self._room
        width = min(theme.px(WIDE), wide - 2 * theme.px(EDGE))
        left = theme.px(EDGE) if theme.is_rtl else wide - width - theme.px(EDGE)
        room = min(theme.px(MOST_HIGH), high - top - theme.px(EDGE))
        self.setGeometry(left, top, width, max(theme.px(LEAST_HIGH), min(room, self._wished(width))))

    def _wished(self, width: int) -> int:
        theme = look()
        inner = width - theme.px(2 * SIDE + SCROLL_BAR)
        lines = self._scroller.widget().layout()
        column = self.layout()
        if lines is None or column is None:
            return 0
        around = column.minimumSize().height() - self._scroller.minimumSizeHint().height()
        return around + lines.totalHeightForWidth(inner) + theme.px(8)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)
