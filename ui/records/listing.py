"""The list of records: what is asked for, the answer as it comes, and staying in place when something changes."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.commands.many import PIECE
from camifield.errors import Problem
from camifield.i18n import problems
from camifield.queries.records import card_of
from ui import keys
from ui.desk import Desk
from ui.erasing import Erasing
from ui.filters.bar import FilterBar
from ui.filters.question import DELETED, MORE, Chosen
from ui.records.acting import Acting
from ui.records.area import RecordArea
from ui.records.head import ListHead
from ui.records.loading import Loading
from ui.records.model import CardsModel
from ui.records.presenter import RecordsPresenter
from ui.widgets.layouts import Column
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.progress_row import ProgressRow
from ui.widgets.severity import Severity

READ_AT_ONCE = 5_000
"""An answer of so few is read again in the window's own time, so that nothing flickers."""


class ListView(QWidget):
    """`begin` with a kind, `correct` with a kind and a record, `wants_export` with a CardQuery, its words and what its words may name.

    `wants_drafts` and `wants_correcting` (with card numbers) ask for the page's other views. `decide` with a record.
    """

    begin = Signal(str)
    correct = Signal(str, bytes)
    wants_export = Signal(object, str, object)
    wants_drafts = Signal()
    wants_correcting = Signal(object)
    decide = Signal(bytes)

    def __init__(self, desk: Desk, presenter: RecordsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._presenter = presenter
        self._found: int | None = None
        self._wanted: bytes | None = None
        self._has_asked = False
        self._is_new = False
        self.head = ListHead(self)
        self.filters = FilterBar(presenter)
        self.notice = Notice()
        self.progress = ProgressRow()
        self.acting = Acting(desk, self, self.notice, self.progress)
        self.erasing = Erasing(desk, self, self._tell_of_erasing, self.progress)
        self.model = CardsModel(presenter, desk.project.store.cards_at, self)
        self.area = RecordArea(desk, self.model)
        self._loading = Loading(desk, self)
        page = Page(gap=12, sides=(32, 0, 32, 20))
        Column(self, gap=0).addWidget(page)
        top = Column(gap=0)  # the head has room below it already
        top.addWidget(self.head)
        top.addWidget(self.filters)
        page.body.addLayout(top)
        page.body.addWidget(self.notice)
        page.body.addWidget(self.progress)
        page.body.addWidget(self.area, 1)
        self._connect()

    def _connect(self) -> None:
        self.head.wants_correcting.connect(self.on_correct_many)
        self.head.wants_export.connect(self.on_export)
        self.head.wants_drafts.connect(self.wants_drafts)
        self.filters.changed.connect(self.ask)
        self.filters.left.connect(self.area.focus_table)
        self._loading.began.connect(self._on_began)
        self._loading.ended.connect(self._on_ended)
        self._loading.failed.connect(self.tell)
        area = self.area
        area.marked.connect(self._show_count)
        area.failed.connect(self.tell)
        area.edit.connect(self.correct)
        area.alone.connect(self._on_alone)
        area.begin.connect(lambda: self.begin.emit("sighting"))
        area.bin.connect(lambda: self.filters.set_codes(MORE, (DELETED,)))
        area.clear.connect(self.filters.clear)
        area.table.wants_delete.connect(self.delete_chosen)
        area.panel.delete.connect(self.delete_chosen)
        area.panel.restore.connect(self.restore_chosen)
        area.panel.correct.connect(self.on_correct_many)
        area.panel.erase.connect(self.erase_chosen)
        area.panel.undo.connect(self.acting.undo)
        area.panel.decide.connect(self.decide)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(keys.FIND.first), self, self.focus_search, context=context)

    # Asking and showing

    def ask(self) -> None:
        """Ask anew: the first page is there at once, the rest follows."""
        self._found = None
        self._has_asked = True
        self.area.close_detail()
        self._loading.ask(self._presenter.query(), self._presenter.expand)

    def refresh(self, changes: Changes | None = None) -> None:
        """Ask the same question again and stay where the person is; all of it unless `changes` say that it is less."""
        if changes is not None and not (changes.records or changes.everything):
            self._show_count()
            return
        self._presenter.forget_names()
        self.filters.show_chosen()
        if not self._has_asked:
            self.ask()
            return
        self._wanted = self._wanted or self.area.current_record()
        self.model.forget_cards()
        query, expand = self._presenter.query(), self._presenter.expand
        if self.model.rowCount() > READ_AT_ONCE:
            self._loading.ask(query, expand, with_first=False)
            return
        self._loading.stop()
        try:
            self._on_ended(self._desk.project.store.positions(query, None, expand))
        except Problem as problem:
            self.tell(problem)

    def _on_began(self, first: array[int]) -> None:
        self.model.show_positions(first)
        self.area.table.scrollToTop()
        self._show_count()
        if self._choose_wanted():
            self._wanted = None
        self.area.choose_first()

    def _on_ended(self, positions: array[int]) -> None:
        """The whole answer is here; the row with the keyboard, and what is in view, stay."""
        self._found = len(positions)
        table = self.area.table
        were_all_chosen = table.chosen_count() == self.model.rowCount() > 1
        if not self.model.extend(positions):
            row, top = table.currentIndex().row(), table.verticalScrollBar().value()
            self.model.show_positions(positions)
            self._show_count()
            table.verticalScrollBar().setValue(top)
            if not self._choose_wanted() and row >= 0 and positions:
                table.choose(min(row, len(positions) - 1))
        elif not self._choose_wanted() and were_all_chosen:
            table.selectAll()  # all means the rows that came since as well
        self._wanted = None
        self._show_count()
        self.area.choose_first()
        self.area.show_soon()

    def _choose_wanted(self) -> bool:
        """Choose the record that was looked at before, wherever it stands now."""
        return self._wanted is not None and self.area.choose_card(card_of(self._desk.project, self._wanted))

    def _show_count(self) -> None:
        presenter = self._presenter
        total = presenter.total()
        self.head.show_count(presenter.count_line(self._found, total, self.area.table.chosen_count()))
        self.head.show_drafts(self._desk.project.drafts.count())
        has_rows = self.model.rowCount() > 0
        is_bare = not total and presenter.chosen.is_empty
        has_deleted = is_bare and presenter.has_deleted()
        self._is_new = is_bare and not has_deleted
        self.head.set_usable(has_rows and not presenter.is_bin)
        self.filters.setHidden(self._is_new or self.head.isHidden())
        self.area.show_rows(has_rows=has_rows, is_new=self._is_new, is_all_in_bin=has_deleted)

    def _on_alone(self, alone: bool, /) -> None:  # noqa: FBT001
        """The record has the whole page while it stands in the place of the table."""
        self.head.setHidden(alone)
        self.filters.setHidden(alone or self._is_new)

    def tell(self, problem: Problem) -> None:
        """Say what went wrong, above the table."""
        self.notice.tell(problems.sentence(problem, self._desk.words), severity="error")

    def look_at(self, record: bytes) -> None:
        """Show one record: in the list as it is asked for now, else in the whole list."""
        self._wanted = record
        if not self._choose_wanted():
            if not self._presenter.chosen.is_empty:
                self._presenter.chosen = Chosen()
                self.filters.show_chosen()
            self.ask()
        self.area.open_detail(record)

    # Acting on what is chosen

    def delete_chosen(self) -> None:
        """Put what is chosen into the bin."""
        if not self._presenter.is_bin:
            chosen = self.area.chosen_cards()
            self.area.close_detail()
            self.acting.delete(chosen)

    def restore_chosen(self) -> None:
        """Take what is chosen out of the bin."""
        self.acting.restore(self.area.chosen_cards())

    def erase_chosen(self) -> None:
        """Ask about erasing what the chosen records say of people."""
        chosen, store = self.area.chosen_cards(), self._desk.project.store
        pieces = (store.cards_at(chosen[start : start + PIECE]) for start in range(0, len(chosen), PIECE))
        records = [card.id for piece in pieces for card in piece]
        if records:
            self.erasing.ask(records)

    def _tell_of_erasing(self, sentence: str, severity: Severity) -> None:
        self.notice.tell(sentence, severity=severity)

    def on_correct_many(self) -> None:
        """Correct the chosen records, or all that were found when at most one is chosen."""
        is_some = self.area.table.chosen_count() > 1
        self.wants_correcting.emit(self.area.chosen_cards() if is_some else self.model.positions)

    def on_export(self) -> None:
        """Hand over what is asked for."""
        presenter = self._presenter
        self.wants_export.emit(presenter.query(), presenter.filter_words(), presenter.expand)

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.box.selectAll()
