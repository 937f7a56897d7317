"""What just happened, told in the page itself, with the way back: no toast that runs away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from camifield.i18n import words
from ui import keys
from ui.widgets.banner import Banner
from ui.widgets.severity import Severity


class Notice(Banner):
    """Hidden until `tell`; stays until the next one, `hide()`, or until its Undo is taken, by Ctrl+Z as well.

    The keys are its own while it is in sight, unless somebody types where there is something to take back.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ok", "", parent=parent)
        self._undo: Callable[[], None] | None = None
        self._watched: QWidget | None = None
        self._keys = QShortcut(QKeySequence(keys.UNDO.first), self, self._on_acted)
        self._keys.setEnabled(False)
        self.acted.connect(self._on_acted)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)
        self.hide()

    def tell(
        self,
        sentence: str,
        *,
        undo: Callable[[], None] | None = None,
        is_undone: bool = False,
        severity: Severity = "ok",
    ) -> None:
        """Say a sentence; with `undo`, offer to take it back: to do it again, where it `is_undone` that is told."""
        self._undo = undo
        self._keys.setEnabled(undo is not None)
        self.show_banner(
            severity, sentence, words.say("kit.redo" if is_undone else "kit.undo") if undo else ""
        )
        self.action.set_icon("redo" if is_undone else "undo")
        shown = keys.UNDO.shown if undo else ""
        self.action.setToolTip(shown)
        self.action.setAccessibleDescription(shown)
        self.show()

        self.on_focus_changed(None, QApplication.focusWidget())

    def _on_acted(self) -> None:
        undo, self._undo = self._undo, None
        self._keys.setEnabled(False)
        self.hide()
        if undo:
            undo()

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        """A line to type in keeps Ctrl+Z to itself even where it has nothing to take back: it is watched."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        is_wanted = isinstance(new, QLineEdit | QPlainTextEdit) and self._undo is not None
        self._watched = new if is_wanted else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) != self._keys.key():
            return False
        if self._undo is None or not self.isVisible() or _has_own_undo(watched):
            return False
        event.ignore()  # the field is not asked: the keys are the notice's
        return True


def _has_own_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isUndoAvailable()
