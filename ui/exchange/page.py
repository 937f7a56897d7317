"""The Exchange page: laptops that meet, the agency's workbook, and tables to bring in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from camifield.i18n import words
from camifield.i18n.writing import whole_text
from camifield.queries.today import unsent
from camifield.queries.values import CardQuery, Expand
from ui.desk import Desk
from ui.exchange.home import HomePage
from ui.exchange.lately import Lately
from ui.letter_files import SUFFIX
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text


class ExchangePage(QWidget):
    """A home with the ways in and out, and the task that was begun over it.

    `wants_records` with the batch of an import, `wants_drafts`: what came of it is looked at on the Records page.
    `wants_team` to invite or join, `letter_opened` with a file that belongs to that.
    """

    wants_records = Signal(bytes)
    wants_drafts = Signal()
    wants_team = Signal()
    letter_opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stack = QStackedWidget()
        self.lately = Lately(desk, self)
        self.lately.changed.connect(self.refresh)
        self.home = HomePage(desk, self._make_cards)
        self.home.wants_team.connect(self.wants_team)
        self.home.letter_opened.connect(self.letter_opened)
        column = Column(self, gap=0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.lately.strip)
        self._stack.addWidget(self.home)
        self.setAcceptDrops(True)
        self._waiting: Path | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show the home page anew; a task or a meeting that is open stays open."""
        self.home.refresh()

    def _make_cards(self) -> Sequence[QWidget]:
        """What stands below the laptops: the agency's workbook, and tables of others."""
        return self._export_card(), self._import_card(), self._areas_card(), self.lately.make_card()

    def _export_card(self) -> QWidget:
        waiting, _ = unsent(self._desk.project)
        line = words.say("exchange.for_agency_line")
        if waiting:
            told = words.say(
                "exchange.waiting_export", count=waiting, number=whole_text(waiting, words.language())
            )
            line = words.say("import.two_sentences", first=told, second=line)
        card = self._task_card("workbook", "exchange.for_agency", line)
        button = Button(words.say("exchange.make_workbook"), "outlined", icon="hand_over")
        button.clicked.connect(self._on_export)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _on_export(self) -> None:
        self.export()

    def _import_card(self) -> QWidget:
        card = self._task_card("take_in", "exchange.bring_in", words.say("exchange.bring_in_line"))
        button = Button(words.say("exchange.choose_table"), "outlined", icon="take_in")
        button.clicked.connect(self.bring_in)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _areas_card(self) -> QWidget:
        card = self._task_card("area", "areas.title", words.say("exchange.areas_line"))
        button = Button(words.say("exchange.areas"), "outlined", icon="area")
        button.clicked.connect(self.open_areas)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _task_card(self, icon: str, title: str, line: str) -> Card:
        card = Card(gap=10)
        head = Row(gap=12)
        head.addWidget(IconMark(icon, "accent", px=24))
        head.addWidget(Text(words.say(title), "card_title"), 1)
        card.body.addLayout(head)
        card.body.addWidget(Text(line, "help", tone="ink2"))
        return card

    def export(
        self, query: CardQuery | None = None, filter_words: str = "", expand: Expand | None = None
    ) -> None:
        """Open the hand-over of these records; of all when nothing was chosen."""
        from ui.exchange.export_page import ExportPage
        from ui.exchange.export_presenter import ExportPresenter

        presenter = ExportPresenter(self._desk.project, words.present())
        if query is not None:
            presenter.query, presenter.filter_words = query, filter_words
        if expand is not None:
            presenter.expand = expand
        self.show_task(ExportPage(self._desk, presenter))

    def bring_in(self) -> None:
        """Choose a table and open its preview."""
        from ui.exchange.import_start import choose_table

        choose_table(self, self._desk, self.show_task)

    def open_areas(self) -> None:
        """Open the page of own areas and lines."""
        from ui.exchange.import_start import open_areas

        open_areas(self, self._desk, self.show_task)

    def open_file(self, path: Path) -> None:
        """Open the preview of a file, as after a drop: of a meeting, or of a table."""
        from ui.exchange.import_start import open_file

        if path.suffix.casefold() == SUFFIX:
            if self._stack.count() > 1:
                self._waiting = path
                self.lately.strip.show()
                told = words.say("exchange.file_waits", file=path.name)
                self.lately.notice.tell(told, severity="told")
            else:
                self.home.open_bundle(path)
            return
        open_file(self, self._desk, self.show_task, path)

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        from ui.exchange.import_start import dropped_file

        if self._stack.count() == 1 and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent, /) -> None:
        from ui.exchange.import_start import dropped_file

        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def show_task(self, task: QWidget) -> None:
        """Put a task over the home page; its `closed` leads back."""
        while self._stack.count() > 1:
            old = self._stack.widget(1)
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(task)
        self._stack.setCurrentWidget(task)
        self.lately.strip.hide()
        wired = (
            ("closed", self._on_task_closed),
            ("wants_records", self.wants_records),
            ("wants_drafts", self.wants_drafts),
        )
        for name, slot in wired:
            signal = getattr(task, name, None)
            if signal is not None:
                signal.connect(slot)

    def _on_task_closed(self) -> None:
        self.lately.notice.hide()
        self.lately.strip.show()
        while self._stack.count() > 1:
            old = self._stack.widget(1)
            self._stack.removeWidget(old)
            old.deleteLater()
        self.refresh()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.home.open_bundle(waiting)
