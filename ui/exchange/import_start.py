"""The way into bringing in a table: choose a file, or take the one that was dropped, and open its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.i18n import words
from ui.desk import Desk

ENDINGS = ("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "htm", "html")
Show = Callable[[QWidget], None]


def choose_table(over: QWidget, desk: Desk, show_task: Show) -> None:
    """Ask for a file, and open it."""
    folder = desk.project.settings.export_folder or str(Path.home())
    tables = words.say("import.tables_filter", endings=" ".join(f"*.{one}" for one in ENDINGS))
    everything = words.say("import.all_filter")
    title = words.say("import.title")
    chosen, _ = QFileDialog.getOpenFileName(over, title, folder, f"{tables};;{everything}")
    if chosen:
        open_table(over, desk, show_task, Path(chosen))


def dropped_file(dropped: QMimeData) -> Path | None:
    """The one file of this laptop that is dragged over; None for several, for a folder and for anything else."""
    urls = dropped.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None


def open_table(over: QWidget, desk: Desk, show_task: Show, path: Path, sheet: str | None = None) -> QWidget:
    """Open the page for a file; with `sheet`, at that sheet. Returns the page."""
    from ui.exchange.bringing_in.looking import Wish
    from ui.exchange.bringing_in.page import ImportPage
    from ui.exchange.bringing_in.presenter import BringingIn

    page = ImportPage(desk, BringingIn(desk.project, words.present(), path), Wish(sheet))
    page.wants_other.connect(lambda: choose_table(over, desk, show_task))

    def on_finished(result: QWidget) -> None:
        wants_sheet = getattr(result, "wants_sheet", None)
        if wants_sheet is not None:
            wants_sheet.connect(partial(open_table, over, desk, show_task, path))
        show_task(result)

    page.finished.connect(on_finished)
    show_task(page)
    return page
