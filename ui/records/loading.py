"""The answer in two steps: its first page at once, then every position beside the window, while nobody waits."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.queries.values import CardQuery, Expand, Page
from ui.desk import Desk
from ui.latest import Latest

FIRST = 2_000
"""Some two milliseconds of reading, whatever the size of the store; most answers are whole with it."""


class Loading(QObject):
    """`began` with the first positions, `ended` with all of them, `failed` with a Problem.

    A new question stops the one before. The cards themselves are fetched by the model, as they come into view.
    """

    began = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._latest: Latest[array[int]] = Latest(desk, self)
        self._latest.found.connect(self.ended)
        self._latest.failed.connect(self.failed)

    def ask(self, query: CardQuery, expand: Expand, *, with_first: bool = True) -> None:
        """Begin. With `with_first` the first page is there before this returns."""
        self.stop()
        store = self._desk.project.store
        if with_first:
            try:
                first = store.positions(query, Page(limit=FIRST), expand)
            except Problem as problem:
                self.failed.emit(problem)
                return
            self.began.emit(first)
            if len(first) < FIRST:
                self.ended.emit(first)
                return
        self._latest.ask(_work(lambda: store.positions(query, None, expand)))

    def stop(self) -> None:
        """Forget the answer that is on its way."""
        self._latest.stop()


def _work(read: Callable[[], array[int]]) -> Callable[[Progress], array[int]]:
    """The reading, unless a newer question has stopped it while it waited for its turn."""

    def work(progress: Progress) -> array[int]:
        progress.step(0, doing="records.looking")
        return read()

    return work
