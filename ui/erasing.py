"""Erasing what was said of a person, for coordinators: what would go is shown, and a word is typed, because there is no way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.changes import Changes
from camifield.commands.erasing import Erasing as Found
from camifield.commands.erasing import Scope, erase, look, remove_put_away
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.progress import Progress
from camifield.queries.erasures import erasures
from ui.desk import Desk
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Column
from ui.widgets.progress_row import ProgressRow
from ui.widgets.severity import Severity
from ui.widgets.text import Text
from ui.widgets.tick import Tick
from ui.worker import Task

CANCEL, DO = "cancel", "do"
Tell = Callable[[str, Severity], None]


class WhatGoes(QWidget):
    """The choice, what it would take, and the word to type. `changed` when that is known or typed."""

    changed = Signal()

    def __init__(self, desk: Desk, records: Sequence[bytes]) -> None:
        super().__init__()
        self._desk = desk
        self._records = tuple(records)
        self._task: Task[Found] | None = None
        self.found: Found | None = None
        column = Column(self, gap=10)
        choices = [Choice(one.value, words.say(f"erasing.{one.value}")) for one in Scope]
        self.scopes = ChipRow(choices, name=words.say("erasing.what"), is_required=True)
        self.scopes.set_chosen([Scope.NAMES.value])
        self.scopes.changed.connect(self.look)
        column.addWidget(self.scopes)
        self.told = Text("", "body")
        column.addWidget(self.told)
        self.put_away = Tick("", self)
        column.addWidget(self.put_away)
        self.put_away.hide()
        column.addWidget(Banner("error", words.say("erasing.warning")))
        self.why = self._box(column, words.say("erasing.why"))
        self.word = words.say("erasing.word")
        self.typed = self._box(column, words.say("erasing.type", word=self.word))
        self.typed.textEdited.connect(self.changed)
        self.look()

    def _box(self, column: Column, name: str) -> QLineEdit:
        column.addWidget(Text(name, "help", tone="ink2"))
        box = QLineEdit()
        box.setAccessibleName(name)
        column.addWidget(box)
        return box

    @property
    def scope(self) -> Scope:
        """How much goes."""
        return Scope(next(iter(self.scopes.chosen()), Scope.NAMES.value))

    @property
    def is_sure(self) -> bool:
        """Whether there is something to erase and the word was typed."""
        is_typed = self.typed.text().strip().casefold() == self.word.casefold()
        return is_typed and self.found is not None and bool(self.found.targets)

    def look(self) -> None:
        """See what would go, beside the window."""
        if self._task is not None:
            self._task.stop()
        self.found = None
        self.told.setText(words.say("erasing.looking"))
        self.changed.emit()
        project, records, scope = self._desk.project, self._records, self.scope
        task = self._desk.read(lambda _: look(project, records, scope), self)
        self._task = task

        def on_done(found: Found) -> None:
            if task is self._task:
                self._show(found)

        task.done.connect(on_done)
        task.failed.connect(self._on_failed)

    def _show(self, found: Found) -> None:
        self.found = found
        if found.targets:
            told = words.say(
                "erasing.would",
                count=found.records,
                number=whole_text(found.records, words.language()),
                parts=whole_text(len(found.targets), words.language()),
                copies=len(found.backups),
            )
        else:
            told = words.say("erasing.nothing")
        self.told.setText(told)
        self.put_away.setText(words.say("erasing.put_away", count=len(found.put_away)))
        self.put_away.setVisible(bool(found.put_away))
        self.changed.emit()

    def _on_failed(self, problem: Problem) -> None:
        self.told.setText(problems.sentence(problem, words.present()))


class Erasing(QObject):
    """The open question, and the work after it; `tell` says on the page what became of it."""

    def __init__(self, desk: Desk, page: QWidget, tell: Tell, progress: ProgressRow) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._tell = tell
        self._progress = progress
        self.asking: Asking | None = None
        self.what: WhatGoes | None = None

    def ask(self, records: Sequence[bytes], name: str = "") -> None:
        """Show what would go and ask; `name` is what they are called."""
        what = self.what = WhatGoes(self._desk, records)
        asking = self.asking = Asking(
            self._page,
            words.say("erasing.title_of", name=name) if name else words.say("erasing.title"),
            words.say("erasing.line"),
            (
                Answer(CANCEL, words.say("kit.cancel")),
                Answer(DO, words.say("erasing.do"), "accent", "hidden"),
            ),
            escape=CANCEL,
            content=what,
        )

        def on_changed() -> None:
            asking.buttons[DO].setEnabled(what.is_sure)

        def on_answered(key: str) -> None:
            self.asking = self.what = None
            if key == DO and what.is_sure:
                self._erase(records, what.scope, what.why.text(), what)

        what.changed.connect(on_changed)
        asking.answered.connect(on_answered)
        on_changed()

    def _erase(self, records: Sequence[bytes], scope: Scope, why: str, what: WhatGoes) -> None:
        project, language = self._desk.project, self._desk.words
        copies = what.found.put_away if what.found is not None and what.put_away.isChecked() else ()

        def work(progress: Progress) -> tuple[Changes, int]:
            changes = erase(project, records, scope, why, progress)
            remove_put_away(project, copies)
            return changes, erasures(project, language)[0].waiting

        task = self._desk.run(work, self)
        self._progress.watch(task.progress)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(self._progress.finish)

    def _on_done(self, done: tuple[Changes, int]) -> None:
        changes, waiting = done
        key = "erasing.done_waiting" if waiting else "erasing.done"
        self._desk.tell(changes)
        self._tell(words.say(key, count=waiting), "ok")

    def _on_failed(self, problem: Problem) -> None:
        self._tell(problems.sentence(problem, words.present()), "error")

    def _on_stopped(self) -> None:
        """Erased in the store already: what is beside it follows at the next start."""
        self._desk.tell(Changes(everything=True))
        self._tell(words.say("erasing.stopped"), "told")
