"""What stands in the questions about clocks: a clock that was wrong, two who decided differently, dates to move."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.i18n import words
from camifield.queries.clock_dates import MovedDate
from camifield.queries.clock_spans import WrongClock
from ui.review.clock_presenter import ClockPresenter, Contested, WaitingDates
from ui.theme.theme import look
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Column, Row
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import Text
from ui.widgets.tick import Tick

LIST_HIGH = 260
"""px of the design; more dates than fit scroll."""


def _box(column: Column, name: str) -> QLineEdit:
    column.addWidget(Text(name, "help", tone="ink2"))
    box = QLineEdit()
    box.setAccessibleName(name)
    column.addWidget(box)
    return box


class ClockChange(QWidget):
    """What the first save's true time is, typed, and what that would do: `changed` with every key.

    `offset_ms` is what it means, None while it means nothing; nothing is shown before `ask` says of which clock.
    """

    changed = Signal()

    def __init__(self, presenter: ClockPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._wrong: WrongClock | None = None
        self.offset_ms: int | None = None
        column = Column(self, gap=8)
        self.typed = _box(column, words.say("review.clock_truly"))
        self.doubt = Banner("warning", "")
        column.addWidget(self.doubt)
        self._inset = Card("inset", gap=2)
        self.told = Text("", "strong")
        self.examples = Text("", "help", tone="ink2")
        self._inset.body.addWidget(self.told)
        self._inset.body.addWidget(self.examples)
        column.addWidget(self._inset)
        self.reason = _box(column, words.say("review.clock_reason"))
        self.reason.setMaxLength(500)
        column.addWidget(Text(words.say("review.clock_kept"), "help", tone="ink2"))
        self.typed.textChanged.connect(self.look)

    def ask(self, wrong: WrongClock | None, typed: str) -> None:
        """Ask about these saves, with this in the box; None where there are none."""
        self._wrong = wrong
        self.typed.setText(typed)
        self.typed.setEnabled(wrong is not None)
        self.look()

    def look(self) -> None:
        """Show what the typed time would do."""
        wrong = self._wrong
        self.offset_ms = None if wrong is None else self._presenter.offset(wrong, self.typed.text())
        rest: list[str] = []
        doubt = ""
        if wrong is not None and self.offset_ms is None:
            self.told.setText(words.say("review.clock_not_read", example=self._presenter.example_moment()))
        elif wrong is not None and not self.offset_ms:
            self.told.setText(words.say("review.clock_not_changed"))
        elif wrong is not None and self.offset_ms is not None:
            told = self._presenter.change(wrong, self.offset_ms)
            rest = told[-len(wrong.span.examples) :] if wrong.span.examples else []
            self.told.setText(told[0])
            doubt = next(iter(told[1 : len(told) - len(rest)]), "")
        self._inset.setVisible(wrong is not None)
        self.examples.setText("\n".join(rest))
        self.examples.setVisible(bool(rest))
        self.doubt.show_banner("warning", doubt)
        self.doubt.setVisible(bool(doubt))
        self.changed.emit()


class WrongClockPanel(QWidget):
    """What speaks against a clock, and what its true time was: `changed` and the rest as `ClockChange` has it."""

    changed = Signal()

    def __init__(self, presenter: ClockPresenter, wrong: WrongClock) -> None:
        super().__init__()
        column = Column(self, gap=8)
        column.addWidget(Text(presenter.why(wrong), "body"))
        column.addWidget(Text(presenter.bounds(wrong), "body"))
        self.change = ClockChange(presenter)
        self.change.changed.connect(self.changed)
        column.addWidget(self.change)
        self.change.ask(wrong, presenter.first_guess(wrong))


class ContestedPanel(QWidget):
    """Both decisions below each other; the answers below choose."""

    def __init__(self, presenter: ClockPresenter, contested: Contested) -> None:
        super().__init__()
        column = Column(self, gap=8)
        column.addWidget(Text(presenter.said(contested.decisions[0].span), "body"))
        for decided in contested.decisions:
            inset = Card("inset", gap=0)
            inset.body.addWidget(Text(presenter.decision(decided), "body"))
            column.addWidget(inset)


class DecidedPanel(QWidget):
    """Every decision, the latest first. `taken_back` with one of them, where the person at the keyboard may."""

    taken_back = Signal(object)

    def __init__(self, presenter: ClockPresenter) -> None:
        super().__init__()
        matters = presenter.found.matters
        self.buttons: list[Button] = []
        content = QWidget()
        column = Column(content, gap=8)
        if not matters.decided:
            column.addWidget(Text(words.say("review.clock_none"), "body", tone="ink2"))
        for decided in matters.decided:
            inset = Card("inset", gap=2)
            inset.body.addWidget(Text(decided.span.laptop, "strong"))
            inset.body.addWidget(Text(presenter.said(decided.span), "help", tone="ink2"))
            inset.body.addWidget(Text(presenter.decision(decided), "body"))
            if matters.is_mine:
                button = Button(words.say("review.clock_take_back"), "link", icon="undo")
                button.clicked.connect(partial(self.taken_back.emit, decided))
                row = Row(gap=0, sides=(-6, 0, 0, 0))  # its words, not its edge, stand in line with the rest
                row.addWidget(button)
                row.addStretch(1)
                inset.body.addLayout(row)
                self.buttons.append(button)
            column.addWidget(inset)
        column.addStretch(1)
        scroll = FollowScroll(content)
        high = (40, LIST_HIGH // 2, LIST_HIGH)[min(2, len(matters.decided))]
        scroll.setMinimumHeight(look().px(high))
        Column(self, gap=0).addWidget(scroll)


class DatesPanel(QWidget):
    """A line to tick for each date; all are ticked at first. `changed` with every tick."""

    changed = Signal()

    def __init__(self, presenter: ClockPresenter, waiting: WaitingDates) -> None:
        super().__init__()
        self._dates = waiting.dates
        self.ticks: list[Tick] = []
        content = QWidget()
        lines = Column(content, gap=0)
        for one in waiting.dates:
            tick = Tick(presenter.date_line(one))
            tick.setChecked(True)
            tick.toggled.connect(self._on_ticked)
            lines.addWidget(tick)
            self.ticks.append(tick)
        lines.addStretch(1)
        scroll = FollowScroll(content)
        high = min(look().px(LIST_HIGH), len(self.ticks) * look().sizes.control + 4)
        scroll.setMinimumHeight(high)
        scroll.setMaximumHeight(look().px(LIST_HIGH))
        Column(self, gap=0).addWidget(scroll)

    def _on_ticked(self, _is_on: bool) -> None:  # noqa: FBT001
        self.changed.emit()

    @property
    def chosen(self) -> list[MovedDate]:
        """The dates that are ticked."""
        return [one for one, tick in zip(self._dates, self.ticks, strict=True) if tick.isChecked()]
