"""Make the pictures of the README from the sample project: `python packaging/pictures.py`, after any change of a page."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "pictures"
SIZE = (1366, 768)
QUIET_MS = 1200


def main() -> int:
    """Open the sample offscreen, go through the pages, and save five pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = home
        os.environ["LOCALAPPDATA"] = home
        take(Path(home))
    return 0


def take(home: Path) -> None:
    """Make the pictures with everything of the program's in `home`."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from camifield.commands.people import set_here_today
    from camifield.commands.sample import open_sample
    from camifield.i18n import words
    from camifield.progress import Progress
    from camifield.settings import Settings
    from ui.desk import Desk
    from ui.theme.theme import look, prepare
    from ui.window import Window

    sys.path.insert(0, str(Path(__file__).parent))
    from meeting_picture import leave_stick

    prepare()
    app = QApplication([])
    project = open_sample(home, Settings(laptop="S1"), home / "settings.json", Progress())
    project.settings = replace(project.settings, laptop="S1")
    set_here_today(project, list(project.names.people)[:2])

    def picture(name: str, language: str, theme: str, prepare_page: Callable[[Window], None]) -> None:
        words.use(language)
        look().apply(app, theme, 1.0)
        window = Window(Desk(project))
        window.resize(*SIZE)
        window.show()
        QTest.qWait(QUIET_MS)
        prepare_page(window)
        QTest.qWait(QUIET_MS)
        PICTURES.mkdir(exist_ok=True)
        window.grab().save(str(PICTURES / f"{name}.png"))
        window.hide()
        window.deleteLater()

    picture("today", "en", "light", lambda _window: None)
    picture("form", "ru", "light", show_form)
    picture("records", "en", "light", show_records)
    picture("map", "en", "light", show_map)
    stick = leave_stick(project, home)
    picture("exchange", "en", "dark", lambda window: show_meeting(window, stick))
    project.close()


def show_map(window: object) -> None:
    """The map over all records; its points are read beside the window."""
    from PySide6.QtTest import QTest

    from ui.window import Window

    assert isinstance(window, Window)
    window.show_page("map")
    QTest.qWait(3 * QUIET_MS)


def show_form(window: object) -> None:
    """A sighting half typed, with an impossible latitude in it."""
    from ui.forms.page import FormPage
    from ui.forms.presenter import Beginning
    from ui.window import Window

    assert isinstance(window, Window)
    entries = {
        "event_date": "14.03.2026",
        "event_time": "09:20",
        "verbatim_coordinates": "95,31860 76,90412",
        "locality": "Кызыл-Суу, верховья",
        "how_known": "saw",
        "species": "ARG",
        "certainty": "probable",
        "count": "~12",
    }
    window.open_form(Beginning("sighting", entries=entries))
    form = window.findChild(FormPage)
    assert isinstance(form, FormPage)
    form.presenter.left.update(entries)
    form.board.show_field("event_time")
    form.board.refresh()
    form.side.refresh()


def show_records(window: object) -> None:
    """The table with one record looked at."""
    from ui.window import Window

    assert isinstance(window, Window)
    project = window.desk.project
    window.look_at(project.store.cards()[3].id)


def show_meeting(window: object, stick: Path) -> None:
    """What meeting a colleague over a stick would change."""
    from ui.exchange.page import ExchangePage
    from ui.window import Window

    assert isinstance(window, Window)
    window.show_page("exchange")
    page = window.findChild(ExchangePage)
    assert isinstance(page, ExchangePage)
    page.home.open_folder(stick)


if __name__ == "__main__":
    sys.exit(main())
