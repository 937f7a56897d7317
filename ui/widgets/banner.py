"""A tinted box with an icon, a sentence and one action, below the thing it speaks of."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.button import Button
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.severity import ICONS, Severity, spoken
from ui.widgets.text import Text


class Banner(QWidget):
    """`acted` when a person takes its action."""

    acted = Signal()

    def __init__(
        self,
        severity: Severity,
        sentence: str,
        action: str = "",
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._severity: Severity = severity
        row = Row(self, gap=12, sides=(16, 10, 12, 10))
        self._icon = IconMark("info", severity, px=20)
        self._sentence = Text(sentence, "body")
        self.action = Button(action, "quiet")
        self.action.clicked.connect(self.acted)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_banner(severity, sentence, action, icon=icon)

    def show_banner(self, severity: Severity, sentence: str, action: str = "", *, icon: str = "") -> None:
        """Say another thing in the same place."""
        self._severity = severity
        self._icon.show_icon(icon or ICONS[severity], severity)
        self._sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(spoken(severity, sentence))
        self.update()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        border = shade(theme.colours.line) if self._severity == "told" else theme.tone(self._severity)
        strokes.frame(
            painter,
            QRectF(self.rect()),
            fill=theme.tint(self._severity),
            border=border,
            width=theme.sizes.border,
            radius=theme.sizes.radius_control,
        )
        painter.end()
