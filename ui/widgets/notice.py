"""What just happened, told in the page itself, with the way back: no toast that runs away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.widgets.banner import Banner
from ui.widgets.severity import Severity


class Notice(Banner):
    """Hidden until `tell`; stays until the next one, `hide()`, or until its Undo is taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("ok", "", parent=parent)
        self._undo: Callable[[], None] | None = None
        self.acted.connect(self._on_acted)
        self.hide()

    def tell(
        self, sentence: str, *, undo: Callable[[], None] | None = None, severity: Severity = "ok"
    ) -> None:
        """Say a sentence; with `undo`, offer to take it back."""
        self._undo = undo
        self.show_banner(severity, sentence, words.say("kit.undo") if undo else "")
        self.action.set_icon("undo")
        self.show()

    def _on_acted(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo:
            undo()
