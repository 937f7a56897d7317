"""Which files are meant when files and folders are dropped: the pictures inside, never what a link leads to elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from camifield.errors import Problem

ENDINGS = (".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".heic", ".heif", ".hif")
# What one drop may bring: a whole card of a camera trap is no visit of a ranger.
MOST_FILES = 5_000
DEEPEST = 8


@dataclass
class Picked:
    """The picture files, in the order given and within folders by name; `folders` were looked into.

    `inside` of the files came out of folders, `passed_over` other files lay there, and `problems` tell of links and
    of what was too much.
    """

    files: list[Path] = field(default_factory=list[Path])
    folders: int = 0
    inside: int = 0
    passed_over: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])


def is_picture_name(path: Path) -> bool:
    """Whether a file is called as photos are; what a Mac writes beside each file ("._IMG_1.JPG") is none."""
    return path.suffix.casefold() in ENDINGS and not path.name.startswith(".")


def pick(paths: Iterable[Path], most: int = MOST_FILES) -> Picked:
    """The pictures of these files and folders, each once; a file that was named itself is taken whatever it is called.

    Links inside folders are told (``photo-is-a-link``), and so is what comes after `most` files
    (``photos-too-many``) and a folder that cannot be read (``folder-cannot-be-read``).
    """
    picked, known = Picked(), set[Path]()
    for path in paths:
        found = _inside(path, picked) if path.is_dir() else iter((path,))
        for file in found:
            if file in known:
                continue
            if len(picked.files) >= most:
                picked.problems.append(Problem("photos-too-many", parameters={"count": most}))
                return picked
            known.add(file)
            picked.files.append(file)
            picked.inside += file is not path
    return picked


def _inside(folder: Path, picked: Picked) -> Iterator[Path]:
    """The picture files of a folder and of those inside it."""
    waiting: list[tuple[Path, int]] = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        picked.folders += 1
        deeper: list[tuple[Path, int]] = []
        for entry in _entries(here, picked):
            path = Path(entry.path)
            if entry.is_symlink():
                picked.problems.append(Problem("photo-is-a-link", parameters={"file": entry.name}))
            elif entry.is_dir(follow_symlinks=False):
                deeper += [(path, depth + 1)] if depth < DEEPEST else []
            elif is_picture_name(path) and entry.is_file(follow_symlinks=False):
                yield path
            else:
                picked.passed_over += 1
        waiting += reversed(deeper)


def _entries(folder: Path, picked: Picked) -> Sequence[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name.casefold())
    except OSError:
        picked.problems.append(Problem("folder-cannot-be-read", parameters={"folder": folder.name}))
        return ()
