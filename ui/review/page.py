"""The Review page: the records in which laptops differ, one question at a time, both answers beside each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from camifield.changes import Changes
from camifield.commands.saving import Incomplete
from camifield.commands.settling import Settled
from camifield.errors import Problem
from camifield.fields.values import Entries
from camifield.i18n import problems, words
from camifield.queries.agreements import Agreement
from camifield.queries.matters import Question, Version
from ui.desk import Desk
from ui.review.another import AnotherAnswer, MakeEditors
from ui.review.board import MatterBoard
from ui.review.clock_bar import ClockBar
from ui.review.everywhere import Everywhere
from ui.review.frame import ReviewFrame
from ui.review.items import STEPS
from ui.review.presenter import ReviewPresenter


class ReviewPage(ReviewFrame):
    """`look_at` with a record. `refresh` and `show_record` are for the window."""

    look_at = Signal(bytes)

    def __init__(self, desk: Desk, make_editors: MakeEditors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make_editors = make_editors
        self.presenter = ReviewPresenter(desk.project, desk.words)
        self.board: MatterBoard | None = None
        self.another: AnotherAnswer | None = None
        self._is_stale = True
        self._is_own = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh_if_stale)
        self.list.chosen.connect(self.go)
        self.list.wants_more.connect(self._on_more)
        desk.changed.connect(self._on_changed)
        self.skip.clicked.connect(self._on_skip)
        self.clocks = ClockBar(desk)
        self.clocks.decided.connect(self._on_clock)
        self.clocks.failed.connect(self._tell)
        self.header.add(self.clocks.list_button)
        self.head.insertWidget(self.head.indexOf(self.notice) + 1, self.clocks)

    # What is shown

    def refresh(self) -> None:
        """The window came to this page: show what waits now."""
        if self._is_stale:
            self._load()
        self._take_keyboard()

    def show_record(self, record: bytes) -> None:
        """Show one record of the list."""
        self._load(record)
        self._take_keyboard()

    def _load(self, record: bytes | None = None) -> None:
        self._is_stale = False
        try:
            self.presenter.load(record)
        except Problem as problem:
            self._tell(problem)
            return
        self._show_all()
        self.clocks.load()

    def _on_changed(self, changes: Changes) -> None:
        if self._is_own or not (changes.records or changes.settings or changes.everything):
            return
        self._is_stale = True
        if self.isVisible() and self.another is None:
            self._soon.start()

    def _refresh_if_stale(self) -> None:
        if self._is_stale and self.isVisible():
            self._load()

    def _show_all(self) -> None:
        presenter = self.presenter
        self.list.show_matters(presenter.matters, presenter.place, has_more=presenter.has_more)
        self._show_current()

    def _show_current(self) -> None:
        """Show the record that is chosen, from its top."""
        presenter = self.presenter
        current = presenter.current
        self.header.set_line(presenter.line())
        self.skip.setVisible(len(presenter.matters) > 1)
        self.list.choose(presenter.place)
        self.another = None
        self.board = None
        if current is not None:
            board = MatterBoard(presenter, current)
            board.kept.connect(self.keep)
            board.kept_all.connect(self.keep_all)
            board.wants_record.connect(self.look_at)
            board.wants_other.connect(self.open_another)
            board.wants_everywhere.connect(self.open_everywhere)
            self.board = board
        self.show_board(self.board)

    def _take_keyboard(self) -> None:
        """The keyboard begins in the list, where the arrows walk; the letters choose from anywhere."""
        place = self.presenter.place
        if self.side.isVisible() and place < len(self.list.items):
            self.list.items[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif (
            self.skip.isVisible()
        ):  # where there is no room for the list, the keyboard begins where Enter decides nothing
            self.skip.setFocus(Qt.FocusReason.OtherFocusReason)

    # Going about

    def go(self, place: int) -> None:
        """Show another record of the list."""
        if self.presenter.go(place):
            self._show_current()
        else:
            self.list.choose(self.presenter.place)

    def _on_skip(self) -> None:
        shown = len(self.presenter.matters)
        self.presenter.skip()
        if len(self.presenter.matters) != shown:
            self._show_all()
        else:
            self._show_current()
        self._take_keyboard()

    def _on_more(self) -> None:
        self.presenter.load_more()
        self._show_all()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self.go(self.presenter.place + step)
            self._take_keyboard()
            return
        super().keyPressEvent(event)

    # Deciding

    def keep(self, question: Question, version: Version) -> None:
        """Let an answer hold, and go on."""
        self._do(lambda: self.presenter.keep(question, version), version.short)

    def keep_all(self, letter: str) -> None:
        """Let all hold that a side answered in this record."""
        self._do(lambda: self.presenter.keep_all(letter), "")

    def _do(self, settle: Callable[[], Settled], answer: str) -> None:
        try:
            done = settle()
        except Problem as problem:
            self._tell(problem)
            return
        self._on_settled(done, answer)

    def _on_settled(self, done: Settled, answer: str = "") -> None:
        self._tell_others(done.changes)
        self._show_all()
        undo = partial(self.undo, done.batch) if done.records else None
        self.notice.tell(self.presenter.told(done, answer), undo=undo)
        self._take_keyboard()

    def _tell_others(self, changes: Changes) -> None:
        """Tell of one's own changes: what this page shows of them is up to date already."""
        self._is_own = True
        self._desk.tell(changes)
        self._is_own = False

    def undo(self, batch: bytes) -> None:
        """Ask again what was settled, and show it."""
        try:
            undone = self.presenter.undo(batch)
        except Problem as problem:
            self._tell(problem)
            return
        self._tell_others(undone.changes)
        record = next(iter(undone.changes.records), None)
        self._load(record)
        key = "review.undone_kept" if undone.kept else "review.undone"
        self.notice.tell(words.say(key), severity="question" if undone.kept else "ok")
        self._take_keyboard()

    def open_another(self, question: Question) -> None:
        """Open the ordinary editors for an answer that nobody gave."""
        current = self.presenter.current
        if current is None or self.board is None or self.another is not None:
            return
        form = self._make_editors(current.card.kind, current.record, question.group)
        another = AnotherAnswer(question, form)
        another.saved.connect(partial(self._on_another, question))
        another.cancelled.connect(self._on_cancelled)
        self.board.foot.hide()
        self.board.column.insertWidget(self.board.place_of_another, another)
        self.another = another
        another.show()
        another.editors.focus_field(question.field)
        QApplication.sendPostedEvents(self.scroller.widget(), QEvent.Type.LayoutRequest)
        self.scroller.reveal(another)

    def _on_another(self, question: Question, entries: Entries) -> None:
        try:
            done = self.presenter.keep_other(question, entries)
        except Incomplete as incomplete:
            if self.another is not None:
                self.another.editors.show_findings(incomplete.findings)
            return
        except Problem as problem:
            self._tell(problem)
            return
        self.another = None
        self._on_settled(done)

    def _on_cancelled(self) -> None:
        self._show_current()
        self._take_keyboard()

    def open_everywhere(self) -> None:
        """Ask for one rule for all between the two sides of this question."""
        pair = self.presenter.pair()
        if pair is not None:
            Everywhere(self, self._desk, self.presenter, pair).wanted.connect(self._on_everywhere)

    def _on_everywhere(self, found: Agreement) -> None:
        task = self._desk.run(lambda progress: self.presenter.agree(found, progress), self)
        self.progress.watch(task.progress)
        task.done.connect(self._on_agreed)
        task.failed.connect(self._tell)
        task.stopped.connect(lambda: self._desk.tell(Changes(everything=True)))
        task.ended.connect(self.progress.finish)

    def _on_agreed(self, done: Settled) -> None:
        self.presenter.load()
        self._on_settled(done)

    def _on_clock(self, sentence: str, batch: bytes, changes: Changes) -> None:
        """Times were put right, or dates: what is shown of them is read anew."""
        self._tell_others(changes)
        self.presenter.load()
        self._show_all()
        self.notice.tell(sentence, undo=partial(self._undo_clock, batch))

    def _undo_clock(self, batch: bytes) -> None:
        changes = self.clocks.undo(batch)
        if changes is not None:
            self._tell_others(changes | Changes(everything=True))
            self.presenter.load()
            self._show_all()
            self.notice.tell(words.say("review.clock_undone"))

    def _tell(self, problem: Problem) -> None:
        self.progress.finish()
        self.notice.tell(problems.sentence(problem, self._desk.words), severity="error")
