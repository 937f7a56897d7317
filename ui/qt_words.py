"""Qt's own words (Open, Cancel, File name) in the language of the window, where Qt has them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_held: list[QTranslator] = []


def use(language: str) -> bool:
    """Let Qt's own windows speak this language. Returns whether Qt knows it; otherwise they stay English."""
    for translator in _held:
        QCoreApplication.removeTranslator(translator)
    _held.clear()
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(f"qtbase_{language}", folder):
        return False
    QCoreApplication.installTranslator(translator)
    _held.append(translator)
    return True
