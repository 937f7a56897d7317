"""The points of a question: a few at once, many beside the window; a newer question stops the one before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.queries.mapped import Mapped, mapped
from camifield.queries.values import CardQuery, Expand
from ui.desk import Desk
from ui.worker import Task

AT_ONCE = 3_000
"""Where there are no more records than this they are read in the window's own time: 20 ms, and nothing flickers."""


class MapLoading(QObject):
    """`loaded` with a Mapped, `failed` with a Problem. Before `go_on` a long question waits: the map is painted first."""

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task[Mapped] | None = None
        self._waits: Callable[[], None] | None = self._nothing

    @staticmethod
    def _nothing() -> None:
        """Nobody has asked yet."""

    def go_on(self) -> None:
        """From now on long questions are asked at once; the one that waits, now."""
        waits, self._waits = self._waits, None
        if waits is not None:
            waits()

    @property
    def is_going_on(self) -> bool:
        return self._task is not None

    def ask(self, query: CardQuery, expand: Expand, total: int) -> None:
        """Begin; `total` is how many records there are in all."""
        self.stop()
        project = self._desk.project
        if total <= AT_ONCE:
            try:
                self.loaded.emit(mapped(project, query, expand))
            except Problem as problem:
                self.failed.emit(problem)
            return
        if self._waits is not None:
            self._waits = lambda: self.ask(query, expand, total)
            return

        def work(progress: Progress) -> Mapped:
            return mapped(project, query, expand, progress)

        task = self._task = self._desk.read(work, self)

        def on_done(found: Mapped) -> None:
            if task is self._task:
                self._task = None
                self.loaded.emit(found)

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
