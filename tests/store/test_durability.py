"""An acknowledged save is never lost: killed processes, full disks, disks that fail."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.fields.values import lines_of
from camifield.store.writing import Save
from tests.store.kills import kill_over_and_over
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop

if sys.platform != "win32":
    import resource

KILLS = int(os.environ.get("CAMIFIELD_KILLS", "12"))


@pytest.mark.skipif(os.name == "nt", reason="the saving process is forked")
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    """SIGKILL at random moments, over and over: every save that was answered is there, and the store checks clean.

    `python -m tests.store.kills 1000` is the long run.
    """
    assert kill_over_and_over(tmp_path, KILLS).new


@contextmanager
def little_disk(root: Path, size: int) -> Generator[str, None, None]:
    """A folder that holds no more than `size` bytes: a real small disk where we may mount one, else a limit on files.

    Gives the code of the Problem to expect.
    """
    root.mkdir()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root)],
            capture_output=True,
            check=False,
        )
        if os.geteuid() == 0
        else None
    )
    if mounted is not None and mounted.returncode == 0:
        try:
            yield "disk-is-full"
        finally:
            subprocess.run(["umount", "-l", str(root)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield "disk-failed"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def save_for_ever(laptop: Laptop, kept: list[bytes]) -> None:
    """Save until something stops it; `kept` has what was answered."""
    while True:
        kept.append(laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES, "remarks": "снег " * 200}))


def fill_up(path: Path) -> None:
    """Take the last byte of room."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as filler:
        for _ in range(2000):
            filler.write(bytes(512))


@pytest.mark.skipif(os.name == "nt", reason="a small disk is made with mount or with limits")
def test_a_full_disk_stops_the_save_and_loses_nothing(tmp_path: Path) -> None:
    """The save that does not fit is refused with a Problem; all earlier ones stand, and the next works when there is room."""
    root = tmp_path / "disk"
    with little_disk(root, 1_200_000) as code:
        laptop = Laptop(root)
        kept: list[bytes] = []
        with pytest.raises(Problem) as caught:
            save_for_ever(laptop, kept)
        assert caught.value.code == code
        assert len(kept) > 5
        assert laptop.store.count() == len(kept)
        fill_up(root / "filler")
        laptop.reopen()
        assert laptop.check().is_clean
        assert set(laptop.store.records(kept)) == set(kept)
        laptop.close()


@pytest.mark.skipif(os.name == "nt", reason="limits on files are a POSIX thing")
def test_a_disk_that_fails_in_the_middle_of_an_import_keeps_whole_chunks(laptop: Laptop) -> None:
    """What cannot be written is a Problem; what was written before is whole, and a later save succeeds."""
    laptop.save(SNOW_LEOPARD)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (laptop.store.path.stat().st_size + 600_000, before[1]))
    try:
        groups = {"remarks": {"remarks": "x" * 300}}
        with pytest.raises(Problem) as caught:
            laptop.append(*(Save(laptop.new_id(), "trace", groups) for _ in range(6000)))
        assert caught.value.code == "disk-failed"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert laptop.store.count() % 500 == 1
    laptop.save(SNOW_LEOPARD)
    assert laptop.check().is_clean


def test_readers_never_see_half_a_save(laptop: Laptop) -> None:
    """While a worker saves records of both streams, a reader on another thread always finds card, row and lines together."""
    stop = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            cards = laptop.store.cards()
            records = laptop.store.records([card.id for card in cards])
            for card in cards:
                values = records[card.id].values
                if len(lines_of(values, "losses")) != 2 or not values.get("informant_name"):
                    wrong.append(card)

    reader = threading.Thread(target=read)
    reader.start()
    for at in range(60):
        laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES, "event_date": f"2026-03-{1 + at % 28:02}"})
    stop.set()
    reader.join()
    assert not wrong
    assert laptop.store.count() == 60
