"""Files that appear whole or not at all, several together when they belong together: what stood there stays until then."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from camifield.errors import Problem, Where

# No room on the disk, over the person's share of it, or over what one file may be (4 GB on many memory sticks).
NO_ROOM = frozenset((errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)))


class WholeFiles:
    """The files of one writing. Each is written under a name of its own and takes its place at the end."""

    def __init__(self) -> None:
        self._places: list[tuple[Path, Path]] = []
        self.present = Path()

    def part(self, path: Path) -> Path:
        """Where to write what will be `path`."""
        part = path.with_name(f".{path.name}.part")
        self._places.append((part, path))
        self.present = path
        return part

    def settle(self) -> None:
        """Put every file in its place, after making sure that all of them can go there. Raises OSError."""
        for part, path in self._places:
            self.present = path
            with part.open("r+b") as file:
                os.fsync(file.fileno())
            if path.exists():
                path.open(
                    "r+b"
                ).close()  # refused while a spreadsheet holds it, or when it is write-protected
        for part, path in self._places:
            self.present = path
            part.replace(path)

    def clear(self) -> None:
        """Take away what is left of the parts."""
        for part, _ in self._places:
            with suppress(OSError):  # the folder itself may be gone, with the stick it was on
                part.unlink(missing_ok=True)


@contextmanager
def whole_files() -> Generator[WholeFiles, None, None]:
    """Files to be written; they are in their places when this ends well, and untouched when it does not.

    Raises Problem ``disk-is-full`` or ``file-not-written`` for what the system refuses; whatever else is raised
    inside (Stopped) comes through.
    """
    files = WholeFiles()
    try:
        yield files
        files.settle()
    except OSError as error:
        code = "disk-is-full" if error.errno in NO_ROOM else "file-not-written"
        raise Problem(code, where=Where(file=str(files.present))) from error
    finally:
        files.clear()
