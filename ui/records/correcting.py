"""Correct many: one question, one answer and the reason, what it would do beside it, and one button that does it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.commands.correcting import (
    Corrected,
    Correction,
    Preview,
    correct_many,
    correctable,
    preview,
)
from camifield.errors import Problem
from camifield.fields.declaration import Declared
from camifield.fields.values import Entry
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.telling import full_label
from ui.desk import Desk
from ui.records.answers import AnswerEditor
from ui.records.preview import PreviewList
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.layouts import Column
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.picker import Picker
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Text
from ui.widgets.tick import Tick
from ui.worker import Task

LOOK_AFTER_MS = 350
PIECE = 500


@dataclass(frozen=True)
class Gathered:
    """The records to correct, and their kinds."""

    ids: list[bytes]
    kinds: frozenset[str]


def gather(project: Project, cards: array[int], progress: Progress) -> Gathered:
    """The records of these cards; those that are gone since are left out. Raises Stopped."""
    ids: list[bytes] = []
    kinds: set[str] = set()
    for start in range(0, len(cards), PIECE):
        progress.step(start, len(cards), "records.looking")
        found = project.store.cards_at(cards[start : start + PIECE])
        ids += [card.id for card in found]
        kinds.update(card.kind for card in found)
    return Gathered(ids, frozenset(kinds))


class CorrectView(QWidget):
    """`corrected` with a Corrected when it was done; `back` to the list."""

    corrected = Signal(object)
    back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gathered = Gathered([], frozenset())
        self._task: Task[Preview] | None = None
        self._found: Preview | None = None
        self.editor: AnswerEditor | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self.header = PageHeader(words.say("records.correct_title"), has_back=True)
        self.header.back.connect(self.leave)
        self.notice = Notice()
        self.progress = ProgressRow()
        self.list = PreviewList(desk.words)
        page = Page(gap=12)
        for widget in (self.header, self.notice, self.progress):
            page.body.addWidget(widget)
        holder = QWidget()
        columns = Columns(holder)
        columns.place(self._make_form(), least=380)
        sheet = Card(gap=10)
        sheet.body.addWidget(Text(words.say("records.what_will_change"), "strong", tone="ink2"))
        sheet.body.addWidget(self.list)
        sheet.body.addStretch(1)
        columns.place(sheet, least=380)
        page.body.addWidget(holder)
        page.body.addStretch(1)
        page.set_bar(self._make_bar())
        Column(self, gap=0).addWidget(page)

    def _make_form(self) -> QWidget:
        card = Card(gap=8)
        self.question = Picker(name=words.say("records.question"))
        self.question.currentIndexChanged.connect(self._on_question)
        self._place = Column(gap=8)
        self.empty = Tick(words.say("records.make_empty"))
        self.empty.toggled.connect(self._on_changed)
        self.why = QLineEdit()
        self.why.setAccessibleName(words.say("records.why"))
        self.why.setPlaceholderText(words.say("records.why_hint"))
        card.body.addWidget(Text(words.say("records.question"), "strong", tone="ink2"))
        card.body.addWidget(self.question)
        card.body.addWidget(Text(words.say("records.new_answer"), "strong", tone="ink2"))
        card.body.addLayout(self._place)
        card.body.addWidget(self.empty)
        card.body.addWidget(Text(words.say("records.why"), "strong", tone="ink2"))
        card.body.addWidget(self.why)
        card.body.addStretch(1)
        return card

    def _make_bar(self) -> ActionBar:
        bar = ActionBar()
        cancel = Button(words.say("kit.cancel"), "quiet")
        cancel.clicked.connect(self.leave)
        bar.add_near(cancel)
        self.do = Button("", "accent", icon="edit")
        self.do.clicked.connect(self.correct)
        bar.add_far(self.do)
        return bar

    # The records and the question

    def begin(self, cards: array[int]) -> None:
        """Take the records of these cards in hand."""
        self._gathered = Gathered([], frozenset())
        self._show_found(None)
        self.notice.hide()
        self.why.clear()
        project = self._desk.project
        project.learn()
        if len(cards) <= PIECE:
            self._on_gathered(gather(project, cards, Progress()))
            return
        task = self._desk.read(lambda progress: gather(project, cards, progress), self)
        self.progress.watch(task.progress)
        task.done.connect(self._on_gathered)
        task.failed.connect(self.tell)
        task.stopped.connect(self.back)
        task.ended.connect(self.progress.finish)

    def _on_gathered(self, found: Gathered) -> None:
        self._gathered = found
        count = len(found.ids)
        number = whole_text(count, words.language())
        self.header.set_line(words.say("records.in_hand", number=number, count=count))
        asked: dict[str, str] = {}
        for kind in sorted(found.kinds):
            declared = self._desk.project.store.kinds[kind]
            asked.update(
                (name, full_label(declared, name, self._desk.words)) for name in correctable(declared)
            )
        self.question.blockSignals(True)
        self.question.clear()
        for name, shown in sorted(asked.items(), key=lambda one: one[1].casefold()):
            self.question.addItem(shown, name)
        self.question.blockSignals(False)
        self.question.setCurrentIndex(max(0, self.question.findData("event_date")))
        self._on_question()
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)

    def _declared(self, name: str) -> Declared | None:
        kinds = self._desk.project.store.kinds
        return next((kinds[one] for one in sorted(self._gathered.kinds) if name in kinds[one].fields), None)

    def _on_question(self) -> None:
        name = str(self.question.currentData() or "")
        declared = self._declared(name)
        if self.editor is not None:
            self._place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        if declared is None:
            return
        project = self._desk.project
        self.editor = AnswerEditor(project, declared, name, project.asking(self._desk.words))
        self.editor.changed.connect(self._on_changed)
        self._place.addWidget(self.editor)
        self.empty.setChecked(False)
        self._on_changed()

    def _on_changed(self) -> None:
        if self.editor is not None:
            self.editor.setEnabled(not self.empty.isChecked())
        self._show_found(None)
        self._timer.start()

    def correction(self) -> Correction | None:
        """What was answered so far; None while nothing was."""
        entry: Entry = self.editor.entry() if self.editor is not None else ""
        if self.empty.isChecked():
            entry = ""
        elif not entry:
            return None
        return Correction(str(self.question.currentData()), entry, self.why.text())

    # Before and after

    def look(self) -> None:
        """See what it would do, beside the window."""
        self._timer.stop()
        if self._task is not None:
            self._task.stop()
            self._task = None
        wanted = self.correction()
        if wanted is None or not self._gathered.ids:
            self._show_found(None)
            return
        project, ids, say = self._desk.project, self._gathered.ids, self._desk.words
        task = self._desk.read(lambda progress: preview(project, ids, wanted, say, progress), self)
        self._task = task
        self.progress.watch(task.progress)

        def on_done(found: Preview) -> None:
            if task is self._task:
                self._task = None
                self.progress.finish()
                self._show_found(found)

        task.done.connect(on_done)
        task.failed.connect(self.tell)

    def _show_found(self, found: Preview | None) -> None:
        self._found = found
        self.list.show_preview(found)
        count = found.changing if found is not None else 0
        number = whole_text(count, words.language())
        self.do.setText(words.say("records.correct_do", number=number, count=count))
        self.do.setEnabled(count > 0)

    def correct(self) -> None:
        """Do it, beside the window; Stop keeps what was done until then, and it can be undone as one."""
        wanted = self.correction()
        if wanted is None or not self.do.isEnabled():
            return
        self.do.setEnabled(False)
        project, ids, say = self._desk.project, self._gathered.ids, self._desk.words
        task = self._desk.run(lambda progress: correct_many(project, ids, wanted, say, progress), self)
        self.progress.watch(task.progress)
        task.done.connect(self._on_corrected)
        task.failed.connect(self.tell)
        task.stopped.connect(self.back)
        task.ended.connect(self.progress.finish)

    def _on_corrected(self, done: Corrected) -> None:
        self.corrected.emit(done)

    def tell(self, problem: Problem) -> None:
        """Say what went wrong."""
        self.progress.finish()
        self.notice.tell(problems.sentence(problem, self._desk.words), severity="error")

    def leave(self) -> None:
        """Back to the list with nothing done."""
        self._timer.stop()
        if self._task is not None:
            self._task.stop()
            self._task = None
        self.progress.finish()
        self.back.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
