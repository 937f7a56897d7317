"""A line to type in with an icon at its beginning: the ground of the search box and of type-ahead."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes

START, ICON, GAP = 12, 20, 8


class IconEdit(QLineEdit):
    """`name` is said by screen readers; the placeholder is only a hint."""

    def __init__(self, *, name: str, icon: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        look().changed.connect(self.on_changed)
        self.on_changed()

    def on_changed(self) -> None:
        """Keep the words clear of the icon, on whichever side it stands."""
        room = look().px(START + ICON + GAP - 14)
        if look().is_rtl:
            self.setTextMargins(0, 0, room, 0)
        else:
            self.setTextMargins(room, 0, 0, 0)

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        side = theme.px(ICON)
        box = QRectF(theme.px(START), rect.center().y() - side / 2, side, side)
        rtl = strokes.is_rtl(self)
        colour = shade(theme.colours.ink2 if self.isEnabled() else theme.colours.ink3)
        icons.draw(painter, self._icon, strokes.mirror(box, rect, rtl=rtl), colour, rtl=rtl)
        painter.end()
