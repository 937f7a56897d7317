"""Protects the folder that runs from a stick from missing a part that the program needs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import frozen_parts

CHECKOUT = Path(__file__).resolve().parents[2]


def imported_modules() -> set[str]:
    """The dotted names that the program's own code imports anywhere."""
    names = set[str]()
    for path in [*CHECKOUT.glob("camifield/**/*.py"), *CHECKOUT.glob("ui/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
                names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_nothing_that_the_program_imports_is_left_out() -> None:
    """The program would start from the checkout, and die from the stick."""
    left_out = set(frozen_parts.NOT_NEEDED)
    assert {
        name
        for name in imported_modules()
        if any(name == one or name.startswith(f"{one}.") for one in left_out)
    } == set()


@pytest.mark.parametrize("name", ["PySide6.QtOpenGL", "PySide6.QtTest", "pydoc", "unittest", "xml"])
def test_what_the_charts_import_behind_our_back_is_kept(name: str) -> None:
    """pyqtgraph and numpy import these, and only a chart drawn from the stick would tell."""
    assert name not in frozen_parts.NOT_NEEDED


@pytest.mark.parametrize(
    "where",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland-generic.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "PySide6/Qt/translations/qtbase_ru.qm",
        "babel/locale-data/mn.dat",
        "babel/locale-data/zh_Hans_CN.dat",
        "babel/locale-data/root.dat",
        "babel/global.dat",
        "resources/vocabularies/species.csv",
    ],
)
def test_what_the_window_needs_goes_in(where: str) -> None:
    """Screens, pictures, typing by input method, our languages and our own files must survive the slimming."""
    assert frozen_parts.is_wanted(where, "DATA")


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("libQt6Core.so.6", "SYMLINK"),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "BINARY"),
        ("PySide6\\plugins\\tls\\qopensslbackend.dll", "BINARY"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "BINARY"),
        ("PySide6/Qt/translations/qtbase_fi.qm", "DATA"),
        ("babel/locale-data/fi.dat", "DATA"),
    ],
)
def test_what_only_takes_room_stays_out(where: str, kind: str) -> None:
    """A stick copies slowly, and one that is formatted for Windows refuses links altogether."""
    assert not frozen_parts.is_wanted(where, kind)
