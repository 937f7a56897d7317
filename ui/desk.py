"""What every page is given: the open project, the worker, and a way to say that something changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camifield.changes import Changes
from camifield.i18n.words import Words, present
from camifield.progress import Progress
from camifield.project.project import Project
from ui.worker import Result, Task, Worker


class Desk(QObject):
    """Passed to pages, never global. `changed` with the Changes of a command; `reopened` after another project.

    `files_at` is where a file or a folder between laptops was chosen last since the start.
    """

    changed = Signal(object)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project
        self.worker = Worker()
        self.reader = Worker()
        self.files_at: Path | None = None

    @property
    def words(self) -> Words:
        """The words of the window's language."""
        return present()

    def run(self, work: Callable[[Progress], Result], owner: QObject) -> Task[Result]:
        """Begin long work beside the window."""
        return self.worker.start(work, owner)

    def read(self, work: Callable[[Progress], Result], owner: QObject) -> Task[Result]:
        """Begin long reading beside the window: it never waits for an import or an export that runs."""
        return self.reader.start(work, owner)

    def tell(self, changes: Changes) -> None:
        """Say what a command touched, so that pages refresh."""
        self.changed.emit(changes)

    def close(self) -> None:
        self.reader.close()
        self.worker.close()
        self.project.close()
