"""What the time filter opens: stretches of time to take with one key, and two lines for days of one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.i18n import words
from ui.filters.periods import Period, Read, own_days
from ui.filters.question import TIME, Question
from ui.widgets.button import Button
from ui.widgets.finding import FindingLine, mark
from ui.widgets.layouts import Column, Row
from ui.widgets.option import Option
from ui.widgets.popover import Popover
from ui.widgets.text import Text
from ui.widgets.tick_list import TickList

HIGH = 470
Take = Callable[[Period | None], None]


def open_periods(chip: QWidget, presenter: Question, take: Take) -> Popover:
    """Open the panel below its chip; `take` is called with what a person chose."""
    panel = Popover(chip, name=presenter.word(TIME))
    periods = {one.key: one for one in presenter.periods()}
    chosen = presenter.chosen.period
    options = [Option(one.key, one.shown) for one in periods.values()]
    ticks = TickList(options, [chosen.key] if chosen else [], name=presenter.word(TIME), is_single=True)
    own = OwnDays(presenter)

    def on_taken() -> None:
        keys = ticks.ticked()
        take(periods[keys[0]] if keys else None)
        panel.close_up(gives_back=True)

    def on_read(period: Period) -> None:
        take(period)
        panel.close_up(gives_back=True)

    ticks.taken.connect(on_taken)
    own.on_read = on_read
    panel.body.addWidget(ticks, 1)
    panel.body.addWidget(own)
    panel.open_at(HIGH)
    ticks.setFocus(Qt.FocusReason.PopupFocusReason)
    return panel


class OwnDays(QWidget):
    """From and to, each as people write a date; Enter or the button takes them, `on_read` is told."""

    def __init__(self, presenter: Question) -> None:
        super().__init__()
        self._presenter = presenter
        self.on_read: Callable[[Period], None] | None = None
        column = Column(self, gap=6, sides=(4, 0, 4, 0))
        column.addWidget(Text(words.say("records.own_days"), "strong", tone="ink2"))
        row = Row(gap=8)
        self.start = self._edit(words.say("records.from_day"))
        self.end = self._edit(words.say("records.to_day"))
        row.addWidget(self.start, 1)
        row.addWidget(self.end, 1)
        self.button = Button(words.say("records.show"), "outlined")
        self.button.clicked.connect(self.take)
        row.addWidget(self.button)
        column.addLayout(row)
        self.finding = FindingLine("error", "")
        self.finding.hide()
        column.addWidget(self.finding)

    def _edit(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.setPlaceholderText(name)
        return edit

    def take(self) -> None:
        """Read both lines; what is not understood is said at its line."""
        project = self._presenter.project
        texts = self.start.text(), self.end.text()
        read: Read = own_days(*texts, project.today(), project.settings.date_order, self._presenter.words)
        for edit in (self.start, self.end):
            is_wrong = bool(read.wrong) and edit.text().strip() == read.wrong
            mark(edit, "error" if is_wrong else None)
        self.finding.setVisible(bool(read.wrong))
        if read.wrong:
            self.finding.show_finding("error", words.say("records.date_wrong", text=read.wrong))
        elif read.period is not None and self.on_read is not None:
            self.on_read(read.period)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            return
        super().keyPressEvent(event)
