"""A saved record on Today: one line that is one button."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column
from ui.widgets.pressable import Pressable


class Line(Pressable):
    """Bare until the pointer or the keyboard is on it; `name` is what a screen reader says."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.body = Column(self, sides=(4, 4, 4, 4))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        if not (self.is_hot or self.hasFocus()):
            return
        painter = strokes.start(self)
        rect, radius = QRectF(self.rect()), float(theme.sizes.radius_control)
        if self.is_hot:
            strokes.frame(
                painter, rect, fill=shade(theme.colours.sunken), border=None, width=0, radius=radius
            )
        if self.hasFocus():
            strokes.ring(painter, rect, radius)
        painter.end()
