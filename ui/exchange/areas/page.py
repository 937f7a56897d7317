"""Own areas and lines: those of the team on a map, more of them from a file, and records that lie in them told so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.commands.areas import AreasLooked
from camifield.commands.many import Done
from camifield.commands.tagging import Untagged
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.queries.mapped_areas import MappedArea
from ui import keys
from ui.desk import Desk
from ui.exchange.areas.file_form import FileForm
from ui.exchange.areas.presenter import AreasPresenter
from ui.map.area_picture import AreaPicture
from ui.standing import keyboard_kept
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.layouts import clear
from ui.widgets.option import Option
from ui.widgets.page import Page
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Text
from ui.widgets.tick_list import TickList
from ui.worker import Result, Task

ENDINGS = ("kml", "kmz", "geojson", "json", "gpx", "shp", "zip")
LIST_LEAST, MAP_LEAST = 420, 420


class AreasPage(Page):
    """`closed` to go back, `wants_points` with a file to bring the single places beside the shapes in as known places."""

    closed = Signal()
    wants_points = Signal(object)

    def __init__(self, desk: Desk, presenter: AreasPresenter) -> None:
        super().__init__()
        self._desk = desk
        self.presenter = presenter
        self._batch = b""
        self._header = PageHeader(words.say("areas.title"), "", has_back=True)
        self._header.back.connect(self._on_back)
        self.choose_button = Button(words.say("areas.choose_file"), "outlined", icon="take_in")
        self.choose_button.clicked.connect(self.choose)
        self._header.add(self.choose_button)
        self.body.addWidget(self._header)
        self.result, self.tagging, self.beside = (Banner("told", "") for _ in range(3))
        self.result.acted.connect(self._on_undo)
        self.tagging.acted.connect(self._on_tag)
        self.beside.acted.connect(lambda: self.wants_points.emit(self.presenter.path))
        for banner in (self.result, self.tagging, self.beside):
            banner.hide()
            self.body.addWidget(banner)
        self._progress = ProgressRow()
        self.body.addWidget(self._progress)
        holder = QWidget()
        beside = Columns(holder, gap=24)
        self._near = Card(gap=10, sides=(20, 16, 20, 16))
        self.picture = AreaPicture(language=words.language(), name=words.say("areas.picture"))
        beside.place(self._near, least=LIST_LEAST)
        beside.place(self.picture, least=MAP_LEAST)
        self.body.addWidget(holder, 1)
        self.list: TickList | None = None
        self.form: FileForm | None = None
        self.set_bar(self._make_bar())

    def _make_bar(self) -> ActionBar:
        bar = ActionBar()
        self._sentence = Text("", "body", tone="ink2", is_wrapped=False)
        self.make = Button("", "accent", icon="take_in", keys=keys.DO.first)
        self.make.clicked.connect(self._on_make)
        bar.add_near(self._sentence)
        bar.add_far(self.make)
        return bar

    # What is here

    def begin(self) -> None:
        """Show the areas that are here, and look beside the window for records that do not say that they lie in them."""
        presenter = self.presenter
        presenter.forget_file()
        self.beside.hide()
        self.tagging.hide()
        options = presenter.options()
        number = whole_text(len(options), words.language())
        self._header.set_line(words.say("areas.here", count=len(options), number=number))
        self.choose_button.setVisible(presenter.may_change)
        self._fill(options, ())
        if not options:
            told = "areas.none" if presenter.may_change else "areas.none_and_may_not"
            self._near.body.addWidget(Text(words.say(told), "body", tone="ink2"))
            self._near.body.addStretch(1)
        self._on_ticked()
        (self.list or self.choose_button).setFocus(Qt.FocusReason.OtherFocusReason)
        task = self._desk.read(presenter.read, self)
        task.done.connect(self._on_read)
        task.failed.connect(self._on_failed)

    def _on_read(self, found: tuple[Sequence[MappedArea], Untagged]) -> None:
        presenter = self.presenter
        if presenter.looked is not None:
            return
        presenter.here, presenter.waiting = found
        self._on_ticked()
        count = len(presenter.waiting)
        if count:
            number = whole_text(count, words.language())
            told = words.say("areas.untagged", count=count, number=number)
            self.tagging.show_banner("question", told, words.say("areas.tag"))
        self.tagging.setVisible(bool(count))

    def _fill(self, options: Sequence[Option], ticked: Sequence[str]) -> None:
        """The list anew, below the questions about a file where there is one."""
        clear(self._near.body)
        self.form = self.list = None
        if self.presenter.looked is not None:
            self.form = FileForm(self.presenter)
            self.form.changed.connect(self._on_asked_otherwise)
            self._near.body.addWidget(self.form)
        if options:
            self._put_list(options, ticked)
        for sentence in self.presenter.notices():
            self._near.body.addWidget(Text(sentence, "help", tone="ink2"))

    def _put_list(self, options: Sequence[Option], ticked: Sequence[str]) -> None:
        made = TickList(options, ticked, name=words.say("areas.title"))
        made.changed.connect(self._on_ticked)
        if self.list is not None:
            self._near.body.replaceWidget(self.list, made)
            self.list.deleteLater()
        else:
            self._near.body.addWidget(made, 1)
        self.list = made

    def _on_ticked(self) -> None:
        """What is ticked is drawn, and the button says what it would do."""
        presenter, ticked = self.presenter, self.list.ticked() if self.list is not None else []
        if presenter.looked is not None:
            presenter.chosen = {int(key) for key in ticked}
            self.picture.show_areas(presenter.drawn())
            self._sentence.setText(presenter.sentence())
            self.make.setText(words.say("areas.take_in"))
            self.make.setVisible(True)
        else:
            shown = [one for one in presenter.here if one.area.id.hex() in ticked]
            self.picture.show_areas(shown or presenter.here)
            self._sentence.setText("")
            self.make.setText(words.say("areas.remove", count=len(ticked)))
            self.make.setVisible(bool(ticked) and presenter.may_change)
        self.make.setEnabled(bool(ticked))

    # A file

    def choose(self) -> None:
        """Ask for a file, and look at it."""
        folder = self._desk.project.settings.export_folder or str(Path.home())
        kinds = words.say("areas.files_filter", endings=" ".join(f"*.{one}" for one in ENDINGS))
        with keyboard_kept(self):
            chosen, _ = QFileDialog.getOpenFileName(self, words.say("areas.choose_title"), folder, kinds)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Read a file beside the window, and show what it holds."""
        self.presenter.path = path
        self.result.hide()
        self.tagging.hide()
        self._watch(self._desk.run(self.presenter.look, self), self._on_looked)

    def _watch(self, task: Task[Result], on_done: Callable[[Result], None]) -> None:
        self._progress.watch(task.progress)
        task.done.connect(on_done)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self.begin)
        task.ended.connect(self._progress.finish)

    def _on_looked(self, found: tuple[AreasLooked, list[MappedArea | None]]) -> None:
        presenter, (looked, drawn) = self.presenter, found
        presenter.take(looked, drawn)
        self._header.set_line(looked.file)
        self._fill(presenter.shapes(), [str(number) for number in sorted(presenter.chosen)])
        if not looked.given:
            self._near.body.addWidget(Text(words.say("areas.file_has_none"), "body", tone="ink2"))
            self._near.body.addStretch(1)
        self._on_ticked()
        self.make.setVisible(bool(looked.given))
        if looked.points:
            number = whole_text(looked.points, words.language())
            told = words.say("areas.points", count=looked.points, number=number)
            self.beside.show_banner("told", told, words.say("areas.bring_points"))
        self.beside.setVisible(bool(looked.points))
        if self.form is not None:
            self.form.names.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_asked_otherwise(self) -> None:
        """Other names or sorts: the list says so, what is ticked stays."""
        self._put_list(self.presenter.shapes(), [str(number) for number in sorted(self.presenter.chosen)])
        self._on_ticked()

    # Doing

    def _on_make(self) -> None:
        self.make.setEnabled(False)
        if self.presenter.looked is not None:
            self._watch(self._desk.run(self.presenter.keep, self), partial(self._on_done, "areas.kept"))
        elif self.list is not None:
            try:
                done = self.presenter.remove(self.list.ticked())
            except Problem as problem:
                self._on_failed(problem)
                return
            self._on_done("areas.removed", done)

    def _on_tag(self) -> None:
        self.tagging.hide()
        self._watch(self._desk.run(self.presenter.tag, self), partial(self._on_done, "areas.tagged"))

    def _on_done(self, key: str, done: Done) -> None:
        self._batch = done.batch
        number = whole_text(done.count, words.language())
        self.result.show_banner("ok", words.say(key, count=done.count, number=number), words.say("kit.undo"))
        self.result.show()
        self._desk.tell(done.changes)
        self.begin()
        self.result.action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undo(self) -> None:
        undone = self.presenter.take_back(self._batch)
        number = whole_text(undone.count, words.language())
        self.result.show_banner("told", words.say("areas.taken_back", count=undone.count, number=number))
        self._desk.tell(undone.changes)
        self.begin()

    def _on_failed(self, problem: Problem) -> None:
        self.result.show_banner("error", problems.sentence(problem, words.present()))
        self.result.show()
        if self.presenter.looked is None:
            self.presenter.path = None
        self._on_ticked()

    def _on_back(self) -> None:
        """From a file to the areas that are here, from those to the page."""
        if self.presenter.looked is not None:
            self.begin()
        else:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
            return
        super().keyPressEvent(event)
