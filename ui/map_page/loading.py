"""The points of a question: a few at once, many beside the window; a newer question stops the one before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from camifield.errors import Problem
from camifield.queries.mapped import Mapped, mapped
from camifield.queries.values import CardQuery, Expand
from ui.desk import Desk
from ui.latest import Latest

AT_ONCE = 3_000
"""Where there are no more records than this they are read in the window's own time: 20 ms, and nothing flickers."""


class MapLoading(QObject):
    """`loaded` with a Mapped, `failed` with a Problem. Before `go_on` a long question waits: the map is painted first."""

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._latest: Latest[Mapped] = Latest(desk, self)
        self._latest.found.connect(self.loaded)
        self._latest.failed.connect(self.failed)
        self._waits: Callable[[], None] | None = self._nothing

    @staticmethod
    def _nothing() -> None:
        """Nobody has asked yet."""

    def go_on(self) -> None:
        """From now on long questions are asked at once; the one that waits, now."""
        waits, self._waits = self._waits, None
        if waits is not None:
            waits()

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

        self._latest.ask(lambda progress: mapped(project, query, expand, progress))

    def stop(self) -> None:
        """Forget the answer that is on its way."""
        self._latest.stop()
