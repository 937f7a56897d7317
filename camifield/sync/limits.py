"""How much a file from anywhere may ask of this laptop, and what is said when it asks for more or is no honest file."""

from __future__ import annotations

import errno
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from camifield.errors import Problem, Where, type_of_parameter
from camifield.folders import Folder

MOST_SECTIONS: Final = 256
MOST_READERS: Final = 1000
LARGEST_COVER: Final = 256 * 1024
LARGEST_MANIFEST: Final = 4 * 1024 * 1024
LARGEST_TABLE: Final = 512 * 1024
LARGEST_LETTER: Final = 1024 * 1024
# Earlier versions wrote pieces of 8 MiB of commits, which may be over by one commit's header, signature and places.
LARGEST_FRAME: Final = 10 * 1024 * 1024
LARGEST_THUMBNAIL: Final = 256 * 1024
MOST_THUMBNAILS: Final = 100_000
MOST_FRAMES: Final = 20_000
# A parcel is held in memory by who carries it.
LARGEST_PARCEL: Final = 32 * 1024 * 1024
# FAT, which most memory sticks have, holds no file of 4 GiB.
LARGEST_FILE: Final = 2**32 - 1
LARGEST_SECTION: Final = 2**30
HARD_LID: Final = 2**30
LEAST_LID: Final = 64 * 1024 * 1024
MOST_TIMES: Final = 100
WINDOW_LOG: Final = 23
LARGEST_WINDOW: Final = 2**25
SPOOLED_BYTES: Final = 8 * 1024 * 1024
CHUNK: Final = 1024 * 1024
# No room on the disk, over the person's share of it, or over what one file may be (4 GiB on many memory sticks).
NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


def damaged(reason: str, **parameters: type_of_parameter) -> Problem:
    """``bundle-damaged``: the bytes are not what was written, or were never honest; `reason` is a stable word."""
    return Problem("bundle-damaged", parameters={"reason": reason, **parameters})


@contextmanager
def named(file: str) -> Generator[None]:
    """Whatever Problem is raised inside is told with the name of the file, when it names none yet."""
    try:
        yield
    except Problem as problem:
        if problem.where.file is not None or "file" in problem.parameters:
            raise
        where = Where(file, problem.where.sheet, problem.where.row, problem.where.field)
        raise Problem(problem.code, where=where, parameters=problem.parameters) from problem


@contextmanager
def telling(folder: Folder, name: str) -> Generator[None]:
    """What the disk refuses to write becomes Problem ``bundle-no-room`` or ``file-not-written``, with the file's path."""
    try:
        yield
    except OSError as error:
        code = "bundle-no-room" if error.errno in NO_ROOM else "file-not-written"
        raise Problem(code, where=Where(file=str(folder.root / name))) from error


class Lid:
    """Counts what unfolds out of a file. Raises Problem ``bundle-too-large`` at the first byte that is too many."""

    def __init__(self, file_bytes: int) -> None:
        """At most 100 times the file, though 64 MiB are never too many, and 1 GiB always is enough."""
        self._left = min(HARD_LID, max(LEAST_LID, MOST_TIMES * file_bytes))

    def take(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise Problem("bundle-too-large")
