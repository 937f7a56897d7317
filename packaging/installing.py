"""The slow half of getting ready: make `.venv`, put the pinned packages into it, and leave the stamp that says so.

Three ways to a pip inside the environment are tried, from the one that changes least on the machine: Python's own
`ensurepip`; a pip outside, told to work inside (Debian splits ensurepip off into python3-venv, and its pip refuses to
install outside of an environment, but not inside of one); python3-venv from Debian, when we are root.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence

from setting_up import (
    CHECKOUT,
    ENVIRONMENT,
    STAMP,
    Unready,
    environment_python,
    extras_in,
    home_now,
    is_ready,
    read_stamp,
    wanted_now,
)
from system_parts import apt_install, can_apt_install, how_to_install, require_window_libraries

PINS = os.path.join("packaging", "pins.txt")
PIP_LOG = os.path.join(ENVIRONMENT, "pip.log")
FETCHED = re.compile(
    r"\s*Downloading (?:\S*/)?(?P<name>[^-/\s]+)-(?P<version>[^-]+)\S*(?<!\.metadata) \((?P<size>[\d.]+ [kMG]B)\)"
)
LAST_LINES = 12


def install(extras: Sequence[str]) -> None:
    """Do everything that `setting_up.is_ready` found undone. Raises Unready when a person has to help."""
    if not os.access(CHECKOUT, os.W_OK):
        raise Unready(
            f"The set-up writes into {CHECKOUT}, and may not. Copy the folder to a place of your own."
        )
    with one_at_a_time(os.path.join(CHECKOUT, ".venv.lock")):
        stamp = read_stamp()
        if is_ready(extras, stamp):  # somebody else finished it while we waited
            return
        wanted = wanted_now()
        groups = sorted(extras_in(stamp).union(extras))
        if not has_packages(stamp, wanted, groups):
            print("Getting CAMI Field ready. This happens once, needs the internet, and takes some minutes.")
            with contextlib.suppress(FileNotFoundError):
                os.remove(STAMP)
            ensure_environment(stamp)
            install_packages(groups)
            stamp = {**wanted, "extras": " ".join(groups), "window": False}
            write_stamp(stamp)
        require_window_libraries(environment_python())
        write_stamp({**stamp, "window": True})


def has_packages(stamp: Mapping[str, object], wanted: Mapping[str, str], groups: Sequence[str]) -> bool:
    """Whether the packages are in place and only the system's libraries are left to look at."""
    return (
        all(stamp.get(name) == value for name, value in wanted.items())
        and extras_in(stamp).issuperset(groups)
        and os.path.exists(environment_python())
    )


def write_stamp(stamp: Mapping[str, object]) -> None:
    """Write the stamp whole or not at all: half a stamp would be read as an unfinished set-up."""
    with open(f"{STAMP}.part", "w", encoding="utf-8") as file:
        json.dump(stamp, file)
    os.replace(f"{STAMP}.part", STAMP)


@contextlib.contextmanager
def one_at_a_time(path: str) -> Generator[None]:
    """Hold a lock file, so that an impatient second start waits for the first instead of breaking it."""
    with open(path, "a+b") as file:
        if os.name == "nt":
            import msvcrt

            lock = getattr(msvcrt, "locking")  # noqa: B009  # the name exists on Windows only, and types know that
            file.seek(0)
            while True:
                with contextlib.suppress(OSError):
                    lock(file.fileno(), getattr(msvcrt, "LK_LOCK"), 1)  # noqa: B009  # waits ten seconds, then OSError
                    break
            yield  # closing the file lets go of it
            return
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("CAMI Field is already being made ready by another start; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def ensure_environment(stamp: Mapping[str, object]) -> None:
    """An environment of this Python with a pip in it, made anew when the one there is broken or of another home."""
    known = all(stamp.get(name) == value for name, value in home_now().items()) if stamp else True
    if known and is_alive():
        return
    if os.path.islink(ENVIRONMENT):
        os.remove(ENVIRONMENT)
    elif os.path.exists(ENVIRONMENT):
        shutil.rmtree(ENVIRONMENT)
    if not has_ensurepip() and not outer_pip_reaches_inside():
        if not can_apt_install():
            raise Unready(
                "Python cannot make an environment here: its venv and pip are missing.\n"
                f"On Debian give this command, then start again:\n{how_to_install(['python3-venv'])}"
            )
        apt_install(["python3-venv"])
    pip_comes_along = has_ensurepip()
    options = [] if pip_comes_along else ["--without-pip"]
    if subprocess.call([sys.executable, "-m", "venv", *options, ENVIRONMENT]):
        raise Unready(f"Python could not make an environment in {ENVIRONMENT}; the reason is above.")
    if not pip_comes_along:
        outside = [sys.executable, "-m", "pip", "--python", environment_python()]
        run_pip([*outside, "install", "--constraint", PINS, "pip"])


def has_ensurepip() -> bool:
    """Whether this Python can put a pip into an environment by itself; asked in a process of its own, to ask anew."""
    return subprocess.call([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL) == 0


def is_alive() -> bool:
    """Whether an environment is there whose Python runs, is of our version and has pip."""
    python = environment_python()
    if not os.path.exists(python):
        return False
    version = f"sys.version_info[:2] == {sys.version_info[:2]!r}"
    question = f"import pip, sys; sys.exit(not ({version} and sys.prefix != sys.base_prefix))"
    return subprocess.call([python, "-c", question], stderr=subprocess.DEVNULL) == 0


def outer_pip_reaches_inside() -> bool:
    """Whether this Python has a pip, and one new enough (22.3) to install into another environment."""
    command = [sys.executable, "-m", "pip", "--python", sys.executable, "--version"]
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def install_packages(groups: Sequence[str]) -> None:
    """The project itself, editable, and all it needs in the versions of pins.txt.

    What builds it goes in first and from the same pins, because a separate environment for the build would
    fetch its own, unpinned. The pip goes in with it, so that the second step is the same pip for everybody.
    """
    import tomllib

    with open(os.path.join(CHECKOUT, "pyproject.toml"), "rb") as file:
        builders: list[str] = tomllib.load(file)["build-system"]["requires"]
    if groups:
        builders.append("setuptools")  # builds odfpy, which its makers publish as source only
    inside = [environment_python(), "-m", "pip", "install", "--constraint", PINS]
    run_pip([*inside, "pip", *builders])
    project = f".[{','.join(groups)}]" if groups else "."
    run_pip([*inside, "--no-build-isolation", "--editable", project])


def quiet_surroundings() -> dict[str, str]:
    """Our environment variables without the ones that would send pip's work to another place."""
    misleading = {
        "PYTHONPATH",
        "PYTHONHOME",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_ROOT",
        "PIP_USER",
        "PIP_REQUIRE_VIRTUALENV",
    }
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    return {**kept, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}


def fetched_in(line: str) -> str:
    """The package, version and size that a line of pip says it is fetching; empty for any other line."""
    found = FETCHED.match(line)
    return f"{found['name']} {found['version']} ({found['size']})" if found else ""


def run_pip(command: Sequence[str]) -> None:
    """Run pip, telling what it fetches. Raises Unready with pip's own last words when it fails."""
    options = [
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        "--root-user-action",
        "ignore",
    ]
    lines: list[str] = []
    with (
        open(PIP_LOG, "a", encoding="utf-8") as log,
        subprocess.Popen(
            [*command, *options],
            cwd=CHECKOUT,
            env=quiet_surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as pip,
    ):
        for line in pip.stdout or ():
            log.write(line)
            lines.append(line.rstrip())
            if fetched := fetched_in(line):
                print(f"  fetching {fetched}", flush=True)
    if pip.returncode:
        said = "\n".join(f"    {line}" for line in lines[-LAST_LINES:])
        raise Unready(
            "The packages could not be installed. If this machine has no internet now, start again when it has.\n"
            f"pip's last words (all of them are in {PIP_LOG}):\n{said}"
        )
