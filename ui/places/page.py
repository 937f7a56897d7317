"""The page of known places: find one, add, put right, delete with a way back, and see it on the map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QWidget

from camifield.changes import Changes
from camifield.commands.deleting import delete, restore
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from ui.desk import Desk
from ui.places.model import PlacesModel
from ui.places.presenter import PlacesPresenter
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column, Row
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.search_box import SearchBox
from ui.widgets.table import Table
from ui.widgets.text import tip

LEAST = (180, 130, 130, 200)
SHARES = (4, 3, 1, 2)


class PlacesTable(Table):
    """`wants_delete` when Delete is pressed."""

    wants_delete = Signal()

    def __init__(self, model: PlacesModel) -> None:
        super().__init__(name=words.say("places.title"))
        self.setModel(model)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        least = [look().px(one) for one in LEAST]
        rest = max(0, self.viewport().width() - sum(least))
        for column, (wide, share) in enumerate(zip(least, SHARES, strict=True)):
            self.setColumnWidth(column, wide + rest * share // sum(SHARES))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.wants_delete.emit()
            return
        super().keyPressEvent(event)


class PlacesPage(QWidget):
    """`add` and `edit` with the kind (and the place), `look_at` with its longitude and latitude, `closed` to go back."""

    add = Signal(str)
    edit = Signal(str, bytes)
    look_at = Signal(float, float)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._presenter = PlacesPresenter(desk.project, desk.words)
        self.model = PlacesModel()
        self.table = PlacesTable(self.model)
        self.table.opened.connect(self.edit_current)
        self.table.wants_delete.connect(self.delete_current)
        self.table.selectionModel().currentChanged.connect(self._show_buttons)
        self.header = PageHeader(words.say("places.title"), has_back=True)
        self.header.back.connect(self.closed)
        self.delete_button = self._button("places.delete", "delete", self.delete_current)
        self.map_button = self._button("places.on_map", "map", self._on_map)
        self.edit_button = self._button("settings.edit", "edit", self.edit_current)
        self.add_button = Button(words.say("settings.add_place"), "accent", icon="add")
        self.add_button.clicked.connect(lambda: self.add.emit("place"))
        self.header.add(self.edit_button, self.add_button)
        self.search = SearchBox(name=words.say("places.find"), placeholder=words.say("places.find"))
        self.search.searched.connect(self.refresh)
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._none = EmptyState("place", words.say("places.none"))
        self._none_fits = EmptyState("search", words.say("places.none_fits"))
        for one in (self.table, self._none, self._none_fits):
            self._stack.addWidget(one)
        self._lay_out()
        desk.changed.connect(self._on_changed)
        self.refresh()

    def _button(self, key: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(words.say(key), "outlined", icon=icon)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        sheet = Card(gap=0, sides=(1, 0, 1, 1))
        sheet.body.addWidget(self._stack)
        page = Page(gap=12, sides=(32, 0, 32, 20))
        Column(self, gap=0).addWidget(page)
        top = Column(gap=0)
        top.addWidget(self.header)
        line = Row(gap=8)
        line.addWidget(self.search, 1)
        line.addWidget(self.map_button)
        line.addWidget(self.delete_button)
        top.addLayout(line)
        page.body.addLayout(top)
        page.body.addWidget(self.notice)
        page.body.addWidget(sheet, 1)

    def refresh(self, _typed: str = "") -> None:
        """Read the places anew, and stay at the one with the keyboard."""
        chosen = self.model.place_at(self.table.currentIndex().row())
        self.model.show_lines(self._presenter.lines(self.search.text().strip()))
        count = self._presenter.count
        number = whole_text(count, words.language())
        self.header.set_line(words.say("places.count", count=count, number=number) if count else "")
        rows = self.model.rowCount()
        self._stack.setCurrentWidget(self.table if rows else self._none_fits if count else self._none)
        for one in (self.search, self.map_button, self.delete_button):
            one.setVisible(count > 0)
        if rows:
            row = self.model.row_of(chosen.id) if chosen is not None else 0
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._show_buttons()

    def begin(self) -> None:
        """Put the keyboard into the list, or where the first place is added."""
        start = self.table if self.model.rowCount() else self.add_button
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        place = self.model.place_at(self.table.currentIndex().row())
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(place is not None)
        self.map_button.setEnabled(place is not None and place.has_position)
        self.table.setToolTip(tip(self._presenter.near(place)) if place is not None else "")

    def edit_current(self, _index: QModelIndex | bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own argument
        """Open the chosen place to put it right."""
        place = self.model.place_at(self.table.currentIndex().row())
        if place is not None:
            self.edit.emit("place", place.id)

    def _on_map(self) -> None:
        place = self.model.place_at(self.table.currentIndex().row())
        if place is not None and place.has_position:
            self.look_at.emit(float(place.longitude), float(place.latitude))

    def delete_current(self) -> None:
        """Put the chosen place into the bin: it is offered no more, and records that name it keep what they have."""
        place = self.model.place_at(self.table.currentIndex().row())
        if place is None:
            return
        count = self._presenter.records_of(place.id)
        if not self._try(lambda: delete(self._desk.project, [place.id]).changes):
            return
        number = whole_text(count, words.language())
        said = words.say("places.deleted", name=place.name)
        if count:
            said = words.say("places.deleted_named", name=place.name, count=count, number=number)
        self.notice.tell(said, undo=partial(self._take_back, place.id))

    def _take_back(self, place: bytes) -> None:
        self._try(lambda: restore(self._desk.project, [place]).changes)

    def _try(self, work: Callable[[], Changes]) -> bool:
        try:
            changes = work()
        except Problem as problem:
            self.notice.tell(problems.sentence(problem, self._desk.words), severity="error")
            return False
        self._desk.tell(changes)
        return True

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or "place" in changes.kinds:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
