"""Letting the system open our files with this program: for this person alone, so that no administrator is needed.

Linux: a menu entry and a sort of file in the person's own folders (freedesktop.org: desktop-entry-spec 1.5,
shared-mime-info-spec 0.21). Windows: the person's own part of the registry (learn.microsoft.com: "File Types").
What a package for a whole system installs is in `packaging/`, made from the same texts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.settings import NAME

MIME: Final = "application/x-cami-field"
SUFFIX: Final = ".cfb"
DESKTOP_FILE: Final = "camifield.desktop"
MIME_FILE: Final = "camifield.xml"
CLASS: Final = "CAMIField.File"
CLASSES: Final = "Software\\Classes"
ASSOCIATION_CHANGED: Final = 0x08000000  # SHChangeNotify: SHCNE_ASSOCCHANGED
PATIENCE_S: Final = 20
_RESERVED: Final = frozenset(" \t\n\"'\\><~|&;$*?#()`%")

MIME_XML: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MIME}">
    <comment>{NAME} file</comment>
    <comment xml:lang="ru">Файл {NAME}</comment>
    <comment xml:lang="mn">{NAME} файл</comment>
    <magic priority="60"><match type="string" offset="0" value="CAMIFIELD\\n"/></magic>
    <glob pattern="*{SUFFIX}"/>
  </mime-type>
</mime-info>
"""


def window_command() -> tuple[str, ...]:
    """What starts the window on this laptop: the program of the folder, or this Python with our module."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    python = Path(sys.executable)
    windowed = python.with_name("pythonw.exe")
    return (str(windowed if windowed.is_file() else python), "-P", "-m", "ui.main")


def desktop_entry(command: Sequence[str]) -> str:
    """The menu entry that starts `command` with a file."""
    started = " ".join((*map(_quoted, command), "%f"))
    return (
        "[Desktop Entry]\nType=Application\n"
        f"Name={NAME}\nExec={started}\nMimeType={MIME};\n"
        "Terminal=false\nCategories=Science;Education;\nStartupNotify=true\nStartupWMClass=camifield\n"
    )


def _quoted(argument: str) -> str:
    """An argument as Exec wants it: a percent doubled, and quotes around what a shell would take for its own."""
    plain = argument.replace("%", "%%")
    if not _RESERVED.intersection(plain.replace("%%", "")):
        return plain
    for sign in ("\\", '"', "`", "$"):
        plain = plain.replace(sign, "\\" + sign)
    return '"' + plain.replace("\\", "\\\\") + '"'


def can_register() -> bool:
    """Whether this system is one that we know how to tell."""
    return sys.platform == "win32" or sys.platform.startswith("linux")


def is_registered() -> bool:
    """Whether our files open with this very program now, as far as we told the system."""
    if sys.platform == "win32":
        return _told_windows() == _windows_command()
    with suppress(OSError):
        written = (_data_home() / "applications" / DESKTOP_FILE).read_text("utf-8")
        return written == desktop_entry(window_command()) and _mime_path().is_file()
    return False


def register() -> None:
    """Let our files open with this program, for this person. Raises Problem ``files-not-registered``."""
    try:
        if sys.platform == "win32":
            _tell_windows()
        else:
            _tell_linux()
    except OSError as error:
        raise Problem("files-not-registered", parameters={"detail": str(error)}) from error


# Linux


def _data_home() -> Path:
    told = os.environ.get("XDG_DATA_HOME", "")
    return Path(told) if os.path.isabs(told) else Path.home() / ".local" / "share"


def _mime_path() -> Path:
    return _data_home() / "mime" / "packages" / MIME_FILE


def _tell_linux() -> None:
    """Write the two files, then let the desktop read them anew; one that has no such program reads them by itself."""
    home = _data_home()
    Folder(home / "applications").write(desktop_entry(window_command()).encode(), DESKTOP_FILE)
    Folder(home / "mime" / "packages").write(MIME_XML.encode(), MIME_FILE)
    for command in (
        ("update-mime-database", str(home / "mime")),
        ("update-desktop-database", str(home / "applications")),
        ("xdg-mime", "default", DESKTOP_FILE, MIME),
    ):
        _run_if_there(command)


def _run_if_there(command: Sequence[str]) -> None:
    program = shutil.which(command[0])
    if program is not None:
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(  # noqa: S603 - a program of the system, with our own words
                [program, *command[1:]], check=False, capture_output=True, timeout=PATIENCE_S
            )


# Windows


def _windows_command() -> str:
    """The command of the registry: every part in quotes, then the file."""
    return " ".join((*(f'"{part}"' for part in window_command()), '"%1"'))


if sys.platform == "win32":
    import ctypes
    import winreg

    def _told_windows() -> str:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, f"{CLASSES}\\{CLASS}\\shell\\open\\command") as key:
                return str(winreg.QueryValueEx(key, "")[0])
        except OSError:
            return ""

    def _tell_windows() -> None:
        for name, value in (
            (CLASS, f"{NAME} file"),
            (f"{CLASS}\\shell\\open\\command", _windows_command()),
            (SUFFIX, CLASS),
        ):
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, f"{CLASSES}\\{name}") as key:
                winreg.SetValueEx(key, "", 0, winreg.REG_SZ, value)
        ctypes.windll.shell32.SHChangeNotify(ASSOCIATION_CHANGED, 0, None, None)
