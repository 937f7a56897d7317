"""File dialogs for what goes between laptops: they begin where the last file was, or at the stick that is plugged in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.errors import Problem
from ui.desk import Desk
from ui.standing import keyboard_kept
from ui.sticks import plugged_in

SUFFIX = ".cfb"


def starting_place(desk: Desk) -> Path:
    """Where something was chosen since the start; else the stick, else the place of an earlier day; else home."""
    kept = desk.project.settings.exchange_folder
    places = (desk.files_at, *plugged_in(), Path(kept) if kept else None)
    return next((place for place in places if place is not None and _is_there(place)), Path.home())


def _is_there(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # a stick that does not answer
        return False


def choose_file(over: QWidget, desk: Desk, title: str) -> Path | None:
    """A file that somebody sent; None for none."""
    with keyboard_kept(over):
        told, _ = QFileDialog.getOpenFileName(over, title, str(starting_place(desk)), f"*{SUFFIX}")
    return _remembered(desk, Path(told), Path(told).parent) if told else None


def choose_new_file(over: QWidget, desk: Desk, title: str, name: str) -> Path | None:
    """Where a file shall be written, called `name` unless the person calls it otherwise; None for nowhere."""
    with keyboard_kept(over):
        told, _ = QFileDialog.getSaveFileName(over, title, str(starting_place(desk) / name), f"*{SUFFIX}")
    return _remembered(desk, Path(told), Path(told).parent) if told else None


def choose_folder(over: QWidget, desk: Desk, title: str, begin: Path | None = None) -> Path | None:
    """A folder where laptops meet; None for none. The dialog begins at `begin` where that is there."""
    start = begin if begin is not None and _is_there(begin) else starting_place(desk)
    with keyboard_kept(over):
        told = QFileDialog.getExistingDirectory(over, title, str(start))
    return _remembered(desk, Path(told), Path(told)) if told else None


def _remembered(desk: Desk, chosen: Path, folder: Path) -> Path:
    """What was chosen; the next dialog begins there, today and on other days."""
    desk.files_at = folder
    if desk.project.settings.exchange_folder != str(folder):
        with suppress(Problem):  # a place that is not remembered is no reason to stop anybody
            desk.project.change_settings(replace(desk.project.settings, exchange_folder=str(folder)))
    return chosen
