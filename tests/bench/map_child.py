"""Opens the Map page of a project in this process and tells its times as JSON: `python -m tests.bench.map_child FOLDER`.

A frame is moving or zooming, painting the canvas again to its end in software, and whatever the page then does for the
frames to come.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from tests.bench.children import memory_mb
from tests.bench.form_child import QUIET_S, wait

if TYPE_CHECKING:
    from ui.map_page.page import MapPage

FRAMES, ZOOMS, PAUSE_S = 90, 12, 0.004
VIEWS = {"the region": (80.0, 43.0, 4.0), "a country": (74.5, 41.5, 6.5), "a valley": (75.43, 41.92, 11.0)}


def measured(folder: Path) -> dict[str, object]:
    """All times in milliseconds, memory in MB."""
    from tests.bench.large import opened
    from ui.desk import Desk
    from ui.theme.theme import look, prepare
    from ui.window import Window

    prepare()
    app = QApplication([])
    look().apply(app, "light")
    window = Window(Desk(opened(folder)))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    wait(QUIET_S)
    memory = memory_mb()
    started = time.perf_counter()
    window.show_page("map")
    QApplication.processEvents()
    first = (time.perf_counter() - started) * 1000

    from ui.map_page.page import MapPage

    page = window.findChild(MapPage)
    assert isinstance(page, MapPage)
    while page.mapped is None:
        wait(0.01)
    points = (time.perf_counter() - started) * 1000
    wait(QUIET_S)
    told: dict[str, object] = {"first": first, "points": points, "blit": _blits(page)}
    told["pan"] = {name: _pans(page, *view) for name, view in VIEWS.items()}
    told["zoom"] = {name: _zooms(page, *view) for name, view in VIEWS.items()}
    told["memory"] = memory_mb() - memory
    return told


def _frame(page: MapPage, right: float, down: float, steps: float = 0) -> tuple[float, float]:
    """Milliseconds on the clock, and those of the window's own thread: a busy machine lengthens only the first."""
    canvas = page.canvas
    started, own = time.perf_counter(), time.thread_time()
    canvas.look_at(canvas.view.zoomed(steps) if steps else canvas.view.moved(right, down))
    canvas.repaint()
    QApplication.processEvents()
    return (time.perf_counter() - started) * 1000, (time.thread_time() - own) * 1000


def _go(page: MapPage, longitude: float, latitude: float, level: float) -> None:
    from camifield.geo.mercator import to_unit

    page.canvas.look_at(page.canvas.view._replace(level=level).at(*to_unit(longitude, latitude)))
    page.canvas.repaint()
    wait(0.4)


def _pans(page: MapPage, longitude: float, latitude: float, level: float) -> list[tuple[float, float]]:
    """A pull to and fro: 12 pixels a frame, as a hand goes that is in no hurry."""
    _go(page, longitude, latitude, level)
    taken: list[tuple[float, float]] = []
    for number in range(FRAMES):
        way = 1 if number % 60 < 30 else -1
        taken.append(_frame(page, 12 * way, 5 * way))
        wait(PAUSE_S)
    return taken


def _zooms(page: MapPage, longitude: float, latitude: float, level: float) -> list[tuple[float, float]]:
    """A step nearer and one back; what was kept of the other level is forgotten first."""
    _go(page, longitude, latitude, level)
    taken: list[tuple[float, float]] = []
    for number in range(ZOOMS):
        page.canvas.tiles.forget()
        taken.append(_frame(page, 0, 0, 1 if number % 2 == 0 else -1))
        wait(PAUSE_S)
    return taken


def _blits(page: MapPage) -> list[float]:
    """The floor: a picture of the size of the map, put on another."""
    picture, sheet = page.canvas.grab(), QPixmap(page.canvas.size())
    taken: list[float] = []
    for _ in range(FRAMES):
        started = time.perf_counter()
        painter = QPainter(sheet)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))), flush=True)
    import os

    os._exit(0)  # what is measured is measured: nothing waits for threads that nobody needs
