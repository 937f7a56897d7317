"""Rows and columns whose gaps follow the theme's scale: lengths are given in px of the design."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme.theme import look

Sides = tuple[float, float, float, float]
"""Start, top, end, bottom; start and end change places in a right-to-left window."""
NONE: Sides = (0, 0, 0, 0)


def _measure(layout: QLayout, gap: float, sides: Sides) -> None:
    theme = look()
    start, top, end, bottom = (theme.px(side) for side in sides)
    left, right = (end, start) if theme.is_rtl else (start, end)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(theme.px(gap))


class Column(QVBoxLayout):
    """A column of widgets."""

    def __init__(self, parent: QWidget | None = None, *, gap: float = 8, sides: Sides = NONE) -> None:
        super().__init__()
        self._gap, self._sides = gap, sides
        self.on_changed()
        look().changed.connect(self.on_changed)
        if parent is not None:
            parent.setLayout(self)

    def on_changed(self) -> None:
        _measure(self, self._gap, self._sides)


class Row(QHBoxLayout):
    """A row of widgets in reading order."""

    def __init__(self, parent: QWidget | None = None, *, gap: float = 8, sides: Sides = NONE) -> None:
        super().__init__()
        self._gap, self._sides = gap, sides
        self.on_changed()
        look().changed.connect(self.on_changed)
        if parent is not None:
            parent.setLayout(self)

    def on_changed(self) -> None:
        _measure(self, self._gap, self._sides)


def clear(column: Column) -> None:
    """Take every widget and stretch out of a column, to fill it anew."""
    while column.count():
        widget = cast("QWidget | None", column.takeAt(0).widget())
        if widget is not None:  # a stretch has none
            widget.hide()
            widget.deleteLater()
