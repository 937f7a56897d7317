"""One process writes: the lock of a project, and who holds it, so that a second start can say so."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from filelock import FileLock, Timeout

from camifield.errors import Problem, Where
from camifield.folders import Folder

LOCK = "lock"
HOLDER = "lock-holder"
PROBE = ".may-write"

# A full disk may have no room even for an empty file, but it is not write-protected.
_ROOMLESS = (errno.ENOSPC, errno.EDQUOT)


class ProjectLock:
    """The right to write into one project, held by one process at a time; the system frees it when the process dies."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._lock = FileLock(str(folder.path(LOCK)), thread_local=False)

    def take(self, wait_s: float = 0.0) -> None:
        """Take the lock, waiting at most `wait_s` seconds.

        Raises Problem `store-is-open-elsewhere`, and where not even an empty file can be made, `disk-is-full` or
        `store-cannot-be-opened`.
        """
        try:
            self._lock.acquire(timeout=max(wait_s, 0.0), poll_interval=0.05)
        except Timeout as error:
            raise Problem(
                "store-is-open-elsewhere",
                where=Where(file=str(self._folder.root)),
                parameters={"pid": holder_of(self._folder)},
            ) from error
        except OSError as error:
            code = "disk-is-full" if error.errno in _ROOMLESS else "store-cannot-be-opened"
            raise Problem(code, where=Where(file=str(self._folder.root))) from error
        with contextlib.suppress(OSError):  # only a courtesy for the second start
            self._folder.path(HOLDER).write_text(str(os.getpid()), encoding="ascii")

    def release(self) -> None:
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._folder.path(HOLDER).unlink(missing_ok=True)
            self._lock.release()


def holder_of(folder: Folder) -> int:
    """The process that holds the lock, as it said itself; 0 when it is not known."""
    try:
        return int(folder.path(HOLDER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def may_write(root: Path) -> bool:
    """True when a file can be made in the folder: the only test that holds for sticks, shares and Windows alike."""
    probe = root / PROBE
    try:
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        return error.errno in _ROOMLESS
    with contextlib.suppress(OSError):
        probe.unlink()
    return True
