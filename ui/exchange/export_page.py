"""Hand over: what is in the file, for whom, and where it goes; then progress, Stop, and what was written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from camifield.commands.handing_over import HandedOver
from camifield.commands.photos_along import NO_PHOTOS, photos_sentence
from camifield.errors import Problem
from camifield.i18n import problems, words
from ui import keys
from ui.desk import Desk
from ui.exchange.export_presenter import CSV, GPX, OTHERS, OWNER, WORKBOOK, ExportPresenter
from ui.standing import keyboard_kept
from ui.theme.theme import look
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.layouts import Column, Row
from ui.widgets.page import Page
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import Text

NEW_ONLY, PEOPLE, PHOTOS = "new_only", "people", "photos"
KEEP, REPLACE = "keep", "replace"
LABEL_WIDTH = 200
LABELS_ABOVE_FROM = 1.5


class ExportPage(Page):
    """One hand-over. `closed` to go back to the Exchange page."""

    closed = Signal()

    def __init__(self, desk: Desk, presenter: ExportPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        self._last: Path | None = None
        header = PageHeader(words.say("handover.title"), presenter.filter_line(), has_back=True)
        header.back.connect(self.closed)
        self._header = header
        self.body.addWidget(header)
        card = Card(gap=14, sides=(24, 20, 24, 24))
        self._ask_what(card)
        self._ask_how(card)
        self.body.addWidget(card)
        self._progress = ProgressRow()
        self.body.addWidget(self._progress)
        self._result = Banner("ok", "")
        self._result.hide()
        self._result.acted.connect(self._on_open_folder)
        self.body.addWidget(self._result)
        self.body.addStretch(1)
        self.set_bar(self._make_bar())
        chips = (
            self._kinds,
            self._new_only,
            self._whom,
            self._form,
            self._language,
            self._writing,
            self._people,
            self._photos,
        )
        for row in chips:
            row.changed.connect(self._on_changed)
        for box in (self._receiver, self._purpose):
            box.textEdited.connect(self._on_changed)
        self._on_changed()

    def _ask_what(self, card: Card) -> None:
        """Which records, and for whom."""
        presenter = self._presenter
        self._kinds = self._chips(
            presenter.kind_words(), list(presenter.kinds), "handover.which", is_many=True
        )
        self._add(card, "handover.which", self._kinds)
        extras = [(NEW_ONLY, words.say("handover.only_new"))]
        self._new_only = self._chips(extras, [], "handover.new", is_many=True)
        self._add(card, "handover.new", self._new_only)
        whom = [(OWNER, words.say("handover.owner")), (OTHERS, words.say("handover.others"))]
        self._whom = self._chips(whom, [presenter.receiver_is], "handover.whom")
        self._add(card, "handover.whom", self._whom)
        self._told = Text("", "help", tone="ink2")
        self._add(card, "", self._told)
        self._receiver, self._purpose = QLineEdit(), QLineEdit()
        self._receiver_row = self._add(card, "handover.receiver", self._receiver)
        self._purpose_row = self._add(card, "handover.purpose", self._purpose)

    def _ask_how(self, card: Card) -> None:
        """As what file, in which language, and what goes along."""
        presenter = self._presenter
        forms = [
            (WORKBOOK, words.say("handover.workbook")),
            (CSV, words.say("handover.csv")),
            (GPX, words.say("handover.gpx")),
        ]
        self._form = self._chips(forms, [presenter.form], "handover.form")
        self._add(card, "handover.form", self._form)
        points_told = Text(words.say("handover.gpx_line"), "help", tone="ink2")
        self._points_told_row = self._add(card, "", points_told)
        self._language = self._chips(presenter.languages(), [presenter.words.language], "handover.language")
        self._add(card, "handover.language", self._language)
        self._writing = self._chips(presenter.writings(), [""], "handover.coordinates")
        self._writing_row = self._add(card, "handover.coordinates", self._writing)
        self._people = self._chips(
            [(PEOPLE, words.say("handover.with_people"))], [], "handover.people", is_many=True
        )
        self._people_row = self._add(card, "handover.people", self._people)
        self._photos = self._chips(
            [(PHOTOS, words.say("handover.with_photos"))], [], "handover.photos", is_many=True
        )
        self._photos_row = self._add(card, "handover.photos", self._photos)
        self._photos_told = Text("", "help", tone="ink2")
        self._photos_told_row = self._add(card, "", self._photos_told)

    def _chips(
        self, choices: list[tuple[str, str]], chosen: list[str], key: str, *, is_many: bool = False
    ) -> ChipRow:
        row = ChipRow(
            [Choice(code, shown) for code, shown in choices],
            name=words.say(key),
            is_many=is_many,
            is_required=not is_many,
        )
        row.set_chosen(chosen)
        return row

    def _add(self, card: Card, key: str, widget: QWidget) -> QWidget:
        holder = QWidget()
        label = Text(words.say(key) if key else "", "table", tone="ink2")
        if key:
            widget.setAccessibleName(words.say(key))
        if look().scale >= LABELS_ABOVE_FROM:
            line = Column(holder, gap=4)
            label.setHidden(not key)
        else:
            line = Row(holder, gap=16)
            label.setFixedWidth(look().px(LABEL_WIDTH))
            label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label)
        line.addWidget(widget, 1)
        card.body.addWidget(holder)
        return holder

    def _make_bar(self) -> ActionBar:
        bar = ActionBar()
        self._sentence = Text("", "body", tone="ink2", is_wrapped=False)
        self._make = Button(words.say("handover.make"), "accent", icon="hand_over", keys=keys.DO.first)
        self._make.clicked.connect(self._on_make)
        bar.add_near(self._sentence)
        bar.add_far(self._make)
        return bar

    def _on_changed(self) -> None:
        presenter = self._presenter
        presenter.kinds = tuple(self._kinds.chosen())
        presenter.only_new = NEW_ONLY in self._new_only.chosen()
        presenter.receiver_is = next(iter(self._whom.chosen()), OWNER)
        presenter.receiver, presenter.purpose = self._receiver.text(), self._purpose.text()
        presenter.form = next(iter(self._form.chosen()), WORKBOOK)
        presenter.language = next(iter(self._language.chosen()), presenter.words.language)
        presenter.coordinates = next(iter(self._writing.chosen()), "")
        is_points = presenter.form == GPX
        presenter.with_people = (
            PEOPLE in self._people.chosen() and presenter.receiver_is == OWNER and not is_points
        )
        presenter.with_photos = PHOTOS in self._photos.chosen() and not is_points
        is_for_others = presenter.receiver_is == OTHERS
        self._photos_told.setText(
            words.say("handover.photos_bare" if is_for_others else "handover.photos_exact")
        )
        self._photos_told_row.setVisible(presenter.with_photos)
        self._receiver_row.setVisible(is_for_others)
        self._purpose_row.setVisible(is_for_others)
        self._people_row.setVisible(not is_for_others and not is_points)
        self._photos_row.setVisible(not is_points)
        self._writing_row.setVisible(not is_points)
        self._points_told_row.setVisible(is_points)
        self._told.setText(words.say("handover.others_line" if is_for_others else "handover.owner_line"))
        missing = presenter.missing()
        self._make.setEnabled(not missing)
        self._sentence.setText(missing or presenter.sentence())
        self._header.set_line(presenter.filter_line())

    def _on_make(self) -> None:
        presenter = self._presenter
        folder = presenter.project.settings.export_folder or str(Path.home())
        name = str(Path(folder) / presenter.file_name())
        pattern = f"*.{presenter.ending()}"
        options = QFileDialog.Option.DontConfirmOverwrite  # it knows one of the files; `offer` asks about all
        title = words.say("handover.make")
        with keyboard_kept(self):
            chosen, _ = QFileDialog.getSaveFileName(self, title, name, pattern, options=options)
        if chosen:
            self.offer(Path(chosen))

    def offer(self, path: Path) -> None:
        """Write the file, after asking where it, or one of those beside it, would take the place of another."""
        if path.suffix.casefold() != f".{self._presenter.ending()}":
            path = path.with_name(f"{path.name}.{self._presenter.ending()}")
        there = self._presenter.in_the_way(path)
        if not there:
            self.write(path)
            return
        names = words.say("title.list_mark").join(one.name for one in there)
        answers = [
            Answer(KEEP, words.say("handover.keep_files")),
            Answer(REPLACE, words.say("handover.replace_files", count=len(there)), "accent"),
        ]
        title = words.say("handover.files_are_there", count=len(there))
        asking = Asking(self, title, names, answers, escape=KEEP, focus=KEEP)

        def on_answered(answer: str) -> None:
            if answer == REPLACE:
                self.write(path)

        asking.answered.connect(on_answered)

    def write(self, path: Path) -> None:
        """Write the file beside the window."""
        self._result.hide()
        self._make.setEnabled(False)
        task = self._desk.run(lambda progress: self._presenter.export(path, progress), self)
        self._progress.watch(task.progress)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(self._on_ended)

    def _on_done(self, handed: HandedOver) -> None:
        self._last = handed.files[0]
        total = sum(handed.records.values())
        sentence = words.say("handover.done", count=total, file=self._last.name)
        if handed.generalised or handed.hidden:
            sentence = words.say(
                "handover.done_blurred",
                count=total,
                file=self._last.name,
                blurred=handed.generalised + handed.hidden,
            )
        if handed.photos != NO_PHOTOS:
            sentence = f"{sentence} {photos_sentence(handed.photos, words.present())}"
        self._result.show_banner("ok", sentence, words.say("handover.open_folder"))
        self._result.show()
        self._desk.tell(handed.changes)

    def _on_failed(self, problem: Problem) -> None:
        self._result.show_banner("error", problems.sentence(problem, words.present()))
        self._result.show()

    def _on_stopped(self) -> None:
        self._result.show_banner("told", words.say("handover.stopped"))
        self._result.show()

    def _on_ended(self) -> None:
        self._progress.finish()
        self._make.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_open_folder(self) -> None:
        if self._last is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))
