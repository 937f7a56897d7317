"""Deleting, restoring and undoing from the page: a few at once, many beside the window with progress and Stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.changes import Changes
from camifield.commands.deleting import delete, restore
from camifield.commands.many import PIECE, Done
from camifield.commands.undoing import Undone, undo
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.progress import Progress
from camifield.project.project import Project
from ui.desk import Desk
from ui.widgets.asking import Answer, Asking
from ui.widgets.notice import Notice
from ui.widgets.progress_row import ProgressRow

AT_ONCE = 20
"""So few are done in the window's own time: less than a blink even on a slow disk."""
Work = Callable[[Project, Sequence[bytes], str, Progress | None], Done]


class Acting(QObject):
    """Does what a person asked with records, tells it in the page's notice with the way back, and tells the desk."""

    def __init__(self, desk: Desk, page: QWidget, notice: Notice, progress: ProgressRow) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._notice = notice
        self._progress = progress

    def delete(self, cards: Sequence[int]) -> None:
        """Put the records of these cards into the bin; more than one are asked about first."""
        if len(cards) == 1:
            self._run(cards, delete, "", self._on_deleted)
        elif cards:
            self._ask(cards)

    def _ask(self, cards: Sequence[int]) -> None:
        number = whole_text(len(cards), words.language())
        why = QLineEdit()
        why.setPlaceholderText(words.say("records.why_hint"))
        why.setAccessibleName(words.say("records.why"))
        asking = Asking(
            self._page,
            words.say("records.delete_title", number=number, count=len(cards)),
            words.say("records.delete_sentence"),
            (
                Answer("no", words.say("kit.cancel")),
                Answer("yes", words.say("records.delete"), "accent", "delete"),
            ),
            escape="no",
            content=why,
        )

        def on_answered(key: str) -> None:
            if key == "yes":
                self._run(cards, delete, why.text(), self._on_deleted)

        asking.answered.connect(on_answered)
        why.returnPressed.connect(lambda: asking.answer("yes"))  # it can be undone: no second way is needed

    def restore(self, cards: Sequence[int]) -> None:
        """Take the records of these cards out of the bin."""
        self._run(cards, restore, "", self._on_restored)

    def undo(self, what: bytes | Sequence[bytes], *, is_redo: bool = False) -> None:
        """Take back an action by its batch, or saves by their commits; `is_redo` where that was itself a taking back."""
        on_done = partial(self._on_undone, is_redo=is_redo)
        self._begin(lambda progress: undo(self._desk.project, what, progress), on_done, is_short=False)

    def _run(self, cards: Sequence[int], work: Work, why: str, on_done: Callable[[Done], None]) -> None:
        project = self._desk.project

        def act(progress: Progress) -> Done:
            ids: list[bytes] = []
            for start in range(0, len(cards), PIECE):
                progress.step(start, len(cards), "records.looking")
                ids += [card.id for card in project.store.cards_at(cards[start : start + PIECE])]
            return work(project, ids, why, progress)

        self._begin(act, on_done, is_short=len(cards) <= AT_ONCE)

    def _begin(
        self,
        work: Callable[[Progress], Done] | Callable[[Progress], Undone],
        on_done: Callable[..., None],
        *,
        is_short: bool,
    ) -> None:
        if is_short:
            try:
                on_done(work(Progress()))
            except Problem as problem:
                self._on_failed(problem)
            return
        task = self._desk.run(work, self)
        self._progress.watch(task.progress)
        task.done.connect(on_done)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(self._progress.finish)

    def _number(self, cards: int) -> str:
        return whole_text(cards, words.language())

    def _on_deleted(self, done: Done) -> None:
        self._tell("records.deleted_many", done)

    def _on_restored(self, done: Done) -> None:
        self._tell("records.restored_many", done)

    def _tell(self, key: str, done: Done) -> None:
        sentence = words.say(key, number=self._number(done.count), count=done.count)
        self._notice.tell(sentence, undo=partial(self.undo, done.batch) if done.count else None)
        self._desk.tell(done.changes)

    def _on_undone(self, undone: Undone, *, is_redo: bool) -> None:
        sentence = words.say("records.undone", number=self._number(undone.count), count=undone.count)
        if undone.kept:
            kept = len(undone.kept)
            left = words.say("records.undone_kept", number=self._number(kept), count=kept)
            self._notice.tell(
                words.say("records.two_sentences", first=sentence, second=left), severity="question"
            )
        else:
            again = partial(self.undo, undone.batch, is_redo=not is_redo) if undone.count else None
            self._notice.tell(sentence, undo=again, is_undone=not is_redo)
        self._desk.tell(undone.changes)

    def _on_failed(self, problem: Problem) -> None:
        self._notice.tell(problems.sentence(problem, self._desk.words), severity="error")

    def _on_stopped(self) -> None:
        """What was done before the Stop stands, and the list shows it."""
        self._notice.tell(words.say("records.stopped"), severity="told")
        self._desk.tell(Changes(everything=True))
