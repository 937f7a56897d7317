"""When a project cannot be opened: what happened and what to do, in a window of its own, never a traceback."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from camifield.i18n import words
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Text


class TroubleWindow(QWidget):
    """One sign, one sentence, what to do, and Close."""

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__()
        self.setWindowTitle(words.say("window.title"))
        self.resize(look().px(720), look().px(420))
        column = Column(self, gap=16, sides=(32, 24, 32, 24))
        column.addWidget(EmptyState("error", sentence), 1)
        column.addWidget(Text(advice, "body", tone="ink2"))
        row = Row()
        row.addStretch(1)
        close = Button(words.say("window.close"), "accent")
        close.clicked.connect(QApplication.quit)
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()
