"""The table and the chosen record: beside each other where both have room, else one in the place of the other."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from camifield.errors import Problem
from camifield.i18n import words
from camifield.queries.records import detail
from camifield.queries.values import Card as CardValue
from ui.desk import Desk
from ui.records.detail import DetailPanel
from ui.records.model import CardsModel
from ui.records.place_from import place_entries
from ui.records.table import RecordsTable
from ui.theme.theme import look
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.layouts import Row

DETAIL_WIDE = 344
WIDE_FROM = 1030
"""px of the design from which the detail stands beside the table: a window of 1200 without its rail and sides."""
DETAIL_AFTER_MS = 60
ALONE_TOP = 20
NO_LIMIT = 16_777_215


class RecordArea(QWidget):
    """`edit` with the kind and id of a record; `marked` when other rows are chosen; `failed` with a Problem.

    `alone` tells whether the record stands in the place of the table; `begin`, `bin` and `clear` are what the empty
    page offers.
    """

    edit = Signal(str, bytes)
    marked = Signal()
    failed = Signal(object)
    alone = Signal(bool)
    begin = Signal()
    bin = Signal()
    clear = Signal()
    begin_at = Signal(str, object)

    def __init__(self, desk: Desk, model: CardsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._is_narrow = False
        self.table = RecordsTable(model, name=words.say("records.title"))
        self.panel = DetailPanel(desk)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DETAIL_AFTER_MS)
        self._timer.timeout.connect(self.show_current)
        self._sheet = Card(gap=0, sides=(1, 0, 1, 1))
        self._stack = QStackedWidget()
        self._nothing_yet = EmptyState(
            "records", words.say("records.nothing_yet"), words.say("records.begin")
        )
        self._all_in_bin = EmptyState(
            "delete", words.say("records.all_in_bin"), words.say("records.show_bin")
        )
        self._not_found = EmptyState(
            "search", words.say("records.not_found"), words.say("records.clear_filters")
        )
        for view in (self.table, self._nothing_yet, self._all_in_bin, self._not_found):
            self._stack.addWidget(view)
        self._sheet.body.addWidget(self._stack)
        # However much a record has to tell, the page is as high as its table: the panel scrolls by itself.
        self.panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._row = Row(self, gap=16)
        self._row.addWidget(self._sheet, 1)
        self._row.addWidget(self.panel)
        self._nothing_yet.acted.connect(self.begin)
        self._all_in_bin.acted.connect(self.bin)
        self._not_found.acted.connect(self.clear)
        self.table.looked_at.connect(self._on_looked_at)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.panel.edit.connect(self.edit_current)
        self.panel.back.connect(self.close_detail)
        self.panel.make_place.connect(self._on_make_place)
        look().changed.connect(self.fit)

    # What is shown

    def show_rows(self, *, has_rows: bool, is_new: bool, is_all_in_bin: bool) -> None:
        """The table, or what teaches in its place."""
        empty = self._nothing_yet if is_new else self._all_in_bin if is_all_in_bin else self._not_found
        if not has_rows:
            self.close_detail()
        self._stack.setCurrentWidget(self.table if has_rows else empty)
        self.fit()

    def current_record(self) -> bytes | None:
        """The record of the row with the keyboard."""
        card = self._model.card_at(self.table.currentIndex().row())
        return card.id if card is not None else None

    def _on_looked_at(self, row: int) -> None:
        del row
        self.show_soon()

    def _on_selection_changed(self) -> None:
        self.marked.emit()
        self.show_soon()

    def show_soon(self) -> None:
        """Show the chosen record when the list has stood still for a moment: a search never waits for it."""
        self._timer.start()

    def show_current(self) -> None:
        """Show the chosen record, or how many are chosen."""
        self._timer.stop()
        if self._is_narrow and self._sheet.isVisibleTo(self):
            return
        marked = self.table.chosen_count()
        if marked > 1:
            self.panel.show_many(marked)
        else:
            self.show_record(self.current_record())

    def show_record(self, record: bytes | None) -> None:
        """Show a record in the panel."""
        self._timer.stop()
        try:
            found = detail(self._desk.project, record, self._desk.words) if record else None
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.panel.show_detail(found)

    # What is chosen

    def choose_first(self) -> None:
        """Begin at the first row where the panel would be empty otherwise."""
        if self.table.currentIndex().row() < 0 and self._model.rowCount() and not self._is_narrow:
            self.table.choose(0)

    def choose_card(self, card: CardValue | None) -> bool:
        """Choose the row of a card; False when the list does not hold it."""
        if card is None:
            return False
        row = self._model.row_of(card.card)
        if row >= self._model.rowCount() or self._model.positions[row] != card.card:
            return False
        self.table.choose(row)
        return True

    def chosen_cards(self) -> array[int]:
        """The card numbers of the chosen rows; of the shown record where none is."""
        chosen = array("q")
        for top, bottom in self.table.chosen_ranges():
            chosen.extend(self._model.positions[top : bottom + 1])
        if not chosen and self.panel.detail is not None:
            chosen.append(self.panel.detail.card.card)
        return chosen

    def edit_current(self) -> None:
        """Ask for the form of the record that is shown; nothing in the bin can be edited."""
        card = self._model.card_at(self.table.currentIndex().row())
        is_shown = self.panel.detail is not None and self.panel.isVisible()
        shown = self.panel.detail.card if is_shown and self.panel.detail is not None else card
        if shown is not None and not shown.deleted:
            self.edit.emit(shown.kind, shown.id)

    # One or both

    def _on_opened(self, index: QModelIndex) -> None:
        """Enter: the record where it is not in sight yet, else its form."""
        if self._is_narrow:
            self.open_detail()
        elif index.isValid():
            self.show_current()
            self.edit_current()

    def open_detail(self, record: bytes | None = None) -> None:
        """Show a record, the chosen one unless another is named; in the place of the table where there is no room."""
        if self._is_narrow:
            self._sheet.hide()
            self.panel.show()
            self._row.setContentsMargins(0, look().px(ALONE_TOP), 0, 0)
            self.alone.emit(True)
        if record is None:
            self.show_current()
        else:
            self.show_record(record)
        if self._is_narrow and self.panel.edit_button is not None:
            self.panel.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_make_place(self) -> None:
        detail = self.panel.detail
        if detail is not None:
            self.begin_at.emit("place", place_entries(self._desk.project, detail.card.id))

    def close_detail(self) -> None:
        """Back to the table, where there is room for only one of the two."""
        if self._is_narrow and not self._sheet.isVisibleTo(self):
            self._sheet.show()
            self.panel.hide()
            self._row.setContentsMargins(0, 0, 0, 0)
            self.alone.emit(False)
            self.focus_table()

    def focus_table(self) -> None:
        """Put the keyboard into the table."""
        if self._model.rowCount():
            if self.table.currentIndex().row() < 0:
                self.table.choose(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show what there is room for."""
        theme = look()
        is_narrow = self.width() < theme.px(WIDE_FROM)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._sheet.show()
            self._row.setContentsMargins(0, 0, 0, 0)
            self.alone.emit(False)
            self.panel.set_alone(is_narrow)
        if is_narrow:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(NO_LIMIT)
            self.panel.setVisible(not self._sheet.isVisibleTo(self))
        else:
            self.panel.setFixedWidth(theme.px(DETAIL_WIDE))
            self.panel.setVisible(self._stack.currentWidget() is self.table)
