"""Backups on the Settings page: how old the last one is, make one now, put one back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.commands import backing_up
from camifield.errors import Problem
from camifield.i18n import problems, words
from ui.desk import Desk
from ui.settings.presenter import SettingsPresenter
from ui.standing import keyboard_kept
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import flowing
from ui.widgets.layouts import Row
from ui.widgets.progress_row import ProgressRow
from ui.widgets.seam import SectionTitle
from ui.widgets.text import ElidedLabel, Text

SHOWN = 4


class BackupsCard(Card):
    """`reopen` after a backup was put back: the project is then closed and must be opened again."""

    reopen = Signal()

    def __init__(self, desk: Desk, presenter: SettingsPresenter) -> None:
        super().__init__(gap=10)
        self._desk = desk
        self._presenter = presenter
        self.body.addWidget(
            SectionTitle(words.say("settings.backups"), line=presenter.backup_line(), has_seam=False)
        )
        self.body.addWidget(Text(words.say("settings.backups_line"), "help", tone="ink2"))
        for backup, when, what in presenter.backups()[:SHOWN]:
            self.body.addWidget(self._line(backup.path, when, what, is_readable=backup.manifest is not None))
        now = Button(words.say("settings.back_up_now"), "outlined", icon="backup")
        now.clicked.connect(lambda: self._make(None))
        elsewhere = Button(words.say("settings.back_up_to"), "quiet", icon="stick")
        elsewhere.clicked.connect(self._on_elsewhere)
        other = Button(words.say("settings.put_back_other"), "quiet")
        other.clicked.connect(self._on_other)
        self.body.addWidget(flowing(now, elsewhere, other))
        self._progress = ProgressRow()
        self.body.addWidget(self._progress)
        self._result = Banner("ok", "")
        self._result.hide()
        self.body.addWidget(self._result)

    def _line(self, path: Path, when: str, what: str, *, is_readable: bool) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        row.addWidget(ElidedLabel(when, "row_title"), 1)
        row.addWidget(ElidedLabel(what, "help", tone="ink2"), 1)
        if is_readable:
            button = Button(words.say("settings.put_back"), "quiet")
            button.setAccessibleName(words.say("settings.put_back_of", when=when))
            button.clicked.connect(lambda _=False: self._ask(path, when))
            row.addWidget(button)
        return holder

    def _on_elsewhere(self) -> None:
        with keyboard_kept(self):
            folder = QFileDialog.getExistingDirectory(self, words.say("settings.back_up_to"))
        if folder:
            self._make(Path(folder))

    def _on_other(self) -> None:
        known = self._presenter.backups()
        folder = str(known[0][0].path.parent if known else Path.home())
        title = words.say("settings.put_back_other")
        with keyboard_kept(self):
            name, _ = QFileDialog.getOpenFileName(self, title, folder, "*.cfbackup")
        if name:
            self._ask(Path(name), Path(name).name)

    def _make(self, target: Path | None) -> None:
        project = self._desk.project
        task = self._desk.run(
            lambda progress: backing_up.back_up(
                project, progress, target=target, with_photos=target is not None
            ),
            self,
        )
        self._progress.watch(task.progress)
        task.done.connect(self._tell_made)
        task.failed.connect(self._on_failed)
        task.stopped.connect(lambda: self._tell("told", words.say("settings.backup_stopped")))
        task.ended.connect(self._progress.finish)

    def _tell_made(self, made: backing_up.Made) -> None:
        self._tell("ok", words.say("settings.backup_made", file=made.path.name))

    def _tell(self, severity: str, sentence: str) -> None:
        shown = "ok" if severity == "ok" else "error" if severity == "error" else "told"
        self._result.show_banner(shown, sentence)
        self._result.show()

    def _on_failed(self, problem: Problem) -> None:
        self._tell("error", problems.sentence(problem, words.present()))

    def _ask(self, path: Path, when: str) -> None:
        answers = [
            Answer("no", words.say("settings.put_back_no")),
            Answer("yes", words.say("settings.put_back"), "accent", "backup"),
        ]
        title = words.say("settings.put_back_title", when=when)
        card = Asking(self, title, words.say("settings.put_back_line"), answers, escape="no", focus="no")
        card.answered.connect(partial(self._on_answered, path))

    def _on_answered(self, path: Path, key: str) -> None:
        if key == "yes":
            self._put_back(path)

    def _put_back(self, path: Path) -> None:
        project = self._desk.project
        task = self._desk.run(lambda progress: backing_up.put_back(project, path, progress), self)
        self._progress.watch(task.progress)
        task.done.connect(self._on_put_back)
        task.failed.connect(self._on_put_back_failed)
        task.ended.connect(self._progress.finish)

    def _on_put_back(self, _restored: object) -> None:
        self.reopen.emit()

    def _on_put_back_failed(self, problem: Problem) -> None:
        self._on_failed(problem)
        if not self._desk.project.is_open:
            self.reopen.emit()
