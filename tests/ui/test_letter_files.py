"""Where a file dialog between laptops begins: at what was chosen last, at the stick, and never at a place that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.making import make_project
from ui import letter_files
from ui.desk import Desk


@pytest.fixture(name="desk")
def a_desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a real project."""
    del qapp
    made = Desk(make_project(tmp_path / "project"))
    yield made
    made.close()


@pytest.fixture(name="begun")
def begun_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Where each dialog began; each answers with `sent/news.cfb`."""
    begun: list[Path] = []
    (tmp_path / "sent").mkdir()

    def chosen(_over: QWidget, _title: str, start: str, _pattern: str) -> tuple[str, str]:
        begun.append(Path(start))
        return str(tmp_path / "sent" / "news.cfb"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return begun


def plug(monkeypatch: pytest.MonkeyPatch, *sticks: Path) -> None:
    """These sticks are plugged in."""
    monkeypatch.setattr(letter_files, "plugged_in", lambda: sticks)


def test_the_next_dialog_begins_where_the_last_file_was(
    qtbot: QtBot, desk: Desk, tmp_path: Path, begun: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home at first; then the last place, today and on another day; and home again when that is gone."""
    plug(monkeypatch)
    over = QWidget()
    qtbot.addWidget(over)
    assert letter_files.choose_file(over, desk, "Open") == tmp_path / "sent" / "news.cfb"
    letter_files.choose_new_file(over, desk, "Save", "mine.cfb")
    assert begun == [Path.home(), tmp_path / "sent" / "mine.cfb"]
    assert desk.project.settings.exchange_folder == str(tmp_path / "sent")
    desk.files_at = None
    assert letter_files.starting_place(desk) == tmp_path / "sent"
    (tmp_path / "sent").rmdir()
    assert letter_files.starting_place(desk) == Path.home()


def test_a_stick_comes_before_the_place_of_another_day(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever plugged one in means it; what he chose since the start counts more, and a stick that is gone does not."""
    stick, chosen = tmp_path / "STICK", tmp_path / "Downloads"
    stick.mkdir()
    chosen.mkdir()
    plug(monkeypatch, tmp_path / "gone", stick)
    assert letter_files.starting_place(desk) == stick
    desk.files_at = chosen
    assert letter_files.starting_place(desk) == chosen
