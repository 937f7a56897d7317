"""An empty page teaches: one sign, one sentence, and the one button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Text
from ui.widgets.tile import KindTile


class EmptyState(QWidget):
    """Centred in the upper third; `acted` when its button is pressed."""

    acted = Signal()

    def __init__(
        self, icon: str, sentence: str, action: str = "", *, kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = Column(self, gap=16, sides=(24, 24, 24, 24))
        column.addStretch(1)
        tile = KindTile(kind or icon, "", px=72, icon=icon)
        self.sentence = Text(sentence, "card_title")
        self.sentence.setAlignment(centre)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.button = Button(action, "accent", parent=self)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        column.addWidget(tile, 0, centre)
        line = Row()
        line.addStretch(1)
        line.addWidget(self.sentence, 6)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.button, 0, centre)
        column.addStretch(3)
        self.setAccessibleName(sentence)
