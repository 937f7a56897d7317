"""The one window: the rail on the left, one page at a time beside it, the form over the page it was opened from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from camifield.changes import Changes
from camifield.errors import Problem
from camifield.fields.values import Entries
from camifield.i18n import problems, words
from ui import keys
from ui.after_paint import back_up, later, take_in
from ui.desk import Desk
from ui.form_over_page import FormOverPage
from ui.photos_over_today import PhotosOverToday
from ui.places_over_settings import PlacesOverSettings
from ui.rail import Rail, RailPage
from ui.standing import place_in, stand_at
from ui.today.page import TodayPage
from ui.waiting import Waiting
from ui.widgets.notice import Notice

PAGES = tuple((key, key) for key in ("today", "records", "map", "review", "exchange"))
FOOT = (("settings", "settings"),)
KINDS = ("sighting", "grazing", "conflict", "patrol")
LEARN_AFTER_MS = 1
SIZE = (1366, 768)
BACK_UP_AFTER_MS = 20_000


class Window(QWidget):
    """Today is painted first, from sqlite3 alone; everything heavier is imported after the first paint."""

    painted = Signal()
    reopen = Signal()
    sample_wanted = Signal()
    real_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, QWidget] = {}
        self._is_shown = False
        self._is_painted = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._stack = QStackedWidget()
        self._make_rail()
        self._row.addWidget(self._stack, 1)
        self.form = FormOverPage(desk, self._stack, lambda: self.rail.current)
        self.form.opened.connect(self._name_window)
        self.form.kept.connect(self._on_form_kept)
        self.form.closed.connect(self.show_page)
        self.form.told.connect(self._on_form_told)
        self.photos = PhotosOverToday(self, self._stack)
        self.places = PlacesOverSettings(self, self._stack)
        self.setWindowTitle(words.say("window.title"))
        self.setMinimumSize(800, 560)
        for pressed, kind in zip(keys.BEGIN.keys, KINDS, strict=True):
            QShortcut(QKeySequence(pressed), self, lambda kind=kind: self.begin(kind))
        QShortcut(QKeySequence(keys.HELP.first), self, self.show_keys)
        self.waiting = Waiting(desk, lambda: self.rail, self)
        desk.changed.connect(self._on_changed)
        self.today = self._make_today()
        self.show_page("today")

    def _make_rail(self) -> None:
        pages = [RailPage(key, words.say(f"rail.{key}"), icon) for key, icon in PAGES]
        foot = [RailPage(key, words.say(f"rail.{key}"), icon) for key, icon in FOOT]
        self.rail = Rail(pages, foot, name=words.say("rail.name"))
        self.rail.chosen.connect(self.show_page)
        self._row.insertWidget(0, self.rail)

    def _make_today(self) -> TodayPage:
        page = TodayPage(self.desk.project, self._make_chart)
        page.begin.connect(self.begin)
        page.go_on.connect(self.go_on)
        page.look_at.connect(self.look_at)
        page.wants_records.connect(lambda: self.show_page("records"))
        page.wants_export.connect(lambda: self.show_page("exchange"))
        page.wants_settings.connect(lambda: self.ask("settings", "focus_country"))
        page.wants_person.connect(self._on_wants_person)
        page.wants_sample.connect(self.sample_wanted)
        page.wants_real.connect(self.real_wanted)
        page.wants_drafts.connect(self.show_drafts)
        page.wants_photos.connect(self.photos.go_on)
        page.here_changed.connect(self._on_here_changed)
        self._add("today", page)
        self.photos.watch(page)
        return page

    def _add(self, key: str, page: QWidget) -> None:
        self._pages[key] = page
        self._stack.addWidget(page)

    def _make_chart(self) -> QWidget:
        from ui.today.chart import SeasonChart

        return SeasonChart(self.desk.project, words.present())

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if not self._is_shown:
            self._is_shown = True
            self.activateWindow()  # where no window manager does it
            self.setFocus()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            later(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        if self.today.is_counting:
            task = self.desk.read(lambda _: self.today.count_unsent(), self)
            task.done.connect(self.today.show_unsent)
            task.failed.connect(self._tell)
        later(LEARN_AFTER_MS, self, self._learn)
        later(BACK_UP_AFTER_MS, self, self._back_up)

    def _learn(self) -> None:
        task = take_in(self.desk, self)
        task.failed.connect(self._tell)
        task.ended.connect(self.waiting.show)
        from ui.unlocking import ask_where_closed

        ask_where_closed(self, self.desk, self.today.refresh)

    def _back_up(self) -> None:
        back_up(self.desk, self, self._tell)

    def _tell(self, problem: Problem) -> None:
        self.today.notice.tell(problems.sentence(problem, words.present()), severity="warning")

    def rebuild(self) -> None:
        """Make everything anew in the language that was just chosen; the page that is open stays open."""
        key, place = self.rail.current, place_in(self._stack)
        self.form.put_away(self.form.keep())
        self.photos.put_away()
        self.places.put_away()
        for page in (*self._pages.values(), self.rail):
            self._stack.removeWidget(page)
            self._row.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._make_rail()
        self.today = self._make_today()
        self.waiting.show()
        self.show_page(key)
        stand_at(self._stack, place)

    def export_of(self, query: object, filter_words: str, expand: object = None) -> None:
        """Hand over the records of a filter."""
        from ui.exchange.page import ExchangePage

        self.show_page("exchange")
        page = self._pages["exchange"]
        assert isinstance(page, ExchangePage)
        page.export(query, filter_words, expand)  # pyright: ignore[reportArgumentType]  (signals carry object)

    def _name_window(self, page: str) -> None:
        """Say in the title where we are: on the task bar, and to a screen reader."""
        self.setWindowTitle(words.say("window.title_of", page=page))

    def show_page(self, key: str) -> None:
        """Go to a page; the form that is open keeps its draft."""
        form = self.form.keep()
        page = self._pages.get(key) or self._make_page(key)
        over = self.photos.page if key == "today" else self.places.over(key)
        self._stack.setCurrentWidget(over or page)
        self.form.put_away(form)
        self._name_window(words.say(f"rail.{key}"))
        if self.rail.current != key:
            self.rail.show_page(key)
        refresh: Callable[[], None] | None = getattr(page, "refresh", None)
        if refresh is not None and key != "today":
            refresh()

    def _make_page(self, key: str) -> QWidget:
        """The pages but Today are made when they are first asked for."""
        from ui import pages

        page = pages.make_or_stay(key, self, self._pages)
        self._add(key, page)
        return page

    def begin(self, kind: str) -> None:
        """Open an empty form."""
        self.begin_at(kind, None)

    def go_on(self, identifier: bytes) -> None:
        """Open a draft."""
        from ui.forms.presenter import Beginning

        draft = self.desk.project.drafts.get(identifier)
        if draft is not None:
            self.open_form(Beginning(draft.kind, draft=draft))

    def correct(self, kind: str, record: bytes) -> None:
        """Open a saved record to put it right; a draft of an earlier try goes on."""
        from ui.forms.presenter import Beginning

        draft = self.desk.project.drafts.of_record(record)
        self.open_form(Beginning(kind, draft=draft, record=record))

    def begin_at(self, kind: str, entries: object) -> None:
        """Open a form that begins with some answers, such as a point of the map."""
        from ui.forms.presenter import Beginning

        self.open_form(Beginning(kind, entries=cast("Entries | None", entries)))

    def list_these(self, chosen: object) -> None:
        """Show what another page asks for on the Records page."""
        self.ask("records", "show_chosen", chosen)

    def open_form(self, beginning: object) -> None:
        """Put a form over the page; closing it leads back."""
        self.form.open(beginning)

    def _on_form_kept(self) -> None:
        self.today.refresh_when_seen()

    def _on_form_told(self, page: str, sentence: str, undo: object) -> None:
        """What became of a form stands on the page that closing it led back to, else on Today."""
        found = getattr(self._pages.get(page), "notice", None)
        notice = found if isinstance(found, Notice) else self.today.notice
        notice.tell(sentence, undo=cast("Callable[[], None] | None", undo))

    def _on_changed(self, _changes: Changes) -> None:
        self.today.refresh_when_seen()

    def look_at(self, record: bytes) -> None:
        """Show one record on the Records page."""
        self.ask("records", "look_at", record)

    def show_keys(self) -> None:
        """F1: every key there is."""
        from ui.keys_card import show_keys

        show_keys(self)

    def decide(self, record: bytes) -> None:
        """Show a record on the Review page."""
        self.ask("review", "show_record", record)

    def show_import(self, batch: bytes) -> None:
        """Show what one table brought, on the Records page."""
        self.ask("records", "show_import", batch)

    def show_drafts(self) -> None:
        """Show every draft, on the Records page."""
        self.ask("records", "show_drafts")

    def open_file(self, file: Path) -> None:
        """Open a file that the system handed over: at its preview, or where people come into a team."""
        self.ask("exchange", "open_file", file)

    def open_letter(self, file: Path) -> None:
        """Open a file that belongs to coming into a team."""
        self.ask("settings", "open_letter", file)

    def ask(self, key: str, method: str, *what: object) -> None:
        """Show a page and have it do something."""
        self.show_page(key)
        ask: Callable[..., None] = getattr(self._pages[key], method)
        ask(*what)

    def _on_here_changed(self, people: list[str]) -> None:
        from camifield.commands.people import set_here_today

        set_here_today(self.desk.project, [bytes.fromhex(person) for person in people])

    def _on_wants_person(self) -> None:
        from ui.people import ask_newcomer

        ask_newcomer(self, self.desk)

    def restore_geometry(self, text: str | None) -> None:
        """The size of the last time; the whole screen the first time."""
        if text is None or not self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii"))):
            self.resize(*SIZE)
            if self.screen().availableSize().width() <= SIZE[0]:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def geometry_text(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def closeEvent(self, event: QCloseEvent, /) -> None:
        self.form.put_away(self.form.keep())
        super().closeEvent(event)
