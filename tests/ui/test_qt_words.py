"""The few windows that Qt makes itself speak the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from ui import qt_words


def test_a_file_window_speaks_russian_and_goes_back(qapp: QApplication) -> None:
    """Who reads no English can open a photo; a language that Qt lacks leaves its own words."""
    del qapp
    assert qt_words.use("ru")
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Перейти к:"
    assert not qt_words.use("mn")
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Look in:"
