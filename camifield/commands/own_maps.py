"""Keep a map that somebody brought: copy its file into the project's folder, or take that copy away again.

Which maps there are belongs to the laptop (`settings.own_maps`), not to the team: nothing of it enters the log.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from camifield.errors import Problem
from camifield.formats.whole_files import NO_ROOM
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.settings import OwnMap, portable_folder

FOLDER, DOING = "maps", "layers.copying"
CHUNK, MEGABYTE = 4 << 20, 1_000_000
KEPT_FREE = 200 * MEGABYTE
"""So much of the disk stays free for records: a map is not worth one of them."""


def copy_map(project: Project, source: Path, progress: Progress) -> Path:
    """Copy a map into the project's folder, whole or not at all; where it is then.

    Raises Problem ``map-has-no-room``, ``map-not-readable`` or ``map-not-copied``, and Stopped.
    """
    folder = project.folder.within(FOLDER)
    try:
        size = source.stat().st_size
    except OSError as error:
        raise Problem("map-not-readable", parameters={"file": source.name}) from error
    try:
        project.folder.make(FOLDER)
        _clear_halves(folder.root)
        if size + KEPT_FREE > folder.free_bytes():
            raise _no_room(source, size)
        name = f"{project.entropy.take(8).hex()}{source.suffix.lower()}"
        with folder.writing(name) as out:
            for piece in _pieces(source, size, progress):
                _write(out, piece)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise _no_room(source, size) from error
        raise Problem("map-not-copied", parameters={"file": source.name}) from error
    return folder.path(name)


def is_copy(project: Project, path: Path) -> bool:
    """Whether a map lies in the project's own folder, and goes when it is taken away."""
    return path.parent == project.folder.path(FOLDER)


def remove_copy(project: Project, path: Path) -> None:
    """Delete a copy; a file that is somebody else's is left alone. Raises Problem ``map-not-removed``."""
    if not is_copy(project, path):
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Problem("map-not-removed", parameters={"file": path.name}) from error


def keep_maps(project: Project, maps: tuple[OwnMap, ...]) -> None:
    """Which maps there are from now on. Raises Problem ``settings-not-written``; they hold until the end all the same."""
    project.change_settings(replace(project.settings, own_maps=maps))


def told_path(path: Path) -> str:
    """How the settings name a file: from the program's own folder where that is carried about on a stick."""
    beside = portable_folder()
    if beside is not None:
        with suppress(ValueError):
            return path.relative_to(beside).as_posix()
    return str(path)


def path_of(told: str) -> Path:
    """The file that `told_path` named."""
    return (portable_folder() or Path()) / told


def _pieces(source: Path, size: int, progress: Progress) -> Iterator[bytes]:
    """The file piece by piece. Raises Problem ``map-not-readable`` when the stick goes away."""
    done = 0
    try:
        with source.open("rb") as file:
            while piece := file.read(CHUNK):
                progress.step(done // MEGABYTE, max(1, size // MEGABYTE), DOING)
                done += len(piece)
                yield piece
    except OSError as error:
        raise Problem("map-not-readable", parameters={"file": source.name}) from error


def _write(out: BinaryIO, piece: bytes) -> None:
    out.write(piece)


def _clear_halves(folder: Path) -> None:
    """What a power cut left of an earlier copy; nobody else writes here while the project is open."""
    for half in folder.glob(".*.part"):
        with suppress(OSError):
            os.unlink(half)


def _no_room(source: Path, size: int) -> Problem:
    return Problem("map-has-no-room", parameters={"file": source.name, "megabytes": -(-size // MEGABYTE)})
