"""The search box: any word, found while typing stops for a moment; Escape empties it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import look
from ui.widgets.icon_edit import IconEdit

PAUSE_MS = 150


class SearchBox(IconEdit):
    """`searched` with the trimmed words 150 ms after the last key, at once on Enter, never twice the same."""

    searched = Signal(str)

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, icon="search", placeholder=placeholder, parent=parent)
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.on_pause)
        self.textChanged.connect(self._timer.start)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self._bound)
        self._bound()

    def _bound(self) -> None:
        self.setMinimumWidth(look().px(160))

    def on_pause(self) -> None:
        """Tell what is searched for now."""
        self._timer.stop()
        wanted = self.text().strip()
        if wanted != self._told:
            self._told = wanted
            self.searched.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.on_pause()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on_pause()
            return
        super().keyPressEvent(event)
