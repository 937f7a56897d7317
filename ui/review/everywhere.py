"""All that two laptops answered differently, by one rule: what it would do is shown before it can be done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.queries.agreements import LATER, Agreement
from camifield.queries.matters import Side
from ui.desk import Desk
from ui.review.presenter import ReviewPresenter
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Column
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Text
from ui.worker import Task

MOST_SHOWN = 6
CANCEL, DO = "cancel", "do"


class Foreseen(QWidget):
    """The rules to choose from, and what the chosen one would do. `changed` when that is known."""

    changed = Signal()

    def __init__(self, desk: Desk, presenter: ReviewPresenter, between: tuple[Side, Side]) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        self._between = between
        self._task: Task[Agreement] | None = None
        self.found: Agreement | None = None
        column = Column(self, gap=10)
        choices = [
            Choice(side.letter, words.say("review.side", who=side.who, laptop=side.laptop))
            for side in between
        ]
        choices.append(Choice("later", words.say("review.later")))
        self.rules = ChipRow(choices, name=words.say("review.whose_holds"), is_required=True)
        self.rules.changed.connect(self.look)
        column.addWidget(self.rules)
        self._progress = ProgressRow()
        column.addWidget(self._progress)
        self._lines = Column(gap=4)
        column.addLayout(self._lines)
        self._shown: list[QWidget] = []
        self._put([Text(words.say("review.choose_rule"), "help", tone="ink2")])

    def look(self) -> None:
        """See what the rule would do, beside the window."""
        if self._task is not None:
            self._task.stop()
        self.found = None
        self.changed.emit()
        chosen = "".join(self.rules.chosen()[:1])
        rule = LATER if chosen == "later" else chosen
        one, other = self._between
        task = self._desk.read(lambda progress: self._presenter.foresee(one, other, rule, progress), self)
        self._task = task
        self._progress.watch(task.progress)

        def on_done(found: Agreement) -> None:
            if task is self._task:
                self._task = None
                self._show(found)

        task.done.connect(on_done)
        task.ended.connect(self._progress.finish)

    def _show(self, found: Agreement) -> None:
        self.found = found
        shown: list[QWidget] = [
            Text(
                words.say("review.would_settle", answers=len(found.chosen), count=found.records), "row_title"
            )
        ]
        shown += [Text(line, "help", tone="ink2") for line in found.lines[:MOST_SHOWN]]
        rest = len(found.chosen) - MOST_SHOWN
        if rest > 0:
            shown.append(Text(words.say("review.and_more", count=rest), "help", tone="ink2"))
        if found.deleted:
            shown.append(Banner("warning", words.say("review.would_delete", count=found.deleted)))
        if found.doubtful and self.rules.chosen() == ["later"]:
            shown.append(Banner("warning", words.say("review.clocks_doubtful", count=found.doubtful)))
        self._put(shown)
        self.changed.emit()

    def _put(self, widgets: list[QWidget]) -> None:
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = widgets
        for widget in widgets:
            self._lines.addWidget(widget)
            widget.show()


class Everywhere(QObject):
    """The open question. `wanted` with the Agreement when a person said to do it."""

    wanted = Signal(object)

    def __init__(
        self, over: QWidget, desk: Desk, presenter: ReviewPresenter, between: tuple[Side, Side]
    ) -> None:
        super().__init__(over)
        self.foreseen = Foreseen(desk, presenter, between)
        one, other = between
        self.asking = Asking(
            over,
            words.say("review.everywhere_title"),
            words.say("review.everywhere_line", first=one.who, second=other.who),
            (
                Answer(CANCEL, words.say("kit.cancel")),
                Answer(DO, words.say("review.everywhere_do"), "accent"),
            ),
            escape=CANCEL,
            focus=CANCEL,
            content=self.foreseen,
        )
        self.foreseen.changed.connect(self._on_changed)
        self.asking.answered.connect(self._on_answered)
        self._on_changed()

    def _on_changed(self) -> None:
        found = self.foreseen.found
        self.asking.buttons[DO].setEnabled(found is not None and bool(found.chosen))

    def _on_answered(self, key: str) -> None:
        found = self.foreseen.found
        if key == DO and found is not None:
            self.wanted.emit(found)
        self.deleteLater()
