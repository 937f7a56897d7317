"""The window's entry: find the project, paint Today, then bring in the rest."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from camifield import settings as laptop
from camifield.i18n import words
from camifield.project.project import REAL
from ui.program import Program
from ui.theme.theme import look, prepare, wished

SCREEN_MISSING = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="camifield-window")
    parser.add_argument("--project", type=Path)
    parser.add_argument("--quit-after-paint", action="store_true")
    parser.add_argument("--beside", action="store_true")
    chosen, rest = parser.parse_known_args(arguments)
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        sys.stderr.write(words.say("window.no_screen") + "\n")
        return SCREEN_MISSING
    prepare()
    app = QApplication([sys.argv[0], *rest])
    app.setApplicationName(laptop.NAME)
    app.setDesktopFileName("camifield")
    loaded = laptop.load(laptop.settings_file(), REAL.entropy, REAL.clock)
    settings = loaded.settings
    words.use(settings.language or words.best_language(QLocale.system().name()))
    theme = settings.theme if settings.theme != "system" else wished()
    look().apply(app, theme, settings.text_scale)
    program = Program(app, laptop.default_project_folder(chosen.project), settings)
    if not program.start():
        return 0
    if chosen.quit_after_paint:
        program.quit_soon()
    code = app.exec()
    program.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
