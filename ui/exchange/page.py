"""The Exchange page: what nobody outside has yet, the agency's workbook, and tables to bring in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from camifield.i18n import words
from camifield.queries.today import unsent
from camifield.queries.values import CardQuery, Expand
from ui.desk import Desk
from ui.exchange.lately import Lately
from ui.short_dates import oldest_line
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.page import Page
from ui.widgets.text import Text


class ExchangePage(QWidget):
    """A home with the ways in and out, and the task that was begun over it.

    `wants_records` with the batch of an import, `wants_drafts`: what came of it is looked at on the Records page.
    """

    wants_records = Signal(bytes)
    wants_drafts = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stack = QStackedWidget()
        self._home: QWidget | None = None
        self.lately = Lately(desk, self)
        self.lately.changed.connect(self.refresh)
        column = Column(self, gap=0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.lately.strip)
        self.setAcceptDrops(True)
        self.refresh()

    def refresh(self) -> None:
        """Show the home page anew; a task that is open stays open."""
        home = self._make_home()
        if self._home is not None:
            self._stack.removeWidget(self._home)
            self._home.deleteLater()
        self._home = home
        self._stack.insertWidget(0, home)
        if self._stack.count() == 1:
            self._stack.setCurrentWidget(home)

    def _make_home(self) -> QWidget:
        page = Page()
        page.body.addWidget(PageHeader(words.say("exchange.title"), words.say("exchange.line")))
        for pair in (
            (self._unsent_card(), self._export_card()),
            (self._import_card(), self.lately.make_card()),
        ):
            holder = QWidget()
            beside = Columns(holder, gap=16)
            for card in pair:
                beside.place(card, least=420)
            page.body.addWidget(holder)
        page.body.addStretch(1)
        return page

    def _unsent_card(self) -> QWidget:
        waiting, oldest = unsent(self._desk.project)
        card = Card()
        row = Row(gap=16)
        row.addWidget(Text(str(waiting), "big", tone="accent", is_wrapped=False))
        lines = Column(gap=0)
        lines.addWidget(Text(words.say("exchange.not_exported", count=waiting), "card_title"))
        lines.addWidget(Text(oldest_line(oldest, words.present()), "help", tone="ink2"))
        row.addLayout(lines, 1)
        card.body.addLayout(row)
        card.body.addWidget(Text(words.say("exchange.if_lost"), "help", tone="ink2"))
        return card

    def _export_card(self) -> QWidget:
        card = self._task_card("workbook", "exchange.for_agency", "exchange.for_agency_line")
        button = Button(words.say("exchange.make_workbook"), "accent", icon="hand_over")
        button.clicked.connect(self._on_export)
        card.body.addWidget(button)
        return card

    def _on_export(self) -> None:
        self.export()

    def _import_card(self) -> QWidget:
        card = self._task_card("take_in", "exchange.bring_in", "exchange.bring_in_line")
        button = Button(words.say("exchange.choose_table"), "outlined", icon="take_in")
        button.clicked.connect(self.bring_in)
        card.body.addWidget(button)
        return card

    def _task_card(self, icon: str, title: str, line: str) -> Card:
        card = Card(gap=10)
        head = Row(gap=12)
        head.addWidget(IconMark(icon, "accent", px=24))
        head.addWidget(Text(words.say(title), "card_title"), 1)
        card.body.addLayout(head)
        card.body.addWidget(Text(words.say(line), "help", tone="ink2"))
        card.body.addStretch(1)
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

    def open_file(self, path: Path) -> None:
        """Open the preview of a table, as after a drop."""
        from ui.exchange.import_start import open_table

        open_table(self, self._desk, self.show_task, path)

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
