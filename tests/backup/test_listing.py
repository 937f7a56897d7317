"""Backups are listed with their facts, the unreadable ones too, and the next is due when it should be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from camifield.backup.listing import is_due, latest, list_backups, name_for
from camifield.backup.making import make_backup
from camifield.clock import SteppedClock
from tests.backup.projects import about, make_project

NOW = datetime(2026, 3, 14, 3, 0, tzinfo=UTC)


def test_backups_are_listed_newest_first_whatever_the_clock_said(tmp_path: Path) -> None:
    """A clock at 2000 gives a backup an old name; it still stands first in the list."""
    folder = make_project(tmp_path / "project")
    clock = SteppedClock()
    first = make_backup(folder, clock, about())
    clock.at = datetime(2000, 1, 1, tzinfo=UTC)
    second = make_backup(folder, clock, about(why="daily"))
    (folder.path("backups") / "broken.cfbackup").write_bytes(b"PK nothing")
    (folder.path("backups") / "notes.txt").write_text("not a backup")
    listed = list_backups(folder.path("backups"))
    assert [one.path.name for one in listed] == [second.path.name, first.path.name, "broken.cfbackup"]
    assert [one.problem.code if one.problem else "" for one in listed] == ["", "", "backup-is-damaged"]
    assert listed[0].manifest == second.manifest
    assert latest(listed, about().project) == listed[0]
    assert latest(listed, about(2).project) is None


def test_the_order_holds_across_folders(tmp_path: Path) -> None:
    """A backup onto a stick counts after those in the project's own folder, so that the newest of all is known."""
    folder = make_project(tmp_path / "project")
    clock = SteppedClock()
    made = [
        make_backup(folder, clock, about(), target=target).path for target in (None, tmp_path / "stick", None)
    ]
    listed = list_backups(folder.path("backups"), tmp_path / "stick", folder.path("backups"))
    assert [one.path for one in listed] == made[::-1]


def test_no_folder_means_no_backups(tmp_path: Path) -> None:
    """A stick that is not there is not an error of the list."""
    assert list_backups(tmp_path / "gone") == []


def test_names_carry_no_more_than_stamp_and_laptop() -> None:
    """Two laptops that back up onto one stick never meet in a name, and no sign breaks a file system."""
    assert name_for(NOW, "M7") == "20260314T030000Z-M7"
    assert name_for(NOW, "../é") == "20260314T030000Z-X"


@pytest.mark.parametrize(
    ("last", "changes", "due"),
    [
        (None, 0, False),
        (None, 1, True),
        (NOW - timedelta(hours=23), 5, False),
        (NOW - timedelta(hours=24), 5, True),
        (NOW - timedelta(days=9), 0, False),
        (NOW - timedelta(days=9), -3, True),
        (NOW + timedelta(days=900), 1, True),
    ],
)
def test_the_daily_one_is_due_when_something_changed(last: datetime | None, changes: int, due: bool) -> None:
    """Once a day and only for a reason; a stamp of the future must not stop backups for years."""
    assert is_due(NOW, last, changes) is due
