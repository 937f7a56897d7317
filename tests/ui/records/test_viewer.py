"""A record's photos, one as large as the window: gone through by keyboard, told of, and copied out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.photos import Pasted, attach
from tests.making import save_sighting
from tests.media.pictures import drawn, heic, notes_at, packed
from tests.ui.records.conftest import Make
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.records.viewer import PictureViewer
from ui.widgets.picture_button import PictureButton

FIRST = packed(drawn(400, 300), exif=notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00"))
SECOND = heic(drawn(320, 200), notes_at("2026:03:11 11:20:00", "2026:03:12 03:20:00"))


@pytest.fixture
def viewer(open_page: Make, desk: Desk, qtbot: QtBot) -> PictureViewer:
    """The first of three photos of a record; the third is on another laptop."""
    photos = [attach(desk.project, Pasted("IMG_1.JPG", lambda: FIRST))]
    photos.append(attach(desk.project, Pasted("IMG_2.HEIC", lambda: SECOND)))
    save_sighting(desk.project, photos=[*(photo.hex() for photo in photos), (b"\3" * 32).hex()])
    page = open_page()
    page.list.area.show_current()
    buttons = inside(page.list.area.panel, PictureButton)
    qtbot.waitUntil(lambda: not buttons[2].isEnabled(), timeout=5000)
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Return)
    (found,) = inside(page.window(), PictureViewer)
    qtbot.waitUntil(lambda: found.large.has_picture, timeout=5000)
    return found


def test_it_tells_when_where_and_with_what(viewer: PictureViewer, qtbot: QtBot) -> None:
    """The first tells its time and place; the second, of a telephone, has two clocks, and both are said."""
    assert viewer.says.text() == (
        "IMG_1.JPG: 12 March 2026, 09:20 · 42.31860° N, 76.90412° E · ACME Corp X100."
    )
    assert not viewer.clocks.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert (viewer.at, viewer.count.text()) == (1, "2 of 3")
    qtbot.waitUntil(lambda: viewer.large.has_picture, timeout=5000)
    assert "The camera was 22 h behind." in viewer.clocks.sentence
    assert viewer.clocks.isVisible()


def test_the_ends_are_ends_and_escape_closes(viewer: PictureViewer) -> None:
    """Arrows stop at the first and the last; afterwards the keyboard is where it was."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Left)
    assert viewer.at == 0
    for _ in range(4):
        QTest.keyClick(focused, Qt.Key.Key_Right)
    assert viewer.at == 2
    assert viewer.says.text() == "This photo is on another laptop."
    assert not viewer.save_button.isEnabled()
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    there = QApplication.focusWidget()
    assert there is not None
    assert viewer.isAncestorOf(there)
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert isinstance(QApplication.focusWidget(), PictureButton)


def test_a_copy_is_the_original(viewer: PictureViewer, tmp_path: Path) -> None:
    """Byte by byte, and it is said that the copy tells all that the camera wrote; a place that refuses is said too."""
    viewer.save(tmp_path / "leopard.jpg")
    assert (tmp_path / "leopard.jpg").read_bytes() == FIRST
    assert viewer.copied.sentence == "A copy is saved as leopard.jpg, with all that the camera wrote."
    viewer.save(tmp_path / "gone" / "leopard.jpg")
    assert viewer.copied.isVisible()
    assert "leopard.jpg" in viewer.copied.sentence
    assert not viewer.copied.action.isVisible()
