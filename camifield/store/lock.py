"""One process writes: the lock of a project, and who holds it, so that a second start can say so."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.folders import Folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = "lock"
HOLDER = "lock-holder"
PROBE = ".may-write"

# A full disk may have no room even for an empty file, but it is not write-protected.
_ROOMLESS = (errno.ENOSPC, errno.EDQUOT)
# What a lock that somebody else holds is refused with: flock says the first two, Windows the others.
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_ASK_EVERY_S = 0.05


class ProjectLock:
    """The right to write into one project, held by one process at a time; the system frees it when the process dies.

    The system's own lock on a file that is never removed; a library for it would cost every start ten milliseconds.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._handle: int | None = None

    def take(self, wait_s: float = 0.0) -> None:
        """Take the lock, waiting at most `wait_s` seconds.

        Raises Problem `store-is-open-elsewhere`, and where not even an empty file can be made, `disk-is-full` or
        `store-cannot-be-opened`.
        """
        try:
            is_taken = self._is_taken_within(max(wait_s, 0.0))
        except OSError as error:
            code = "disk-is-full" if error.errno in _ROOMLESS else "store-cannot-be-opened"
            raise Problem(code, where=Where(file=str(self._folder.root))) from error
        if not is_taken:
            raise Problem(
                "store-is-open-elsewhere",
                where=Where(file=str(self._folder.root)),
                parameters={"pid": holder_of(self._folder)},
            )
        with contextlib.suppress(OSError):  # only a courtesy for the second start
            self._folder.path(HOLDER).write_text(str(os.getpid()), encoding="ascii")

    def _is_taken_within(self, wait_s: float) -> bool:
        """Whether the lock could be had in time. Raises OSError where there can be no such file."""
        handle = os.open(self._folder.path(LOCK), os.O_RDWR | os.O_CREAT, 0o644)
        until = time.monotonic() + wait_s
        try:
            while not _is_locked(handle):
                if time.monotonic() >= until:
                    os.close(handle)
                    return False
                time.sleep(_ASK_EVERY_S)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        return True

    def release(self) -> None:
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            self._folder.path(HOLDER).unlink(missing_ok=True)
        handle, self._handle = self._handle, None
        _unlock(handle)
        os.close(handle)


def _is_locked(handle: int) -> bool:
    """Lock the file for this process; False when another one has it. Raises OSError for anything else."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def _unlock(handle: int) -> None:
    """Closing alone would do it, on Windows some time afterwards."""
    if sys.platform == "win32":
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)


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
