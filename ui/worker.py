"""Long work beside the window: one worker, watched by a timer on the window's thread, stopped at the next step.

No signal crosses threads (Qt and Python both make that brittle): the worker writes its latest step into a slot,
and a 100 ms timer reads it. It survives its owner being closed first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from camifield.errors import Problem
from camifield.progress import Progress, Step, Stopped

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Result = TypeVar("Result")
LOOK_EVERY_MS = 100


class Task(QObject, Generic[Result]):
    """One piece of work. Exactly one of `done`, `failed` or `stopped` comes, on the window's thread."""

    stepped = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self, future: Future[Result], progress: Progress, owner: QObject) -> None:
        super().__init__(owner)
        self._future = future
        self.progress = progress
        self._last = Step()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Ask the work to stop; it does at its next step, and loses nothing."""
        self.progress.stop()

    def _look(self) -> None:
        step = self.progress.latest
        if step != self._last:
            self._last = step
            self.stepped.emit(step)
        if not self._future.done():
            return
        self._timer.stop()
        if self._future.cancelled():  # the program ends before it began
            self.stopped.emit()
            self.ended.emit()
            return
        error = self._future.exception()
        if error is None:
            self.done.emit(self._future.result())
        elif isinstance(error, Stopped):
            self.stopped.emit()
        elif isinstance(error, Problem):
            self.failed.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)  # as any other mistake of the program
            self.failed.emit(Problem("program-mistake", parameters={"detail": repr(error)}))
        self.ended.emit()


class Run(Protocol):
    """What begins work beside the window: `Worker.start`, or what stands before it."""

    def __call__(self, work: Callable[[Progress], Result], owner: QObject, /) -> Task[Result]: ...


class Worker:
    """The one worker for all long work; a second task waits for the first."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._running: set[Progress] = set()

    def start(self, work: Callable[[Progress], Result], owner: QObject) -> Task[Result]:
        """Begin `work`; it gets the Progress to step and must raise nothing but Problems and Stopped."""
        progress = Progress()
        self._running.add(progress)
        future = self._begun().submit(work, progress)
        future.add_done_callback(lambda _: self._running.discard(progress))
        return Task(future, progress, owner)

    def close(self) -> None:
        """Stop what runs and wait for it: for the end of the program."""
        for progress in list(self._running):
            progress.stop()
        self._begun().shutdown(wait=True, cancel_futures=True)

    def _begun(self) -> ThreadPoolExecutor:
        """The thread's pool, made with the first work, for which the first paint does not wait."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="camifield")
        return self._pool
