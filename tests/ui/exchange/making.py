"""Tables as people keep them, made by the tests, and the pages that open them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import openpyxl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.progress import Progress
from camifield.project.project import Project
from tests.making import ENGLISH
from ui.desk import Desk
from ui.exchange.bringing_in.looking import Wish
from ui.exchange.bringing_in.page import ImportPage
from ui.exchange.bringing_in.presenter import BringingIn
from ui.exchange.bringing_in.result import ResultPage
from ui.theme.theme import look

Widget = TypeVar("Widget", bound=QWidget)

HEADINGS = "Date;Observer;Species;Count;Latitude;Longitude;Remarks;Mood"
ROWS = (
    "12.03.2024;Aibek U.;argali;12;42,3186;76,9041;by the river;calm",
    "13.03.2024;Aibek U.;ibex;4;42,3187;76,9042;;calm",
    "14.03.2024;Aibek U.;ibx;5;42,3188;76,9043;;",
    "29.02.2023;Aibek U.;ibex;2;42,3189;76,9044;;",
    "15.03.2024;Aibek U.;argali;3;42,3190;-199,3;;",
    "Total;;;26;;;;",
)
WAIT_MS = 20_000


def sightings(folder: Path, *, name: str = "sightings.csv") -> Path:
    """Five sightings and their total: two ready, one animal misspelt, one day and one longitude that cannot be."""
    return write(folder / name, HEADINGS, *ROWS)


def write(path: Path, *lines: str) -> Path:
    """A text file of lines."""
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook of sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def looked(project: Project, path: Path, wish: Wish | None = None) -> BringingIn:
    """The presenter with the file open and its rows looked through."""
    presenter = BringingIn(project, ENGLISH, path)
    presenter.take(presenter.look(wish or Wish(), Progress()))
    return look_through(presenter)


def look_through(presenter: BringingIn) -> BringingIn:
    """Look through the rows with the present mapping."""
    reading = presenter.reading()
    presenter.show(reading.run(Progress()))
    return presenter


def dress() -> None:
    """The plainest dress, in English."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)


def show(qtbot: QtBot, page: QWidget) -> None:
    """Show a page as large as the window leaves it on the smallest screen.

    It is kept until the test is torn down: a page in a cycle of references would else be collected at any moment.
    """
    kept = [page]
    qtbot.addWidget(page, before_close_func=lambda _: kept.clear())
    page.resize(1259, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)


def open_page(qtbot: QtBot, desk: Desk, path: Path) -> ImportPage:
    """The page for a file, opened and looked through, or with its problem."""
    page = ImportPage(desk, BringingIn(desk.project, words.present(), path))
    show(qtbot, page)
    qtbot.waitUntil(lambda: is_at_rest(page) or page.trouble.isVisible(), timeout=WAIT_MS)
    return page


def parts(over: QWidget, kind: type[Widget]) -> list[Widget]:
    """Every widget of a kind inside another."""
    found = over.findChildren(kind)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  (the stub leaves the type out)
    return cast("list[Widget]", found)


def came(page: ImportPage) -> list[ResultPage]:
    """Where the result will be, once the import has ended."""
    found: list[ResultPage] = []
    page.finished.connect(found.append)
    return found


def is_at_rest(page: ImportPage) -> bool:
    """Whether the rows were looked through with the present mapping."""
    return page.foot.isVisible() and page.foot.do.text() != words.say("import.do_plain")


def rest(qtbot: QtBot, page: ImportPage) -> None:
    """Wait until the rows were looked through."""
    qtbot.waitUntil(lambda: is_at_rest(page), timeout=WAIT_MS)
