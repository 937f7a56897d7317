"""The Review page: the records in which laptops differ, one question at a time, both answers beside each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
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
from ui.review.everywhere import Everywhere
from ui.review.items import STEPS, MatterList
from ui.review.presenter import ReviewPresenter
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column, Row
from ui.widgets.notice import Notice
from ui.widgets.progress_row import ProgressRow
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import Text

LIST_WIDE = 276
SCROLLS_FROM = 1.5
"""From this scale the foot scrolls with the rest: three large lines of it would leave no room for the answers."""
WIDE_FROM = 820
"""px of the design from which the list stands beside the record."""


class ReviewPage(QWidget):
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
        self._make_head()
        self.notice = Notice()
        self.progress = ProgressRow()
        self.list = MatterList()
        self._side = QWidget()
        near = Column(self._side, gap=12)
        near.addWidget(self.list, 1)
        near.addWidget(Text(words.say("review.settled_everywhere"), "help", tone="ink2"))
        self._scroll = FollowScroll(QWidget())
        self.empty = EmptyState("review", words.say("review.nothing"))
        self._body = Row(gap=20, sides=(32, 0, 0, 0))
        self._body.addWidget(self._side)
        self._far = QWidget()
        self._foot_place = Column(gap=0, sides=(0, 8, 32, 0))
        far = Column(self._far, gap=0)
        far.addWidget(self._scroll, 1)
        far.addLayout(self._foot_place)
        self._body.addWidget(self._far, 1)
        self._body.addWidget(self.empty, 1)
        column = Column(self, gap=8, sides=(0, 0, 0, 16))
        head = Column(gap=8, sides=(32, 0, 32, 0))
        for widget in (self.header, self.notice, self.progress):
            head.addWidget(widget)
        column.addLayout(head)
        column.addLayout(self._body, 1)
        self.list.chosen.connect(self.go)
        self.list.wants_more.connect(self._on_more)
        desk.changed.connect(self._on_changed)
        look().changed.connect(self._fit)

    def _make_head(self) -> None:
        self.header = PageHeader(words.say("review.title"))
        self.skip = Button(words.say("review.skip"), icon="forward", keys="Alt+S")
        self.skip.setToolTip(words.say("keys.alt", key="S"))
        self.skip.clicked.connect(self._on_skip)
        self.header.add(self.skip)

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

    def _on_changed(self, changes: Changes) -> None:
        if self._is_own or not (changes.records or changes.everything):
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
        content = QWidget()
        column = Column(content, gap=0, sides=(0, 0, 32, 0))
        if self.board is not None:
            self.board.foot.hide()
            self.board.foot.deleteLater()
        self.board = None
        if current is not None:
            board = MatterBoard(presenter, current)
            board.kept.connect(self.keep)
            board.kept_all.connect(self.keep_all)
            board.wants_record.connect(self.look_at)
            board.wants_other.connect(self.open_another)
            board.wants_everywhere.connect(self.open_everywhere)
            column.addWidget(board)
            if look().scale < SCROLLS_FROM:
                self._foot_place.addWidget(board.foot)
            else:
                board.column.addWidget(board.foot)
            self.board = board
        self._scroll.setWidget(content)
        content.setAutoFillBackground(False)
        self._fit()

    def _fit(self) -> None:
        has_any = self.presenter.current is not None
        is_wide = self.width() >= look().px(WIDE_FROM)
        self.empty.setVisible(not has_any)
        self._far.setVisible(has_any)
        self._side.setVisible(has_any and is_wide)
        self._side.setFixedWidth(look().px(LIST_WIDE))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _take_keyboard(self) -> None:
        """The keyboard begins in the list, where the arrows walk; the letters choose from anywhere."""
        place = self.presenter.place
        if self._side.isVisible() and place < len(self.list.items):
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
        QApplication.sendPostedEvents(self._scroll.widget(), QEvent.Type.LayoutRequest)
        self._scroll.reveal(another)

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

    def _tell(self, problem: Problem) -> None:
        self.progress.finish()
        self.notice.tell(problems.sentence(problem, self._desk.words), severity="error")
