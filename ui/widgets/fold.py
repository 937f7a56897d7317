"""The folded rest: one sunken row that names what is inside and opens in place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column
from ui.widgets.pressable import Pressable

SIDE, GAP, ICON = 16, 14, 20


class _Head(Pressable):
    """The row itself."""

    def __init__(self, sentence: str, parent: QWidget) -> None:
        super().__init__(sentence, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = look()
        wide = theme.metrics("body").horizontalAdvance(self.text())
        return QSize(wide + theme.px(ICON + GAP + 2 * SIDE), theme.sizes.control)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        colours = theme.colours
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        radius = float(theme.sizes.radius_control)
        border = shade(colours.edge if self.is_hot else colours.line)
        fill = shade(colours.sunken)
        strokes.frame(painter, rect, fill=fill, border=border, width=theme.sizes.border, radius=radius)
        sign, side = theme.px(ICON), theme.px(SIDE)
        box = QRectF(side, rect.center().y() - sign / 2, sign, sign)
        ink = shade(colours.ink if self.isEnabled() else colours.ink3)
        icon = "opened" if self.isChecked() else "folded"
        icons.draw(painter, icon, strokes.mirror(box, rect, rtl=self.is_rtl), ink, rtl=self.is_rtl)
        start = side + sign + theme.px(GAP)
        words = QRectF(start, 0, rect.width() - start - side, rect.height())
        where = strokes.mirror(words, rect, rtl=self.is_rtl)
        strokes.write(painter, where, self.text(), "body", ink, rtl=self.is_rtl)
        if self.hasFocus():
            strokes.ring(painter, rect, radius)
        painter.end()


class FoldRow(QWidget):
    """Enter, Space or a click opens and closes it. `head.toggled(bool)` tells; `content` is shown while open."""

    def __init__(self, sentence: str, content: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.head = _Head(sentence, self)
        self.head.setToolTip("")
        column = Column(self, gap=12)
        column.addWidget(self.head)
        column.addWidget(content)
        content.hide()
        self.setFocusProxy(self.head)
        self.head.toggled.connect(content.setVisible)

    def set_sentence(self, sentence: str) -> None:
        """Name again what is inside."""
        self.head.setText(sentence)

    @property
    def is_open(self) -> bool:
        return self.head.isChecked()

    def set_open(self, wanted: bool, /) -> None:  # noqa: FBT001
        """Open or close, as when a finding inside must be seen."""
        self.head.setChecked(wanted)
