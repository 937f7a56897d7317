"""Which backups there are, what each says of itself, and when the next is due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from camifield.backup.archive import opened, read_manifest
from camifield.backup.manifest import Manifest
from camifield.errors import Problem

FOLDER = "backups"
SUFFIX = ".cfbackup"
A_DAY = timedelta(days=1)

_UNSAFE = re.compile(r"[^A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Backup:
    """A file of backup: its place, its bytes, and what it says of itself, or why that cannot be read."""

    path: Path
    size: int
    manifest: Manifest | None = None
    problem: Problem | None = None

    def is_of(self, project: bytes) -> bool:
        """True when it can be read and belongs to that project."""
        return self.manifest is not None and self.manifest.project == project


def list_backups(*folders: Path) -> list[Backup]:
    """The backups in these folders, the newest first and those that cannot be read last. A folder that is gone has none.

    The order is that in which they were made, whatever a clock said. Only the heads are read: a backup that was
    damaged in its middle is found by `archive.check`.
    """
    found = [_look(path) for folder in dict.fromkeys(folders) for path in _paths(folder)]
    return sorted(found, key=_place, reverse=True)


def latest(backups: Sequence[Backup], project: bytes) -> Backup | None:
    """The newest backup of this project that can be read."""
    return next((one for one in backups if one.is_of(project)), None)


def name_for(made: datetime, laptop: str) -> str:
    """The name of a backup, without its suffix: a UTC stamp and the laptop's code."""
    return f"{made:%Y%m%dT%H%M%SZ}-{_UNSAFE.sub('', laptop) or 'X'}"


def is_due(now: datetime, last: datetime | None, changes: int) -> bool:
    """Whether the daily backup should be made: something changed, and the last one is a day old or there is none.

    `changes` is how much further the log is than in the last one; less than nothing after an older one was put
    back, which is a change too. A last one that lies in the future was stamped by a wrong clock, or the clock is
    wrong now: then it is due.
    """
    return changes != 0 and (last is None or now - last >= A_DAY or last > now)


def _paths(folder: Path) -> list[Path]:
    try:
        return [
            path for path in folder.iterdir() if path.name.endswith(SUFFIX) and not path.name.startswith(".")
        ]
    except OSError:
        return []


def _look(path: Path) -> Backup:
    try:
        size = path.stat().st_size
    except OSError:
        return Backup(path, 0, problem=Problem("backup-cannot-be-opened", parameters={"file": path.name}))
    try:
        with opened(path) as archive:
            return Backup(path, size, read_manifest(archive, path))
    except OSError:
        return Backup(path, size, problem=Problem("backup-cannot-be-opened", parameters={"file": path.name}))
    except Problem as problem:
        return Backup(path, size, problem=problem)


def _place(backup: Backup) -> tuple[int, int, str]:
    """The order of making; the clock only decides between folders that did not know of each other."""
    if backup.manifest is None:
        return -1, -1, backup.path.name
    return backup.manifest.sequence, backup.manifest.made_ms, backup.path.name
