"""The small map on pages that must be there at once: its room is kept, and what draws it is loaded a moment later."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import look

AFTER_MS = 120
HIGH = 168


class SmallMapSoon(QWidget):
    """One position; see `ui.map.small.SmallMap`. `name` is said by screen readers."""

    def __init__(
        self, latitude: float, longitude: float, *, language: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._position = latitude, longitude
        self._language = language
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self.load)
        timer.start(AFTER_MS)

    def load(self) -> None:
        """Put the map in."""
        from ui.map.small import Position, SmallMap

        if not self._column.count():
            name = self.accessibleName()
            self._column.addWidget(SmallMap([Position(*self._position)], language=self._language, name=name))

    def sizeHint(self) -> QSize:
        return QSize(look().px(280), look().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(HIGH))
