"""The meeting in its panel, from the look to the account: one thing at a time, all work beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from camifield.commands.meeting import Choice, Met
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.queries.foretold import Row as Foretold
from camifield.queries.previews import Preview
from ui.desk import Desk
from ui.exchange.meeting.presenter import MeetingPresenter
from ui.exchange.meeting.preview import BehindBoard, PreviewBoard
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Text

NO, YES = "no", "yes"


class MeetingPanel(Card):
    """`closed` when the person left it; `met` with the Met when a meeting is over, however it ended; `heard` when
    the others' word on what they hold was all that there was; `shown` when something else stands in it.
    """

    closed = Signal()
    met = Signal(object)
    heard = Signal()
    shown = Signal()

    def __init__(self, desk: Desk, presenter: MeetingPresenter) -> None:
        super().__init__(gap=8, sides=(24, 16, 24, 16))
        self._desk = desk
        self.presenter = presenter
        self.board: PreviewBoard | None = None
        self.behind: BehindBoard | None = None
        self.is_busy = False
        self._shown: QWidget | None = None
        self._work = QWidget()
        work = Column(self._work, gap=12)
        self.doing = Text("", "card_title")
        self.told = Text("", "help", tone="ink2")
        self.progress = ProgressRow()
        for widget in (self.doing, self.progress, self.told):
            work.addWidget(widget)
        self._work.hide()
        self.body.addWidget(self._work)
        self.body.addStretch(1)

    # The look

    def look(self) -> None:
        """See what there is; nothing is written."""
        self._begin(words.say("meet.title_looking"), "")
        task = self._desk.run(self.presenter.look, self)
        self.progress.watch(task.progress)
        task.done.connect(self._on_looked)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self.leave)

    def _on_looked(self, _found: Preview) -> None:
        self._show_preview()
        if self.presenter.has_heard:
            self.heard.emit()

    def _show_preview(self) -> None:
        self._end()
        board = PreviewBoard(self.presenter)
        board.look.connect(self._on_look)
        board.wanted.connect(self.ask)
        board.left.connect(self.leave)
        self.board, self.behind = board, None
        self._show(board)
        board.take_keyboard()

    def _on_look(self, row: Foretold) -> None:
        self.behind = BehindBoard(row)
        self.behind.left.connect(self._show_preview)
        self._show(self.behind)
        self.behind.take_keyboard()

    # The meeting

    def ask(self, choice: Choice) -> None:
        """Meet; where much would be deleted here, only after that was asked once more."""
        found = self.presenter.preview
        assert found is not None
        if not (choice.take and found.asks_again):
            self.meet(choice)
            return
        language = words.language()
        asking = Asking(
            self,
            words.say("meet.many_deleted", count=found.deleted, number=whole_text(found.deleted, language)),
            words.say("meet.many_deleted_line", living=whole_text(found.living, language)),
            (
                Answer(NO, words.say("meet.not_now")),
                Answer(YES, words.say("meet.take_in_all_the_same"), "accent"),
            ),
            escape=NO,
            focus=NO,
        )
        asking.answered.connect(partial(self._on_answered, choice))

    def _on_answered(self, choice: Choice, key: str) -> None:
        if key == YES:
            self.meet(choice)

    def meet(self, choice: Choice) -> None:
        """Take in and hand over, as chosen."""
        self._begin(words.say("meet.meeting"), words.say("meet.safe"))
        task = self._desk.run(lambda progress: self.presenter.meet(choice, progress), self)
        self.progress.watch(task.progress)
        task.done.connect(self._on_met)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self.leave)

    def _on_met(self, met: Met) -> None:
        self._end()
        self.presenter.close()
        self._desk.tell(met.changes)
        self.met.emit(met)

    # One thing at a time

    def _begin(self, doing: str, told: str) -> None:
        self.is_busy = True
        self._show(None)
        self.doing.setText(doing)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self._work.show()

    def _end(self) -> None:
        self.is_busy = False
        self.progress.finish()
        self._work.hide()

    def _show(self, widget: QWidget | None) -> None:
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = widget
        if widget is not None:
            self.body.insertWidget(0, widget)
            widget.show()
        self.shown.emit()

    def _on_failed(self, problem: Problem) -> None:
        self._end()
        self.presenter.close()
        holder = QWidget()
        column = Column(holder, gap=12)
        column.addWidget(Text(words.say("meet.could_not"), "card_title"))
        column.addWidget(Banner("error", problems.sentence(problem, words.present())))
        foot = QWidget()
        flow = FlowLayout(foot, gap=12)
        flow.add_spring()
        leave = Button(words.say("meet.close"))
        leave.clicked.connect(self.leave)
        again = Button(words.say("meet.try_again"), "accent", icon="refresh")
        again.clicked.connect(self.look)
        flow.addWidget(leave)
        flow.addWidget(again)
        column.addWidget(foot)
        self._show(holder)
        again.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Not now: nothing was changed."""
        self._end()
        self.presenter.close()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_busy:
            if self.behind is not None:
                self._show_preview()
            else:
                self.leave()
            return
        super().keyPressEvent(event)
