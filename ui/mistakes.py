"""A mistake of the program, wherever in the window it happened: a report is written, and a person is told where it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from camifield.clock import Clock
from camifield.i18n import words

CLOSE, SHOW = "close", "show"
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class Mistakes(QObject):
    """Hears of every exception that nobody caught. `told` with the report's Path, or None where none could be written.

    What stood on stderr before stands there still. `install` once; `uninstall` puts the earlier hook back.
    """

    told = Signal(object)

    def __init__(self, folder: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._clock = clock
        self._before: Hook = sys.excepthook
        self._hook: Hook = self.hear

    def install(self) -> None:
        """From now on the program's mistakes come here."""
        self._before = sys.excepthook
        sys.excepthook = self._hook

    def uninstall(self) -> None:
        """Hear no more of them."""
        if sys.excepthook is self._hook:
            sys.excepthook = self._before

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write a report of an exception and tell of it; from any thread."""
        self._before(kind, error, trace)
        if not issubclass(kind, Exception):
            return
        from camifield.mistakes import write_report

        about = {"Qt": qVersion() or "", "language": words.language()}
        self.told.emit(write_report(self._folder, error, self._clock, about))


def tell(over: QWidget, report: Path | None) -> QObject:
    """Say on a card over the window what happened, where the report is, and let it be shown."""
    from ui.widgets.asking import Answer, Asking

    answers = [Answer(CLOSE, words.say("window.close_card"), "accent")]
    line = words.say("mistake.no_report")
    if report is not None:
        answers.insert(0, Answer(SHOW, words.say("mistake.show")))
        line = words.say("mistake.report", file=report.name)
    asking = Asking(over, words.say("mistake.title"), line, answers, escape=CLOSE, focus=CLOSE)

    def on_answered(key: str) -> None:
        if key == SHOW and report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(report.parent)))

    asking.answered.connect(on_answered)
    return asking
