"""The line under the map: what is under the pointer or the cross, where it is, and that lines imply no opinion."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.widgets.button import Button
from ui.widgets.layouts import Row
from ui.widgets.text import ElidedLabel


class Strip(QWidget):
    """`acted` when a person takes what the line offers, such as the records of a box."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Row(self, gap=12, sides=(4, 0, 4, 0))
        self.said = ElidedLabel("", "help", tone="ink")
        self.action = Button("", "link")
        self.action.clicked.connect(self.acted)
        self.note = ElidedLabel(words.say("map.no_opinion"), "help", tone="ink2")
        self.position = ElidedLabel("", "help", tone="ink", is_ltr=True)
        row.addWidget(self.said)
        row.addWidget(self.action)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.position)
        self.say("")

    def say(self, sentence: str, action: str = "") -> None:
        """Say what is there, and offer something with it."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.action.setText(action)
        self.action.setVisible(bool(action))

    def show_position(self, text: str) -> None:
        """Where the pointer is."""
        self.position.setText(text)
        self.position.setVisible(bool(text))
