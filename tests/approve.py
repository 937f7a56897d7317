"""Accept the outputs as they are made now: `python -m tests.approve`, then read the diff and commit it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.approved.outputs import FOLDER, OUTPUTS


def approve(folder: Path = FOLDER) -> list[str]:
    """Write every output that is not as approved; answers their names."""
    changed: list[str] = []
    for name, make in OUTPUTS.items():
        made, path = make(), folder / name
        if not path.exists() or path.read_text("utf-8") != made:
            path.write_text(made, "utf-8", newline="\n")
            changed.append(name)
    return changed


def main() -> int:
    """Approve, and say what changed."""
    changed = approve()
    for name in changed:
        sys.stdout.write(f"written: tests/approved/{name}\n")
    sys.stdout.write("Read the diff before you commit it.\n" if changed else "Nothing changed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
