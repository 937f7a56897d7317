"""The home of the Exchange page: what is here only and whom we met, the roads, and the meeting that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from camifield.commands.meeting import Met
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.queries.accounts import Account
from camifield.queries.roads import is_letter, sort_of_file
from ui.after_paint import later
from ui.desk import Desk
from ui.exchange.home_facts import HomeFacts, read_home
from ui.exchange.meeting.after import AccountPanel
from ui.exchange.meeting.file_form import FileForm
from ui.exchange.meeting.home_cards import ColleaguesCard, OnlyHereCard
from ui.exchange.meeting.meetings_card import ErasedCard, MeetingsCard, NotAcceptedCard
from ui.exchange.meeting.panel import MeetingPanel
from ui.exchange.meeting.presenter import MeetingPresenter
from ui.exchange.meeting.roads import RoadCards
from ui.exchange.meeting.teaching import AloneCard
from ui.theme.theme import look
from ui.widgets.columns import Columns
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column, clear
from ui.widgets.notice import Notice
from ui.widgets.page import Page

NEAR_LEAST, FAR_LEAST, BETWEEN = 336, 600, 24
SETTLED_MS = 30
SIDES = 64 + 14  # of the page, and what scrolls it


class HomePage(Page):
    """`wants_team` to invite or join; `letter_opened` with a file that belongs to coming into a team."""

    wants_team = Signal()
    letter_opened = Signal(object)

    def __init__(self, desk: Desk, make_cards: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__()
        self._desk = desk
        self._make_cards = make_cards
        self._facts: HomeFacts | None = None
        self._is_reading = self._is_stale = False
        self._shows_all = {"laptops": False, "meetings": False}
        self.open: QWidget | None = None
        self._is_over = False
        self.body.addWidget(PageHeader(words.say("exchange.title"), words.say("exchange.line")))
        self.notice = Notice()
        self.body.addWidget(self.notice)
        holder = QWidget()
        beside = Columns(holder, gap=BETWEEN)
        self._near, self._far = QWidget(), QWidget()
        self._near_cards, self._far_cards = Column(self._near, gap=16), Column(self._far, gap=16)
        beside.place(self._near, share=0, least=NEAR_LEAST)
        beside.place(self._far, share=1, least=FAR_LEAST)
        self.body.addWidget(holder, 1)
        self._tail = QWidget()
        self._tail_cards = Column(self._tail, gap=16)
        self.body.addWidget(self._tail)
        self._is_narrow = False
        self.alone = AloneCard()
        self.alone.wants_team.connect(self.wants_team)
        self.alone.hide()
        self.roads = RoadCards(desk)
        self._wire_roads()
        self._far_cards.addWidget(self.alone)
        self._far_cards.addWidget(self.roads)
        self._idle = QWidget()
        self._idle_cards = Column(self._idle, gap=16)
        self._far_cards.addWidget(self._idle)
        self._far_cards.addStretch(1)
        self.meetings_card: MeetingsCard | None = None
        self._show_facts()

    def _wire_roads(self) -> None:
        self.roads.folder_wanted.connect(self.open_folder)
        self.roads.shared_wanted.connect(self.share)
        self.roads.file_wanted.connect(self.open_file_form)
        self.roads.open_wanted.connect(self.open_bundle)

    # What is known

    def refresh(self) -> None:
        """Read everything anew, beside the window; what is shown stays until it is there."""
        project, language = self._desk.project, self._desk.words
        if self._is_reading or not project.is_open:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        self._show_facts()
        task = self._desk.read(lambda progress: read_home(project, language, progress), self)
        task.done.connect(self._on_read)
        task.failed.connect(self._tell)
        task.ended.connect(self._on_ended)

    def _on_read(self, found: HomeFacts) -> None:
        self._facts = found
        self._show_facts()

    def _on_ended(self) -> None:
        self._is_reading = False
        if self._is_stale:
            self.refresh()

    def _show_facts(self) -> None:
        found = self._facts
        for column in (self._near_cards, self._tail_cards):
            clear(column)
        clear(self._idle_cards)
        facts = found.meetings if found else None
        self._near_cards.addWidget(OnlyHereCard(facts, self._desk.project.today()))
        if facts is not None and facts.colleagues:
            colleagues = ColleaguesCard(facts, shows_all=self._shows_all["laptops"])
            colleagues.all_wanted.connect(lambda: self._show_all("laptops"))
            self._near_cards.addWidget(colleagues)
        for card in self._make_cards():
            (self._tail_cards if self._is_narrow else self._near_cards).addWidget(card)
        self._near_cards.addStretch(1)
        self.alone.setVisible(facts is not None and not facts.is_team)
        if found is not None:
            self._show_idle(found)

    def _show_idle(self, found: HomeFacts) -> None:
        card = MeetingsCard(found.accounts, shows_all=self._shows_all["meetings"])
        card.opened.connect(self.show_account)
        card.all_wanted.connect(lambda: self._show_all("meetings"))
        self.meetings_card = card
        if found.meetings.quarantined:
            facts = found.meetings
            refused = NotAcceptedCard(facts.quarantined, facts.refused_people)
            refused.wants_team.connect(self.wants_team)
            self._idle_cards.addWidget(refused)
        if found.erasures:
            self._idle_cards.addWidget(ErasedCard(found.erasures))
        self._idle_cards.addWidget(card)

    def _show_all(self, what: str) -> None:
        self._shows_all[what] = True
        self._show_facts()

    # The roads

    def share(self, folder: Path) -> None:
        """Remember the folder that is shared, and meet there."""
        project = self._desk.project
        try:
            project.change_settings(replace(project.settings, shared_folder=str(folder)))
        except Problem as problem:
            self._tell(problem)
        self.roads.show_all()
        self.open_folder(folder)

    def open_folder(self, root: Path, name: str = "") -> None:
        """See what a meeting there would change."""
        self._look(MeetingPresenter.of_folder(self._desk.project, self._desk.words, root, name))

    def open_bundle(self, path: Path) -> None:
        """See what a file would change; one that belongs to coming into a team goes where that is done."""
        try:
            sort = sort_of_file(path)
        except Problem as problem:
            self._tell(problem)
            return
        if is_letter(sort):
            self.letter_opened.emit(path)
        else:
            self._look(MeetingPresenter.of_file(self._desk.project, self._desk.words, path))

    def open_file_form(self) -> None:
        """Ask for whom a file is and how large it may be."""
        form = FileForm(self._desk, self._facts.meetings.colleagues if self._facts else ())
        form.chosen.connect(self.make_file)
        form.closed.connect(self.close_open)
        self._put(form)
        form.whom.setFocus()

    def make_file(self, path: Path, readers: Sequence[bytes], part_bytes: int | None) -> None:
        """See what a file would hold, then make it."""
        project, language = self._desk.project, self._desk.words
        self._look(MeetingPresenter.to_file(project, language, path, readers, part_bytes))

    def _look(self, presenter: MeetingPresenter) -> None:
        if self.is_busy:
            self.notice.tell(words.say("meet.one_at_a_time"), severity="told")
            return
        self.notice.hide()
        panel = MeetingPanel(self._desk, presenter)
        panel.closed.connect(self.close_open)
        panel.met.connect(self._on_met)
        panel.heard.connect(self.refresh)
        panel.shown.connect(self._begin_above)
        self._put(panel)
        self.roads.set_busy(True)
        panel.look()

    def _on_met(self, met: Met) -> None:
        panel = self.open
        found = panel.presenter.account(met) if isinstance(panel, MeetingPanel) else None
        if found is not None and isinstance(panel, MeetingPanel):
            has_more = met.taken is not None and met.taken.has_more
            self.show_account(found, panel.presenter if has_more else None)
        self.refresh()

    def show_account(self, account: Account, again: MeetingPresenter | None = None) -> None:
        """Show the account of a meeting; with `again`, the way to what came meanwhile."""
        panel = AccountPanel(self._desk, account, has_more=again is not None)
        panel.closed.connect(self.close_open)
        panel.changed.connect(self.refresh)
        if again is not None:
            panel.again.connect(partial(self._look, again))
        self.roads.set_busy(False)
        self._put(panel, is_over=True)
        panel.take_keyboard()

    # One thing at a time

    def _put(self, widget: QWidget, *, is_over: bool = False) -> None:
        """What is over stands above the roads, which are the way on; what goes on has the place to itself."""
        self._take_off()
        self.open, self._is_over = widget, is_over
        self._idle.hide()
        self._far_cards.insertWidget(0 if is_over else self._far_cards.count() - 1, widget)
        widget.show()
        self._fit()
        self._begin_above()

    def _begin_above(self) -> None:
        later(SETTLED_MS, self, self._show_beginning)  # the keyboard was followed before all had its place

    def _show_beginning(self) -> None:
        """From the page's beginning, wherever what is open can be seen whole from there."""
        if self.open is not None:
            end = self.open.mapTo(self.scroller.widget(), self.open.rect().bottomLeft()).y()
            if end <= self.scroller.viewport().height():
                self.scroller.verticalScrollBar().setValue(0)

    def _take_off(self) -> None:
        if self.open is not None:
            self._far_cards.removeWidget(self.open)
            self.open.hide()
            self.open.deleteLater()
            self.open, self._is_over = None, False

    def close_open(self) -> None:
        """Back to the meetings so far."""
        self._put_away()
        self.refresh()
        later(0, self, self._stand_at_roads)  # once the roads are in their places again

    def _stand_at_roads(self) -> None:
        if self.open is None:
            next(iter(self.roads.buttons.values())).setFocus()
            self.scroller.verticalScrollBar().setValue(0)

    def hideEvent(self, event: QHideEvent, /) -> None:
        """Whoever comes back later begins at the beginning: the account of a meeting is among those that were."""
        super().hideEvent(event)
        if not event.spontaneous() and isinstance(self.open, AccountPanel) and not self.open.is_busy:
            self._put_away()
            self.scroller.verticalScrollBar().setValue(0)

    def _put_away(self) -> None:
        self._take_off()
        self.roads.set_busy(False)
        self._idle.show()
        self._fit()

    @property
    def is_busy(self) -> bool:
        """Whether a meeting is under way."""
        return isinstance(self.open, MeetingPanel) and self.open.is_busy

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The roads give way to what goes on, not to what is over; in one column the rest gives way to both."""
        is_open = self.open is not None
        room = self.width() - look().px(SIDES)
        is_narrow = room < look().px(NEAR_LEAST + FAR_LEAST + BETWEEN)
        self.roads.setVisible(self._is_over or not is_open)
        self._near.setVisible(not (is_open and is_narrow))
        self._tail.setVisible(is_narrow and not is_open)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_facts()

    def _tell(self, problem: Problem) -> None:
        self.notice.tell(problems.sentence(problem, words.present()), severity="error")
