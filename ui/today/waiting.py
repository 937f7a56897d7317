"""The card on Today that says how many records wait for an export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from camifield.i18n import words
from ui.today.presenter import COUNTING, UnsentView
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Text


class WaitingCard(Card):
    """A number, two lines about it, and the way to the export (`wants_export`)."""

    wants_export = Signal()

    def __init__(self, found: UnsentView, *, has_records: bool) -> None:
        super().__init__()
        self._number = Text(role="big", tone="accent", is_wrapped=False)
        self._line, self._second = Text(role="row_title"), Text(role="help", tone="ink2")
        row = Row(gap=16)
        row.addWidget(self._number)
        lines = Column(gap=0)
        lines.addStretch(1)
        lines.addWidget(self._line)
        lines.addWidget(self._second)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        button = Button(words.say("today.export"), "outlined", icon="hand_over")
        button.setEnabled(has_records)
        button.clicked.connect(self.wants_export)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_number(found)

    def show_number(self, found: UnsentView) -> None:
        """Say what was counted, or that it is being counted."""
        self.is_counting = found.number == COUNTING
        self._number.setText(found.number)
        self._line.setText(found.line)
        self._second.setText(found.second)
