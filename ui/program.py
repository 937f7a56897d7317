"""The running program: which project is open, in which window, and what happens when another one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from camifield import settings as laptop
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.project.opening import open_project
from camifield.project.project import REAL, Project
from camifield.settings import Settings
from ui.desk import Desk
from ui.mistakes import Mistakes, tell
from ui.window import Window

if TYPE_CHECKING:
    from ui.single import FirstWindow
    from ui.trouble import TroubleWindow


class Program(QObject):
    """Owns the window. `start` answers whether there is one; a problem is told in a window of its own."""

    def __init__(self, app: QApplication, folder: Path, settings: Settings, file: Path | None = None) -> None:
        super().__init__()
        self._file = file
        self._app = app
        self._folder = folder
        self._settings = settings
        self.window: Window | None = None
        self._first: FirstWindow | None = None
        self._trouble: TroubleWindow | None = None
        self._host: QWidget | None = None
        self._told: QObject | None = None
        self._mistakes = Mistakes(laptop.reports_folder(), REAL.clock, self)
        self._mistakes.told.connect(self._on_mistake)
        self._mistakes.install()

    def _on_mistake(self, report: Path | None) -> None:
        """Tell of a mistake of the program; of one that comes again and again, once until that is read."""
        if self.window is not None and self.window.isVisible() and self._told is None:
            self._told = tell(self.window, report)
            self._told.destroyed.connect(self._on_read)

    def _on_read(self) -> None:
        self._told = None

    def start(self, passphrase: str | None = None) -> bool:
        """Open the project and show the window. False when another window has it open and came forward."""
        try:
            project = open_project(self._folder, settings=self._settings, passphrase=passphrase)
        except Problem as problem:
            if problem.code in ("keys-are-closed", "passphrase-wrong"):
                self._ask_to_open(problem)
                return True
            if problem.code == "store-is-open-elsewhere" and self._raise_first():
                return False
            self._tell(problem)
            return True
        self._show(project)
        return True

    def _ask_to_open(self, problem: Problem) -> None:
        """After a restore new feeds are signed at once: without its keys the project cannot go on."""
        from ui.unlocking import ask_to_open

        def again(typed: str) -> None:
            self.start(typed)

        is_wrong = problem.code == "passphrase-wrong"
        line = problems.sentence(problem, words.present()) if is_wrong else ""
        self._host = ask_to_open(again, line)

    def _raise_first(self) -> bool:
        from ui.single import raise_first

        return raise_first(self._folder, self._file)

    def _listen(self) -> None:
        """Hear a second start; only once the window is painted, because Qt's network part takes its time to load."""
        from ui import qt_words
        from ui.single import FirstWindow

        qt_words.use(words.language())
        if self._first is None:
            self._first = FirstWindow(self._folder, self)
            self._first.asked.connect(self._come_forward)
            self._first.opened.connect(self._on_opened)

    def _show(self, project: Project) -> None:
        old = self.window
        window = Window(Desk(project))
        window.restore_geometry(project.settings.window)
        window.reopen.connect(self._on_reopen)
        window.sample_wanted.connect(self._on_sample)
        window.real_wanted.connect(self._on_reopen)
        window.painted.connect(self._listen, Qt.ConnectionType.QueuedConnection)
        window.painted.connect(self._open_given, Qt.ConnectionType.QueuedConnection)
        self.window = window
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()
        reason = project.store.is_read_only_because
        problem = Problem(reason) if reason else project.drafts.problem
        if problem is not None:
            window.today.notice.tell(problems.sentence(problem, words.present()), severity="warning")

    def _open_given(self) -> None:
        """Open the file that the program was started with; only once, for a window may be made anew."""
        file, self._file = self._file, None
        if file is not None:
            self._on_opened(file)

    def _on_opened(self, file: Path) -> None:
        if self.window is not None:
            self.window.open_file(file)

    def _come_forward(self) -> None:
        if self.window is not None:
            self.window.showNormal() if self.window.isMinimized() else self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def _tell(self, problem: Problem) -> None:
        from ui.trouble import TroubleWindow

        present = words.present()
        self._trouble = TroubleWindow(problems.what(problem, present), problems.what_to_do(problem, present))
        self._trouble.show()

    def _on_reopen(self) -> None:
        """Open the real project again: after a backup was put back, or on leaving the sample."""
        if self.window is not None:
            self._keep_geometry(self.window)
            self.window.desk.close()
        settings = laptop.load(laptop.settings_file(), REAL.entropy, REAL.clock).settings
        self._settings = settings
        self.start()

    def _on_sample(self) -> None:
        """Make the sample beside the window, then show it in place of the real project, which is closed."""
        from camifield.commands.sample import open_sample

        window = self.window
        if window is None:
            return
        settings = window.desk.project.settings
        task = window.desk.run(
            lambda progress: open_sample(self._folder, settings, laptop.settings_file(), progress), self
        )
        window.today.notice.tell(words.say("sample.making"), severity="told")
        task.done.connect(self._on_sample_made)
        task.failed.connect(self._on_sample_failed)

    def _on_sample_made(self, sample: Project) -> None:
        if self.window is not None:
            self._keep_geometry(self.window)
            self.window.desk.close()
        self._show(sample)

    def _on_sample_failed(self, problem: Problem) -> None:
        from ui.widgets.asking import Answer, Asking

        if self.window is not None:
            sentence = problems.sentence(problem, words.present())
            answers = [Answer("ok", words.say("window.close"), "accent")]
            Asking(self.window, words.say("sample.failed"), sentence, answers, escape="ok")

    def _keep_geometry(self, window: Window) -> None:
        project = window.desk.project
        try:
            project.change_settings(replace(project.settings, window=window.geometry_text()))
        except Problem:
            return  # the size of a window is not worth a word

    def close(self) -> None:
        """Close whatever is open: for the end of the program."""
        self._mistakes.uninstall()
        if self.window is not None:
            if self.window.desk.project.is_open:
                self._keep_geometry(self.window)
            self.window.desk.close()

    def quit_after_paint(self, tell: Callable[[], None]) -> None:
        """Tell of the first paint and end there: for measuring how fast that is. A window of trouble ends at once."""
        if self.window is None:
            QTimer.singleShot(0, self._app.quit)  # pyright: ignore[reportUnknownMemberType]  (overloads)
            return
        self.window.painted.connect(tell)
        self.window.painted.connect(self._app.quit)
