"""How wrong a camera's clock was, typed by somebody who knows it: for photos that no satellites tell of."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.i18n import words
from ui.theme.theme import look
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.finding import FindingLine, mark
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column

BEHIND, AHEAD = "behind", "ahead"


class ClockRow(QWidget):
    """`typed` with the text and whether the clock was ahead, each time either changes."""

    typed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, gap=4)
        line = QWidget()
        flow = FlowLayout(line, gap=8)
        choices = [Choice(code, words.say(f"photos.was_{code}")) for code in (BEHIND, AHEAD)]
        self.which = ChipRow(choices, name=words.say("photos.clock_by_hand"), is_required=True)
        self.which.set_chosen([BEHIND])
        self.box = QLineEdit()
        self.box.setAccessibleName(words.say("photos.by_how_much"))
        self.box.setPlaceholderText(words.say("photos.span_example"))
        self.box.setFixedWidth(look().px(180))
        flow.addWidget(self.which)
        flow.addWidget(self.box)
        column.addWidget(line)
        self._finding = FindingLine("error", words.say("photos.span_not_understood"))
        self._finding.hide()
        column.addWidget(self._finding)
        self.which.changed.connect(self._on_changed)
        self.box.textEdited.connect(self._on_changed)
        self.box.editingFinished.connect(self._on_left)
        self._is_understood = True

    def _on_changed(self, *_: object) -> None:
        self.typed.emit(self.box.text(), AHEAD in self.which.chosen())

    def show_understood(self, understood: bool, /) -> None:  # noqa: FBT001
        """Whether the text was understood; what is still being typed is not held against anybody."""
        self._is_understood = understood
        if understood:
            self._finding.hide()
            mark(self.box, None)

    def _on_left(self) -> None:
        if not self._is_understood:
            self._finding.show()
            mark(self.box, "error")
