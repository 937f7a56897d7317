"""The part every script here shares: find out in milliseconds whether `.venv` is ready, and have it made when it is not.

Only what the answer needs is imported here; the work itself is in `installing` and is imported when there is some,
so that starting the program a second time costs next to nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import cast

CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENVIRONMENT = os.path.join(CHECKOUT, ".venv")
STAMP = os.path.join(ENVIRONMENT, "ready.json")
DECIDING_FILES = ("pyproject.toml", os.path.join("packaging", "pins.txt"))
OLDEST_PYTHON = (3, 11)
TOO_NEW_PYTHON = (3, 13)  # PySide6 6.8 has no wheels that are tested there


class Unready(Exception):
    """The set-up cannot go on until a person does something; the message says what, in whole sentences."""


def environment_python(environment: str = ENVIRONMENT) -> str:
    """The path of the interpreter inside an environment."""
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(environment, *inside)


def wanted_now() -> dict[str, str]:
    """What the environment has to be made from: the two files that say what to install, the Python, the place."""
    digest = hashlib.sha256()
    for name in DECIDING_FILES:
        with open(os.path.join(CHECKOUT, name), "rb") as file:
            digest.update(file.read().replace(b"\r\n", b"\n"))
            digest.update(b"\0")
    return {"files": digest.hexdigest(), **home_now()}


def home_now() -> dict[str, str]:
    """The part of `wanted_now` that an environment cannot be moved between: another Python, or another folder."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return {"python": version, "base": sys.base_prefix, "checkout": CHECKOUT}


def read_stamp(path: str = STAMP) -> dict[str, object]:
    """What the last finished set-up wrote; empty when there was none or it cannot be read."""
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def extras_in(stamp: Mapping[str, object]) -> frozenset[str]:
    """The optional groups of packages that a stamp says are installed."""
    found = stamp.get("extras")
    return frozenset(found.split()) if isinstance(found, str) else frozenset()


def is_ready(extras: Sequence[str], stamp: Mapping[str, object]) -> bool:
    """Whether nothing at all has to be done before the environment can be used with these groups of packages."""
    return (
        stamp.get("window") is True
        and extras_in(stamp).issuperset(extras)
        and all(stamp.get(name) == value for name, value in wanted_now().items())
        and os.path.exists(environment_python())
    )


def make_ready(extras: Sequence[str] = ()) -> str:
    """Make what is missing and return the environment's interpreter. Raises Unready when a person has to help."""
    if not is_ready(extras, read_stamp()):
        leave_environment()
        from installing import install

        install(extras)
    return environment_python()


def leave_environment() -> None:
    """Go on under the Python that the environment was made from, when this is the one inside it.

    A set-up may take the environment away, and with it the interpreter that is at work.
    """
    base = getattr(sys, "_base_executable", "")
    if base and os.path.realpath(sys.prefix) == os.path.realpath(ENVIRONMENT):
        replace_process([base, *sys.argv])


def insist_on_python() -> None:
    """Go on under a Python that fits when this one does not; raises Unready when the machine has none."""
    if OLDEST_PYTHON <= sys.version_info[:2] < TOO_NEW_PYTHON:
        return
    import shutil

    launcher = shutil.which("py") if os.name == "nt" else None
    for minor in range(TOO_NEW_PYTHON[1] - 1, OLDEST_PYTHON[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            replace_process([other, *sys.argv])
        if launcher and run([launcher, f"-3.{minor}", "-c", ""]) == 0:
            replace_process([launcher, f"-3.{minor}", *sys.argv])
    present = ".".join(str(part) for part in sys.version_info[:3])
    raise Unready(
        f"CAMI Field needs Python 3.11 or 3.12, and this is Python {present}. Install one of those first."
    )


def run(command: Sequence[str], cwd: str | None = None) -> int:
    """Run a program to its end, its output going where ours goes; returns its exit code."""
    import subprocess

    sys.stdout.flush()
    return subprocess.call(list(command), cwd=cwd)


def replace_process(command: Sequence[str]) -> None:
    """Become another program: what it prints and how it ends is then all there is. Does not return."""
    sys.stdout.flush()
    if os.name == "nt":  # there exec starts a second process and lets the terminal go on without it
        sys.exit(run(command))
    os.execv(command[0], list(command))


def guarded(work: str) -> int:
    """What a script exits with after a set-up that a person interrupted during `work`."""
    print(f"\nStopped while {work}. Give the same command again to go on.", file=sys.stderr)
    return 130
