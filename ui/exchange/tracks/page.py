"""The tracks of a GPX file: what was walked and when, whose it is, and keeping it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.commands.many import Done
from camifield.commands.tracks import WalksLooked
from camifield.errors import Problem
from camifield.i18n import problems, words
from ui import keys
from ui.desk import Desk
from ui.exchange.tracks.presenter import TracksPresenter
from ui.map.small import SmallMap
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.fitting import fitting, means_one_of
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.layouts import Column
from ui.widgets.option import Option
from ui.widgets.page import Page
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Text
from ui.widgets.tick import Tick
from ui.widgets.type_ahead import TypeAhead


class TracksPage(Page):
    """One file. `closed` to go back, `wants_waypoints` to bring the waypoints beside the tracks in as records,
    `wants_records` with the batch of the tracks that were kept.
    """

    closed = Signal()
    wants_waypoints = Signal()
    wants_records = Signal(bytes)

    def __init__(self, desk: Desk, presenter: TracksPresenter) -> None:
        super().__init__()
        self._desk = desk
        self.presenter = presenter
        self._batch = self._kept = b""
        header = PageHeader(words.say("tracks.title"), presenter.path.name, has_back=True)
        header.back.connect(self.closed)
        self.body.addWidget(header)
        self.ticks: list[Tick] = []
        self._progress = ProgressRow()
        self.body.addWidget(self._progress)
        self.result = Banner("ok", "")
        self.result.acted.connect(self._on_undo)
        self.placing = Banner("question", "")
        self.placing.acted.connect(self._on_place)
        self.beside = Banner("told", "")
        self.beside.acted.connect(self.wants_waypoints)
        for banner in (self.result, self.placing, self.beside):
            banner.hide()
            self.body.addWidget(banner)
        self.body.addWidget(self._make_middle(), 1)
        self.set_bar(self._make_bar())

    def _make_middle(self) -> QWidget:
        """What is asked, and beside it where the walks went."""
        self._middle, self._left = QWidget(), QWidget()
        self._walks = Card(gap=6, sides=(24, 20, 24, 20))
        self._asked = self._make_questions()
        left = Column(self._left, gap=16)
        left.addWidget(self._walks)
        left.addWidget(self._asked)
        left.addStretch(1)
        self.map = SmallMap(language=words.language())
        columns = Columns(self._middle)
        columns.place(self._left, share=3, least=420)
        columns.place(self.map, share=2, least=320)
        self._middle.hide()
        return self._middle

    def _make_questions(self) -> Card:
        card = Card(gap=12, sides=(24, 20, 24, 24))
        self.who = self._type_ahead("tracks.who", self._people, "person")
        self.which = self._type_ahead("tracks.which_patrol", self._patrols, "patrol")
        self.which.setPlaceholderText(words.say("tracks.patrol_of_day"))
        self.day = QLineEdit()
        self.day.setAccessibleName(words.say("tracks.which_day"))
        self.day.textEdited.connect(self._on_day)
        self.who.chosen.connect(self._on_who)
        self.which.chosen.connect(self._on_which)
        self._day_row = self._asking("tracks.which_day", self.day)
        card.body.addWidget(self._day_row)
        for key, editor in (("tracks.who", self.who), ("tracks.which_patrol", self.which)):
            card.body.addWidget(self._asking(key, editor))
        return card

    def _type_ahead(self, key: str, options: Callable[[], list[Option]], icon: str) -> TypeAhead:
        return TypeAhead(
            lambda typed: fitting(options(), typed),
            name=words.say(key),
            icon=icon,
            means=means_one_of(options),
        )

    def _asking(self, key: str, editor: QWidget) -> QWidget:
        holder = QWidget()
        column = Column(holder, gap=4)
        column.addWidget(Text(words.say(key), "help", tone="ink2"))
        column.addWidget(editor)
        return holder

    def _people(self) -> list[Option]:
        team = self.presenter.project.names.team()
        return [Option(one.id.hex(), one.shown, icon="person") for one in team]

    def _patrols(self) -> list[Option]:
        patrols = sorted(
            self.presenter.project.names.patrols.values(), key=lambda one: one.start, reverse=True
        )
        return [Option(one.id.hex(), one.shown(self.presenter.words), icon="patrol") for one in patrols]

    def _make_bar(self) -> ActionBar:
        bar = ActionBar()
        self._sentence = Text("", "body", tone="ink2", is_wrapped=False)
        self.make = Button(words.say("tracks.keep"), "accent", icon="save", keys=keys.DO.first)
        self.make.clicked.connect(self._on_keep)
        self.make.setEnabled(False)
        self.look = Button(words.say("import.look_at_them"), "accent", icon="records", keys=keys.DO.first)
        self.look.clicked.connect(lambda: self.wants_records.emit(self._kept))
        self.look.hide()
        bar.add_near(self._sentence)
        bar.add_far(self.make, self.look)
        return bar

    def begin(self) -> None:
        """Read the file beside the window."""
        task = self._desk.run(self.presenter.look, self)
        self._progress.watch(task.progress)
        task.done.connect(self._on_looked)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self.closed)
        task.ended.connect(self._progress.finish)

    def _on_looked(self, looked: WalksLooked) -> None:
        presenter = self.presenter
        presenter.take(looked)
        if not looked.walks:
            self.wants_waypoints.emit()
            return
        for number, walk in enumerate(looked.walks):
            tick = Tick(presenter.line(walk))
            tick.setChecked(number in presenter.chosen)
            tick.toggled.connect(self._on_ticked)
            self.ticks.append(tick)
            self._walks.body.addWidget(tick)
        for sentence in presenter.notices():
            self._walks.body.addWidget(Text(sentence, "help", tone="ink2"))
        person = next((one for one in self._people() if one.key == presenter.person), None)
        if person is not None:
            self.who.set_option(person)
        self._middle.show()
        if looked.waypoints:
            told = words.say("tracks.waypoints", count=looked.waypoints)
            self.beside.show_banner("told", told, words.say("tracks.bring_waypoints"))
            self.beside.show()
        self._refresh()
        self.ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ticked(self) -> None:
        self.presenter.chosen = {number for number, tick in enumerate(self.ticks) if tick.isChecked()}
        self._refresh()

    def _on_who(self, option: Option | None) -> None:
        self.presenter.person = option.key if option else ""
        self._refresh()

    def _on_which(self, option: Option | None) -> None:
        self.presenter.patrol = option.key if option else ""
        self._refresh()

    def _on_day(self, text: str) -> None:
        self.presenter.day = text
        self._refresh()

    def _refresh(self) -> None:
        missing = self.presenter.missing()
        self._day_row.setVisible(self.presenter.asks_day)
        self.make.setEnabled(not missing)
        self._sentence.setText(missing or self.presenter.sentence())
        self.map.show_ways(self.presenter.ways(), name=words.say("tracks.map"))

    def _on_keep(self) -> None:
        self.make.setEnabled(False)
        task = self._desk.run(self.presenter.keep, self)
        self._progress.watch(task.progress)
        task.done.connect(self._on_kept)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._refresh)
        task.ended.connect(self._progress.finish)

    def _on_kept(self, done: Done) -> None:
        self._batch = self._kept = done.batch
        self._left.hide()
        self._show_what_next(is_kept=True)
        self._say_done(words.say("tracks.kept", count=done.count), done)
        count = len(self.presenter.fitting)
        if count:
            self.placing.show_banner(
                "question", words.say("tracks.without_place", count=count), words.say("tracks.place")
            )
            self.placing.show()

    def _show_what_next(self, *, is_kept: bool) -> None:
        self._sentence.setText("")
        self.make.hide()
        self.look.setVisible(is_kept)

    def _say_done(self, sentence: str, done: Done) -> None:
        self.result.show_banner("ok", sentence, words.say("kit.undo"))
        self.result.show()
        self._desk.tell(done.changes)
        self.result.action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_place(self) -> None:
        done = self.presenter.place()
        self._batch = done.batch
        self.placing.hide()
        self._say_done(words.say("tracks.placed", count=done.count), done)

    def _on_undo(self) -> None:
        undone = self.presenter.take_back(self._batch)
        self.placing.hide()
        if self._batch == self._kept:
            self._middle.hide()
            self._show_what_next(is_kept=False)
        self.result.show_banner("told", words.say("tracks.taken_back", count=undone.count))
        self._desk.tell(undone.changes)

    def _on_failed(self, problem: Problem) -> None:
        self.result.show_banner("error", problems.sentence(problem, words.present()))
        self.result.show()
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
