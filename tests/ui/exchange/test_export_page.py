"""Handing over: nothing that lies in the folder is written over without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camifield.commands.photos import Pasted, attach
from camifield.i18n import words
from tests.making import save_sighting
from tests.media.pictures import drawn, notes_at, packed
from tests.ui.exchange.making import WAIT_MS, parts, show
from ui.desk import Desk
from ui.exchange.export_page import KEEP, REPLACE, ExportPage
from ui.exchange.export_presenter import CSV, GPX, WORKBOOK, ExportPresenter
from ui.widgets.asking import Asking
from ui.widgets.banner import Banner
from ui.widgets.chip import Chip
from ui.widgets.text import Text


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ExportPage:
    """The page over a project with one sighting."""
    words.use("en")
    save_sighting(desk.project)
    made = ExportPage(desk, ExportPresenter(desk.project, words.present()))
    show(qtbot, made)
    return made


@pytest.mark.parametrize(
    ("form", "there"), [(WORKBOOK, "out.xlsx"), (CSV, "out-sighting.csv"), (CSV, "out-about.csv")]
)
def test_a_file_in_the_way_is_asked_about(
    qtbot: QtBot, page: ExportPage, tmp_path: Path, form: str, there: str
) -> None:
    """Every file that would be written is looked at, not the chosen name alone; both answers do what they say."""
    old = tmp_path / there
    old.write_text("old")
    page._presenter.form = form  # pyright: ignore[reportPrivateUsage]
    page.offer(tmp_path / "out")
    (asking,) = parts(page.window(), Asking)
    asking.answer(KEEP)
    assert old.read_text() == "old"
    qtbot.waitUntil(lambda: not parts(page.window(), Asking), timeout=WAIT_MS)
    page.offer(tmp_path / "out")
    (asking,) = parts(page.window(), Asking)
    asking.answer(REPLACE)
    qtbot.waitUntil(lambda: old.read_bytes() != b"old", timeout=WAIT_MS)


def test_a_free_name_is_written_at_once(qtbot: QtBot, page: ExportPage, tmp_path: Path) -> None:
    """A file of another kind of record is not in the way of CSV files, and nobody is asked."""
    (tmp_path / "out.csv").write_text("other")
    (tmp_path / "out-conflict.csv").write_text("other")
    page._presenter.form = CSV  # pyright: ignore[reportPrivateUsage]
    page.offer(tmp_path / "out.csv")
    assert parts(page.window(), Asking) == []
    qtbot.waitUntil((tmp_path / "out-about.csv").exists, timeout=WAIT_MS)
    assert (tmp_path / "out-conflict.csv").read_text() == "other"


def test_escape_leads_back(qtbot: QtBot, page: ExportPage) -> None:
    """As on every page with an arrow at its head."""
    page.show()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_photos_go_along_when_asked(qtbot: QtBot, page: ExportPage, tmp_path: Path) -> None:
    """The page says what the receiver will get, lays the photos beside the file, and says where they are."""
    picture = packed(drawn(200, 150), exif=notes_at("2026:03:12 09:20:00"))
    desk = page._desk  # pyright: ignore[reportPrivateUsage]
    digest = attach(desk.project, Pasted("a.jpg", lambda: picture))
    save_sighting(desk.project, photos=[digest.hex()])
    (chip,) = (one for one in parts(page, Chip) if one.text() == "In a folder beside it")
    chip.click()
    told = [one.text() for one in parts(page, Text)]
    assert any("The originals, as the cameras made them" in text for text in told)
    page.offer(tmp_path / "out.xlsx")
    qtbot.waitUntil((tmp_path / "out-photos").is_dir, timeout=WAIT_MS)
    assert [path.read_bytes() for path in (tmp_path / "out-photos").iterdir()] == [picture]
    qtbot.waitUntil(lambda: "1 photo is in the folder out-photos." in said(page), timeout=WAIT_MS)


def said(page: ExportPage) -> str:
    """What the page says of the file that was written."""
    return " ".join(one.sentence for one in parts(page, Banner) if one.isVisible())


def test_coordinates_in_one_more_writing_are_asked_for(page: ExportPage) -> None:
    """Degrees alone unless somebody presses another; a file of points asks nothing of it."""
    presenter = page._presenter  # pyright: ignore[reportPrivateUsage]
    row = page._writing  # pyright: ignore[reportPrivateUsage]
    assert presenter.coordinates == ""
    row.set_chosen(["UTM"])
    row.changed.emit()
    assert presenter.coordinates == "UTM"
    form = page._form  # pyright: ignore[reportPrivateUsage]
    form.set_chosen([GPX])
    form.changed.emit()
    assert not row.isVisible()
    form.set_chosen([WORKBOOK])
    form.changed.emit()
    assert row.isVisible()
