"""The sticks that are plugged in: what the system mounted, without its own disks and without asking the network.

A disconnected network drive answers after half a minute: so the places are found without touching them (drive types
on Windows, the table of mounts on Linux), and only what can be carried away is then looked at.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.roads import is_road, visitors

REMOVABLE, FIXED = 2, 3  # GetDriveTypeW (learn.microsoft.com): DRIVE_REMOVABLE, DRIVE_FIXED
MOUNTS = Path("/proc/self/mounts")
MOUNTED_UNDER = ("/media/", "/run/media/", "/mnt/")
OF_THE_NETWORK = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "9p",
    "tmpfs",
    "overlay",
    "fuse.sshfs",
    "davfs",
    "fuse.davfs",
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


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
    found: list[Stick] = []
    for root in _places():
        volume = QStorageInfo(str(root))
        if volume.isReady() and not volume.isReadOnly() and not volume.isRoot():
            who = visitors(project, root, words)
            found.append(Stick(root, name_of(volume, root), volume.bytesAvailable(), is_road(root), who))
    return ordered(found)


def plugged_in() -> tuple[Path, ...]:
    """The roots of all that can be carried away and is there now: where a file dialog may begin."""
    return tuple(_places())


def ordered(found: Iterable[Stick]) -> tuple[Stick, ...]:
    """Those on which laptops met first, then by name."""
    return tuple(sorted(found, key=lambda one: (not one.who, not one.is_ours, one.name.casefold())))


def name_of(volume: QStorageInfo, root: Path) -> str:
    """Its own name, and on Windows its letter: "KINGSTON (E:)"."""
    letter = root.drive
    name = volume.name() or ("" if letter else root.name)
    return f"{name} ({letter})" if name and letter else name or letter


def mounted_in(table: str) -> list[Path]:
    """The places of a table of mounts (fstab(5)) under which desktops put sticks; network and memory left out."""
    found: list[Path] = []
    for line in table.splitlines():
        parts = line.split()
        if len(parts) < 3 or parts[2] in OF_THE_NETWORK:
            continue
        place = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), parts[1])
        if place.startswith(MOUNTED_UNDER):
            found.append(Path(place))
    return found


if sys.platform == "win32":
    import ctypes

    def _places() -> Iterator[Path]:
        """Sticks, and other disks of this laptop on which laptops met."""
        kernel = ctypes.windll.kernel32
        letters = kernel.GetLogicalDrives()
        for place in range(26):
            root = f"{chr(ord('A') + place)}:\\"
            sort = kernel.GetDriveTypeW(root) if letters >> place & 1 else 0
            if sort == REMOVABLE or (sort == FIXED and is_road(Path(root))):
                yield Path(root)

elif sys.platform == "darwin":

    def _places() -> Iterator[Path]:
        """Everything in /Volumes; the system's own disk is told apart later."""
        with suppress(OSError):
            yield from sorted(Path("/Volumes").iterdir())

else:

    def _places() -> Iterator[Path]:
        """What a desktop mounted for the person."""
        with suppress(OSError):
            yield from mounted_in(MOUNTS.read_text("utf-8", "surrogateescape"))
