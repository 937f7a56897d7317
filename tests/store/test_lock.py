"""One process writes: the lock between processes, and what a second start is told."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.store.lock import LOCK, ProjectLock, holder_of, may_write
from camifield.store.store import Store

HOLD = (
    "import sys, pathlib\n"
    "from camifield.folders import Folder\n"
    "from camifield.store.store import Store\n"
    "store = Store.open(Folder(pathlib.Path(sys.argv[1])))\n"
    "print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


def hold_elsewhere(root: Path) -> subprocess.Popen[str]:
    """Another process with the project open, until its input is closed or it is killed."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_process_is_told_who_has_the_project(tmp_path: Path) -> None:
    """The second start can raise the first window: it learns the process that holds the lock."""
    with hold_elsewhere(tmp_path) as other:
        with pytest.raises(Problem) as caught:
            Store.open(Folder(tmp_path))
        assert caught.value.code == "store-is-open-elsewhere"
        assert caught.value.parameters["pid"] == other.pid
        other.kill()


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    """After a crash the next start simply works."""
    with hold_elsewhere(tmp_path) as other:
        other.kill()
    Store.open(Folder(tmp_path)).close()


def test_the_terminal_waits_for_the_other_process(tmp_path: Path) -> None:
    """A command waits a while for a short job of another one, and then gets its turn."""
    other = hold_elsewhere(tmp_path)
    releasing = threading.Timer(0.3, lambda: other.communicate(""))
    releasing.start()
    started = time.monotonic()
    Store.open(Folder(tmp_path), wait_s=20).close()
    assert time.monotonic() - started > 0.1
    releasing.join()


def test_the_same_process_cannot_open_a_project_twice(tmp_path: Path) -> None:
    """Two stores on one file in one process would each think that they alone write."""
    with Store.open(Folder(tmp_path)), pytest.raises(Problem, match="store-is-open-elsewhere"):
        Store.open(Folder(tmp_path))


def test_closing_gives_the_lock_back_and_forgets_the_holder(tmp_path: Path) -> None:
    """The lock can be taken again at once; releasing twice does no harm."""
    folder = Folder(tmp_path)
    lock = ProjectLock(folder)
    lock.take()
    assert holder_of(folder) == os.getpid()
    lock.release()
    lock.release()
    assert holder_of(folder) == 0
    ProjectLock(folder).take()


def test_a_failed_opening_gives_the_lock_back(tmp_path: Path) -> None:
    """After "this is not our file" another program, or we after repair, can take the lock."""
    (tmp_path / "store.sqlite").write_bytes(b"not a database at all" * 100)
    for _ in range(2):
        with pytest.raises(Problem, match="store-is-not-ours"):
            Store.open(Folder(tmp_path))
    assert (tmp_path / LOCK).exists()


def test_may_write_leaves_nothing_behind(tmp_path: Path) -> None:
    """The probe of a folder is taken away again, and a missing folder cannot be written."""
    assert may_write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not may_write(tmp_path / "nowhere")
