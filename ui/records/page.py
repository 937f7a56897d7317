"""The Records page: the list, the drafts, and the correction of many, one at a time."""

from __future__ import annotations

from array import array
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from camifield.changes import Changes
from camifield.commands.correcting import Corrected
from camifield.i18n import words
from camifield.i18n.writing import whole_text
from camifield.queries.finding import prepare
from ui.desk import Desk
from ui.filters.question import FILE, Chosen
from ui.records.correcting import CorrectView
from ui.records.drafts import DraftsView
from ui.records.listing import ListView
from ui.records.presenter import RecordsPresenter
from ui.widgets.layouts import Column
from ui.widgets.notice import Notice


class RecordsPage(QWidget):
    """`begin` with a kind, `correct` with a kind and a record, `go_on` with a draft, `wants_export` with a CardQuery,
    its words and what those may name, `decide` with a record whose answers differ, `begin_at` with a
    kind and its first answers. `refresh`, `look_at`, `show_import`,
    `show_chosen` and `show_drafts` are for the window.
    """

    begin = Signal(str)
    correct = Signal(str, bytes)
    go_on = Signal(bytes)
    wants_export = Signal(object, str, object)
    decide = Signal(bytes)
    begin_at = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.presenter = RecordsPresenter(desk.project, desk.words)
        self.list = ListView(desk, self.presenter)
        self.drafts: DraftsView | None = None
        self.correcting: CorrectView | None = None
        self._is_stale = True
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        Column(self, gap=0).addWidget(self._stack)
        self.list.begin.connect(self.begin)
        self.list.correct.connect(self.correct)
        self.list.wants_export.connect(self.wants_export)
        self.list.decide.connect(self.decide)
        self.list.area.begin_at.connect(self.begin_at)
        self.list.wants_drafts.connect(self.show_drafts)
        self.list.wants_correcting.connect(self.show_correcting)
        desk.changed.connect(self._on_changed)
        desk.read(lambda _progress: prepare(), self)

    @property
    def notice(self) -> Notice:
        """Where to tell what happened: on the view that is shown."""
        shown = self._stack.currentWidget()
        return shown.notice if isinstance(shown, DraftsView | CorrectView) else self.list.notice

    def refresh(self) -> None:
        """The window came to this page: show what is there now."""
        if self._is_stale:
            self._is_stale = False
            self.list.refresh()
        if self.drafts is not None and self._stack.currentWidget() is self.drafts:
            self.drafts.refresh()
        if self._stack.currentWidget() is self.list:
            self.list.area.focus_table()

    def _on_changed(self, changes: Changes) -> None:
        """Show changes at once while the page is in sight, else when it comes into sight."""
        if not self.isVisible():
            self._is_stale = True
            return
        self.list.refresh(changes)
        if self.drafts is not None and changes.drafts:
            self.drafts.refresh()

    def look_at(self, record: bytes) -> None:
        """Show one record."""
        self.show_list()
        self.list.look_at(record)

    def show_import(self, batch: bytes) -> None:
        """Show what one table brought."""
        self.show_list()
        self.list.filters.clear()
        self.list.filters.set_codes(FILE, [batch.hex()] if batch else [])

    def show_chosen(self, chosen: Chosen) -> None:
        """Show what another page asks for."""
        self.show_list()
        self.list.filters.show_question(chosen)

    def show_list(self) -> None:
        """Show the records."""
        self._stack.setCurrentWidget(self.list)
        self.list.area.focus_table()

    def show_drafts(self) -> None:
        """Show every draft."""
        if self.drafts is None:
            self.drafts = DraftsView(self._desk)
            self.drafts.go_on.connect(self.go_on)
            self.drafts.back.connect(self.show_list)
            self._stack.addWidget(self.drafts)
        self._stack.setCurrentWidget(self.drafts)
        self.drafts.refresh()
        self.drafts.focus_table()

    def show_correcting(self, cards: object) -> None:
        """Correct one answer in the records of these cards."""
        if self.correcting is None:
            self.correcting = CorrectView(self._desk)
            self.correcting.corrected.connect(self._on_corrected)
            self.correcting.back.connect(self.show_list)
            self._stack.addWidget(self.correcting)
        self._stack.setCurrentWidget(self.correcting)
        self.correcting.begin(cast("array[int]", cards))

    def _on_corrected(self, done: Corrected) -> None:
        self.show_list()
        number = whole_text(done.count, words.language())
        key = "records.corrected_left" if done.left_out else "records.corrected"
        left = whole_text(len(done.left_out), words.language())
        sentence = words.say(key, number=number, left=left, count=done.count)
        self.list.notice.tell(sentence, undo=partial(self.list.acting.undo, done.batch))
        self._desk.tell(done.changes)
