"""What the first paint did not wait for: the kinds, the keys, and what is heavy, taken in beside the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from camifield.errors import Problem
from camifield.progress import Progress
from ui.desk import Desk
from ui.worker import Task


def later(after_ms: int, owner: QWidget, work: Callable[[], None]) -> None:
    """Do something when the window has been quiet; not at all when it is gone by then."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(work)
    timer.start(after_ms)


def take_in(desk: Desk, owner: QWidget) -> Task[None]:
    """Take in the kinds and the keys on the worker, then the form on the window's thread.

    Whoever begins to type before that waits a moment. The task fails with the Problem of a damaged keyring.
    """
    project = desk.project

    def work(progress: Progress) -> None:
        project.learn()
        if not project.store.is_read_only_because and project.store.is_half_done():
            import_module("camifield.commands.meeting").finish_half_done(project, progress)
        import_module("numpy")  # a third of what the chart waits for, and the third that has no Qt in it
        if not project.identity.is_closed:  # the window asks for the passphrase
            project.identity.read_keys()
        with suppress(Problem):  # of a damaged file; the map says it to whoever opens it
            import_module("camifield.geo.whereabouts").make_ready()

    task = desk.run(work, owner)
    task.ended.connect(_take_in_form)
    return task


def _take_in_form() -> None:
    """On the window's thread, as everything of Qt, before somebody asks for a form."""
    import_module("ui.forms.page")


def back_up(desk: Desk, owner: QWidget, tell: Callable[[Problem], None]) -> None:
    """The daily backup, beside the window, once it has been quiet for a while."""
    from camifield.commands.backing_up import back_up_if_due

    project = desk.project
    if project.is_open:
        project.drafts.purge()
        desk.run(lambda told: back_up_if_due(project, told), owner).failed.connect(tell)
