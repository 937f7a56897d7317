"""The window's entry: find the project, paint Today, then bring in the rest."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

SCREEN_MISSING = 2
SUFFIX = ".cfb"


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window; what ends in .cfb is a file that it opens. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="camifield-window")
    parser.add_argument("--project", type=Path)
    parser.add_argument(
        "--quit-after-paint", action="store_true", help="tell the moment of the first paint, and end"
    )
    parser.add_argument("--beside", action="store_true")
    chosen, rest = parser.parse_known_args(arguments)
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        from camifield.i18n import words

        sys.stderr.write(words.say("window.no_screen") + "\n")
        return SCREEN_MISSING
    given = [one for one in rest if one.casefold().endswith(SUFFIX)]
    others = [one for one in rest if one not in given]
    file = Path(given[0]).absolute() if given else None
    return _run(chosen.project, file, others, is_measured=chosen.quit_after_paint)


def _run(project: Path | None, file: Path | None, rest: Sequence[str], *, is_measured: bool) -> int:
    """Everything from the first import of Qt to the last event.

    The imports and the first page make a hundred thousand objects that stay: looking through them for garbage
    again and again costs a tenth of the start, so that begins only when they are all there, and leaves them out.
    """
    gc.disable()
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from camifield import settings as laptop
    from camifield.i18n import words
    from camifield.project.project import REAL
    from ui.program import Program
    from ui.theme.theme import look, prepare, wished

    prepare()
    app = QApplication([sys.argv[0], *rest])
    app.setApplicationName(laptop.NAME)
    app.setDesktopFileName("camifield")
    settings = laptop.load(laptop.settings_file(), REAL.entropy, REAL.clock).settings
    words.use(settings.language or words.best_language(QLocale.system().name()))
    theme = settings.theme if settings.theme != "system" else wished()
    look().apply(app, theme, settings.text_scale)
    program = Program(app, laptop.default_project_folder(project), settings, file)
    if not program.start():
        return 0
    gc.freeze()
    gc.enable()
    if is_measured:
        program.quit_after_paint(tell_moment)
    code = app.exec()
    program.close()
    return code


def tell_moment() -> None:
    """Write the present moment (seconds since 1970), for whoever measures how fast the first paint is."""
    sys.stdout.write(f"painted {time.time():.6f}\n")


if __name__ == "__main__":
    sys.exit(main())
