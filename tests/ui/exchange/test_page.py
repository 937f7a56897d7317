"""The Exchange page: what was brought in lately with its way back, and files that are dropped on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from camifield.commands.bringing_in import brought_in
from camifield.progress import Progress
from camifield.project.project import Project
from tests.ui.exchange.making import WAIT_MS, is_at_rest, looked, parts, show, sightings
from ui.desk import Desk
from ui.exchange.bringing_in.page import ImportPage
from ui.exchange.import_start import dropped_file
from ui.exchange.page import ExchangePage
from ui.widgets.text import ElidedLabel, Text


def dragged(*paths: Path) -> QMimeData:
    """Files as the system's file manager hands them over."""
    found = QMimeData()
    set_urls(found, *(QUrl.fromLocalFile(str(path)) for path in paths))
    return found


def set_urls(mime: QMimeData, *urls: QUrl) -> None:
    """What is dragged."""
    mime.setUrls(list(urls))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves the type out)


def test_one_file_can_be_dropped(tmp_path: Path) -> None:
    """One file is taken; a folder, several files and a link of the web are not."""
    path = sightings(tmp_path)
    assert dropped_file(dragged(path)) == path
    assert dropped_file(dragged(tmp_path)) is None
    assert dropped_file(dragged(path, path)) is None
    link = QMimeData()
    set_urls(link, QUrl("https://example.org/table.csv"))
    assert dropped_file(link) is None


def test_a_dropped_table_opens_its_preview(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Dropping a file does what choosing it does."""
    page = ExchangePage(desk)
    show(qtbot, page)
    mime = dragged(sightings(tmp_path))
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    opened = parts(page, ImportPage)
    assert len(opened) == 1
    qtbot.waitUntil(lambda: is_at_rest(opened[0]), timeout=WAIT_MS)
    opened[0].leave()
    qtbot.waitUntil(lambda: not parts(page, ImportPage))


def test_an_import_is_undone_and_brought_back_from_the_page(
    qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path
) -> None:
    """Days later the whole import can still go, and come back."""
    looked(project, sightings(tmp_path)).bring_in(Progress())
    page = ExchangePage(desk)
    show(qtbot, page)
    batch = brought_in(project)[0].batch
    lines = [one.text() for one in parts(page, ElidedLabel)]
    assert "sightings.csv" in lines
    told = [one.text() for one in parts(page, Text)]
    assert any("3 records, 2 drafts" in line for line in told)
    lately = page.lately
    lately.buttons[batch].click()
    qtbot.waitUntil(lambda: project.store.count() == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: lately.buttons[batch].text() == "Restore")
    qtbot.waitUntil(lambda: not lately.notice.isHidden())
    lately.buttons[batch].click()
    qtbot.waitUntil(lambda: project.store.count() == 5, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: lately.buttons[batch].text() == "Undo")
    assert project.drafts.count() == 2


def test_only_the_last_imports_are_listed_until_all_are_wanted(
    qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path
) -> None:
    """Three are enough to look at; the others are one press away."""
    for number in range(5):
        looked(project, sightings(tmp_path, name=f"table {number}.csv")).bring_in(Progress(), again=True)
    page = ExchangePage(desk)
    show(qtbot, page)
    assert len(page.lately.buttons) == 3
    page.lately.show_all()
    qtbot.waitUntil(lambda: len(page.lately.buttons) == 5)
