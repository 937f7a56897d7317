"""The latest of questions that are answered beside the window: a newer one stops the one before, whose answer is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from camifield.errors import Problem
from camifield.progress import Progress
from ui.desk import Desk
from ui.worker import Task

Found = TypeVar("Found")


class Latest(QObject, Generic[Found]):
    """`found` with the answer, `failed` with a Problem; neither after `stop` or a newer `ask`."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task[Found] | None = None

    def ask(self, work: Callable[[Progress], Found]) -> None:
        """Begin to answer beside the window."""
        self.stop()
        task = self._task = self._desk.read(work, self)

        def on_done(found: Found) -> None:
            if task is self._task:
                self._task = None
                self.found.emit(found)

        def on_failed(problem: Problem) -> None:
            if task is self._task:
                self._task = None
                self.failed.emit(problem)

        task.done.connect(on_done)
        task.failed.connect(on_failed)

    def stop(self) -> None:
        """Forget the answer that is on its way."""
        if self._task is not None:
            self._task.stop()
            self._task = None
