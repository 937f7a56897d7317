"""Starts CAMI Field, and makes everything ready the first time: `python3 packaging/start.py`. Needs only Python."""

from __future__ import annotations

import os
import sys

from setting_up import Unready, guarded, insist_on_python, make_ready, replace_process

NO_SCREEN = """CAMI Field is ready, but there is no screen here to open its window on.
Start it from a desktop, or do the same jobs without a window:
    {command} --help"""


def has_screen() -> bool:
    """Whether Qt has something to draw on. Windows and macOS always have; on Linux the session says so."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> int:
    """Get ready, then become the program; returns an exit code only when it cannot be started."""
    try:
        insist_on_python()
        python = make_ready()
    except Unready as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return guarded("getting ready")
    if not has_screen():
        print(NO_SCREEN.format(command=os.path.join(os.path.dirname(python), "camifield")), file=sys.stderr)
        return 1
    # -P: a folder that happens to be called `ui` where the person stands must not be taken for ours.
    replace_process([python, "-P", "-m", "ui.main", *sys.argv[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
