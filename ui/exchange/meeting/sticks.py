"""The sticks that are plugged in: what the system mounted, without its own disks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.roads import is_road, visitors

REMOVABLE = 2  # GetDriveTypeW: DRIVE_REMOVABLE
MOUNTED_UNDER = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
DRIVE_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick or another disk that can be taken away. `is_ours` says that laptops met on it; `who` left something."""

    root: Path
    name: str
    free: int
    is_ours: bool = False
    who: tuple[str, ...] = ()


ListSticks = Callable[[Project, Words], tuple[Stick, ...]]


def sticks(project: Project, words: Words) -> tuple[Stick, ...]:
    """Those that can be written on, the ones on which laptops met first. For the worker: a tired stick answers late."""
    found = [
        Stick(root, name_of(one, root), one.bytesAvailable(), is_road(root), visitors(project, root, words))
        for one in QStorageInfo.mountedVolumes()
        if one.isReady() and not one.isReadOnly() and not one.isRoot()
        if _can_leave(root := Path(one.rootPath()))
    ]
    return ordered(found)


def ordered(found: Iterable[Stick]) -> tuple[Stick, ...]:
    """Those on which laptops met first, then by name."""
    return tuple(sorted(found, key=lambda one: (not one.who, not one.is_ours, one.name.casefold())))


def name_of(volume: QStorageInfo, root: Path) -> str:
    """Its own name, and on Windows its letter: "KINGSTON (E:)"."""
    letter = str(root)[:2] if sys.platform == "win32" else ""
    name = volume.name() or ("" if letter else root.name) or ""
    return f"{name} ({letter})" if name and letter else name or letter


def _can_leave(root: Path) -> bool:
    """Whether a disk is one that people carry away."""
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(str(root)) == REMOVABLE or is_road(root)
    return root.as_posix().startswith(MOUNTED_UNDER)
