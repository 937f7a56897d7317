"""Processes of their own for what must be measured in one: starting, memory, the first time of anything."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which

CHECKOUT = Path(__file__).resolve().parents[2]
PLATFORM = "QT_QPA_PLATFORM"


def surroundings(home: Path, platform: Mapping[str, str]) -> dict[str, str]:
    """The variables of a child: a home of its own, the platform of its window, and compiled modules kept.

    Without the last every start would compile the whole program anew, which no installed program does.
    """
    left_out = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "DISPLAY", "WAYLAND_DISPLAY", PLATFORM)
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(home))
    return {**kept, **own, **platform}


OFFSCREEN: Mapping[str, str] = {PLATFORM: "offscreen"}


@contextmanager
def own_home() -> Generator[Path, None, None]:
    """An empty home that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="camifield-home-") as home:
        yield Path(home)


@contextmanager
def x_screen() -> Generator[Mapping[str, str] | None, None, None]:
    """The variables of a virtual X screen of 1366x768; None where there is no Xvfb."""
    if which("Xvfb") is None:
        yield None
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as screen:
        os.close(writing)
        number = os.read(reading, 16).decode().strip()
        os.close(reading)
        try:
            yield {PLATFORM: "xcb", "DISPLAY": f":{number}"}
        finally:
            screen.terminate()


def python(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run this Python to the end and give what it printed. Raises CalledProcessError."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def memory_mb(pid: int | str = "self", *, line: str = "VmRSS") -> float:
    """The memory of a process in MB (10^6 bytes), from Linux: VmRSS now, VmHWM at its highest."""
    for text in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if text.startswith(f"{line}:"):
            return int(text.split()[1]) * 1024 / 1e6
    raise ValueError(line)
