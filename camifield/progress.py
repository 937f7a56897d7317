"""Long work that can be watched and stopped without threads knowing of windows."""

from __future__ import annotations

import threading
from typing import NamedTuple


class Stopped(Exception):
    """Raised inside the work at its next step after a person pressed Stop."""


class Step(NamedTuple):
    """How far the work is: `done` of `total` units (0 when not known), and the catalogue key of what it is doing."""

    done: int = 0
    total: int = 0
    doing: str = ""


class Progress:
    """A slot that the worker writes and a watcher reads; the last step wins."""

    def __init__(self) -> None:
        self.latest = Step()
        self._stop = threading.Event()

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        """Tell how far the work is. Raises Stopped when somebody asked to stop."""
        self.latest = Step(done, total, doing)
        if self._stop.is_set():
            raise Stopped

    def stop(self) -> None:
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set()
