"""A folder that appears whole or not at all, always under a name that was free: nothing older is ever mixed with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.formats.whole_files import NO_ROOM


def free_name(path: Path) -> Path:
    """This path, or the first with a number behind it ("CAMI-photos-2") that is not taken."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found


@contextmanager
def whole_folder(path: Path) -> Generator[Path, None, None]:
    """A folder to write into; it has the name `path` when this ends well, and is gone when it does not.

    An empty one is taken away. Raises Problem ``disk-is-full`` or ``file-not-written`` for what the system refuses;
    whatever else is raised inside (Stopped) comes through.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)  # what a broken attempt left
        part.mkdir()
        yield part
        if any(part.iterdir()):
            os.replace(part, path)
    except OSError as error:
        code = "disk-is-full" if error.errno in NO_ROOM else "file-not-written"
        raise Problem(code, where=Where(file=str(path))) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
