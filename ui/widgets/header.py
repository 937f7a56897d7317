"""The head of a page: serif title, one quiet line, at most two buttons; and the bar of actions at its foot."""

from __future__ import annotations

from PySide6.QtCore import QLineF, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel

MOST_BUTTONS = 2


def _grow_down(widget: QWidget) -> None:
    """Let a band be as high as its lines need, and no higher."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class PageHeader(QWidget):
    """`back` only inside a task; `lead` a tile before the title; `add` puts tags and buttons at the far end."""

    back = Signal()

    def __init__(
        self,
        title: str,
        line: str = "",
        *,
        has_back: bool = False,
        lead: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons = 0
        self._flow = FlowLayout(self, gap=12, line_gap=4, sides=(0, 20, 0, 12))
        self.back_button = Button("", icon="back")
        if has_back:
            self.back_button.setAccessibleName(words.say("kit.back"))
            self.back_button.setToolTip(words.say("kit.back"))
            self.back_button.clicked.connect(self.back)
            self._flow.addWidget(self.back_button)
        if lead is not None:
            self._flow.addWidget(lead)
        self.title = ElidedLabel(title, "page_title")
        self.line = ElidedLabel(line, "body", tone="ink2")
        self._flow.addWidget(self.title)
        self._flow.addWidget(self.line)
        self._flow.add_spring()
        self.set_line(line)
        self.setAccessibleName(title)
        _grow_down(self)
        look().changed.connect(self.on_changed)
        self.on_changed()

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)

    def set_line(self, line: str) -> None:
        """The count, or one line about the page."""
        self.line.setText(line)
        self.line.setVisible(bool(line))

    def add(self, *widgets: QWidget) -> None:
        """Tags and buttons at the far end. Raises ValueError for a third button."""
        for widget in widgets:
            self._buttons += isinstance(widget, Button)
            if self._buttons > MOST_BUTTONS:
                raise ValueError("a page has at most two buttons in its header")
            self._flow.addWidget(widget)

    def on_changed(self) -> None:
        self.setMinimumHeight(look().sizes.title_band)


class ActionBar(QWidget):
    """The bar that never scrolls: what to give up at the near end, what to do at the far end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=12, sides=(32, 12, 32, 12))
        _grow_down(self)
        look().changed.connect(self.on_changed)
        self.on_changed()

    def add_near(self, *widgets: QWidget) -> None:
        """Put widgets at the near end; call before `add_far`."""
        for widget in widgets:
            self._flow.addWidget(widget)

    def add_far(self, *widgets: QWidget) -> None:
        """Put buttons, their key caps and findings at the far end."""
        self._flow.add_spring()
        for widget in widgets:
            self._flow.addWidget(widget)

    def on_changed(self) -> None:
        self.setMinimumHeight(look().sizes.action_bar)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        painter.fillRect(self.rect(), shade(theme.colours.sheet))
        half = theme.sizes.border / 2
        painter.setPen(QPen(shade(theme.colours.line), theme.sizes.border))
        painter.drawLine(QLineF(0, half, self.width(), half))
        painter.end()
