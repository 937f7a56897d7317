"""Disks that refuse: a limit on how long a file may grow, and a small disk in memory.

Windows knows neither without an administrator: tests that need one are skipped there, under one name.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform != "win32":
    import resource

NO_LIMIT = "Windows sets no limit on the length of a file"


@contextmanager
def no_file_over(size: int) -> Generator[None, None, None]:
    """No file grows beyond `size` bytes here: the system refuses with EFBIG, as a memory stick does at 4 GB."""
    if sys.platform == "win32":
        pytest.skip(NO_LIMIT)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(folder: Path, size: int) -> Generator[None, None, None]:
    """`folder` is a disk of `size` bytes (ENOSPC); where nobody may mount one, the limit on files stands for it."""
    if sys.platform == "win32":
        pytest.skip(NO_LIMIT)
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    may_mount = (
        os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
    if not may_mount:
        with no_file_over(size):
            yield
        return
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
