"""The number at Review in the rail: records that wait for a decision at once, clocks when a look beside the window ends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from ui.desk import Desk
from ui.rail import Rail
from ui.worker import Task

QUIET_MS = 2000
"""The whole log is looked through for wrong clocks: not while somebody saves one record after another."""


class Waiting(QObject):
    """Counts only once the kinds are there. `rail` gives the rail of the moment: a new language makes a new one."""

    def __init__(self, desk: Desk, rail: Callable[[], Rail], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._rail, self._owner = desk, rail, parent
        self._clocks = 0
        self._task: Task[int] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(QUIET_MS)
        self._soon.timeout.connect(self._look)
        desk.changed.connect(self._on_changed)

    def show(self) -> None:
        """Say on the rail what waits as far as it is known, and look at the clocks."""
        if self._is_ready():
            self._show()
            self._look()

    def _on_changed(self, changes: Changes) -> None:
        if (changes.records or changes.everything) and self._is_ready():
            self._show()
            self._soon.start()

    def _is_ready(self) -> bool:
        return self._desk.project.is_open and self._desk.project.has_learned

    def _show(self) -> None:
        from camifield.queries.review import waiting

        self._rail().show_count("review", waiting(self._desk.project) + self._clocks)

    def _look(self) -> None:
        if not self._is_ready():
            return
        if self._task is not None:
            self._task.stop()
        project, words = self._desk.project, self._desk.words

        def count() -> int:
            from camifield.queries.clocks import clock_matters

            return clock_matters(project, words).waiting

        task = self._desk.read(lambda _progress: count(), self._owner)
        self._task = task

        def on_done(clocks: int) -> None:
            if task is self._task and self._is_ready():
                self._task, self._clocks = None, clocks
                self._show()

        task.done.connect(on_done)
