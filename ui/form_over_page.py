"""The form that is open over a page: one at a time, its draft kept whenever something else comes into sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from camifield.changes import Changes
from camifield.i18n import words
from ui.desk import Desk


class FormOverPage(QObject):
    """`opened` with the name of what is recorded, `kept` when a draft was, `closed` with the page to go back to, and
    `told` with that page, what became of the form in words, and what would undo it (None for nothing).

    `present_page` says over which page a form is opened.
    """

    opened = Signal(str)
    kept = Signal()
    closed = Signal(str)
    told = Signal(str, str, object)

    def __init__(self, desk: Desk, stack: QStackedWidget, present_page: Callable[[], str]) -> None:
        super().__init__(stack)
        self._desk = desk
        self._stack = stack
        self._present_page = present_page
        self._form: QWidget | None = None
        self._came_from = "today"

    def open(self, beginning: object) -> None:
        """Put a form over the page, in the place of one that is open; closing it leads back."""
        from ui.forms.page import FormPage
        from ui.forms.presenter import Beginning, FormPresenter

        assert isinstance(beginning, Beginning)
        if self._form is None:
            self._came_from = self._present_page()
        self._desk.project.learn()
        form = FormPage(FormPresenter(self._desk.project, beginning, words.present()), self._desk.run)
        form.saved.connect(self._on_saved)
        form.next_wanted.connect(self.open, Qt.ConnectionType.QueuedConnection)
        form.closed.connect(lambda: self.closed.emit(self._came_from))
        form.discarded.connect(self._on_discarded)
        before, self._form = self.keep(), form
        self.opened.emit(words.say(f"kind.{beginning.kind}"))
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        self.put_away(before)
        form.begin()

    def keep(self) -> QWidget | None:
        """The form that is open, nobody's any more, with its draft on the disk."""
        form, self._form = self._form, None
        finish: Callable[[], bool] | None = getattr(form, "finish", None)
        if finish is not None and finish():
            self.told.emit(self._came_from, words.say("photos.left_behind"), None)
        keep: Callable[[], None] | None = getattr(form, "keep", None)
        if keep is not None:
            keep()
            self.kept.emit()
        return form

    def put_away(self, form: QWidget | None) -> None:
        """Take a form off, once what comes after it is shown: nothing in between is drawn for nobody."""
        if form is not None:
            self._stack.removeWidget(form)
            form.deleteLater()

    def _on_saved(self, saved: object) -> None:
        from camifield.commands.saving import Saved

        assert isinstance(saved, Saved)
        said = words.say("form.saved", number=saved.number) if saved.number else words.say("form.saved_plain")
        self.told.emit(self._came_from, said, None)
        self._desk.tell(saved.changes)

    def _on_discarded(self, draft: bytes) -> None:
        from camifield.commands import drafting

        project = self._desk.project
        said = words.say("form.discarded")
        self.told.emit(self._came_from, said, lambda: self._desk.tell(drafting.take_back(project, draft)))
        self._desk.tell(Changes(drafts=True))
