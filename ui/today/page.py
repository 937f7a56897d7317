"""Today: the page that everything begins from; painted from what the store knows at once, the chart when all is idle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from camifield.project.project import Project
from camifield.queries.today import unsent
from ui import keys
from ui.theme.theme import look
from ui.today.line import Line
from ui.today.photos_waiting import PhotosWaiting
from ui.today.presenter import (
    KINDS,
    DraftLine,
    SavedLine,
    TodayView,
    UnsentView,
    unsent_view,
    view,
)
from ui.today.waiting import WaitingCard
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card, PressCard
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.columns import Columns
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark, PersonBadge
from ui.widgets.notice import Notice
from ui.widgets.scroll import FollowScroll
from ui.widgets.seam import Seam
from ui.widgets.sky import SkyBand
from ui.widgets.text import ElidedLabel, KeyCap, Text
from ui.widgets.tile import KindTile

SOMEONE_ELSE = "someone_else"
CHART_AFTER_MS = 400
COUNTED_AT_ONCE = 20_000  # what waits for an export: of more the number comes after the first paint


class TodayPage(QWidget):
    """`begin` with a kind, `go_on` with a draft, `look_at` with a record, and wishes for other pages."""

    begin = Signal(str)
    go_on = Signal(bytes)
    look_at = Signal(bytes)
    wants_records = Signal()
    wants_export = Signal()
    wants_person = Signal()
    wants_sample = Signal()
    wants_real = Signal()
    wants_settings = Signal()
    wants_drafts = Signal()
    wants_photos = Signal()
    here_changed = Signal(list)

    def __init__(self, project: Project, make_chart: Callable[[], QWidget]) -> None:
        super().__init__()
        self._project = project
        self._make_chart = make_chart
        self._chart: QWidget | None = None
        content = QWidget()
        self._content = Column(content, gap=0)
        self._scroll = FollowScroll(content)
        Column(self).addWidget(self._scroll)
        self.notice = Notice()
        self._body: QWidget | None = None
        self._at_most: int | None = COUNTED_AT_ONCE
        self._chart_timer = QTimer(self)
        self._chart_timer.setSingleShot(True)
        self._chart_timer.setInterval(CHART_AFTER_MS)
        self._chart_timer.timeout.connect(self._show_chart)
        self.refresh()

    def refresh_when_seen(self) -> None:
        """Show the project anew: now, or when a form or another page no longer stands over this one."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
        elif self._chart is None:
            self._chart_timer.start()

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._chart_timer.stop()
        if not event.spontaneous():
            self.notice.hide()  # read, and overtaken by whatever is done on the page they went to

    def refresh(self) -> None:
        """Read the project and show it anew."""
        self._is_stale = False
        found = view(self._project, words.present(), self._at_most)
        self._at_most = None
        body = QWidget()
        column = Column(body, gap=0)
        column.addWidget(self._sky(found))
        inner = QWidget()
        lines = Column(inner, gap=16, sides=(32, 24, 32, 24))
        if found.facts.is_sample:
            banner = Banner("told", words.say("sample.banner"), words.say("sample.leave"))
            banner.acted.connect(self.wants_real)
            lines.addWidget(banner)
        if not self._project.settings.country:
            banner = Banner("told", words.say("today.no_country"), words.say("today.choose_country"))
            banner.acted.connect(self.wants_settings)
            lines.addWidget(banner)
        lines.addWidget(self.notice)
        lines.addWidget(PhotosWaiting(self._project, self.notice, self.refresh, self.wants_photos))
        lines.addWidget(self._beginnings())
        lines.addWidget(self._lower(found), 1)
        column.addWidget(inner, 1)
        if self._body is not None:
            self._content.removeWidget(self._body)
            self._body.deleteLater()
        self._body = body
        self._content.addWidget(body)
        if self.isVisible():
            self._chart_timer.start()

    def _sky(self, found: TodayView) -> QWidget:
        sky = SkyBand()
        locale = QLocale(words.language())
        day = found.facts.day
        from PySide6.QtCore import QDate

        shown = locale.toString(QDate(day.year, day.month, day.day), words.say("today.date_format"))
        sky.body.addWidget(ElidedLabel(shown[:1].upper() + shown[1:], "page_title"))
        sky.body.addWidget(ElidedLabel(found.second_line, "body", tone="ink2"))
        sky.body.addStretch(1)
        row = Row(gap=8)
        label = Text(words.say("today.here"), "row_title", is_wrapped=False)
        label.setMinimumHeight(look().sizes.chip)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        choices = [Choice(code, shown) for code, shown, _ in found.people]
        other = "today.someone_else" if choices else "today.first_person"
        action = Choice(SOMEONE_ELSE, words.say(other), icon="person_new")
        self._here = ChipRow(choices, name=words.say("today.here"), is_many=True, actions=(action,))
        self._here.set_chosen([code for code, _, is_here in found.people if is_here])
        self._here.changed.connect(lambda: self.here_changed.emit(self._here.chosen()))
        self._here.acted.connect(self.wants_person)
        row.addWidget(self._here, 1)
        patrol = Button(words.say("today.patrol"), "outlined", icon="patrol")
        patrol.setToolTip(keys.BEGIN.keys[3])
        patrol.clicked.connect(lambda: self.begin.emit("patrol"))
        row.addWidget(patrol, 0, Qt.AlignmentFlag.AlignTop)
        sky.body.addLayout(row)
        return sky

    def _beginnings(self) -> QWidget:
        holder = QWidget()
        columns = Columns(holder)
        for place, kind in enumerate(KINDS):
            columns.place(self._beginning(kind, keys.BEGIN.keys[place]), least=300)
        return holder

    def _beginning(self, kind: str, pressed: str) -> QWidget:
        title, second = words.say(f"kind.{kind}"), words.say(f"today.{kind}_line")
        card = PressCard(words.say("today.begin", kind=title), sides=(20, 12, 12, 20))
        card.setToolTip(pressed)  # the window hears the keys on every page
        card.clicked.connect(lambda: self.begin.emit(kind))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = Row(gap=16)
        row.addWidget(KindTile(kind, title, px=72), 0, Qt.AlignmentFlag.AlignBottom)
        lines = Column(gap=2)
        lines.addWidget(KeyCap(pressed), 0, Qt.AlignmentFlag.AlignTrailing)
        lines.addWidget(ElidedLabel(title, "card_title"))
        lines.addWidget(ElidedLabel(second, "help", tone="ink2"))
        lines.addStretch(1)
        row.addLayout(lines, 1)
        card.body.addLayout(row)
        return card

    def _lower(self, found: TodayView) -> QWidget:
        holder, left, right = QWidget(), QWidget(), QWidget()
        columns = Columns(holder)
        near, far = Column(left, gap=16), Column(right, gap=16)
        near.addWidget(self._unfinished(found))
        near.addWidget(self._saved(found))
        near.addStretch(1)
        self._waiting = WaitingCard(found.unsent, has_records=found.facts.records > 0)
        self._waiting.wants_export.connect(self.wants_export)
        far.addWidget(self._waiting)
        self._season = Card()
        self._season.setMinimumHeight(look().px(240))
        far.addWidget(self._season, 1)
        columns.place(left, share=3, least=480)
        columns.place(right, share=2, least=360)
        self._chart = None
        return holder

    def _unfinished(self, found: TodayView) -> QWidget:
        card = Card(gap=8)
        head = Row(gap=12)
        head.addWidget(Text(words.say("today.unfinished"), "card_title", is_wrapped=False))
        if found.drafts:
            head.addWidget(ElidedLabel(found.drafts_line, "help", tone="ink2"))
        head.addStretch(1)
        if found.facts.draft_count > len(found.drafts):
            more = Button(words.say("today.all_drafts"), "quiet")
            more.clicked.connect(self.wants_drafts)
            head.addWidget(more)
        card.body.addLayout(head)
        for place, line in enumerate(found.drafts):
            if place:
                card.body.addWidget(Seam())
            card.body.addWidget(self._draft(line))
        if not found.drafts:
            card.body.addWidget(Text(words.say("today.no_drafts"), "help", tone="ink2"))
        return card

    def _draft(self, line: DraftLine) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        row.addWidget(KindTile(line.kind, words.say(f"kind.{line.kind}"), px=40))
        lines = Column(gap=0)
        lines.addWidget(ElidedLabel(line.title, "row_title"))
        lines.addWidget(ElidedLabel(line.second or words.say("today.no_place_yet"), "help", tone="ink2"))
        row.addLayout(lines, 1)
        row.addWidget(IconMark("draft", "warning"))
        row.addWidget(ElidedLabel(line.missing, "help", tone="warning"), 1)
        if line.person:
            row.addWidget(PersonBadge(line.person))
        button = Button(words.say("today.go_on"), "quiet")
        button.setAccessibleName(words.say("today.go_on_with", title=line.title))
        button.clicked.connect(lambda: self.go_on.emit(line.id))
        row.addWidget(button)
        return holder

    def _saved(self, found: TodayView) -> QWidget:
        card = Card(gap=8)
        head = Row(gap=12)
        head.addWidget(Text(words.say("today.saved"), "card_title", is_wrapped=False))
        head.addWidget(ElidedLabel(found.saved_line, "help", tone="ink2"))
        head.addStretch(1)
        button = Button(words.say("today.all_records"), "quiet")
        button.clicked.connect(self.wants_records)
        head.addWidget(button)
        card.body.addLayout(head)
        for line in found.saved:
            card.body.addWidget(self._saved_line(line))
        if not found.saved and found.facts.records == 0 and not found.facts.is_sample:
            card.body.addWidget(Text(words.say("today.nothing_yet"), "help", tone="ink2"))
            sample = Button(words.say("today.open_sample"), "outlined", icon="look")
            sample.clicked.connect(self.wants_sample)
            line = Row()
            line.addWidget(sample)
            line.addStretch(1)
            card.body.addLayout(line)
        elif not found.saved:
            card.body.addWidget(Text(words.say("today.nothing_today"), "help", tone="ink2"))
        return card

    def _saved_line(self, line: SavedLine) -> QWidget:
        button = Line(line.title)
        row = Row(gap=12)
        row.addWidget(KindTile(line.kind, words.say(f"kind.{line.kind}"), px=30))
        row.addWidget(ElidedLabel(line.title, "row_title"), 2)
        row.addWidget(ElidedLabel(line.second, "help", tone="ink2"), 2)
        row.addWidget(Text(line.number, "help", tone="ink2", is_wrapped=False))
        button.body.addLayout(row)
        button.clicked.connect(lambda: self.look_at.emit(line.id))
        return button

    @property
    def is_counting(self) -> bool:
        """Whether the page waits for `show_unsent`."""
        return self._waiting.is_counting

    def count_unsent(self) -> UnsentView:
        """What the first paint did not wait for; any thread may count it."""
        return unsent_view(unsent(self._project), words.present(), self._project.today())

    def show_unsent(self, found: UnsentView) -> None:
        """Show what waits for an export."""
        self._waiting.show_number(found)

    def _show_chart(self) -> None:
        """Draw the season once the window is idle: the chart library is heavy, and nobody waits for it.

        What a form needs comes first: whoever begins to type must not wait for a picture.
        """
        if not self._project.has_learned:
            self._chart_timer.start()
        elif self._chart is None:
            self._chart = self._make_chart()
            self._season.body.addWidget(self._chart)
