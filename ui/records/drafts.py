"""Every draft in one list: what it lacks, how to go on with it, and how to throw it away and bring it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QWidget

from camifield.commands.drafting import discard, take_back
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.queries.drafts import count_drafts
from ui.desk import Desk
from ui.records.drafts_model import DraftsModel
from ui.records.widths import Widths
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.table import Table

LIVING, DISCARDED = "living", "discarded"
WIDTHS = Widths(
    least={"kind": 50, "title": 180, "where": 130, "missing": 230, "who": 110, "when": 156},
    shares={"title": 2, "where": 3, "missing": 6, "who": 1},
    first_to_go=("when", "who", "where"),
)


class DraftsTable(Table):
    """`wants_discard` when Delete is pressed."""

    wants_discard = Signal()

    def __init__(self, model: DraftsModel) -> None:
        super().__init__(name=words.say("records.drafts"))
        self.setModel(model)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(False)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        WIDTHS.share_out(self)

    def on_changed(self) -> None:
        super().on_changed()
        WIDTHS.share_out(self)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.wants_discard.emit()
            return
        super().keyPressEvent(event)


class DraftsView(QWidget):
    """`go_on` with a draft; `back` to the list of records."""

    go_on = Signal(bytes)
    back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model = DraftsModel(desk, self)
        self.table = DraftsTable(self.model)
        self.table.opened.connect(self._on_opened)
        self.table.wants_discard.connect(self.discard_current)
        self.table.selectionModel().currentChanged.connect(self._show_buttons)
        self.header = PageHeader(words.say("records.drafts"), has_back=True)
        self.header.back.connect(self.back)
        self.go_on_button = Button(words.say("today.go_on"), "accent")
        self.go_on_button.clicked.connect(self.go_on_current)
        self.discard_button = Button(words.say("form.discard"), "outlined", icon="delete")
        self.discard_button.clicked.connect(self.discard_current)
        self.header.add(self.discard_button, self.go_on_button)
        choices = [Choice(code, words.say(f"records.drafts_{code}")) for code in (LIVING, DISCARDED)]
        self.which = ChipRow(choices, name=words.say("records.drafts_which"))
        self.which.set_chosen([LIVING])
        self.which.changed.connect(self._on_which)
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._none = EmptyState("draft", words.say("records.no_drafts"))
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        sheet = Card(gap=0, sides=(1, 0, 1, 1))
        sheet.body.addWidget(self._stack)
        page = Page(gap=12, sides=(32, 0, 32, 20))
        Column(self, gap=0).addWidget(page)
        top = Column(gap=0)  # the head has room below it already
        top.addWidget(self.header)
        top.addWidget(self.which)
        page.body.addLayout(top)
        page.body.addWidget(self.notice)
        page.body.addWidget(sheet, 1)

    def refresh(self) -> None:
        """Read the drafts anew, and stay at the row with the keyboard."""
        row = max(0, self.table.currentIndex().row())
        self.model.read()
        project, is_discarded = self._desk.project, self.model.is_discarded
        count = count_drafts(project, is_discarded=is_discarded)
        number = whole_text(count, words.language())
        self.header.set_line(words.say("records.drafts_count", number=number, count=count))
        rows = self.model.rowCount()
        self._stack.setCurrentWidget(self.table if rows else self._none)
        has_discarded = is_discarded or count_drafts(project, is_discarded=True) > 0
        self.which.setVisible(has_discarded)
        if rows:
            self.table.setCurrentIndex(self.model.index(min(row, rows - 1), 1))
        self._show_buttons()

    def focus_table(self) -> None:
        """Put the keyboard into the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        is_there = self.model.draft_at(self.table.currentIndex().row()) is not None
        is_discarded = self.model.is_discarded
        self.go_on_button.setEnabled(is_there)
        self.discard_button.setEnabled(is_there)
        self.discard_button.setVisible(not is_discarded)
        self.go_on_button.setText(words.say("records.draft_take_back" if is_discarded else "today.go_on"))

    def _on_which(self) -> None:
        chosen = self.which.chosen() or [LIVING]
        self.which.set_chosen(chosen)
        self.model.is_discarded = chosen[0] == DISCARDED
        self.notice.hide()
        self.refresh()

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.go_on_current()

    def go_on_current(self) -> None:
        """Open the chosen draft; one that was thrown away comes back first."""
        draft = self.model.draft_at(self.table.currentIndex().row())
        if draft is None:
            return
        if self.model.is_discarded:
            self._take_back(draft.id)
        else:
            self.go_on.emit(draft.id)

    def discard_current(self) -> None:
        """Throw the chosen draft away; for thirty days it can be brought back."""
        draft = self.model.draft_at(self.table.currentIndex().row())
        if draft is None or self.model.is_discarded:
            return
        try:
            changes = discard(self._desk.project, draft.id)
        except Problem as problem:
            self._tell(problem)
            return
        self.notice.tell(words.say("form.discarded"), undo=partial(self._take_back, draft.id))
        self._desk.tell(changes)

    def _take_back(self, draft: bytes) -> None:
        try:
            changes = take_back(self._desk.project, draft)
        except Problem as problem:
            self._tell(problem)
            return
        self.notice.tell(words.say("records.draft_taken_back"))
        self._desk.tell(changes)

    def _tell(self, problem: Problem) -> None:
        self.notice.tell(problems.sentence(problem, self._desk.words), severity="error")

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
            return
        super().keyPressEvent(event)
