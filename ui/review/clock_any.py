"""The clock of a laptop that nothing here proves wrong: which laptop, from which record to which, and its true time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.i18n import words
from camifield.queries.clock_spans import WrongClock
from ui.review.any_clock import AnyClock
from ui.review.clock_panels import ClockChange
from ui.theme.theme import look
from ui.widgets.layouts import Column, Row
from ui.widgets.picker import Picker
from ui.widgets.text import Text


class AnyClockPanel(QWidget):
    """`changed` when anything was chosen or typed; `wrong` are the saves that are meant, None where there are none."""

    changed = Signal()

    def __init__(self, presenter: AnyClock) -> None:
        super().__init__()
        self._presenter = presenter
        self.wrong: WrongClock | None = None
        column = Column(self, gap=8)
        column.addWidget(Text(words.say("review.clock_any_whose"), "help", tone="ink2"))
        self.laptop = Picker(name=words.say("review.clock_any_whose"))
        for one in presenter.laptops:
            self.laptop.addItem(one.name)
        column.addWidget(self.laptop)
        row = Row(gap=12)
        self.first = self._end(row, "review.clock_any_first", "review.clock_any_from_start")
        self.last = self._end(row, "review.clock_any_last", "review.clock_any_to_end")
        column.addLayout(row)
        self.told = Text("", "body")
        column.addWidget(self.told)
        self.change = ClockChange(presenter.clocks)
        column.addWidget(self.change)
        self.change.changed.connect(self.changed)
        self.laptop.currentIndexChanged.connect(self.look)
        for box in (self.first, self.last):
            box.textChanged.connect(self.look)
        self.look()

    def _end(self, row: Row, name: str, everything: str) -> QLineEdit:
        column = Column(gap=4)
        column.addWidget(Text(words.say(name), "help", tone="ink2"))
        box = QLineEdit()
        box.setAccessibleName(words.say(name))
        box.setPlaceholderText(words.say(everything))
        box.setMinimumWidth(look().px(120))
        column.addWidget(box)
        row.addLayout(column, 1)
        return box

    def look(self) -> None:
        """Show what the choice means; the true time begins as what the clock said."""
        place = self.laptop.currentIndex()
        self.wrong, told, typed = self._presenter.span(place, self.first.text(), self.last.text())
        self.told.setText(told)
        self.change.ask(self.wrong, typed)
