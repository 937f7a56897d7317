"""Long work in a terminal: one line that says how far it is, and Ctrl+C that ends it where nothing is lost."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from camifield.progress import Progress

if TYPE_CHECKING:
    from types import FrameType

    from camifield.cli.call import Call
    from camifield.cli.outlet import Outlet
    from camifield.i18n.words import Words

_A_LOOK_S = 0.1


class _Shown(Progress):
    """A progress that writes itself to the terminal, ten times a second at most."""

    def __init__(self, outlet: Outlet, words: Words) -> None:
        super().__init__()
        self._outlet = outlet
        self._words = words
        self._shown_at = time.monotonic()

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        super().step(done, total, doing)
        now = time.monotonic()
        if not self._outlet.is_watched or now - self._shown_at < _A_LOOK_S:
            return
        self._shown_at = now
        what = self._words.say(doing) if doing else ""
        key = "cli.progress_of" if total else "cli.progress"
        self._outlet.show_progress(self._words.say(key, what=what, done=done, total=total))


@contextmanager
def watched(call: Call) -> Generator[Progress]:
    """A progress for the work inside. Ctrl+C asks it to stop at its next step; pressed again it breaks off at once."""
    progress = _Shown(call.outlet, call.words)

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        if progress.is_stopped:
            raise KeyboardInterrupt
        progress.stop()
        call.outlet.note(call.words.say("cli.stopping"))

    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, on_interrupt) if is_main else None
    try:
        yield progress
    finally:
        if is_main:
            signal.signal(signal.SIGINT, before)
        call.outlet.show_progress("")
