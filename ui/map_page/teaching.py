"""The empty map teaches: what would stand on it, and the one button that helps; the map stays free around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.text import Text

WIDE = 460


class Teaching(Card):
    """Hidden until `show_for`. `begun` and `cleared` are what its button offers."""

    begun = Signal()
    cleared = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(gap=12, parent=over)
        self._over = over
        self._is_filtered = False
        self.sentence = Text("", "body")
        self.button = Button("", "accent")
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.button.clicked.connect(self._on_pressed)
        over.installEventFilter(self)
        self.hide()

    def show_for(self, *, is_empty: bool, is_filtered: bool) -> None:
        """Show what helps where nothing stands on the map; otherwise go away."""
        self._is_filtered = is_filtered
        key = "map.none_found" if is_filtered else "map.none"
        self.sentence.setText(words.say(key))
        self.button.setText(words.say("records.clear" if is_filtered else "map.begin_here"))
        self.setVisible(is_empty)
        if is_empty:
            self._place()

    def _on_pressed(self) -> None:
        (self.cleared if self._is_filtered else self.begun).emit()

    def _place(self) -> None:
        theme = look()
        wide = min(theme.px(WIDE), self._over.width() - theme.px(32))
        high = self.heightForWidth(wide) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry(
            (self._over.width() - wide) // 2, self._over.height() - high - theme.px(40), wide, high
        )
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
