"""The page: columns and rows of one table before anything is kept, then the import beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal

from camifield.commands.importing.running import Imported
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.progress import Step
from ui.desk import Desk
from ui.exchange.bringing_in.board import Board
from ui.exchange.bringing_in.foot import Foot
from ui.exchange.bringing_in.looking import Opened, Reading, Wish
from ui.exchange.bringing_in.presenter import BringingIn
from ui.exchange.bringing_in.result import ResultPage
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.header import PageHeader
from ui.widgets.page import Page
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import TagLabel
from ui.worker import Task

CANCEL, REST, AGAIN, WITHOUT = "cancel", "rest", "again", "without"


class ImportPage(Page):
    """One table on its way in. `closed` to go back; `wants_other` for another file; `finished` with what came of it.

    `goes_on`: an import that was stopped goes on as soon as the file is open.
    """

    closed = Signal()
    wants_other = Signal()
    finished = Signal(ResultPage)

    def __init__(
        self, desk: Desk, presenter: BringingIn, wish: Wish | None = None, *, goes_on: bool = False
    ) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self.presenter = presenter
        self._opening: Task[Opened] | None = None
        self._looking: Task[Reading] | None = None
        self._reading: Reading | None = None
        self._is_importing = False
        self._goes_on = goes_on
        self._header = PageHeader(words.say("import.title"), presenter.path.name, has_back=True)
        self._tag = TagLabel(words.say("import.step.file"))
        self._header.add(self._tag)
        self._header.back.connect(self.leave)
        self.body.addWidget(self._header)
        self.trouble = Banner("error", "")
        self.trouble.acted.connect(self.wants_other)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.board = Board(presenter)
        self.board.hide()
        self.body.addWidget(self.board, 1)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.body.addStretch(0)
        self.foot = Foot()
        self.foot.hide()
        self.set_bar(self.foot)
        self._wire()
        self.open(wish or Wish())

    def _wire(self) -> None:
        board = self.board
        board.changed.connect(self.look_through)
        board.wished.connect(self.open)
        self.foot.back.clicked.connect(self.leave)
        self.foot.do.clicked.connect(self.on_do)

    def leave(self) -> None:
        """Go back; while it is brought in, only Stop ends that."""
        if self._is_importing:
            return
        self._stop(self._opening)
        self._stop(self._looking)
        self.closed.emit()

    def _stop(self, task: Task[Opened] | Task[Reading] | None) -> None:
        if task is not None:
            task.stop()

    # The file

    def open(self, wish: Wish) -> None:
        """Open the file, or read it in another way, beside the window."""
        self._stop(self._opening)
        self._stop(self._looking)
        self._reading = None
        self.trouble.hide()
        self.foot.do.setEnabled(False)
        task = self._desk.read(lambda progress: self.presenter.look(wish, progress), self)
        self._opening = task
        self.progress.watch(task.progress)
        task.done.connect(partial(self._on_opened, task))
        task.failed.connect(partial(self._on_problem, task))
        task.stopped.connect(partial(self._on_stopped, task))

    def _on_opened(self, task: Task[Opened], opened: Opened) -> None:
        if task is not self._opening:
            return
        is_first = self.presenter.opened is None
        self._opening = None
        self.progress.finish()
        self.presenter.take(opened)
        self._tag.setText(words.say("import.step.columns"))
        self.board.show_table(is_first=is_first)
        self.board.show()
        self.foot.show()
        if self._goes_on:
            self._goes_on = False
            self.bring_in(only_the_rest=True)
            return
        self.look_through()
        if is_first and self.isVisible():
            # Once everything has its place: the page scrolls to what has the keyboard.
            QTimer.singleShot(0, self.board.begin)  # pyright: ignore[reportUnknownMemberType]  (overloads)

    def _on_problem(self, task: Task[Opened], problem: Problem) -> None:
        """No table, or not as it was wished: what happened, and what to do."""
        if task is not self._opening:
            return
        self._opening = None
        self.progress.finish()
        sentence = problems.sentence(problem, words.present())
        self.trouble.show_banner("error", sentence, words.say("import.choose_another"))
        self.trouble.show()
        if self.presenter.opened is None:
            self.trouble.action.setFocus()
        else:
            self.board.show_mapping()  # the choices show what still holds
            self.look_through()

    def _on_stopped(self, task: Task[Opened]) -> None:
        if task is not self._opening:
            return
        self._opening = None
        self.progress.finish()
        if self.presenter.opened is None:
            self.closed.emit()
        else:
            self.board.show_mapping()
            self.look_through()

    # The rows

    def look_through(self) -> None:
        """Look through the rows with the present mapping; the ones seen so far are shown meanwhile."""
        self._stop(self._looking)
        reading = self.presenter.reading()
        self._reading = reading
        task = self._desk.read(reading.run, self)
        self._looking = task
        self._show_do(is_ready=False)
        task.stepped.connect(partial(self._on_stepped, reading))
        task.done.connect(partial(self._on_looked, is_whole=True))
        task.failed.connect(partial(self._on_looking_failed, reading))

    def _on_stepped(self, reading: Reading, step: Step) -> None:
        if step.doing == "import.looking":
            self._on_looked(reading, is_whole=False)

    def _on_looked(self, reading: Reading, *, is_whole: bool) -> None:
        if reading is not self._reading or reading.preview is None:
            return
        self.presenter.show(reading)
        self.board.show_rows(is_all=is_whole)
        self._show_do(is_ready=is_whole)

    def _on_looking_failed(self, reading: Reading, problem: Problem) -> None:
        if reading is not self._reading:
            return
        self._on_looked(reading, is_whole=False)
        self.trouble.show_banner("error", problems.sentence(problem, words.present()))
        self.trouble.show()

    def _show_do(self, *, is_ready: bool) -> None:
        presenter = self.presenter
        note = presenter.first_rows_line() if is_ready else presenter.counting_line()
        is_of_now = self._reading is not None and self._reading.preview is presenter.preview
        is_enough = is_ready or (is_of_now and presenter.has_shown)
        self.foot.show_counts(presenter.counts(), note, presenter.shown_line())
        self.foot.do.setText(presenter.do_words() if is_enough else words.say("import.do_plain"))
        self.foot.do.setEnabled(is_enough and presenter.can_bring_in and not self._is_importing)

    # The import

    def on_do(self) -> None:
        """Bring it in, once nothing is left to ask."""
        self.board.settle()
        if not self.foot.do.isEnabled():
            return
        questions = self.board.questions
        if questions:
            self._ask(questions[0].asked, questions[0].sentence, questions[0].answers)
        elif self.presenter.earlier_line():
            self._ask_again()
        else:
            self.bring_in()

    def _ask(self, asked: str, sentence: str, answers: tuple[tuple[str, str], ...]) -> None:
        buttons = [Answer(CANCEL, words.say("kit.cancel")), *(Answer(code, shown) for code, shown in answers)]
        asking = Asking(self, words.say("import.ask_first"), sentence, buttons, escape=CANCEL)

        def on_answered(code: str) -> None:
            if code != CANCEL:
                self.open(self.presenter.wish_answered(asked, code))

        asking.answered.connect(on_answered)

    def _ask_again(self) -> None:
        """The same sheet was brought in before: nothing comes in twice unless a person says so."""
        answers = (
            Answer(CANCEL, words.say("kit.cancel")),
            Answer(AGAIN, words.say("import.all_again")),
            Answer(REST, words.say("import.only_the_rest"), "accent"),
        )
        rest = words.say("import.again_line")
        sentence = words.say("import.again_sentence", earlier=self.presenter.earlier_line(), rest=rest)
        asking = Asking(self, words.say("import.again"), sentence, answers, escape=CANCEL)

        def on_answered(code: str) -> None:
            if code != CANCEL:
                self.bring_in(again=code == AGAIN, only_the_rest=code == REST)

        asking.answered.connect(on_answered)

    def _ask_without_backup(self, problem: Problem, bring_in: Callable[[], None]) -> None:
        """No backup could be made before the first row: that is said, and a person decides."""
        self.look_through()
        answers = (
            Answer(CANCEL, words.say("kit.cancel"), "accent"),
            Answer(WITHOUT, words.say("import.without_backup")),
        )
        told = problems.sentence(problem, words.present())
        sentence = words.say("import.no_backup_sentence", problem=told)
        asking = Asking(self, words.say("import.no_backup"), sentence, answers, escape=CANCEL)

        def on_answered(code: str) -> None:
            if code == WITHOUT:
                bring_in()

        asking.answered.connect(on_answered)

    def bring_in(
        self, *, again: bool = False, only_the_rest: bool = False, without_backup: bool = False
    ) -> None:
        """Import the sheet beside the window, after a backup where something is here to lose."""
        self._stop(self._looking)
        self._set_importing(is_on=True)
        task = self._desk.run(
            lambda progress: self.presenter.bring_in(
                progress, again=again, only_the_rest=only_the_rest, without_backup=without_backup
            ),
            self,
        )
        self.progress.watch(task.progress)
        task.done.connect(self._on_done)
        once_more = partial(self.bring_in, again=again, only_the_rest=only_the_rest, without_backup=True)
        task.failed.connect(partial(self._on_failed, bring_in=once_more))
        task.stopped.connect(self._on_import_stopped)
        task.ended.connect(self.progress.finish)

    def _set_importing(self, *, is_on: bool) -> None:
        self._is_importing = is_on
        self._tag.setText(words.say("import.step.importing" if is_on else "import.step.columns"))
        self.board.setEnabled(not is_on)
        self._header.back_button.setEnabled(not is_on)
        self.foot.back.setEnabled(not is_on)
        self.foot.do.setEnabled(not is_on)

    def _on_done(self, imported: Imported) -> None:
        self._set_importing(is_on=False)
        self._desk.tell(imported.changes)
        self.finished.emit(ResultPage(self._desk, self.presenter, imported))

    def _on_import_stopped(self) -> None:
        """Stopped before the first row: the page is as it was."""
        self._set_importing(is_on=False)
        self.look_through()

    def _on_failed(self, problem: Problem, *, bring_in: Callable[[], None]) -> None:
        """What was written before it failed stands, and is named with its Undo on the Exchange page."""
        self._set_importing(is_on=False)
        if problem.code.startswith("backup-"):
            self._ask_without_backup(problem, bring_in)
            return
        sentence = problems.sentence(problem, words.present())
        self.trouble.show_banner("error", words.say("import.failed", problem=sentence))
        self.trouble.show()
        self.look_through()
