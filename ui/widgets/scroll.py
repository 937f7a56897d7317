"""A page that scrolls up and down, and brings whatever has the focus into view with its label and finding."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.theme.theme import look

AROUND = 72
"""How much above and below the focused field is brought into view, in px of the design."""


class FollowScroll(QScrollArea):
    """Holds one widget as wide as itself, on the felt."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWidget(content)
        # Not the viewport: asking for it makes PySide load every widget type there is (20 ms of the first paint).
        content.setAutoFillBackground(False)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._on_again)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)

    def change_widget(self, widget: QWidget) -> None:
        """Show something else. What was shown goes a moment later: a new style sheet may just be walking through it."""
        old = cast("QWidget | None", self.takeWidget())
        if old is not None:
            old.hide()
            old.setParent(self)
            old.deleteLater()
        self.setWidget(widget)

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        """Follow the focus, if it went to something inside; what is hidden to be changed gives it away while nothing is."""
        content = cast("QWidget | None", self.widget())
        if new is not None and content is not None and content.isAncestorOf(new):
            self.reveal(new)
            self._again.start()  # what was just unfolded has its place only after the layout ran

    def _on_again(self) -> None:
        here = QApplication.focusWidget()
        if here is not None and self.widget().isAncestorOf(here):
            self.reveal(here)

    def reveal(self, widget: QWidget) -> None:
        """Scroll as little as shows the widget with what stands around it."""
        around = min(look().px(AROUND), max(0, (self.viewport().height() - widget.height()) // 2))
        top = widget.mapTo(self.widget(), QPoint(0, 0)).y()
        bar = self.verticalScrollBar()
        shown = bar.value()
        if top - around < shown:
            bar.setValue(top - around)
        elif top + widget.height() + around > shown + self.viewport().height():
            bar.setValue(top + widget.height() + around - self.viewport().height())
