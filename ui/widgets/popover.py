"""A small sheet that hangs below the chip it belongs to, inside the window, until the keyboard or the pointer goes elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column

WIDE, GAP, MOST_HIGH = 340, 4, 480


class Popover(QFrame):
    """Put things into `body`, then `open_at` a widget. `closed` once; then it is gone.

    Escape gives the keyboard back to the widget it hangs from; a press or the focus elsewhere closes it too.
    """

    closed = Signal()

    def __init__(self, anchor: QWidget, *, name: str) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self._is_closed = False
        self.setAccessibleName(name)
        self.body = Column(self, gap=8, sides=(8, 8, 8, 8))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)
            app.installEventFilter(self)
        look().changed.connect(self.close_up)

    def open_at(self, high: int) -> None:
        """Hang below the anchor, or above where there is more room; `high` px of the design are wished for."""
        theme = look()
        window, anchor = self.window(), self._anchor
        corner = anchor.mapTo(window, anchor.rect().topLeft())
        gap = theme.px(GAP)
        below = window.height() - corner.y() - anchor.height() - 2 * gap
        above = corner.y() - 2 * gap
        wished = min(theme.px(min(high, MOST_HIGH)), max(below, above))
        is_below = below >= min(wished, above)
        tall = min(wished, below if is_below else above)
        wide = min(max(theme.px(WIDE), anchor.width()), window.width() - 2 * gap)
        x = corner.x() + anchor.width() - wide if strokes.is_rtl(anchor) else corner.x()
        x = max(gap, min(x, window.width() - wide - gap))
        y = corner.y() + anchor.height() + gap if is_below else corner.y() - gap - tall
        self.setGeometry(x, y, wide, tall)
        self.raise_()
        self.show()

    def close_up(self, *, gives_back: bool = False) -> None:
        """Go away; with `gives_back` the keyboard returns to the chip."""
        if self._is_closed:
            return
        self._is_closed = True
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.removeEventFilter(self)
        if gives_back:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        """Close when the keyboard went to something outside."""
        if new is not None and new is not self and not self.isAncestorOf(new) and self.isVisible():
            self.close_up()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: ARG002
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and self.isVisible()
        ):
            at = self.mapFromGlobal(event.globalPosition().toPoint())
            anchor = self._anchor.mapFromGlobal(event.globalPosition().toPoint())
            if not self.rect().contains(at) and not self._anchor.rect().contains(anchor):
                self.close_up()
        return False

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up(gives_back=True)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        strokes.frame(
            painter,
            QRectF(self.rect()),
            fill=shade(theme.colours.sheet),
            border=shade(theme.colours.edge),
            width=theme.sizes.border,
            radius=theme.sizes.radius_card,
        )
        painter.end()
