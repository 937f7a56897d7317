"""What the operating system has to bring: the libraries Qt opens a window with, and the programs that tests drive.

A part is missing when really looking for it fails, never because of a system's name or version. As root on Debian
(and what descends from it) missing parts are installed; otherwise the one command that does it is named.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from setting_up import Unready

# Which Debian package holds a library; asked for by `ldd`, answered by `apt-file search` on Debian 12.
DEBIAN_PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbsd.so.0": "libbsd0",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libpng16.so.16": "libpng16-16",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

# What the program loads of Qt, inside the PySide6 package: if these find their libraries, its window opens.
LOADED_OF_QT = (
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtOpenGLWidgets.abi3.so",
    "Qt/lib/libQt6XcbQpa.so.6",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
)
NOT_FOUND = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """Something that is not a Python package: what a person calls it, its Debian package, and how to look for it."""

    name: str
    package: str
    is_here: Callable[[], bool]


def program(name: str, package: str, command: str) -> Part:
    """A part that is a program on the PATH."""
    return Part(name, package, lambda: shutil.which(command) is not None)


def fonts(name: str, package: str, language: str) -> Part:
    """A part that is fonts for a language, as fontconfig answers (so that program must be there too)."""

    def is_here() -> bool:
        if not shutil.which("fc-list"):
            return False
        return bool(subprocess.check_output(["fc-list", f":lang={language}", "family"]).strip())

    return Part(name, package, is_here)


def has_shared_python() -> bool:
    """Whether the library of this Python can be copied into a folder; PyInstaller cannot work without it."""
    names = [str(sysconfig.get_config_var(name)) for name in ("LDLIBRARY", "INSTSONAME")]
    folders = [str(sysconfig.get_config_var("LIBDIR")), str(sysconfig.get_config_var("MULTIARCH"))]
    places = [folders[0], os.path.join(*folders), os.path.join("/usr/lib", folders[1])]
    exact = f"libpython{sys.version_info[0]}.{sys.version_info[1]}.so*"
    patterns = [exact, *(name for name in names if ".so" in name)]
    return any(glob.glob(os.path.join(place, pattern)) for place in places for pattern in patterns)


GATE_PARTS = (
    program("LibreOffice", "libreoffice-calc", "soffice"),
    program("Xvfb, a screen in memory", "xvfb", "Xvfb"),
    program("xauth, which xvfb-run asks for", "xauth", "xauth"),
    program("xdotool, which types", "xdotool", "xdotool"),
    program("fontconfig", "fontconfig", "fc-list"),
    fonts("Cyrillic fonts", "fonts-dejavu-core", "ru"),
    fonts("Chinese fonts", "fonts-wqy-microhei", "zh-cn"),
    fonts("Persian and Hindi fonts", "fonts-noto-core", "hi"),
)
FREEZE_PARTS = (
    program("objdump", "binutils", "objdump"),
    Part("Python's shared library", f"libpython3.{sys.version_info[1]}", has_shared_python),
)


def is_linux() -> bool:
    """Whether the system's parts come from a package manager, and not with the Python packages."""
    return sys.platform.startswith("linux")


def can_apt_install() -> bool:
    """Whether this is Debian or a child of it, and we are root."""
    return is_linux() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Iterable[str]) -> None:
    """Install Debian packages. Raises Unready when apt-get does not manage to."""
    wanted = sorted(set(packages))
    print(f"Installing from Debian: {', '.join(wanted)}", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    # A failed update is not yet a failure: one of several sources may be away while ours is there.
    subprocess.call([*quiet, "update"], env=surroundings)
    command = [*quiet, "install", "--yes", "--no-install-recommends", *wanted]
    done = subprocess.run(
        command,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise Unready(f"apt-get could not install them:\n{done.stdout[-2000:]}")


def how_to_install(packages: Iterable[str]) -> str:
    """The one command that brings Debian packages, for a person to give."""
    return f"    sudo apt-get install {' '.join(sorted(set(packages)))}"


def missing_of(parts: Sequence[Part]) -> list[Part]:
    """The parts that are not here. All are, where the system is not Linux: there they come with the packages."""
    return [part for part in parts if not part.is_here()] if is_linux() else []


def offer(parts: Sequence[Part], otherwise: str) -> None:
    """Install the parts that are missing, or name them and the command, and go on either way."""
    missing = missing_of(parts)
    if not missing:
        return
    if can_apt_install():
        apt_install(part.package for part in missing)
        missing = missing_of(parts)
    if missing:
        print(f"Missing on this machine: {', '.join(part.name for part in missing)}. {otherwise}")
        print(f"This brings them on Debian:\n{how_to_install(part.package for part in missing)}")


def require(parts: Sequence[Part]) -> None:
    """Install the parts that are missing. Raises Unready with the command when that is not ours to do."""
    missing = missing_of(parts)
    if missing and can_apt_install():
        apt_install(part.package for part in missing)
        missing = missing_of(parts)
    if missing:
        names = ", ".join(part.name for part in missing)
        command = how_to_install(part.package for part in missing)
        raise Unready(
            f"Missing on this machine: {names}. On Debian give this command, then start again:\n{command}"
        )


def missing_libraries(ldd_output: str) -> list[str]:
    """The libraries that the loader did not find, in the words of `ldd`."""
    return sorted(set(NOT_FOUND.findall(ldd_output)))


def libraries_qt_misses(python: str) -> list[str]:
    """The shared libraries that the environment's Qt asks the system for and does not get."""
    if not is_linux() or not shutil.which("ldd"):
        return []
    where = "import importlib.util; print(importlib.util.find_spec('PySide6').submodule_search_locations[0])"
    folder = subprocess.check_output([python, "-c", where], encoding="utf-8").strip()
    files = [os.path.join(folder, *name.split("/")) for name in LOADED_OF_QT]
    done = subprocess.run(
        ["ldd", *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", check=False
    )
    return missing_libraries(done.stdout)


def packages_with(libraries: Iterable[str]) -> tuple[list[str], list[str]]:
    """The Debian packages that hold the libraries, and the libraries whose package is not known."""
    known = sorted({DEBIAN_PACKAGE_OF[name] for name in libraries if name in DEBIAN_PACKAGE_OF})
    return known, sorted(name for name in libraries if name not in DEBIAN_PACKAGE_OF)


def require_window_libraries(python: str) -> None:
    """See that Qt finds what it opens a window with. Raises Unready naming what is missing and what to do."""
    missing = libraries_qt_misses(python)
    if missing and can_apt_install():
        packages, _unknown = packages_with(missing)
        apt_install(packages)
        missing = libraries_qt_misses(python)
    if not missing:
        return
    packages, unknown = packages_with(missing)
    sentences = [f"The window needs {len(missing)} libraries that this system does not have."]
    if packages:
        sentences.append(f"On Debian give this command, then start again:\n{how_to_install(packages)}")
    if unknown:
        sentences.append(f"Find the packages of your system that hold {', '.join(unknown)}.")
    raise Unready("\n".join(sentences))
