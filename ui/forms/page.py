"""The form as a page: the sections on paper, what stands beside them, and the bar of actions that never scrolls."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from camifield.commands.saving import Saved
from camifield.errors import Problem
from camifield.fields.findings import Finding
from camifield.fields.labels import kind_name, label
from camifield.i18n import problems, words
from ui import keys
from ui.after_paint import later
from ui.forms.board import PHOTOS, Board
from ui.forms.editors.photos import PhotosEditor
from ui.forms.presenter import Beginning, FormPresenter
from ui.forms.side import Side
from ui.forms.without_keys import WithoutKeys, let_save, without_keys
from ui.theme.theme import look
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.finding import FindingLine
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.picture_drop import PictureDrop
from ui.widgets.scroll import FollowScroll
from ui.widgets.showing import show_only_if
from ui.widgets.text import KeyCap, TagLabel, Text
from ui.widgets.tile import KindTile
from ui.worker import Run

KEEP_AFTER_MS = 200
CAPS_BELOW = 1.5


class FormPage(QWidget):
    """One form. `saved` with what was saved, `next_wanted` for "save and next", `closed` to go back."""

    saved = Signal(object)
    next_wanted = Signal(object)
    closed = Signal()
    discarded = Signal(bytes)

    def __init__(self, presenter: FormPresenter, run: Run, board_maker: type[Board] = Board) -> None:
        """`run` begins work beside the window: the worker that brings photos in."""
        super().__init__()
        self.presenter = presenter
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        column = Column(self, gap=0)
        head = Row(gap=0, sides=(32, 0, 32, 0))
        head.addWidget(self._make_header())
        column.addLayout(head)
        self.problem = Banner("error", "")
        self.problem.hide()
        self.problem.acted.connect(self._on_save_as)
        self._goes_on = False
        self._without_keys: WithoutKeys | None = None
        holder = Row(gap=0, sides=(32, 0, 32, 8))
        holder.addWidget(self.problem)
        column.addLayout(holder)
        self.board = board_maker(presenter, run)
        self.board.changed.connect(self._on_changed)
        self.board.left.connect(self._on_left)
        self.side = Side(presenter)
        middle = Row(gap=24, sides=(32, 0, 32, 0))
        self._scroll = FollowScroll(self.board)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(self.side)
        column.addLayout(middle, 1)
        column.addWidget(self._make_actions())
        QWidget.setTabOrder(self._next if self.presenter.is_new else self._save, self._discard)
        if PHOTOS in presenter.declared.fields:
            PictureDrop(self).given.connect(self.board.take_photos)
        self.side.wanted.connect(self.board.show_section)
        self._refresh()
        if presenter.told:
            self._tell_safe(presenter.told)

    def _make_header(self) -> PageHeader:
        presenter = self.presenter
        title = kind_name(presenter.kind, presenter.words)
        header = PageHeader(title, has_back=True, lead=KindTile(presenter.kind, title, px=38))
        header.back.connect(self.leave)
        self._number = TagLabel(str(presenter.entries.get("record_number") or ""))
        self._number.setVisible(bool(self._number.text()))
        self._kept_mark = IconMark("tick", "ok")
        self._kept = Text("", "help", tone="ok", is_wrapped=False)
        self._kept_mark.hide()
        self._kept.hide()
        header.add(self._number, self._kept_mark, self._kept)
        return header

    def _make_actions(self) -> ActionBar:
        bar = ActionBar()
        self._discard = Button(words.say("form.discard"), "quiet", icon="undo")
        self._discard.clicked.connect(self._on_discard)
        bar.add_near(self._discard)
        self._errors = FindingLine("error", "", words.say("form.show_me"))
        self._errors.acted.connect(self._on_show_error)
        self._save = Button(words.say("form.save"), "outlined", keys=keys.SAVE.first)
        self._save.clicked.connect(lambda: self.save(goes_on=False))
        self._next = Button(
            words.say("form.save_and_next"), "accent", icon="save_next", keys=keys.SAVE_AND_NEXT.first
        )
        self._next.clicked.connect(lambda: self.save(goes_on=True))
        caps = [KeyCap(key.shown) for key in (keys.SAVE, keys.SAVE_AND_NEXT)]
        for cap in caps:
            show_only_if(cap, look().scale < CAPS_BELOW)
        far = [self._errors, self._save, caps[0], self._next, caps[1]]
        if not self.presenter.is_new:
            far = far[:3]
            caps[1].hide()
            self._next.setParent(self)
            self._next.hide()
        bar.add_far(*far)
        return bar

    def _on_changed(self, name: str) -> None:
        self.presenter.answer(name, self.board.entry(name))
        self._timer.start()
        self._refresh()
        if name == PHOTOS:  # what a photo says stands below the strip, and has its place once the layout ran
            later(0, self, self._reveal_photos)

    def _reveal_photos(self) -> None:
        editor = cast("QWidget | None", self.board.findChild(PhotosEditor))
        if editor is not None:
            self._scroll.reveal(editor)

    def _on_left(self, name: str) -> None:
        self.presenter.leave(name)
        self._refresh()

    def _refresh(self) -> None:
        self.board.refresh()
        self.side.refresh()
        errors = self.presenter.errors()
        shown = self.presenter.has_tried and bool(errors)
        self._errors.setVisible(shown)
        if shown:
            first = self._place_of(errors[0])
            sentence = words.say("form.errors", count=len(errors), where=first)
            self._errors.show_finding("error", sentence, words.say("form.show_me"))
        self._discard.setVisible(self.presenter.is_changed)

    def _place_of(self, finding: Finding) -> str:
        name = finding.field.partition(".")[0]
        return label(self.presenter.declared, name, self.presenter.words)

    def _on_show_error(self) -> None:
        errors = self.presenter.errors()
        if errors:
            self.board.show_field(errors[0].field)

    def keep(self) -> None:
        """Write the draft now, and say so."""
        if not self.presenter.project.is_open:  # a photo that was on its way when the program ended
            return
        try:
            if self.presenter.keep():
                now = self.presenter.project.clock.now() + self.presenter.project.clock.local_offset()
                self._tell_safe(words.say("form.draft_kept", time=now.strftime("%H:%M:%S")))
            self.problem.hide()
        except Problem as problem:
            self._tell(problem)

    def _tell_safe(self, sentence: str) -> None:
        """Say at the head of the form what is safe on the disk."""
        self._kept.setText(sentence)
        self._kept.show()
        self._kept_mark.show()

    def _tell(self, problem: Problem) -> None:
        told = self._without_keys = without_keys(problem, self.presenter.project, self.presenter.words)
        if told is None:
            self.problem.show_banner("error", problems.sentence(problem, self.presenter.words), "")
        else:
            self.problem.show_banner("warning", told.sentence, told.action)
        self.problem.show()

    def _on_save_as(self) -> None:
        """Somebody of this laptop saves what a newcomer typed, and types from now on."""
        if self._without_keys is None:
            return
        try:
            let_save(self.presenter.project, self._without_keys)
        except Problem as problem:
            self._tell(problem)
            return
        self.problem.hide()
        self.save(goes_on=self._goes_on)

    def save(self, *, goes_on: bool) -> None:
        """Save the record; go on to the next one when asked."""
        if self._tell_busy():
            return
        self._goes_on = goes_on
        self._timer.stop()
        if not self.presenter.is_new and not self.presenter.is_changed:
            self.closed.emit()
            return
        questions = self.presenter.new_questions() if self.presenter.checked.is_complete else []
        if questions:
            self.presenter.ask(questions)
            self._refresh()
            self._tell_question(questions[0])
            return
        try:
            saved = self.presenter.save()
        except Problem as problem:
            self._tell(problem)
            return
        if saved is None:
            self._refresh()
            self._on_show_error()
            return
        self._after(saved, goes_on=goes_on)

    def _tell_busy(self) -> bool:
        """Say that photos are on their way, where they are: neither a save nor a step back may lose them."""
        if self.board.is_busy:
            self._errors.show_finding("warning", words.say("photos.still_coming"), "")
            self._errors.show()
            self.board.show_field(PHOTOS)
        return self.board.is_busy

    def finish(self) -> bool:
        """Another page takes this one's place: photos on their way stay where they are. Whether there were any."""
        return self.board.finish()

    def _tell_question(self, question: Finding) -> None:
        """Say in the bar that something is asked; the same keys again save with the question open."""
        sentence = words.say("form.asked", where=self._place_of(question))
        self._errors.show_finding("warning", sentence, "")
        self._errors.show()
        self.board.show_field(question.field)

    def _after(self, saved: Saved, *, goes_on: bool) -> None:
        self.saved.emit(saved)
        if goes_on:
            told = (
                words.say("form.saved", number=saved.number)
                if saved.number
                else words.say("form.saved_plain")
            )
            entries = self.presenter.next_entries()
            beginning = Beginning(self.presenter.kind, entries=entries, told=told)
            self.next_wanted.emit(beginning)
        else:
            self.closed.emit()

    def leave(self) -> None:
        """Go back; what was typed is a draft."""
        if self._tell_busy():
            return
        self._timer.stop()
        self.keep()
        if not self.problem.isVisible():
            self.closed.emit()

    def _on_discard(self) -> None:
        self._timer.stop()
        try:
            self.presenter.discard()
        except Problem as problem:
            self._tell(problem)
            return
        self.discarded.emit(self.presenter.draft_id)
        self.closed.emit()

    def begin(self) -> None:
        """Put the keyboard where the form begins: the first question that has no answer yet."""
        self.board.focus_start()

    def hideEvent(self, event: QHideEvent, /) -> None:
        """Out of sight, the last keystrokes are kept at once."""
        if self._timer.isActive():
            self._timer.stop()
            self.keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
