"""Long work, watched: the bar, what it does, how far, how long yet, and Stop. It waits 0.2 s before it shows."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.progress import Progress
from ui.widgets.bar import Bar
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.text import ElidedLabel, Text

WAIT_S = 0.2
LOOK_EVERY_MS = 100
ESTIMATE_AFTER_S = 2.0
"""Before this a time left would only be a guess."""


class ProgressRow(QWidget):
    """Reads a Progress ten times a second. `stopped` when a person pressed Stop; Stop loses nothing."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.on_look)
        row = Row(self, gap=16)
        column = Column(gap=6)
        line = Row(gap=12)
        self.doing = ElidedLabel("", "help", parent=self)
        self.far = Text("", "help", tone="ink2", is_wrapped=False, parent=self)
        self.left = Text("", "help", tone="ink2", is_wrapped=False, parent=self)
        line.addWidget(self.doing, 1)
        line.addWidget(self.far)
        line.addWidget(self.left)
        self.bar = Bar(words.say("kit.progress"), self)
        column.addLayout(line)
        column.addWidget(self.bar)
        self.stop = Button(words.say("kit.stop"), icon="stop", parent=self)
        self.stop.clicked.connect(self._on_stop)
        row.addLayout(column, 1)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def watch(self, progress: Progress) -> None:
        """Begin to watch work that has just begun."""
        self._progress = progress
        self._began = monotonic()
        self.stop.setEnabled(True)
        self.hide()
        self._timer.start()

    def finish(self) -> None:
        """The work is over, however it ended."""
        self._timer.stop()
        self._progress = None
        self.hide()

    def on_look(self) -> None:
        """Show the latest step, once the work has lasted long enough to be worth showing."""
        if self._progress is None:
            return
        lasted = monotonic() - self._began
        if lasted < WAIT_S:
            return
        step = self._progress.latest
        self.bar.show_share(step.done, step.total)
        doing = step.doing or "kit.progress"
        self.doing.setText(words.say("kit.stopping" if self._progress.is_stopped else doing))
        if step.total:
            self.far.setText(words.say("kit.done_of", done=step.done, total=step.total))
        else:
            self.far.setText(words.say("kit.done", done=step.done) if step.done else "")
        self.left.setText(time_left(lasted, step.done, step.total))
        self.bar.setAccessibleDescription(self.far.text())
        self.show()

    def _on_stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self.stop.setEnabled(False)
            self.on_look()
            self.stopped.emit()


def time_left(lasted_s: float, done: int, total: int) -> str:
    """The time left in words, from the pace so far; empty while nothing can be said."""
    if not total or not done or done >= total or lasted_s < ESTIMATE_AFTER_S:
        return ""
    seconds = lasted_s / done * (total - done)
    if seconds < 10:
        return words.say("kit.left_moments")
    if seconds < 90:
        return words.say("kit.left_seconds", count=round(seconds / 10) * 10)
    return words.say("kit.left_minutes", count=round(seconds / 60))
