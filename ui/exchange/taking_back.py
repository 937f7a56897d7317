"""Taking an import back as one, and bringing it back: beside the window, told where it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from ui.desk import Desk
from ui.widgets.notice import Notice
from ui.widgets.progress_row import ProgressRow

if TYPE_CHECKING:
    from camifield.commands.bringing_in import TakenBack


class TakingBack(QObject):
    """`changed` when it is done, True when the import stands again. One at a time."""

    changed = Signal(bool)

    def __init__(self, desk: Desk, owner: QWidget, notice: Notice, progress: ProgressRow) -> None:
        super().__init__(owner)
        self._desk = desk
        self._notice = notice
        self._progress = progress
        self._is_busy = False

    def undo(self, batch: bytes) -> None:
        """Take an import back: what nobody changed since goes, the rest is named and stays."""
        self._begin(batch, is_back=False)

    def restore(self, batch: bytes) -> None:
        """Bring back what was taken back."""
        self._begin(batch, is_back=True)

    def _begin(self, batch: bytes, *, is_back: bool) -> None:
        if self._is_busy:
            return
        from camifield.commands.bringing_in import restore_import, undo_import

        self._is_busy = True
        self._notice.hide()
        work = restore_import if is_back else undo_import
        task = self._desk.run(lambda progress: work(self._desk.project, batch, progress), self)
        self._progress.watch(task.progress)
        task.done.connect(partial(self._on_done, is_back=is_back))
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._is_busy = False
        self._progress.finish()

    def _on_done(self, taken: TakenBack, *, is_back: bool) -> None:
        self._is_busy = False
        key = "import.brought_back" if is_back else "import.taken_back"
        sentence = words.say(key, records=_number(taken.records), drafts=_number(taken.drafts))
        for more in _beside(taken, is_back=is_back):
            sentence = words.say("import.two_sentences", first=sentence, second=more)
        again = partial(self.undo if is_back else self.restore, taken.batch)
        severity = "question" if taken.kept or taken.people_stay else "ok"
        self._notice.tell(sentence, undo=again, is_undone=not is_back, severity=severity)
        self._desk.tell(taken.changes)
        self.changed.emit(is_back)

    def _on_failed(self, problem: Problem) -> None:
        self._notice.tell(problems.sentence(problem, words.present()), severity="error")

    def _on_stopped(self) -> None:
        self._notice.tell(words.say("import.taking_back_stopped"), severity="told")
        self._desk.tell(Changes(everything=True))
        self.changed.emit(False)


def _beside(taken: TakenBack, *, is_back: bool) -> Iterator[str]:
    """What else is said: who went with the import, and what and who stays."""
    if taken.people and not is_back:
        yield words.say("import.people_gone", count=taken.people, number=_number(taken.people))
    if taken.kept:
        yield words.say("import.kept", count=len(taken.kept), number=_number(len(taken.kept)))
    if taken.people_stay:
        names = words.say("title.list_mark").join(taken.people_stay)
        yield words.say("import.people_stay", count=len(taken.people_stay), names=names)


def _number(number: int) -> str:
    return whole_text(number, words.language())
