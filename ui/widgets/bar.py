"""A bar of 8 px that says how much is done; screen readers hear the numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.theme.theme import look, shade
from ui.widgets import strokes


class Bar(QProgressBar):
    """`show_share(done, total)`; a total of 0 is not known: then a seam moves on with every step, and only then."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0
        self._total = 0
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, total: int) -> None:
        """Show `done` of `total`; both whole numbers of any unit."""
        self._done, self._total = done, total
        self.setRange(0, max(total, 0))
        self.setValue(min(done, total) if total else 0)
        self.update()

    def sizeHint(self) -> QSize:
        theme = look()
        return QSize(theme.px(160), theme.px(8) + (theme.sizes.border if theme.colours.is_plain else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(48), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        colours = theme.colours
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        strokes.frame(
            painter,
            rect,
            fill=shade(colours.sunken),
            border=shade(colours.edge),
            width=theme.sizes.border,
            radius=radius,
        )
        track = QPainterPath()
        track.addRoundedRect(rect, radius, radius)
        painter.setClipPath(track)
        if self._total > 0:
            part = rect.width() * min(1.0, self._done / self._total)
            left = rect.right() - part if strokes.is_rtl(self) else rect.left()
            painter.fillRect(QRectF(left, rect.top(), part, rect.height()), shade(colours.accent))
        else:
            step = rect.height() * 1.5
            x = rect.left() + (self._done * step / 3) % (2 * step) - 2 * step
            while x < rect.right():
                painter.fillRect(QRectF(x, rect.top(), step, rect.height()), shade(colours.accent))
                x += 2 * step
        painter.end()
