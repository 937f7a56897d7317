"""A drop-down for the few places where chips are too many and type-ahead too much: columns, coordinate systems."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes

SIDE, ROOM, MOST = 14, 36, 320


class Picker(QComboBox):
    """A combo box with the kit's own chevron; the wheel scrolls the page and never changes the answer.

    `most` is how broad it may be for its answers, in pixels at 100 %.
    """

    def __init__(self, *, name: str, most: int = MOST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As broad as the broadest answer, within reason."""
        theme = look()
        metrics = theme.metrics("body")
        broadest = max(
            (metrics.horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0
        )
        return QSize(
            max(theme.px(48), min(broadest, theme.px(self._most))) + theme.px(SIDE + ROOM) + 4,
            theme.sizes.control,
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(96), look().sizes.control)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box = QStylePainter(self)
        box.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        box.end()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        rtl = strokes.is_rtl(self)
        ink = shade(theme.colours.ink if self.isEnabled() else theme.colours.ink3)
        room = theme.px(ROOM)
        words = QRectF(theme.px(SIDE), 0, rect.width() - theme.px(SIDE) - room + 2, rect.height())
        strokes.write(painter, strokes.mirror(words, rect, rtl=rtl), self.currentText(), "body", ink, rtl=rtl)
        side = theme.px(18)
        sign = QRectF(rect.right() - theme.px(11) - side, rect.center().y() - side / 2, side, side)
        icons.draw(painter, "opened", strokes.mirror(sign, rect, rtl=rtl), ink)
        painter.end()
