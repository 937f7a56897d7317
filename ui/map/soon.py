"""The small map on pages that must be there at once: its room is kept, and what draws it is loaded a moment later."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import look

AFTER_MS = 120
HIGH = 168


class SmallMapSoon(QWidget):
    """One position, or a way as well-known text; see `ui.map.small.SmallMap`. `name` is said by screen readers."""

    def __init__(
        self,
        latitude: float,
        longitude: float,
        *,
        language: str,
        name: str,
        way: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._way = way
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
        from camifield.queries.ways import way_shapes
        from ui.map.small import Position, SmallMap

        if self._column.count():
            return
        name = self.accessibleName()
        shown = SmallMap(language=self._language)
        if self._way:
            shown.show_ways(way_shapes([self._way]), name=name)
        else:
            shown.show_positions([Position(*self._position)], name=name)
        self._column.addWidget(shown)

    def sizeHint(self) -> QSize:
        return QSize(look().px(280), look().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(HIGH))
