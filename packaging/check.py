"""Runs every check of the project, and makes everything ready the first time: `python3 packaging/check.py`."""

from __future__ import annotations

import sys

from setting_up import CHECKOUT, Unready, guarded, insist_on_python, make_ready, run


def main() -> int:
    """Get ready, then run the gate; returns its exit code."""
    try:
        insist_on_python()
        python = make_ready(["gate"])
        from system_parts import GATE_PARTS, offer

        offer(GATE_PARTS, "Tests that need what is missing will be skipped.")
        return run([python, "-m", "tests", *sys.argv[1:]], cwd=CHECKOUT)
    except Unready as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return guarded("checking")


if __name__ == "__main__":
    sys.exit(main())
