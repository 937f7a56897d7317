"""What waits about clocks, in one line at the head of the Review page, and the question behind its button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.commands.clocks import Decided
from camifield.commands.correcting import Corrected
from camifield.errors import Problem
from camifield.i18n import words
from camifield.queries.clock_spans import DecidedClock, WrongClock
from camifield.queries.clocks import ClockLook
from ui.desk import Desk
from ui.review.any_clock import AnyClock
from ui.review.clock_any import AnyClockPanel
from ui.review.clock_panels import ContestedPanel, DatesPanel, DecidedPanel, WrongClockPanel
from ui.review.clock_presenter import ClockPresenter, Contested, Found, WaitingDates
from ui.theme.theme import look
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.scroll import FollowScroll
from ui.worker import Task

CANCEL, RIGHT, DO, ANY = "cancel", "right", "do", "any"
SCROLLS_FROM = 1.25
"""From this scale what is asked scrolls: the whole card would be higher than a small laptop's window."""
NOT_CONTENT = 300
"""px of the design that the card's title, answers and margins take."""
Done = tuple[Decided | Corrected, str]


class ClockBar(Banner):
    """`decided` with a sentence, the batch that takes it back and the Changes; `failed` with a Problem.

    Hidden while nothing waits. `load` looks beside the window. `list_button` leads to what was decided, and to any
    laptop's clock; the page puts it into its head.
    """

    decided = Signal(str, object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("question", "", words.say("review.clock_look"), icon="time", parent=parent)
        self._desk = desk
        self.presenter = ClockPresenter(desk.project, desk.words)
        self._task: Task[Found] | None = None
        self.asking: Asking | None = None
        self.panel: QWidget | None = None
        self.list_button = Button(words.say("review.clock_list"), "quiet", icon="time")
        self.list_button.clicked.connect(self.show_decided)
        self.list_button.hide()
        self.acted.connect(self.ask)
        self.hide()

    def load(self) -> None:
        """Look at the clocks, beside the window; an earlier look is forgotten."""
        if self._task is not None:
            self._task.stop()
        look_at_clocks = self.presenter.look  # what runs beside the window holds no widget
        task = self._desk.read(lambda _progress: look_at_clocks(), self)
        self._task = task

        def on_done(found: Found) -> None:
            if task is self._task:
                self._task = None
                self.presenter.take(found)
                self._show()

        task.done.connect(on_done)
        task.failed.connect(self.failed)

    def _show(self) -> None:
        presenter = self.presenter
        action = words.say("review.clock_look") if presenter.is_mine else ""
        self.show_banner("question", presenter.line(), action, icon="time")
        self.setVisible(presenter.first is not None)
        self.list_button.setVisible(presenter.is_mine or bool(presenter.found.matters.decided))

    def show_decided(self) -> None:
        """Show what was decided, to be taken back; from here to the clock of any laptop."""
        panel = DecidedPanel(self.presenter)
        answers = [Answer(CANCEL, words.say("review.clock_close"), "accent")]
        if self.presenter.is_mine:
            answers.insert(0, Answer(ANY, words.say("review.clock_any"), icon="time"))
        line = words.say("review.clock_list_line") if self.presenter.found.matters.decided else ""
        asking = self._open(words.say("review.clock_list"), line, tuple(answers), panel)

        def on_taken_back(decided: DecidedClock) -> None:
            asking.answer(CANCEL)
            self._do(lambda: self.presenter.take_back(decided))

        def on_answered(key: str) -> None:
            if key == ANY:
                self.look_at_any()

        panel.taken_back.connect(on_taken_back)
        asking.answered.connect(on_answered)

    def look_at_any(self) -> None:
        """Read the log beside the window, then ask whose clock was wrong."""
        presenter = self.presenter
        task = self._desk.read(
            lambda _progress: AnyClock(presenter, ClockLook(presenter.project, presenter.words)), self
        )
        task.done.connect(self._ask_any)
        task.failed.connect(self.failed)

    def _ask_any(self, found: AnyClock) -> None:
        panel = AnyClockPanel(found)
        answers = (
            Answer(CANCEL, words.say("kit.cancel")),
            Answer(DO, words.say("review.clock_do"), "accent"),
        )
        asking = self._open(words.say("review.clock_any_title"), "", answers, panel)

        def on_changed() -> None:
            asking.buttons[DO].setEnabled(bool(panel.change.offset_ms))

        def on_answered(key: str) -> None:
            wrong, offset_ms = panel.wrong, panel.change.offset_ms
            if key == DO and wrong is not None and offset_ms:
                self._do(lambda: self.presenter.put_right(wrong, offset_ms, panel.change.reason.text()))

        panel.changed.connect(on_changed)
        asking.answered.connect(on_answered)
        on_changed()

    def ask(self) -> None:
        """Open the question about what waits first."""
        first = self.presenter.first
        if isinstance(first, WrongClock):
            self._ask_wrong(first)
        elif isinstance(first, Contested):
            self._ask_contested(first)
        elif first is not None:
            self._ask_dates(first)

    def _ask_wrong(self, wrong: WrongClock) -> None:
        panel = WrongClockPanel(self.presenter, wrong)
        answers = (
            Answer(CANCEL, words.say("kit.cancel")),
            Answer(RIGHT, words.say("review.clock_was_right")),
            Answer(DO, words.say("review.clock_do"), "accent"),
        )
        title = words.say("review.clock_title", laptop=wrong.span.laptop)
        asking = self._open(title, self.presenter.said(wrong.span), answers, panel)

        def on_changed() -> None:
            asking.buttons[DO].setEnabled(bool(panel.change.offset_ms))

        def on_answered(key: str) -> None:
            offset_ms = 0 if key == RIGHT else panel.change.offset_ms
            if key != CANCEL and offset_ms is not None:
                self._do(lambda: self.presenter.put_right(wrong, offset_ms, panel.change.reason.text()))

        panel.changed.connect(on_changed)
        asking.answered.connect(on_answered)
        on_changed()

    def _ask_contested(self, contested: Contested) -> None:
        answers = [Answer(CANCEL, words.say("kit.cancel"))]
        by_key = {one.commit.hex(): one for one in contested.decisions}
        answers += [Answer(key, words.say("review.clock_keep", who=one.who)) for key, one in by_key.items()]
        title = words.say("review.clock_title", laptop=contested.decisions[0].span.laptop)
        line = words.say("review.clock_choose_line")
        asking = self._open(title, line, tuple(answers), ContestedPanel(self.presenter, contested))

        def on_answered(key: str) -> None:
            if key in by_key:
                self._do(lambda: self.presenter.choose(by_key[key]))

        asking.answered.connect(on_answered)

    def _ask_dates(self, waiting: WaitingDates) -> None:
        panel = DatesPanel(self.presenter, waiting)
        answers = (
            Answer(CANCEL, words.say("kit.cancel")),
            Answer(RIGHT, words.say("review.clock_dates_stay")),
            Answer(DO, words.say("review.clock_dates_move", count=len(waiting.dates)), "accent"),
        )
        title = words.say("review.clock_dates_title", laptop=waiting.decided.span.laptop)
        asking = self._open(title, words.say("review.clock_dates_line"), answers, panel)

        def on_changed() -> None:
            asking.buttons[DO].setText(words.say("review.clock_dates_move", count=len(panel.chosen)))
            asking.buttons[DO].setEnabled(bool(panel.chosen))

        def on_answered(key: str) -> None:
            if key == DO:
                self._do(lambda: self.presenter.move(panel.chosen))
            elif key == RIGHT:
                self._do(lambda: self.presenter.leave(waiting))

        panel.changed.connect(on_changed)
        asking.answered.connect(on_answered)

    def _open(self, title: str, line: str, answers: tuple[Answer, ...], panel: QWidget) -> Asking:
        self.panel = panel
        content = panel
        if look().scale >= SCROLLS_FROM:
            content = FollowScroll(panel)
            content.setMinimumHeight(max(look().px(80), self.window().height() - look().px(NOT_CONTENT)))
        self.asking = Asking(self, title, line, answers, escape=CANCEL, focus=CANCEL, content=content)
        return self.asking

    def _do(self, work: Callable[[], Done]) -> None:
        try:
            done, sentence = work()
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.decided.emit(sentence, done.batch, done.changes)
        self.load()

    def undo(self, batch: bytes) -> Changes | None:
        """Take a decision back; what that changed, None where it could not be."""
        try:
            undone = self.presenter.undo(batch)
        except Problem as problem:
            self.failed.emit(problem)
            return None
        self.load()
        return undone.changes
