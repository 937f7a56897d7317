"""The way into bringing in a table: choose a file, or take the one that was dropped, and open its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.i18n import words
from ui.desk import Desk
from ui.standing import keyboard_kept

if TYPE_CHECKING:
    from ui.exchange.areas.page import AreasPage
    from ui.exchange.bringing_in.looking import Wish
    from ui.exchange.bringing_in.page import ImportPage
    from ui.exchange.bringing_in.result import ResultPage

ENDINGS = (
    *("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "htm", "html"),
    *("gpx", "kml", "kmz", "geojson", "json", "shp", "zip"),
)
Show = Callable[[QWidget], None]


def choose_table(over: QWidget, desk: Desk, show_task: Show) -> None:
    """Ask for a file, and open it."""
    folder = desk.project.settings.export_folder or str(Path.home())
    tables = words.say("import.tables_filter", endings=" ".join(f"*.{one}" for one in ENDINGS))
    everything = words.say("import.all_filter")
    title = words.say("import.title")
    with keyboard_kept(over):
        chosen, _ = QFileDialog.getOpenFileName(over, title, folder, f"{tables};;{everything}")
    if chosen:
        open_file(over, desk, show_task, Path(chosen))


def dropped_file(dropped: QMimeData) -> Path | None:
    """The one file of this laptop that is dragged over; None for several, for a folder and for anything else."""
    urls = dropped.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None


def open_file(over: QWidget, desk: Desk, show_task: Show, path: Path) -> None:
    """Open the page that a file of others wants: that of tracks for GPX, which may hold some, else that of tables."""
    if path.suffix.casefold() != ".gpx":
        open_table(over, desk, show_task, path)
        return
    from ui.exchange.tracks.page import TracksPage
    from ui.exchange.tracks.presenter import TracksPresenter

    page = TracksPage(desk, TracksPresenter(desk.project, words.present(), path))
    page.wants_waypoints.connect(lambda: open_table(over, desk, show_task, path))
    show_task(page)
    page.begin()


def open_table(
    over: QWidget, desk: Desk, show_task: Show, path: Path, wish: Wish | None = None, *, goes_on: bool = False
) -> ImportPage:
    """Open the page for a file, as wished. With `goes_on`, an import that was stopped goes on. Returns the page."""
    from ui.exchange.bringing_in.page import ImportPage
    from ui.exchange.bringing_in.presenter import BringingIn

    presenter = BringingIn(desk.project, words.present(), path)
    page = ImportPage(desk, presenter, wish, goes_on=goes_on)
    page.wants_other.connect(lambda: choose_table(over, desk, show_task))
    page.board.facts.areas_wanted.connect(lambda: open_areas(over, desk, show_task, path))

    def on_finished(result: ResultPage) -> None:
        result.wants_sheet.connect(on_next_sheet)
        result.wants_rest.connect(on_rest)
        show_task(result)
        result.begin()

    def on_next_sheet(name: str) -> None:
        from ui.exchange.bringing_in.looking import Wish

        open_table(over, desk, show_task, path, Wish(name))

    def on_rest() -> None:
        open_table(over, desk, show_task, path, presenter.wish_for(), goes_on=True)

    page.finished.connect(on_finished)
    show_task(page)
    return page


def open_areas(over: QWidget, desk: Desk, show_task: Show, path: Path | None = None) -> AreasPage:
    """Open the page of own areas and lines, with a file when one is given. Returns the page."""
    from ui.exchange.areas.page import AreasPage
    from ui.exchange.areas.presenter import AreasPresenter

    page = AreasPage(desk, AreasPresenter(desk.project, words.present()))

    def on_points(points: Path) -> None:
        open_places(over, desk, show_task, points)

    page.wants_points.connect(on_points)
    show_task(page)
    if path is None:
        page.begin()
    else:
        page.open_file(path)
    return page


def open_places(over: QWidget, desk: Desk, show_task: Show, path: Path) -> ImportPage:
    """Open the page for the single places of a file as known places."""
    from ui.exchange.bringing_in.looking import Wish

    return open_table(over, desk, show_task, path, Wish(kind="place"))
