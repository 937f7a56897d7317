"""The line under a field that says what was found, what to do, and offers what helps; and the field's own mark."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.severity import ICONS, Severity, spoken
from ui.widgets.text import Text


class _Sentence(Text):
    """A sentence that would like one line, and wraps when it cannot have it."""

    def sizeHint(self) -> QSize:
        metrics = look().metrics("help")
        return QSize(metrics.horizontalAdvance(self.text()) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), look().px(120)), self.sizeHint().height())


class FindingLine(QWidget):
    """An icon, a sentence, and the actions that help ("Perhaps 42.31860?"); `acted` when the first is taken."""

    acted = Signal()

    def __init__(
        self, severity: Severity, sentence: str, action: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow = FlowLayout(self, gap=6, line_gap=0)
        said = QWidget(self)
        said.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        row = Row(said, gap=6)
        self._icon = IconMark(ICONS[severity], severity, line="help")
        self._sentence = _Sentence(sentence, "help", tone=severity)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.action = Button(action, "link", parent=self)
        self.action.clicked.connect(self.acted)
        flow.addWidget(said)
        flow.addWidget(self.action)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_finding(severity, sentence, action)

    def show_finding(self, severity: Severity, sentence: str, action: str = "") -> None:
        """Say another thing in the same place."""
        self._icon.show_icon(ICONS[severity], severity)
        self._sentence.setText(sentence)
        self._sentence.set_tone(severity)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(spoken(severity, sentence))

    def offer(self, action: str) -> Button:
        """One more action behind the first; it goes on the next line when there is no room."""
        button = Button(action, "link", parent=self)
        self._flow.addWidget(button)
        return button

    @property
    def sentence(self) -> str:
        return self._sentence.text()


def mark(editor: QWidget, severity: Severity | None) -> None:
    """Give an editor the 2 px border and the tint of a finding, or take them off with None."""
    shown = {"error": "error", "warning": "warning", "question": "warning"}.get(severity or "", "")
    if editor.property("finding") == shown:
        return
    editor.setProperty("finding", shown)
    editor.style().unpolish(editor)
    editor.style().polish(editor)
    editor.update()
