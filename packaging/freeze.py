"""Makes the folder that runs from a stick, in `packaging/dist`: `python3 packaging/freeze.py`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from setting_up import CHECKOUT, Unready, guarded, insist_on_python, make_ready, run

FOLDER = Path(CHECKOUT, "packaging", "dist", "CAMI Field")
SPEC = Path(CHECKOUT, "packaging", "camifield.spec")

READ_ME = """CAMI Field

Start "{window}" to open the program. "{terminal}" does the same jobs in a terminal.
Copy this whole folder anywhere, for instance to a memory stick: nothing needs to be installed.

Records are kept in the person's own folder on the computer. To keep them in this folder instead,
in "project" beside the program, put an empty file named keep-project-here.txt here.
"""


def total_megabytes(folder: Path) -> float:
    """The size of everything in a folder, links counted once."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def freeze() -> int:
    """Build the folder anew and say where it is; returns the exit code."""
    from system_parts import FREEZE_PARTS, require

    python = make_ready(["freeze"])
    require(FREEZE_PARTS)
    shutil.rmtree(FOLDER, ignore_errors=True)
    work = os.path.join(CHECKOUT, "packaging", "build")
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    failed = run([*command, "--distpath", str(FOLDER.parent), "--workpath", work, str(SPEC)], cwd=CHECKOUT)
    if failed:
        print("The folder could not be made; the reason is above.", file=sys.stderr)
        return failed
    ending = ".exe" if os.name == "nt" else ""
    words = READ_ME.format(window=f"camifield-window{ending}", terminal=f"camifield{ending}")
    FOLDER.joinpath("READ ME.txt").write_text(words, encoding="utf-8", newline="\r\n")
    print(f"{FOLDER}: {total_megabytes(FOLDER):.0f} MB")
    return 0


def main() -> int:
    """Make the folder; returns the exit code."""
    try:
        insist_on_python()
        return freeze()
    except Unready as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return guarded("making the folder")


if __name__ == "__main__":
    sys.exit(main())
